import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginningOf, isAlive } from './process-life.ts';

interface NotedProcess {
  readonly pid: number;
  readonly began: string | null;
}

interface LockContent extends NotedProcess {
  readonly portalUrl?: string;
  readonly children: readonly NotedProcess[];
}

/** Another stack runs on the same data. */
export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
}

/** Keeps a second stack off a data folder, and ends what a crashed one left running. */
export class RunLock {
  readonly #file: string;
  /** The end of what is being written now. */
  #turn: Promise<void> = Promise.resolve();
  #content: LockContent = { pid: process.pid, began: beginningOf(process.pid), children: [] };

  private constructor(file: string) {
    this.#file = file;
  }

  /** Rejects with `AlreadyRunningError` while the stack that holds the folder lives. */
  static async take(directory: string): Promise<RunLock> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const lock = new RunLock(join(directory, 'running.json'));
    for (;;) {
      // Written apart and linked, so that nobody ever reads half a lock.
      const draft = `${lock.#file}.${process.pid}`;
      await writeFile(draft, JSON.stringify(lock.#content), { mode: 0o600 });
      try {
        await link(draft, lock.#file);
        return lock;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      } finally {
        await rm(draft, { force: true });
      }
      const other = await readContent(lock.#file);
      if (other && isStillThere(other)) {
        const where = other.portalUrl ? ` Its portal is at ${other.portalUrl}` : '';
        throw new AlreadyRunningError(
          `A demo is running already (process ${other.pid}). Stop that one first with Ctrl-C.${where}`,
        );
      }
      for (const child of other?.children ?? []) await endOrphan(child);
      await rm(lock.#file, { force: true });
    }
  }

  /** For the message to whoever tries a second one. */
  notePortal(portalUrl: string): Promise<void> {
    return this.#write({ ...this.#content, portalUrl });
  }

  /** A program that the next stack must end, should this one be killed. */
  noteChild(pid: number): Promise<void> {
    return this.#write({ ...this.#content, children: [...this.#content.children, { pid, began: beginningOf(pid) }] });
  }

  async release(): Promise<void> {
    await rm(this.#file, { force: true });
  }

  /** One after the other: gateway and service may come back at the same moment. */
  #write(content: LockContent): Promise<void> {
    this.#content = content;
    const draft = `${this.#file}.${process.pid}`;
    const written = this.#turn.then(async () => {
      await writeFile(draft, JSON.stringify(content), { mode: 0o600 });
      await rename(draft, this.#file);
    });
    this.#turn = written.catch(() => {});
    return written;
  }
}

async function readContent(file: string): Promise<LockContent | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as LockContent;
  } catch {
    return null;
  }
}

/** The process of that time: not one over, nor a later one with its number. */
const isStillThere = ({ pid, began }: NotedProcess): boolean => isAlive(pid) && beginningOf(pid) === began;

/** Only what is certainly the process of that time is ended: same number and same beginning. */
async function endOrphan(child: NotedProcess): Promise<void> {
  if (child.began === null) return;
  for (const [signal, patience] of [
    ['SIGTERM', 5_000],
    ['SIGKILL', 2_000],
  ] as const) {
    if (!isStillThere(child)) return;
    process.kill(child.pid, signal);
    const deadline = performance.now() + patience;
    while (isStillThere(child) && performance.now() < deadline) await sleep(50);
  }
}
