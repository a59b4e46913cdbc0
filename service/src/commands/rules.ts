import {
  type Role,
  OUTCOME_OPEN_MS,
  PRESENCE_LEASE_MS,
  QUALITY_REPORT_AFTER_END_MS,
  isOpen,
  isPatientSide,
  selfTestStatus,
  takesCommand,
} from '../../../src/contract/index.ts';
import type { Command, CommandType, SelfTestView } from '../../../src/contract/index.ts';
import { ServiceProblem } from '../errors/service-problem.ts';
import type { Change } from '../store/save-change.ts';
import type { ParticipantRow } from '../store/schema.ts';
import type { VisitRecord } from '../store/visit-record.ts';
import { type Actor, participantOf } from '../tokens/actor.ts';
import { type Device, demandCurrent, losePresence, showAlive, takeOver } from './connecting.ts';
import { Draft } from './draft.ts';
import { answerEarlyCall, callEarly, comesEarly, withdrawCall } from './early-call.ts';
import { invite, putBack, remove } from './people.ts';
import { confirmPhone, remind, settleLate, tellDelay, tellLate } from './telling.ts';

export interface Circumstances {
  readonly now: Date;
  /** Makes an id for a participant. */
  readonly newId: () => string;
}

const mayGive: Readonly<Record<CommandType, ReadonlySet<Role | 'host' | 'unit-staff'>>> = {
  connect: new Set(['patient', 'clinician', 'interpreter', 'companion']),
  arrive: new Set(['patient', 'interpreter', 'companion']),
  leave: new Set(['patient', 'clinician', 'interpreter', 'companion']),
  'call-in': new Set(['clinician']),
  admit: new Set(['clinician']),
  'put-back': new Set(['clinician']),
  invite: new Set(['clinician']),
  remove: new Set(['clinician']),
  end: new Set(['clinician']),
  'set-outcome': new Set(['clinician']),
  cancel: new Set(['clinician', 'host']),
  'renew-presence': new Set(['patient', 'clinician', 'interpreter', 'companion']),
  'report-quality': new Set(['patient', 'clinician', 'interpreter', 'companion']),
  'save-preparation': new Set(['patient', 'companion']),
  'report-self-test': new Set(['patient', 'clinician', 'interpreter', 'companion']),
  'tell-delay': new Set(['clinician', 'unit-staff']),
  remind: new Set(['clinician', 'unit-staff']),
  'tell-late': new Set(['patient', 'interpreter', 'companion']),
  'answer-early-call': new Set(['patient', 'companion']),
  'withdraw-call': new Set(['clinician']),
  'confirm-phone': new Set(['patient', 'interpreter', 'companion']),
  'go-on-by-phone': new Set(['clinician']),
  'go-on-by-video': new Set(['clinician']),
};

/**
 * What the command does to the visit. Pure: same record, actor, time and ids, same decision. Access to the visit has
 * been checked. Throws `ServiceProblem` when it may not be, or does not fit.
 *
 * `expectedVersion` speaks only where the command would change something counted by the version: repeating what is
 * already so is never a conflict.
 */
export function decide(record: VisitRecord, command: Command, actor: Actor, circumstances: Circumstances): Change {
  const role = actor.kind === 'participant' ? actor.role : actor.kind;
  if (!mayGive[command.type].has(role)) {
    throw new ServiceProblem('forbidden', `${role} may not give ${command.type}`);
  }
  const draft = new Draft(record, circumstances.now);
  const caller = participantOf(record, actor);
  // Whoever was taken over from may still tell how it went.
  const mayBeReplaced = command.type === 'report-quality';
  if (caller && command.connectionId !== undefined && draft.connection(caller.id, command.connectionId)) {
    if (!mayBeReplaced) demandCurrent(draft, caller.id, command.connectionId);
  }
  if (!takesCommand(record.visit.status, command.type)) {
    throw new ServiceProblem('invalid-state', `${command.type} does not fit a visit that is ${record.visit.status}`, {
      record,
    });
  }
  carryOut(draft, command, actor, caller, circumstances);
  const change = draft.finish();
  const { expectedVersion } = command;
  if (
    expectedVersion !== undefined &&
    expectedVersion !== record.visit.version &&
    change.after.visit.version !== record.visit.version
  ) {
    throw new ServiceProblem('version-conflict', 'the visit has changed', { record });
  }
  return change;
}

function carryOut(
  draft: Draft,
  command: Command,
  actor: Actor,
  caller: ParticipantRow | null,
  circumstances: Circumstances,
): void {
  const callerId = (): string => caller?.id ?? join(draft, actor, circumstances);
  switch (command.type) {
    case 'connect':
      return takeOver(draft, callerId(), command.connectionId, deviceOf(command, actor), PRESENCE_LEASE_MS);
    case 'arrive':
      return arrive(draft, demandParticipant(draft, caller).id, command.connectionId);
    case 'call-in':
      demandFirst(draft, caller);
      return call(draft, callerId(), command.connectionId);
    case 'admit':
      return letIn(draft, demandParticipant(draft, caller), command.participantId);
    case 'put-back':
      demandOwnVisit(draft, demandParticipant(draft, caller));
      return putBack(draft, command.participantId);
    case 'invite':
      demandOwnIfBegun(draft, caller);
      return invite(draft, command, circumstances.newId());
    case 'remove':
      demandOwnIfBegun(draft, caller);
      return remove(draft, command.participantId);
    case 'leave':
      return leave(draft, demandParticipant(draft, caller).id, command.connectionId);
    case 'renew-presence': {
      const { id } = demandParticipant(draft, caller);
      // Nothing to renew any more; the answer tells the page how the visit stands.
      if (!isOpen(draft.record.visit.status)) return;
      if (command.closing) return losePresence(draft, id, command.connectionId);
      return showAlive(draft, id, command.connectionId, PRESENCE_LEASE_MS);
    }
    case 'report-quality':
      return demandReportable(draft, demandParticipant(draft, caller).id, command.connectionId);
    case 'save-preparation':
      return prepare(draft, demandParticipant(draft, caller), command.response.status === 'completed');
    case 'report-self-test': {
      const { id } = demandParticipant(draft, caller);
      draft.patchParticipant(id, { selfTest: selfTestOf(command, draft.now) });
      return draft.happened('self-tested', id, null);
    }
    case 'tell-delay':
      return tellDelay(draft, command, caller?.id ?? null);
    case 'remind':
      return remind(draft, caller?.id ?? null);
    case 'tell-late':
      return tellLate(draft, demandParticipant(draft, caller), command);
    case 'answer-early-call':
      return answerEarlyCall(draft, demandParticipant(draft, caller), command.answer, (id) => begin(draft, id));
    case 'withdraw-call':
      return withdrawCall(draft, demandParticipant(draft, caller).id);
    case 'confirm-phone':
      return confirmPhone(draft, demandParticipant(draft, caller), command);
    case 'go-on-by-phone':
      demandFirst(draft, caller);
      return goOnByPhone(draft, callerId(), command.connectionId);
    case 'go-on-by-video':
      demandFirst(draft, caller);
      return goOnByVideo(draft, callerId(), command.connectionId);
    case 'end':
      return end(draft, demandParticipant(draft, caller), command.physicalVisitNeeded);
    case 'set-outcome':
      return setOutcome(draft, demandParticipant(draft, caller), command.physicalVisitNeeded);
    case 'cancel':
      return close(draft, 'cancelled', caller?.id ?? null);
  }
}

/** The answers are no part of the visit, only how far they have come: they are stored beside it. */
function prepare(draft: Draft, person: ParticipantRow, sent: boolean): void {
  if (!isPatientSide(person)) throw new ServiceProblem('forbidden', 'only the patient’s side answers');
  const before = draft.visit.preparationStatus;
  if (before === null)
    throw new ServiceProblem('invalid-state', 'nothing is asked before this visit', { record: draft.before });
  const status = sent ? 'answered' : 'draft';
  // A draft goes on being one, and nobody needs to hear of each line; what is sent anew is news.
  if (status === before && !sent) return;
  draft.patchVisit({ preparationStatus: status, preparationAt: draft.now });
  draft.happened('preparation-changed', person.id, null);
}

const selfTestOf = (
  { deviceKind, report }: Extract<Command, { type: 'report-self-test' }>,
  now: Date,
): SelfTestView => ({
  at: now.toISOString(),
  deviceKind,
  status: selfTestStatus(report.checks),
  ...report,
});

/** The report itself is no part of the visit: it is stored beside it. */
function demandReportable(draft: Draft, participantId: string, connectionId: string): void {
  if (!draft.connection(participantId, connectionId))
    throw new ServiceProblem('invalid-state', 'the connection is unknown', { record: draft.before });
  const { endedAt } = draft.visit;
  if (endedAt && draft.now.getTime() - endedAt.getTime() > QUALITY_REPORT_AFTER_END_MS)
    throw new ServiceProblem('invalid-state', 'the visit ended too long ago', { record: draft.before });
}

const deviceOf = ({ deviceKind }: Command & { type: 'connect' }, actor: Actor): Device => ({
  deviceKind,
  handover: (actor.kind === 'participant' && actor.handover) || null,
});

/** A clinician of the unit who was not booked becomes a further participant, outside until they call in. */
function join(draft: Draft, actor: Actor, circumstances: Circumstances): string {
  if (actor.kind !== 'clinician') throw new ServiceProblem('not-found', 'the participant is not in the visit');
  const id = circumstances.newId();
  draft.addParticipant({
    id,
    visitId: draft.visit.id,
    position: Math.max(0, ...draft.record.participants.map((row) => row.position)) + 1,
    role: 'clinician',
    name: actor.name,
    reference: actor.subject,
    onBehalfOf: null,
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
  return id;
}

function arrive(draft: Draft, participantId: string, connectionId: string): void {
  const { admission, admittedBefore } = draft.participant(participantId);
  if (admission === 'removed')
    throw new ServiceProblem('forbidden', 'removed from the visit', { record: draft.before });
  if (draft.visit.status === 'planned' && draft.now < draft.visit.opensAt) {
    throw new ServiceProblem('too-early', 'the waiting room is not open yet', { record: draft.before });
  }
  takeOver(draft, participantId, connectionId, { deviceKind: 'unknown', handover: null }, PRESENCE_LEASE_MS);
  if (admission !== 'outside') return;
  if (draft.visit.status === 'in-progress' && admittedBefore) admit(draft, participantId);
  else draft.patchParticipant(participantId, { admission: 'waiting', waitingSince: draft.now });
  settleLate(draft, participantId, 'arriving');
  draft.happened('participant-arrived', participantId, connectionId);
}

function leave(draft: Draft, participantId: string, connectionId: string): void {
  demandCurrent(draft, participantId, connectionId);
  const { admission } = draft.participant(participantId);
  if (admission !== 'waiting' && admission !== 'admitted') return;
  draft.patchParticipant(participantId, { admission: 'outside', waitingSince: null });
  settleLate(draft, participantId, 'leaving');
  draft.happened('participant-left', participantId, connectionId);
}

/** Where two clinicians call in at once, the visit's row is locked: who comes second finds the first's name on it. */
function demandFirst(draft: Draft, caller: ParticipantRow | null): void {
  const { calledInBy } = draft.visit;
  if (calledInBy === null || calledInBy === caller?.id) return;
  throw new ServiceProblem('already-called-in', 'another clinician was first', { record: draft.before });
}

/** Before the booked time the patient is asked; else the visit begins. */
function call(draft: Draft, clinicianId: string, connectionId: string): void {
  takeOver(draft, clinicianId, connectionId, { deviceKind: 'unknown', handover: null }, PRESENCE_LEASE_MS);
  if (comesEarly(draft)) callEarly(draft, clinicianId, connectionId);
  else begin(draft, clinicianId);
}

/** Admits the clinician and the patient's side. Interpreter and companion wait until they are let in. */
function begin(draft: Draft, clinicianId: string): void {
  const coming = draft.record.participants.filter((row) => row.admission === 'waiting' && isPatientSide(row));
  const clinician = draft.participant(clinicianId);
  if (clinician.admission === 'admitted' && coming.length === 0) return;
  admit(draft, clinicianId);
  for (const row of coming) admit(draft, row.id);
  draft.patchVisit({ calledInBy: clinicianId, startedAt: draft.visit.startedAt ?? draft.now });
  draft.happened('called-in', clinicianId, clinician.connectionId);
}

/** The patient is rung, so their page is let in nowhere: it keeps its place, or its part in the visit. */
function goOnByPhone(draft: Draft, clinicianId: string, connectionId: string): void {
  takeOver(draft, clinicianId, connectionId, { deviceKind: 'unknown', handover: null }, PRESENCE_LEASE_MS);
  if (draft.participant(clinicianId).admission !== 'admitted') admit(draft, clinicianId);
  draft.patchVisit({ calledInBy: clinicianId, startedAt: draft.visit.startedAt ?? draft.now });
  if (draft.visit.modality === 'phone') return;
  draft.patchVisit({ modality: 'phone' });
  draft.happened('modality-changed', clinicianId, connectionId);
}

function goOnByVideo(draft: Draft, clinicianId: string, connectionId: string): void {
  takeOver(draft, clinicianId, connectionId, { deviceKind: 'unknown', handover: null }, PRESENCE_LEASE_MS);
  if (draft.visit.modality === 'phone') {
    draft.patchVisit({ modality: 'video' });
    draft.happened('modality-changed', clinicianId, connectionId);
  }
  begin(draft, clinicianId);
}

function admit(draft: Draft, participantId: string): void {
  draft.patchParticipant(participantId, { admission: 'admitted', waitingSince: null, admittedBefore: true });
}

/** One who waits comes into the running visit. One who is in it already changes nothing; one who has gone cannot come in. */
function letIn(draft: Draft, clinician: ParticipantRow, participantId: string): void {
  demandOwnVisit(draft, clinician);
  const coming = draft.record.participants.find((row) => row.id === participantId && row.role !== 'clinician');
  if (coming?.admission === 'admitted') return;
  if (coming?.admission !== 'waiting')
    throw new ServiceProblem('invalid-state', 'the participant does not wait', { record: draft.before });
  admit(draft, coming.id);
  draft.happened('participant-admitted', coming.id, coming.connectionId);
}

function end(draft: Draft, clinician: ParticipantRow, physicalVisitNeeded?: boolean): void {
  demandOwnVisit(draft, clinician);
  if (physicalVisitNeeded !== undefined) draft.patchVisit({ physicalVisitNeeded });
  close(draft, 'ended-by-clinician', clinician.id);
}

/** Throws `invalid-state` where the visit ended too long ago. */
function setOutcome(draft: Draft, clinician: ParticipantRow, physicalVisitNeeded: boolean): void {
  demandOwnVisit(draft, clinician);
  const { endedAt } = draft.visit;
  if (endedAt && draft.now.getTime() - endedAt.getTime() > OUTCOME_OPEN_MS)
    throw new ServiceProblem('invalid-state', 'the visit ended too long ago', { record: draft.before });
  if (draft.visit.physicalVisitNeeded === physicalVisitNeeded) return;
  draft.patchVisit({ physicalVisitNeeded });
  draft.happened('outcome-changed', clinician.id, null);
}

/** In a visit that has begun, the clinician whose visit it is; before that any of the unit. */
function demandOwnIfBegun(draft: Draft, caller: ParticipantRow | null): void {
  if (draft.visit.startedAt !== null) demandOwnVisit(draft, demandParticipant(draft, caller));
}

function demandOwnVisit(draft: Draft, clinician: ParticipantRow): void {
  if (clinician.admission === 'admitted' || draft.visit.calledInBy === clinician.id) return;
  throw new ServiceProblem('forbidden', 'only the clinician of the visit may do it', { record: draft.before });
}

/** Nobody's presence is followed after the end. */
function close(draft: Draft, endReason: 'ended-by-clinician' | 'cancelled', participantId: string | null): void {
  draft.patchVisit({ endReason, endedAt: draft.now });
  for (const row of draft.record.connections) {
    if (row.present) draft.patchConnection(row.participantId, row.id, { present: false });
  }
  draft.happened(endReason === 'cancelled' ? 'visit-cancelled' : 'visit-ended', participantId, null);
}

function demandParticipant(draft: Draft, caller: ParticipantRow | null): ParticipantRow {
  if (!caller)
    throw new ServiceProblem('invalid-state', 'not a participant of the visit: connect first', {
      record: draft.before,
    });
  return caller;
}
