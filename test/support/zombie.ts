import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Zombie {
  readonly pid: number;
  /** Ends the parent, and the zombie with it where process 1 does its duty. */
  end(): Promise<void>;
}

/** A process that has ended and whose parent does not ask for it. Linux only. */
export async function makeZombie(): Promise<Zombie> {
  // The shell becomes a program that knows nothing of the shell's child; only then the child is let go, as a shell would ask.
  const parent = spawn('sh', ['-c', '(read line <&3) & echo $!; exec sleep 1000'], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const end = async (): Promise<void> => {
    const ended = once(parent, 'exit');
    parent.kill('SIGKILL');
    await ended;
  };
  try {
    const [line] = (await once(parent.stdout!, 'data')) as [Buffer];
    const pid = Number(line.toString());
    await until(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim() === 'sleep', 'the shell to be gone');
    (parent.stdio[3] as Writable).end('\n');
    await until(() => /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')), 'the child to end');
    return { pid, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function until(holds: () => boolean, what: string): Promise<void> {
  for (const deadline = Date.now() + 20_000; !holds(); await sleep(5)) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
  }
}
