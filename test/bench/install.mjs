/**
 * Brings what the bench needs besides gateway and browser: the programs that make and use network namespaces, and Python
 * for the emulated link. Plain JavaScript for the machine's own Node, as demo/stack/install.mjs is.
 *
 *     node test/bench/install.mjs
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const wanted = [
  { program: '/usr/bin/python3', package: 'python3-minimal' },
  { program: 'ip', package: 'iproute2' },
  { program: 'unshare', package: 'util-linux' },
  { program: 'nsenter', package: 'util-linux' },
  // Headsets that are plugged in and pulled out, in a sound server of the bench's own.
  { program: 'pulseaudio', package: 'pulseaudio' },
  { program: 'pactl', package: 'pulseaudio-utils' },
];

function giveUp(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

if (process.platform !== 'linux')
  giveUp('The bench emulates a network with Linux network namespaces: it runs on Linux only.');
if (process.getuid?.() !== 0) giveUp('The bench makes network namespaces: run it as root.');
if (!existsSync('/dev/net/tun'))
  giveUp('The bench needs /dev/net/tun. In a container: --device /dev/net/tun --cap-add NET_ADMIN,SYS_ADMIN.');

const isThere = ({ program }) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
const missing = [...new Set(wanted.filter((item) => !isThere(item)).map((item) => item.package))];
if (missing.length > 0) {
  if (!existsSync('/etc/debian_version'))
    giveUp(`The bench needs ${missing.join(', ')} (Debian's names). Install them, then run this again.`);
  process.stderr.write(`Installing ${missing.join(', ')} for the bench …\n`);
  const apt = (...args) =>
    spawnSync('apt-get', ['-y', '-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 2],
    });
  apt('update');
  apt('install', '--no-install-recommends', ...missing);
  if (!wanted.every(isThere)) giveUp(`apt-get could not install ${missing.join(', ')}; what it said is above.`);
}
