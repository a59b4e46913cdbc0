import { isOpen } from '../contract/visit-status.ts';
import { encounterOf } from '../core/record/encounter.ts';
import type { FakeVisit } from './fake-visit.ts';

/** Notes since when the visit stands as it does, and makes the record of one that is over. */
export function keepRecord(before: FakeVisit, { view, statusHistory, subjects }: FakeVisit, now: number): void {
  const at = new Date(now).toISOString();
  const isNew = view.status !== before.view.status;
  if (isNew) statusHistory.push({ status: view.status, at });
  const physicalVisitNeeded = view.outcome?.physicalVisitNeeded ?? false;
  if (isOpen(view.status) || !(isNew || physicalVisitNeeded !== before.view.outcome?.physicalVisitNeeded)) return;
  const participants = view.participants.map((person) => ({ ...person, reference: subjects.get(person.id) ?? null }));
  view.encounter = encounterOf({ ...view, participants, statusHistory, physicalVisitNeeded }, at);
}
