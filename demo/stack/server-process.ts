import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ServerProcessOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Gets what the program says, appended. */
  readonly logFile: string;
  /** The program is up when this answers with 2xx. */
  readonly readyUrl: string;
}

export interface RunningServer {
  readonly pid: number;
  /** Resolves when the process has ended, however. */
  readonly ended: Promise<void>;
  /** SIGTERM, then SIGKILL after five seconds. */
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

/** Starts a program; resolves when it answers. Rejects with the end of its log when it does not. */
export async function startServer(options: ServerProcessOptions): Promise<RunningServer> {
  const log = await open(options.logFile, 'a', 0o600);
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', log.fd, log.fd],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  await log.close();
  try {
    await untilAnswers(options, child);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return {
    pid: child.pid ?? -1,
    ended,
    async stop() {
      child.kill('SIGTERM');
      const patience = new AbortController();
      const end = (): void => void child.kill('SIGKILL');
      await Promise.race([ended, sleep(5_000, undefined, { signal: patience.signal }).then(end, () => {})]);
      await ended;
      patience.abort();
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A small machine with much else to do takes half a minute to open a database; one that ends is told at once, ms. */
const START_LIMIT_MS = 60_000;

async function untilAnswers(options: ServerProcessOptions, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + START_LIMIT_MS;
  let failed: Error | null = null;
  child.once('error', (error) => (failed = error));
  for (;;) {
    if (failed) throw failed;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(
        `${options.name} ended at once; its last words (${options.logFile}):\n${await lastLines(options.logFile)}`,
      );
    }
    if (await answers(options.readyUrl)) return;
    if (performance.now() > deadline) {
      throw new Error(
        `${options.name} does not answer at ${options.readyUrl}; see ${options.logFile}:\n${await lastLines(options.logFile)}`,
      );
    }
    await sleep(50);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

const lastLines = async (file: string): Promise<string> =>
  (await readFile(file, 'utf8')).trimEnd().split('\n').slice(-15).join('\n');
