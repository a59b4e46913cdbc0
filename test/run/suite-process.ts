import { type ChildProcess, spawn } from 'node:child_process';
import type { Suite } from './suite.ts';

export interface Ending {
  /** All that it has printed, as it came. */
  readonly output: string;
  readonly exitCode: number;
  /** It was ended after its limit. */
  readonly outOfTime: boolean;
}

/** What is told to end and does not is killed after this, ms. */
const PATIENCE_MS = 15_000;

const running = new Set<ChildProcess>();

/** Runs a suite's script to its end; `hear` gets what it prints. Nothing that it has started is left. */
export function runScript(suite: Suite, directory: string, hear: (text: string) => void): Promise<Ending> {
  return new Promise((done) => {
    // A process group of its own, so that all that the suite starts can be ended with it.
    const child = spawn('npm', ['run', '--silent', suite.script], {
      cwd: directory,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running.add(child);
    let output = '';
    let outOfTime = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        hear(text);
      });
    }
    const timers = [
      setTimeout(() => {
        outOfTime = true;
        signalGroup(child, 'SIGTERM');
        timers.push(setTimeout(() => signalGroup(child, 'SIGKILL'), PATIENCE_MS));
      }, suite.limitSeconds * 1000),
    ];
    const finish = (exitCode: number): void => {
      timers.forEach(clearTimeout);
      running.delete(child);
      signalGroup(child, 'SIGKILL');
      done({ output, exitCode, outOfTime });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(1);
    });
    // `exit` and not `close`: something left behind may hold the pipes open, and is ended now.
    child.once('exit', (code) => setImmediate(() => finish(code ?? 1)));
  });
}

/** Tells every suite that runs, and all that it has started, to end. */
export function endAll(): void {
  for (const child of running) signalGroup(child, 'SIGTERM');
}

/** Signals what is left of a suite's processes; none is left of most. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is empty.
  }
}
