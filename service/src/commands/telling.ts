import { type ConfirmPhone, type Late, type TellDelay, type TellLate, canRemind } from '../../../src/contract/index.ts';
import { ServiceProblem } from '../errors/service-problem.ts';
import type { ParticipantRow } from '../store/schema.ts';
import type { Draft } from './draft.ts';

/** The newest notice takes the place of the one before. */
export function tellDelay(draft: Draft, { minutes, words, language, clear }: TellDelay, by: string | null): void {
  const says = minutes !== undefined || words !== undefined;
  if (says === (clear ?? false)) throw new ServiceProblem('bad-request', 'minutes or words, or clear');
  if ((words === undefined) !== (language === undefined))
    throw new ServiceProblem('bad-request', 'words come with their language');
  if (clear && !draft.visit.delay) return;
  const delay = { minutes: minutes ?? null, words: words ?? null, language: language ?? null };
  draft.patchVisit({ delay: clear ? null : { ...delay, at: draft.now.toISOString() } });
  draft.happened('delay-told', by, null);
}

/** Throws `too-early` before the booked time. Who was asked to remind a moment ago is not asked again. */
export function remind(draft: Draft, by: string | null): void {
  const { bookedStart, reminder } = draft.visit;
  const can = canRemind({ bookedStart: bookedStart.getTime(), reminder }, draft.now.getTime());
  if (can === 'too-early')
    throw new ServiceProblem('too-early', 'the booked time has not come', { record: draft.before });
  if (can === 'just-asked') return;
  draft.patchVisit({ reminder: { at: draft.now.toISOString() } });
  draft.happened('reminder-asked', by, null);
}

export function tellLate(draft: Draft, person: ParticipantRow, { kind, minutes, clear }: TellLate): void {
  if ((kind === undefined) !== (clear ?? false)) throw new ServiceProblem('bad-request', 'a kind, or clear');
  if ((minutes === undefined) !== (kind === undefined || kind === 'cannot-come'))
    throw new ServiceProblem('bad-request', 'minutes go with late and must-leave');
  if (!kind && !person.late) return;
  const late: Late | null = kind ? { kind, minutes: minutes ?? null, at: draft.now.toISOString() } : null;
  draft.patchParticipant(person.id, { late });
  draft.happened('late-told', person.id, null);
}

/** What was told of coming late is over with the arrival; what was told of leaving, with the leaving. */
export function settleLate(draft: Draft, participantId: string, by: 'arriving' | 'leaving'): void {
  const { late } = draft.participant(participantId);
  const stays = by === 'arriving' ? late?.kind === 'must-leave' : late?.kind === 'cannot-come';
  if (late && !stays) draft.patchParticipant(participantId, { late: null });
}

/** Throws `invalid-state` where there is no number to confirm. */
export function confirmPhone(draft: Draft, person: ParticipantRow, { number }: ConfirmPhone): void {
  const phone = number ?? person.phone;
  if (phone === null) throw new ServiceProblem('invalid-state', 'no number is known', { record: draft.before });
  if (phone === person.phone && person.phoneConfirmed) return;
  draft.patchParticipant(person.id, { phone, phoneConfirmed: true });
  draft.happened('phone-confirmed', person.id, null);
}
