import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Held by one process at a time. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Another process works in the folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
  constructor(folder: string, pid: number | null) {
    super(
      `${folder} is in use by another visit service${pid === null ? '' : ` (process ${pid})`}: stop it, or choose another folder`,
    );
  }
}

interface Owner {
  readonly pid: number;
  /** Tells a process from a later one with the same number; null where the system does not say. */
  readonly started: string | null;
  readonly nonce: string;
}

const fileName = 'service.lock';
const patienceMs = 10_000;

/**
 * Takes the folder for this process: two embedded databases in one folder would destroy it. A lock whose process is
 * gone (a crash, a machine that lost power) is taken over. Rejects with `FolderInUseError` while its process lives.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, fileName);
  const owner: Owner = { pid: process.pid, started: (await lookUp(process.pid)).started, nonce: randomUUID() };
  if (!(await create(file, owner))) await takeOver(folder, file, owner);
  return {
    async release() {
      if ((await readOwner(file))?.nonce === owner.nonce) await rm(file, { force: true });
    },
  };
}

/** Makes the file with its content in one step, so that nobody reads it half written; false where it exists. */
async function create(file: string, owner: Owner): Promise<boolean> {
  const draft = `${file}.${owner.nonce}`;
  await writeFile(draft, JSON.stringify(owner), { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Only who holds the takeover file may remove a dead process's lock: else two late-comers could each remove the other's. */
async function takeOver(folder: string, file: string, owner: Owner): Promise<void> {
  const takeover = `${file}.takeover`;
  await removeAbandoned(takeover);
  if (!(await create(takeover, owner))) throw new FolderInUseError(folder, null);
  try {
    const holder = await readOwner(file);
    if (holder && (await lives(holder))) throw new FolderInUseError(folder, holder.pid);
    await rm(file, { force: true });
    if (!(await create(file, owner))) throw new FolderInUseError(folder, null);
  } finally {
    await rm(takeover, { force: true });
  }
}

/** A takeover lasts milliseconds: an old one is what a crash in its middle left. */
async function removeAbandoned(takeover: string): Promise<void> {
  const found = await stat(takeover).catch(() => null);
  if (found && Date.now() - found.mtimeMs > patienceMs) await rm(takeover, { force: true });
}

async function readOwner(file: string): Promise<Owner | null> {
  try {
    const owner = JSON.parse(await readFile(file, 'utf8')) as Partial<Owner>;
    return typeof owner.pid === 'number'
      ? { pid: owner.pid, started: owner.started ?? null, nonce: owner.nonce ?? '' }
      : null;
  } catch {
    return null;
  }
}

async function lives(owner: Owner): Promise<boolean> {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const { state, started } = await lookUp(owner.pid);
  // It has ended; its number is only free when its parent asks for its end, which not every container's process 1 does.
  if (state === 'Z') return false;
  return started === null || owner.started === null || started === owner.started;
}

/** State, and when the process began, in ticks since the machine did (proc(5), fields 3 and 22 of `stat`); null where there is no /proc. */
async function lookUp(pid: number): Promise<{ state: string | null; started: string | null }> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields?.[0] ?? null, started: fields?.[19] ?? null };
}
