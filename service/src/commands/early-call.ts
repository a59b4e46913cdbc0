import { type AnswerEarlyCall, isEarlyCall, isPatientSide } from '../../../src/contract/index.ts';
import { ServiceProblem } from '../errors/service-problem.ts';
import type { ParticipantRow } from '../store/schema.ts';
import type { Draft } from './draft.ts';

/** Whether a call-in now has to be put to the patient first: the visit has not begun, and its time has not come. */
export const comesEarly = ({ visit, now }: Draft): boolean =>
  visit.startedAt === null && isEarlyCall(visit.bookedStart, now.getTime());

/**
 * The patient is asked whether to begin now. One who has answered is not asked again, by nobody. Throws
 * `already-called-in` while a colleague's question stands.
 */
export function callEarly(draft: Draft, clinicianId: string, connectionId: string): void {
  const { earlyCall } = draft.visit;
  if (earlyCall?.answer || earlyCall?.by === clinicianId) return;
  if (earlyCall)
    throw new ServiceProblem('already-called-in', 'the patient is being asked by another', { record: draft.before });
  draft.patchVisit({ earlyCall: { by: clinicianId, at: draft.now.toISOString(), answer: null } });
  draft.happened('called-early', clinicianId, connectionId);
}

/** `begin`: the visit begins with this clinician. Throws `forbidden` for who is not asked, `invalid-state` where nobody is. */
export function answerEarlyCall(
  draft: Draft,
  person: ParticipantRow,
  answer: AnswerEarlyCall['answer'],
  begin: (clinicianId: string) => void,
): void {
  const { earlyCall } = draft.visit;
  if (!isPatientSide(person) || person.admission !== 'waiting')
    throw new ServiceProblem('forbidden', 'the question is put to the patient who waits', { record: draft.before });
  if (!earlyCall) throw new ServiceProblem('invalid-state', 'nobody has called', { record: draft.before });
  if (earlyCall.answer === answer) return;
  if (earlyCall.answer !== null)
    throw new ServiceProblem('invalid-state', 'it has been answered', { record: draft.before });
  if (answer === 'at-booked-time') draft.patchVisit({ earlyCall: { ...earlyCall, answer } });
  draft.happened('early-call-answered', person.id, person.connectionId);
  if (answer === 'now') begin(earlyCall.by);
}

/** The question of this clinician is taken back, where it stands and has not been answered. */
export function withdrawCall(draft: Draft, clinicianId: string): void {
  const { earlyCall } = draft.visit;
  if (earlyCall?.by !== clinicianId || earlyCall.answer !== null) return;
  draft.patchVisit({ earlyCall: null });
  draft.happened('early-call-withdrawn', clinicianId, null);
}
