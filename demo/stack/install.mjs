/**
 * Brings what is missing before `npm start` and `npm test`: npm packages, and on demand the gateway, a browser (with a
 * sound server, so that tests can plug headsets in and out), browsers of two other makes, and what an emulated network
 * takes.
 * Runs on the machine's own Node (20 or later) before node_modules exists, so: plain JavaScript, no dependency.
 *
 *     node demo/stack/install.mjs [--janus] [--browser] [--firefox] [--webkit] [--network]
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const modules = join(root, 'node_modules');
const cache = join(root, '.cache');
const aptLog = join(cache, 'apt.log');
const wanted = new Set(process.argv.slice(2));

// `npm start -- --json` promises one line on stdout, and prestart shares it: all talk goes to stderr.
const say = (text) => process.stderr.write(`${text}\n`);
function giveUp(text) {
  say(text);
  process.exit(1);
}

if (Number(process.versions.node.split('.')[0]) < 20) giveUp(`Node 20 or later is needed; this is ${process.version}.`);
for (const option of wanted)
  if (!['--janus', '--browser', '--firefox', '--webkit', '--network'].includes(option))
    giveUp(`install.mjs does not know ${option}; it takes --janus, --browser, --firefox, --webkit and --network.`);
installPackages();
if (wanted.has('--janus')) installGateway();
if (wanted.has('--browser')) {
  installBrowser();
  installSound();
}
if (wanted.has('--network')) installNetwork();
if (wanted.has('--firefox')) installFirefox();
if (wanted.has('--webkit')) installWebKit();

// --- npm packages ------------------------------------------------------------------------------------------------

function installPackages() {
  const lockText = readFileSync(join(root, 'package-lock.json'));
  const stampFile = join(modules, '.video-visit-stamp');
  const stamp = createHash('sha256').update(lockText).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === stamp) return;
  if (!holdsWhatTheLockSays(JSON.parse(lockText.toString('utf8')).packages)) {
    say('Installing the npm packages of package-lock.json (npm ci) …');
    // Our own node_modules/.bin/node is about to be replaced, so npm runs on the machine's Node.
    const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(modules));
    const env = { ...process.env, PATH: path.join(delimiter) };
    for (const name of Object.keys(env))
      if (/^npm_(package|lifecycle|command|config_json)/.test(name)) delete env[name];
    const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      env,
      stdio: ['ignore', 2, 2],
    });
    if (run.error) giveUp(`npm cannot be run (${run.error.message}). Install npm 10 or later.`);
    if (run.status !== 0)
      giveUp('npm ci failed; what it said is above. Check the network to the npm registry, then run this again.');
  }
  if (!existsSync(join(modules, '.bin', 'node')))
    giveUp('The package `node` did not install its program. Run `npm rebuild node`, then this again.');
  writeFileSync(stampFile, `${stamp}\n`);
}

/** Compares with the list that npm keeps of what it installed, so that an install by hand is not done twice. */
function holdsWhatTheLockSays(locked) {
  const listFile = join(modules, '.package-lock.json');
  if (!existsSync(listFile)) return false;
  const installed = JSON.parse(readFileSync(listFile, 'utf8')).packages;
  return Object.entries(locked).every(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.link) return true;
    const there = installed[path];
    return there ? there.version === entry.version : Boolean(entry.optional || entry.devOptional || entry.peer);
  });
}

// --- the gateway -------------------------------------------------------------------------------------------------

function installGateway() {
  if (programOnPath('janus')) return;
  if (canUseApt()) {
    say(`Installing the Janus gateway (apt-get install janus; log: ${aptLog}) …`);
    if (aptInstall(['janus'])) {
      // The package starts a gateway of its own, with the system's configuration. Ours is apart from it.
      stopSystemService('janus');
      if (programOnPath('janus')) return;
    }
    giveUp(`apt-get could not install janus; see ${aptLog}. Mend that, or install janus by hand, then run this again.`);
  }
  if (dockerAnswers()) {
    say('No janus here: it will run in Docker.');
    return;
  }
  giveUp(
    [
      'The Janus gateway is missing. One of these brings it:',
      '  Debian or Ubuntu:  sudo apt-get install janus   (or run this as root)',
      '  elsewhere:         start Docker, and the gateway runs in a container',
      'Then run this again.',
    ].join('\n'),
  );
}

/** Its init script would end every process of that program, so it is asked only where it has started one. */
function stopSystemService(name, pidFile = `/var/run/${name}.pid`) {
  if (existsSync('/run/systemd/system')) {
    spawnSync('systemctl', ['disable', '--now', `${name}.service`], { stdio: 'ignore' });
  } else if (existsSync(pidFile)) {
    spawnSync(`/etc/init.d/${name}`, ['stop'], { stdio: 'ignore' });
  }
}

function dockerAnswers() {
  return programOnPath('docker') && spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 10_000 }).status === 0;
}

// --- the browser -------------------------------------------------------------------------------------------------

function installBrowser() {
  const named = process.env.CHROMIUM;
  if (named) {
    if (!programOnPath(named)) giveUp(`CHROMIUM names ${named}, which is no program. Mend or unset it.`);
    return;
  }
  if (['chromium', 'chromium-browser', 'google-chrome'].some(programOnPath)) return;
  if (canUseApt()) {
    say(`Installing Chromium for the tests (apt-get install chromium; log: ${aptLog}) …`);
    if (aptInstall(['chromium', 'fonts-dejavu-core']) && programOnPath('chromium')) return;
    giveUp(
      `apt-get could not install chromium; see ${aptLog}. Mend that, or set CHROMIUM to a Chromium or Chrome of yours.`,
    );
  }
  giveUp(
    'The tests need Chromium. Install it (Debian: sudo apt-get install chromium), or set CHROMIUM to its path, then run this again.',
  );
}

/** Firefox, for the visits between browsers of two makes; without it they are left out. */
function installFirefox() {
  const named = process.env.FIREFOX;
  if (named) {
    if (!programOnPath(named)) giveUp(`FIREFOX names ${named}, which is no program. Mend or unset it.`);
    return;
  }
  if (['firefox-esr', 'firefox'].some(programOnPath)) return;
  if (canUseApt()) {
    say(`Installing Firefox for the tests (apt-get install firefox-esr; log: ${aptLog}) …`);
    if (aptInstall(['firefox-esr'])) return;
  }
  say(
    'No Firefox here: the visits with it are left out. Debian: sudo apt-get install firefox-esr; or set FIREFOX to its path.',
  );
}

/** WebKitGTK, a browser without WebRTC, with its driver and a screen for it; without it its tests are left out. */
function installWebKit() {
  const programs = { WebKitWebDriver: 'webkit2gtk-driver', Xvfb: 'xvfb' };
  const missing = Object.keys(programs).filter((program) => !programOnPath(program));
  if (missing.length === 0) return;
  const packages = missing.map((program) => programs[program]);
  if (canUseApt()) {
    say(`Installing WebKitGTK for the tests (apt-get install ${packages.join(' ')}; log: ${aptLog}) …`);
    if (aptInstall(packages)) return;
  }
  say(
    `No WebKitGTK here: the tests of a browser without WebRTC are left out. Debian: sudo apt-get install ${packages.join(' ')}`,
  );
}

/** A sound server for the tests that plug headsets in and out; without it they are left out. */
function installSound() {
  if (['pulseaudio', 'pactl', 'paplay'].every(programOnPath)) return;
  if (canUseApt()) {
    say(`Installing PulseAudio for the tests with headsets (apt-get install pulseaudio; log: ${aptLog}) …`);
    if (aptInstall(['pulseaudio', 'pulseaudio-utils'])) return;
  }
  say(
    'No PulseAudio here: the tests that plug headsets in and out are left out. Debian: sudo apt-get install pulseaudio',
  );
}

/** What the emulated network is made with; the tests and the bench on it need root, and are left out elsewhere. */
function installNetwork() {
  const programs = {
    '/usr/bin/python3': 'python3-minimal',
    ip: 'iproute2',
    unshare: 'util-linux',
    nsenter: 'util-linux',
    // A TURN server, with certificates of our own that the browser is told to trust.
    turnserver: 'coturn',
    openssl: 'openssl',
    certutil: 'libnss3-tools',
  };
  const missing = Object.keys(programs).filter((program) => !programOnPath(program));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((program) => programs[program]))];
  if (canUseApt()) {
    say(`Installing ${packages.join(', ')} for the emulated network (log: ${aptLog}) …`);
    if (aptInstall(packages)) {
      // Ours run for a test each, apart from the system's.
      if (packages.includes('coturn')) stopSystemService('coturn', '/var/run/turnserver.pid');
      return;
    }
  }
  say(`The tests and the bench on an emulated network need ${packages.join(', ')} (Debian's names), and root.`);
}

// --- the system --------------------------------------------------------------------------------------------------

function programOnPath(name) {
  const candidates = name.includes('/')
    ? [name]
    : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  return candidates.some((file) => {
    try {
      accessSync(file, constants.X_OK);
      return statSync(file).isFile();
    } catch {
      return false;
    }
  });
}

function canUseApt() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && programOnPath('apt-get');
}

/** Runs `apt-get update` and `install`, with all output in the log; says whether they are there. */
function aptInstall(packages) {
  mkdirSync(cache, { recursive: true });
  const log = openSync(aptLog, 'a');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    spawnSync('apt-get', ['-y', '-o', 'DPkg::Lock::Timeout=300', ...args], { env, stdio: ['ignore', log, log] })
      .status === 0;
  try {
    // One source of several that fails to update need not keep the packages away.
    apt('update');
    return apt('install', '--no-install-recommends', ...packages);
  } finally {
    closeSync(log);
  }
}
