import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { type GatewaySecrets, writeJanusConfig } from './janus-config.ts';

export interface JanusOptions {
  /** Holds configuration and log; never the system's folder. */
  readonly directory: string;
  readonly serverName?: string;
  readonly port?: number;
  readonly adminPort?: number;
  readonly secrets?: GatewaySecrets;
  readonly eventBackend?: string | null;
  readonly networkInterface?: string;
  readonly listenAddress?: string;
  /** How to run `janus`; default: the program on PATH. */
  readonly command?: readonly string[];
}

export interface RunningJanus {
  /** WebSocket address of the API, for browsers. */
  readonly url: string;
  readonly adminUrl: string;
  readonly serverName: string;
  readonly secrets: GatewaySecrets;
  readonly logFile: string;
  readonly pid: number;
  /** Resolves when the process has ended, however. */
  readonly ended: Promise<void>;
  /** SIGTERM, then SIGKILL after five seconds. */
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

export const makeGatewaySecrets = (): GatewaySecrets => {
  const secret = (): string => randomBytes(24).toString('base64url');
  return { apiSecret: secret(), adminSecret: secret(), adminKey: secret(), tokenSecret: secret() };
};

/** Starts a real Janus with our own configuration; resolves when it answers. Rejects with the end of its log when it does not. */
export async function startJanus(options: JanusOptions): Promise<RunningJanus> {
  const directory = options.directory;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const port = await freePort(options.port ?? 0);
  const adminPort = await freePort(options.adminPort ?? 0);
  const secrets = options.secrets ?? makeGatewaySecrets();
  const serverName = options.serverName ?? 'gateway-1';
  const listenAddress = options.listenAddress ?? '127.0.0.1';
  const configDirectory = join(directory, 'janus');
  const configFile = await writeJanusConfig({
    directory: configDirectory,
    serverName,
    port,
    adminPort,
    secrets,
    listenAddress,
    eventBackend: options.eventBackend ?? null,
    ...(options.networkInterface ? { networkInterface: options.networkInterface } : {}),
  });
  const logFile = join(directory, 'janus.log');
  const log = await open(logFile, 'a', 0o600);
  const [program = 'janus', ...args] = options.command ?? ['janus'];
  const child = spawn(program, [...args, '-F', configDirectory, '-C', configFile], {
    stdio: ['ignore', log.fd, log.fd],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const url = `ws://${listenAddress}:${port}`;
  try {
    await untilAnswers(url, child, logFile);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    await log.close();
  }
  return {
    url,
    adminUrl: `ws://127.0.0.1:${adminPort}`,
    serverName,
    secrets,
    logFile,
    pid: child.pid ?? -1,
    ended,
    async stop() {
      child.kill('SIGTERM');
      const patience = new AbortController();
      await Promise.race([
        ended,
        sleep(5_000, undefined, { signal: patience.signal }).then(
          () => child.kill('SIGKILL'),
          () => {},
        ),
      ]);
      await ended;
      patience.abort();
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Asks `info`, which needs no token, until there is an answer. */
async function untilAnswers(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  let failed: Error | null = null;
  child.once('error', (error) => (failed = error));
  for (;;) {
    if (failed) throw failed;
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`janus ended at once; see ${logFile}`);
    if (await answers(url)) return;
    if (performance.now() > deadline) throw new Error(`janus does not answer at ${url}; see ${logFile}`);
    await sleep(50);
  }
}

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, 'janus-protocol');
    const settle = (answer: boolean): void => {
      socket.onerror = socket.onclose = socket.onmessage = socket.onopen = null;
      socket.close();
      resolve(answer);
    };
    socket.onopen = () => socket.send(JSON.stringify({ janus: 'info', transaction: 'start' }));
    socket.onmessage = () => settle(true);
    socket.onerror = () => settle(false);
    socket.onclose = () => settle(false);
  });
}
