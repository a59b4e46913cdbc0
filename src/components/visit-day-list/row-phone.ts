import { patientOf } from '../visit-people.ts';
import type { DayListRow } from './day-list-row.ts';

/** Whether the clinic may want to ring this patient now: who waits, has not come, cannot come, or is in trouble (N13). */
export function mayBeRung({ visit, state, selfTest }: DayListRow, now: number): boolean {
  if (state === 'waiting') return true;
  if (visit.status !== 'planned') return false;
  const isAbsent = Date.parse(visit.bookedStart) < now;
  return isAbsent || selfTest?.status === 'failed' || patientOf(visit)?.late?.kind === 'cannot-come';
}
