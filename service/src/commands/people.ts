import { type Invite, isFull, isPatientSide } from '../../../src/contract/index.ts';
import { ServiceProblem } from '../errors/service-problem.ts';
import type { ParticipantRow } from '../store/schema.ts';
import type { Draft } from './draft.ts';

/**
 * The patient's side, or the one named, waits again. They do not come in by arriving, as those do who were in the visit and
 * left it. Throws `invalid-state` where none of them is in the visit or was put back before.
 */
export function putBack(draft: Draft, participantId: string | undefined): void {
  const meant = draft.record.participants.filter((row) =>
    participantId === undefined ? isPatientSide(row) : row.id === participantId && row.role !== 'clinician',
  );
  if (meant.every(({ admission }) => admission !== 'admitted' && admission !== 'waiting'))
    throw new ServiceProblem('invalid-state', 'nobody to put back is in the visit', { record: draft.before });
  for (const { id, admission, connectionId } of meant) {
    if (admission !== 'admitted') continue;
    draft.patchParticipant(id, { admission: 'waiting', waitingSince: draft.now, admittedBefore: false });
    draft.happened('participant-put-back', id, connectionId);
  }
}

/** Throws `invalid-state` where as many take part as can. */
export function invite(draft: Draft, { role, name, onBehalfOf }: Invite, id: string): void {
  const { participants, visit } = draft.record;
  if (isFull(participants))
    throw new ServiceProblem('invalid-state', 'as many take part as can', { record: draft.before });
  draft.addParticipant({
    id,
    visitId: visit.id,
    position: Math.max(...participants.map((row) => row.position)) + 1,
    role,
    name: name.trim(),
    reference: null,
    onBehalfOf: onBehalfOf ?? null,
    language: null,
    admission: 'outside',
    waitingSince: null,
    periods: [],
    late: null,
    phone: null,
    phoneConfirmed: false,
    admittedBefore: false,
    connectionId: null,
    selfTest: null,
  });
  draft.happened('participant-invited', id, null);
}

/** Throws `invalid-state` for patient and clinician, and for one who is not of the visit. */
export function remove(draft: Draft, participantId: string): void {
  const person = draft.record.participants.find((row) => row.id === participantId && isGuest(row));
  if (!person)
    throw new ServiceProblem('invalid-state', 'no interpreter or companion of the visit', { record: draft.before });
  if (person.admission === 'removed') return;
  draft.patchParticipant(person.id, {
    admission: 'removed',
    waitingSince: null,
    admittedBefore: false,
    late: null,
  });
  draft.happened('participant-removed', person.id, person.connectionId);
}

const isGuest = ({ role }: ParticipantRow): boolean => role === 'interpreter' || role === 'companion';
