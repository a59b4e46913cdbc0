import type { VisitView } from '../../contract/index.ts';
import type { DayListLike } from '../day-list/day-list-like.ts';
import { VisitError } from '../errors.ts';
import { isPatientSide } from '../../contract/visit-status.ts';

/** The drop-in visits of a queue whose patient waits, by their place. */
export const waitingInQueue = (visits: readonly VisitView[], queueId: string): readonly VisitView[] =>
  visits
    .filter(({ status, dropIn }) => status === 'arrived' && dropIn?.queueId === queueId)
    .sort((a, b) => placeOf(a) - placeOf(b) || a.bookedStart.localeCompare(b.bookedStart));

const placeOf = ({ dropIn }: VisitView): number => dropIn?.place?.position ?? Infinity;

/**
 * Calls in the next of the queue, and ends the visit in front where one goes on: the first whose page is there; one whose page is lost keeps the place, and is called when
 * nobody else waits. Where a colleague was quicker, or the patient has just left, the one after. Rejects with `VisitError`:
 * what the last one tried was refused with, `invalid-state` where nobody waits.
 */
export async function takeNext(list: DayListLike, queueId: string): Promise<void> {
  const tried = new Set<string>();
  let refusal = new VisitError('invalid-state', { detail: 'nobody waits in the queue' });
  for (;;) {
    const left = waitingInQueue(list.store.get().visits, queueId).filter(({ id }) => !tried.has(id));
    const next = left.find(isThere) ?? left[0];
    if (!next) throw refusal;
    tried.add(next.id);
    try {
      return await list.endAndCallIn(next.id);
    } catch (error) {
      refusal = VisitError.from(error);
      if (!goesOn.has(refusal.code)) throw refusal;
    }
  }
}

/** The patient is with another, or gone: the next one may still be there. */
const goesOn: ReadonlySet<VisitError['code']> = new Set(['already-called-in', 'invalid-state']);

/** A page of the patient's side gives signs of life. */
export const isThere = ({ participants }: VisitView): boolean =>
  participants.some((one) => isPatientSide(one) && one.admission === 'waiting' && one.connection?.present === true);
