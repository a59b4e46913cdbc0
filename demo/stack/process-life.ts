import { readFileSync } from 'node:fs';

/**
 * When the process began, in ticks since the machine did (proc(5), field 22 of `stat`), so that a later one with the same
 * number is not taken for it. Null for one that is over, and where the system keeps no such book.
 */
export function beginningOf(pid: number): string | null {
  const [state, began] = lookUp(pid) ?? [];
  return state === undefined || isOver(state) ? null : (began ?? null);
}

/** Whether the process runs. One that has ended does not, though its number stays taken until its parent has asked for its end. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  // Who has lost its parent falls to process 1, and not every container's process 1 asks for the end of others' children.
  const [state] = lookUp(pid) ?? [];
  return state === undefined || !isOver(state);
}

/** Zombie, or dead (proc(5), field 3 of `stat`). */
const isOver = (state: string): boolean => 'ZXx'.includes(state);

/** State and beginning; null where there is no such process, or no such book. */
function lookUp(pid: number): [state: string, began: string] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [fields[0] ?? '', fields[19] ?? ''];
  } catch {
    return null;
  }
}
