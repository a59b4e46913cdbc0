import type { QueueView, VisitStatus } from '../../contract/index.ts';
import { estimateMinutes, type QueuePace } from './queue-estimate.ts';

/** What of a drop-in visit the queue stands on. Instants in ms since 1970. */
export interface DropInFacts {
  readonly visitId: string;
  readonly status: VisitStatus;
  readonly enteredAt: number;
  /** When the first of the patient's side came to the waiting room; null while nobody waits. */
  readonly waitingSince: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Who called in, the same for all their visits; null before. */
  readonly clinician: string | null;
}

/** The queue's newest opening; null: it has never been open. */
export interface QueueOpening {
  readonly closesAt: number | null;
  readonly closedAt: number | null;
}

/** Who entered longer ago is no part of the queue any more, ms: yesterday's pages that nobody has closed. */
export const QUEUE_DAY_MS = 12 * 3_600_000;
/** A clinician who ended a visit of the queue less than this ago takes from it, ms. */
const TAKES_FOR_MS = 15 * 60_000;

export const isQueueOpen = (opening: QueueOpening | null, now: number): boolean =>
  opening !== null && opening.closedAt === null && (opening.closesAt === null || now < opening.closesAt);

/** The queue as it stands at `now`, from the drop-in visits of the last `QUEUE_DAY_MS`. Pure. */
export function queueStanding(
  queueId: string,
  opening: QueueOpening | null,
  visits: readonly DropInFacts[],
  now: number,
): QueueView {
  const today = visits.filter(({ enteredAt }) => enteredAt > now - QUEUE_DAY_MS);
  const waiting = today
    .filter(({ status, waitingSince }) => status === 'arrived' && waitingSince !== null)
    .sort((a, b) => Number(a.waitingSince) - Number(b.waitingSince) || a.enteredAt - b.enteredAt);
  const pace = paceOf(today, now);
  const isOpen = isQueueOpen(opening, now);
  return {
    queueId,
    isOpen,
    closesAt: isOpen && opening?.closesAt ? new Date(opening.closesAt).toISOString() : null,
    places: waiting.map(({ visitId }, ahead) => ({
      visitId,
      position: ahead + 1,
      estimateMinutes: estimateMinutes(ahead, pace),
    })),
  };
}

function paceOf(visits: readonly DropInFacts[], now: number): QueuePace {
  const held = visits.filter(({ startedAt }) => startedAt !== null);
  const lengths = held
    .filter(({ status }) => status === 'finished')
    .sort((a, b) => Number(b.endedAt) - Number(a.endedAt))
    .map(({ startedAt, endedAt }) => Number(endedAt) - Number(startedAt));
  const takers = new Map<string, number | null>();
  for (const { clinician, startedAt, endedAt } of held) {
    if (clinician === null) continue;
    if (endedAt === null) takers.set(clinician, now - Number(startedAt));
    else if (endedAt > now - TAKES_FOR_MS && !takers.has(clinician)) takers.set(clinician, null);
  }
  return { lengths, takers: [...takers.values()] };
}

/** The queue as a participant may see it: whether it is open, and their own place. */
export const ownPlaceIn = (queue: QueueView, visitId: string): QueueView => ({
  ...queue,
  places: queue.places.filter((place) => place.visitId === visitId),
});
