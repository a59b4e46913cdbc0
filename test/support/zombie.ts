import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Zombie {
  readonly pid: number;
  /** Ends the parent, and the zombie with it where process 1 does its duty. */
  end(): Promise<void>;
}

/** A process that has ended and whose parent does not ask for it. Linux only. */
export async function makeZombie(): Promise<Zombie> {
  // The shell becomes a program that knows nothing of the shell's child.
  const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 1000'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  const state = (): string | undefined => /\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
  while (state() !== 'Z') await sleep(5);
  return {
    pid,
    async end() {
      const ended = once(parent, 'exit');
      parent.kill('SIGKILL');
      await ended;
    },
  };
}
