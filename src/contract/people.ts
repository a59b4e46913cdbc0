import type { ParticipantView, Period, VisitView } from './visit-schema.ts';

/** The most people who take part in a visit: the patient, the clinician and two more (N15). */
export const VISIT_MAX_PEOPLE = 4;

/** Whether nobody more may be invited. Of the clinicians one takes part; who has been removed takes none. */
export const isFull = (participants: readonly Pick<ParticipantView, 'role' | 'admission'>[]): boolean =>
  participants.filter(({ role, admission }) => role !== 'clinician' && admission !== 'removed').length >=
  VISIT_MAX_PEOPLE - 1;

/** Whether the person has been in the running visit, and waits to be called in again. */
export const isPutBack = (
  { status }: Pick<VisitView, 'status'>,
  { admission, periods }: Pick<ParticipantView, 'admission' | 'periods'>,
): boolean => status === 'in-progress' && admission === 'waiting' && periods.length > 0;

/**
 * The periods as they are when somebody is in the visit at `now`, or is not: one more begins, or the last ends. The same
 * array where nothing changes.
 */
export function followPeriods(periods: readonly Period[], isIn: boolean, now: string): readonly Period[] {
  const last = periods.at(-1);
  const wasIn = last !== undefined && last.end === null;
  if (isIn === wasIn) return periods;
  return wasIn ? periods.with(-1, { ...last, end: now }) : [...periods, { start: now, end: null }];
}
