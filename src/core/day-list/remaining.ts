import type { ParticipantView, VisitView } from '../../contract/index.ts';
import type { Telling } from '../visit/telling.ts';
import { VisitError } from '../errors.ts';
import type { DayListLike } from './day-list-like.ts';
import { localDay } from './local-day.ts';

/**
 * Whom it concerns when the clinician of `visit` is late: that visit, and those of the same clinician that are still to come
 * today, by booked time. `now`: ms since 1970.
 */
export function remainingOf(visits: readonly VisitView[], visit: VisitView, now: number): readonly VisitView[] {
  const whose = keyOf(visit);
  return visits.filter(
    (other) =>
      (other.status === 'planned' || other.status === 'arrived') &&
      (other.id === visit.id ||
        (whose !== null &&
          // Whoever waits in the drop-in queue waits for nobody in particular.
          !other.dropIn &&
          other.unit.id === visit.unit.id &&
          keyOf(other) === whose &&
          localDay(other.bookedStart, other.unit.timeZone) === localDay(now, other.unit.timeZone))),
  );
}

/** The reader themselves, else the booked clinician's name: all that the list knows of a colleague. */
function keyOf({ participants, self }: VisitView): string | null {
  const booked: ParticipantView | undefined = participants.find(({ role }) => role === 'clinician');
  if (!booked) return null;
  return booked.id === self ? 'self' : `name ${booked.name}`;
}

export interface ToldMany {
  /** Ids of the visits whose people have been told. */
  readonly told: readonly string[];
  readonly failed: readonly { readonly visitId: string; readonly error: VisitError }[];
}

/** How many commands are on their way at once. */
const AT_ONCE = 4;

/**
 * Tells the people of many visits the same, each by a command of its own: one that fails keeps no other back. `onProgress`:
 * how many have been dealt with.
 */
export async function tellMany(
  list: Pick<DayListLike, 'tell'>,
  visitIds: readonly string[],
  telling: Telling,
  onProgress: (done: number) => void = () => {},
): Promise<ToldMany> {
  const told: string[] = [];
  const failed: { visitId: string; error: VisitError }[] = [];
  const left = [...visitIds];
  const work = async (): Promise<void> => {
    for (let visitId = left.shift(); visitId !== undefined; visitId = left.shift()) {
      try {
        await list.tell(visitId, telling);
        told.push(visitId);
      } catch (thrown) {
        failed.push({ visitId, error: VisitError.from(thrown) });
      }
      onProgress(told.length + failed.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { told, failed };
}
