import { DROP_IN_ENTRY_MS } from '../contract/timing.ts';
import type { QueueView } from '../contract/index.ts';
import { isPatientSide } from '../contract/visit-status.ts';
import type { DropInFacts } from '../core/drop-in/queue-standing.ts';
import { VisitError } from '../core/errors.ts';
import type { FakeVisit } from './fake-visit.ts';

const instant = (text: string | null): number | null => (text === null ? null : Date.parse(text));

/** What of a drop-in visit its queue stands on. */
export function factsOf({ view, subjects, madeAt }: FakeVisit): DropInFacts {
  const waiting = view.participants.filter((one) => one.admission === 'waiting' && isPatientSide(one));
  const since = waiting.map(({ waitingSince }) => instant(waitingSince) ?? Infinity);
  const { calledInBy } = view;
  return {
    visitId: view.id,
    status: view.status,
    enteredAt: madeAt,
    waitingSince: since.length > 0 ? Math.min(...since) : null,
    startedAt: instant(view.startedAt),
    endedAt: instant(view.endedAt),
    clinician: calledInBy && (subjects.get(calledInBy) ?? calledInBy),
  };
}

/** As the service does: who was given the visit long ago does not come into a queue that has closed. */
export function demandEntry({ view, madeAt }: FakeVisit, queue: QueueView, now: number): void {
  if (view.status === 'planned' && !queue.isOpen && now > madeAt + DROP_IN_ENTRY_MS)
    throw new VisitError('queue-closed');
}
