import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../demo/stack/free-port.ts';

const run = promisify(execFile);

/** Over what a page reaches the TURN server. */
export type TurnTransport = 'udp' | 'tcp' | 'tls';

export interface TurnServerOptions {
  /** Gets configuration, log and keys; removed by whoever made it. */
  readonly directory: string;
  /** Listens, and relays, there; and relays to no other address, as docs/gateway-network.md would have it. */
  readonly address: string;
}

/** A coturn of our own, set up as docs/gateway-network.md would have it. */
export class TurnServer {
  readonly #child: ChildProcess;
  readonly #urls: Readonly<Record<TurnTransport, string>>;
  readonly logFile: string;
  /** What the service is to share with it. */
  readonly secret: string;
  /** A home folder in which Chromium finds the authority that has signed the server's certificate. */
  readonly trustingHome: string;

  private constructor(
    child: ChildProcess,
    urls: Readonly<Record<TurnTransport, string>>,
    files: { readonly logFile: string; readonly secret: string; readonly trustingHome: string },
  ) {
    this.#child = child;
    this.#urls = urls;
    this.logFile = files.logFile;
    this.secret = files.secret;
    this.trustingHome = files.trustingHome;
  }

  static async start({ directory, address }: TurnServerOptions): Promise<TurnServer> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const { certificate, key, trustingHome } = await makeCertificate(directory, address);
    const [port, tlsPort] = [await freePort(0, address), await freePort(0, address)];
    const secret = randomBytes(24).toString('base64url');
    const configFile = join(directory, 'turnserver.conf');
    await writeFile(
      configFile,
      `listening-ip=${address}
relay-ip=${address}
listening-port=${port}
tls-listening-port=${tlsPort}
realm=lab.example
use-auth-secret
static-auth-secret=${secret}
cert=${certificate}
pkey=${key}
no-tlsv1
no-tlsv1_1
allowed-peer-ip=${address}
denied-peer-ip=0.0.0.0-255.255.255.255
denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
no-multicast-peers
no-cli
no-software-attribute
fingerprint
stale-nonce
user-quota=24
userdb=${join(directory, 'turndb')}
pidfile=${join(directory, 'turnserver.pid')}
log-file=stdout
`,
      { mode: 0o600 },
    );
    const logFile = join(directory, 'turnserver.log');
    const log = await open(logFile, 'a', 0o600);
    // Ended by the kernel with this process, however that ends.
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'turnserver', '-c', configFile, '--verbose'], {
      stdio: ['ignore', log.fd, log.fd],
    });
    let failed: Error | null = null;
    child.once('error', (error) => (failed = error));
    await log.close();
    const deadline = performance.now() + 10_000;
    while (!(await listens(address, port))) {
      const ended = failed ?? (child.exitCode !== null || performance.now() > deadline);
      if (ended) {
        child.kill('SIGKILL');
        throw new Error(
          `coturn did not start; node demo/stack/install.mjs --network brings it. ${await readFile(logFile, 'utf8')}`,
        );
      }
      await sleep(50);
    }
    const urls = {
      udp: `turn:${address}:${port}?transport=udp`,
      tcp: `turn:${address}:${port}?transport=tcp`,
      tls: `turns:${address}:${tlsPort}?transport=tcp`,
    };
    return new TurnServer(child, urls, { logFile, secret, trustingHome });
  }

  /** Addresses as `RTCIceServer.urls` has them (RFC 7065). */
  urls(transports: readonly TurnTransport[]): string[] {
    return transports.map((transport) => this.#urls[transport]);
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}

/** An authority, a certificate of its own making for `address`, and a store of NSS that trusts the authority. */
async function makeCertificate(
  directory: string,
  address: string,
): Promise<{ certificate: string; key: string; trustingHome: string }> {
  const file = (name: string): string => join(directory, name);
  const request = (name: string, subject: string, ...more: string[]): Promise<unknown> =>
    run('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-days', '2'],
      ...['-subj', `/CN=${subject}`, '-keyout', file(`${name}.key`), '-out', file(`${name}.pem`), ...more],
    ]);
  await request('authority', 'authority of the lab', '-addext', 'keyUsage=critical,keyCertSign');
  await request(
    'server',
    address,
    ...['-CA', file('authority.pem'), '-CAkey', file('authority.key')],
    ...['-addext', `subjectAltName=IP:${address}`, '-addext', 'basicConstraints=critical,CA:FALSE'],
    ...['-addext', 'extendedKeyUsage=serverAuth'],
  );
  const trustingHome = file('home');
  const store = join(trustingHome, '.pki', 'nssdb');
  await mkdir(store, { recursive: true, mode: 0o700 });
  await run('certutil', ['-d', `sql:${store}`, '-N', '--empty-password']);
  await run('certutil', ['-d', `sql:${store}`, '-A', '-n', 'lab', '-t', 'C,,', '-i', file('authority.pem')]);
  return { certificate: file('server.pem'), key: file('server.key'), trustingHome };
}

function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
