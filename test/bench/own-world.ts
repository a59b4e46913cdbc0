import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

const mark = 'VIDEO_VISIT_BENCH_WORLD';
/** The pipe by which the inner process sees that the outer one is gone. */
const lifeline = 3;

/** Whether this process is in namespaces of its own. */
export const isInside = (): boolean => process.env[mark] === '1';

/**
 * Runs this same program in process and network namespaces of its own, and resolves with its exit code.
 *
 * The kernel ends everything in there with the first process of it, and takes away what they made of the network. So
 * nothing stays behind, however the bench ends.
 */
export function runInside(): Promise<number> {
  const [program, ...args] = process.argv;
  const child = spawn(
    'unshare',
    ['--net', '--pid', '--mount-proc', '--fork', '--kill-child', '--', program ?? '', ...args],
    { env: { ...process.env, [mark]: '1' }, stdio: ['ignore', 'inherit', 'inherit', 'pipe'] },
  );
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  // From a terminal the inner process gets the first one too, and ends in order; the second one ends it at once.
  let asked = 0;
  for (const signal of signals) {
    process.on(signal, () => {
      asked++;
      if (asked > 1) child.kill('SIGKILL');
      else (child.stdio[lifeline] as Socket | null)?.destroy();
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Calls `end` once when the bench is to stop: asked by a signal, or because the outer process is gone. */
export function whenAskedToStop(end: () => void): void {
  let asked = false;
  const once = (): void => {
    if (!asked) end();
    asked = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, once);
  const outer = new Socket({ fd: lifeline, readable: true, writable: false });
  outer.on('close', once).on('error', once).resume();
  outer.unref();
}
