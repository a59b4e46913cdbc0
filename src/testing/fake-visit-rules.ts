import { followPeriods } from '../contract/people.ts';
import { OUTCOME_OPEN_MS, PRESENCE_LEASE_MS, QUALITY_REPORT_AFTER_END_MS } from '../contract/timing.ts';
import { selfTestStatus } from '../contract/self-test-words.ts';
import { deriveStatus, isOpen, isPatientSide, takesCommand } from '../contract/visit-status.ts';
import type {
  Command,
  CommandType,
  DeviceKind,
  ParticipantView,
  QualityReport,
  QuestionnaireResponse,
  VisitEventType,
  VisitView,
} from '../contract/index.ts';
import { VisitError, type VisitErrorCode } from '../core/errors.ts';
import { changePeople, isOfPeople } from './fake-people.ts';
import { savedPreparation } from './fake-preparation.ts';
import { keepRecord } from './fake-record.ts';
import { callsEarly, isTelling, settleLate, tell, withdrawCall, type TellingWork } from './fake-telling.ts';
import { newParticipant, participantOf, viewFor, type Caller, type FakeVisit } from './fake-visit.ts';

export interface Happening {
  readonly type: VisitEventType;
  readonly participantId: string | null;
  readonly connectionId: string | null;
}

const anyone: readonly Caller['kind'][] = ['participant', 'clinician'];
const mayGive: Readonly<Record<CommandType, readonly Caller['kind'][]>> = {
  connect: anyone,
  arrive: ['participant'],
  leave: anyone,
  'call-in': ['clinician'],
  admit: ['clinician'],
  'put-back': ['clinician'],
  invite: ['clinician'],
  remove: ['clinician'],
  end: ['clinician'],
  'set-outcome': ['clinician'],
  cancel: ['clinician', 'host'],
  'renew-presence': anyone,
  'report-quality': anyone,
  'save-preparation': ['participant'],
  'report-self-test': anyone,
  'tell-delay': ['clinician', 'unit-staff'],
  remind: ['clinician', 'unit-staff'],
  'tell-late': ['participant'],
  'answer-early-call': ['participant'],
  'withdraw-call': ['clinician'],
  'confirm-phone': ['participant'],
  'go-on-by-phone': ['clinician'],
  'go-on-by-video': ['clinician'],
};

/** Carries out a command by the service's rules, on a copy of the visit. Throws `VisitError`. */
export function carryOut(
  before: FakeVisit,
  command: Command,
  caller: Caller,
  now: number,
): { after: FakeVisit; happenings: readonly Happening[] } {
  if (!mayGive[command.type].includes(caller.kind)) throw new VisitError('forbidden', { detail: command.type });
  const after = structuredClone(before);
  const work = new Work(before, after, caller, now);
  const self = participantOf(after, caller);
  const isReplaced = command.connectionId !== undefined && after.replaced.has(command.connectionId);
  if (self && isReplaced && command.type !== 'report-quality') work.refuse('connection-replaced');
  if (!takesCommand(before.view.status, command.type)) work.refuse('invalid-state');
  work.do(command, self);
  const { view } = after;
  view.status = deriveStatus(view);
  for (const person of view.participants) {
    const isIn = person.admission === 'admitted' && view.status === 'in-progress';
    person.periods = [...followPeriods(person.periods, isIn, new Date(now).toISOString())];
  }
  keepRecord(before, after, now);
  // Nobody is there any more to answer, or it has been answered.
  if (view.status !== 'arrived') view.earlyCall = null;
  const changed =
    view.status !== before.view.status ||
    view.calledInBy !== before.view.calledInBy ||
    admissions(view) !== admissions(before.view);
  const { expectedVersion } = command;
  if (changed && expectedVersion !== undefined && expectedVersion !== before.view.version)
    work.refuse('version-conflict');
  if (changed) view.version++;
  return { after, happenings: work.happenings };
}

const admissions = (view: VisitView): string =>
  view.participants
    .filter(({ admission }) => admission !== 'outside')
    .map(({ id, admission }) => `${id} ${admission}`)
    .join();

/** The visit with the leases ended that are over at `now`; null when none is. */
export function endLeases(
  before: FakeVisit,
  now: number,
): { after: FakeVisit; happenings: readonly Happening[] } | null {
  const isSilent = ({ id }: ParticipantView): boolean => (before.leases.get(id) ?? Infinity) <= now;
  if (!before.view.participants.some(isSilent)) return null;
  const after = structuredClone(before);
  const happenings: Happening[] = [];
  const happened = (type: VisitEventType, self: ParticipantView | null, connectionId: string | null): void => {
    happenings.push({ type, participantId: self?.id ?? null, connectionId });
  };
  for (const self of after.view.participants.filter(isSilent)) {
    after.leases.delete(self.id);
    if (self.connection) self.connection.present = false;
    happened('presence-lost', self, self.connection?.id ?? null);
    withdrawCall({ view: after.view, happened }, self);
  }
  return { after, happenings };
}

/** Why the participant may have no place in the room now; null when they may. */
export function reasonAgainstPlace(
  { view }: FakeVisit,
  { id, role, admission }: ParticipantView,
): VisitErrorCode | null {
  if (view.endReason !== null) return 'invalid-state';
  if (admission === 'removed') return 'forbidden';
  if (admission === 'admitted') return null;
  if (role === 'patient') return admission === 'waiting' && view.status === 'arrived' ? null : 'invalid-state';
  if (role !== 'clinician') return 'forbidden';
  if (view.status === 'arrived') return null;
  return view.calledInBy !== null && view.calledInBy !== id ? 'already-called-in' : 'invalid-state';
}

/** One command at work on the copy `visit`; `before` stays for refusals. */
class Work {
  readonly #before: FakeVisit;
  readonly #visit: FakeVisit;
  readonly #caller: Caller;
  readonly #now: number;
  readonly happenings: Happening[] = [];

  constructor(before: FakeVisit, visit: FakeVisit, caller: Caller, now: number) {
    this.#before = before;
    this.#visit = visit;
    this.#caller = caller;
    this.#now = now;
  }

  do(command: Command, known: ParticipantView | null): void {
    if (command.type === 'cancel') return this.#close('cancelled', known);
    if (command.type === 'tell-delay' || command.type === 'remind') return tell(this.#telling, command, known);
    if (isOfPeople(command)) return this.#changePeople(command, known);
    const begins = ['connect', 'call-in', 'go-on-by-phone', 'go-on-by-video'].includes(command.type);
    const self = known ?? (begins ? this.#join() : this.refuse('invalid-state'));
    if (isTelling(command)) return tell(this.#telling, command, self);
    switch (command.type) {
      case 'connect':
        return this.#takeOver(self, command.connectionId, command.deviceKind);
      case 'arrive':
        return this.#arrive(self, command.connectionId);
      case 'leave':
        return this.#leave(self, command.connectionId);
      case 'call-in':
        return this.#callIn(self, command.connectionId);
      case 'admit':
        return this.#letIn(self, command.participantId);
      case 'end':
        return this.#end(self, command.physicalVisitNeeded);
      case 'set-outcome':
        return this.#setOutcome(self, command.physicalVisitNeeded);
      case 'renew-presence':
        return this.#renew(self, command.connectionId, command.closing ?? false);
      case 'report-quality':
        return this.#report(self, command.connectionId, command.report);
      case 'save-preparation':
        return this.#prepare(self, command);
      case 'report-self-test':
        return this.#keepSelfTest(self, command);
    }
  }

  /** As the service refuses: with the state that makes it refuse. */
  refuse(code: VisitErrorCode): never {
    throw new VisitError(code, { cause: viewFor(this.#before, this.#caller) });
  }

  #happened(type: VisitEventType, self: ParticipantView | null, connectionId: string | null): void {
    this.happenings.push({ type, participantId: self?.id ?? null, connectionId });
  }

  /** A clinician of the unit who was not booked becomes a further participant. */
  #join(): ParticipantView {
    if (this.#caller.kind !== 'clinician') return this.refuse('visit-not-found');
    const { name, subject } = this.#caller;
    const { participants } = this.#visit.view;
    const self = newParticipant(`participant-${subject}`, 'clinician', name);
    participants.push(self);
    this.#visit.subjects.set(self.id, subject);
    return self;
  }

  #takeOver(self: ParticipantView, connectionId: string, deviceKind: DeviceKind): void {
    const earlier = self.connection;
    if (earlier?.id === connectionId) return this.#renew(self, connectionId, false);
    if (earlier) {
      this.#visit.replaced.add(earlier.id);
      this.#happened('connection-replaced', self, earlier.id);
    }
    const incarnation = (earlier?.incarnation ?? 0) + 1;
    const handover = (this.#caller.kind === 'participant' && this.#caller.handover) || null;
    self.connection = { id: connectionId, incarnation, deviceKind, present: true, publicKey: null, handover };
    this.#visit.leases.set(self.id, this.#now + PRESENCE_LEASE_MS);
    this.#happened('participant-connected', self, connectionId);
  }

  #renew(self: ParticipantView, connectionId: string, closing: boolean): void {
    if (self.connection?.id !== connectionId) return this.refuse('invalid-state');
    if (!isOpen(this.#visit.view.status)) return;
    const present = !closing;
    if (present) this.#visit.leases.set(self.id, this.#now + PRESENCE_LEASE_MS);
    else this.#visit.leases.delete(self.id);
    if (self.connection.present === present) return;
    self.connection.present = present;
    this.#happened(present ? 'presence-regained' : 'presence-lost', self, connectionId);
    if (closing) withdrawCall(this.#telling, self);
  }

  #report(self: ParticipantView, connectionId: string, report: QualityReport): void {
    const { view, replaced, reports } = this.#visit;
    const known = self.connection?.id === connectionId || replaced.has(connectionId);
    const tooLate = view.endedAt !== null && this.#now - Date.parse(view.endedAt) > QUALITY_REPORT_AFTER_END_MS;
    if (!known || tooLate) this.refuse('invalid-state');
    const key = `${self.id} ${connectionId}`;
    const covers = ({ sending }: QualityReport): number =>
      Object.values(sending.seconds).reduce((sum, part) => sum + part, 0);
    const earlier = reports.get(key);
    if (earlier && covers(earlier.report) > covers(report)) return;
    reports.set(key, { participantId: self.id, role: self.role, connectionId, report });
  }

  #prepare(self: ParticipantView, command: { version: number; response: QuestionnaireResponse }): void {
    if (!isPatientSide(self)) this.refuse('forbidden');
    const { view, preparation: before } = this.#visit;
    const at = { timeZone: view.unit.timeZone, now: this.#now };
    try {
      this.#visit.preparation = savedPreparation(before, command, at);
    } catch (error) {
      this.refuse(VisitError.from(error).code);
    }
    const sent = command.response.status === 'completed';
    const status = sent ? 'answered' : 'draft';
    if (this.#visit.preparation === before || (status === view.preparation?.status && !sent)) return;
    view.preparation = { status, at: new Date(this.#now).toISOString() };
    this.#happened('preparation-changed', self, null);
  }

  #keepSelfTest(self: ParticipantView, { deviceKind, report }: Extract<Command, { type: 'report-self-test' }>): void {
    const at = new Date(this.#now).toISOString();
    self.selfTest = { at, deviceKind, status: selfTestStatus(report.checks), ...report };
    this.#happened('self-tested', self, null);
  }

  #arrive(self: ParticipantView, connectionId: string): void {
    const { view, admittedBefore } = this.#visit;
    if (self.admission === 'removed') this.refuse('forbidden');
    if (view.status === 'planned' && this.#now < Date.parse(view.opensAt)) this.refuse('too-early');
    this.#takeOver(self, connectionId, 'unknown');
    if (self.admission !== 'outside') return;
    if (view.status === 'in-progress' && admittedBefore.has(self.id)) this.#admit(self);
    else Object.assign(self, { admission: 'waiting', waitingSince: new Date(this.#now).toISOString() });
    settleLate(self, 'arriving');
    this.#happened('participant-arrived', self, connectionId);
  }

  #leave(self: ParticipantView, connectionId: string): void {
    if (self.connection?.id !== connectionId) this.refuse('invalid-state');
    if (self.admission !== 'waiting' && self.admission !== 'admitted') return;
    Object.assign(self, { admission: 'outside', waitingSince: null });
    settleLate(self, 'leaving');
    this.#happened('participant-left', self, connectionId);
  }

  #callIn(self: ParticipantView, connectionId: string): void {
    const { view } = this.#visit;
    if (view.calledInBy !== null && view.calledInBy !== self.id) this.refuse('already-called-in');
    this.#takeOver(self, connectionId, 'unknown');
    if (!callsEarly(this.#telling, self)) this.#begin(self);
  }

  #begin(clinician: ParticipantView): void {
    const { view } = this.#visit;
    const coming = view.participants.filter((p) => p.admission === 'waiting' && isPatientSide(p));
    if (clinician.admission === 'admitted' && coming.length === 0) return;
    for (const participant of [clinician, ...coming]) this.#admit(participant);
    view.calledInBy = clinician.id;
    view.startedAt ??= new Date(this.#now).toISOString();
    this.#happened('called-in', clinician, clinician.connection?.id ?? null);
  }

  get #telling(): TellingWork {
    return {
      view: this.#visit.view,
      now: this.#now,
      refuse: (code) => this.refuse(code),
      happened: (...args) => this.#happened(...args),
      takeOver: (self, connectionId) => this.#takeOver(self, connectionId, 'unknown'),
      admit: (participant) => this.#admit(participant),
      begin: (clinician) => this.#begin(clinician),
    };
  }

  #letIn(self: ParticipantView, participantId: string): void {
    this.#demandOwnVisit(self);
    const coming = this.#visit.view.participants.find(({ id, role }) => id === participantId && role !== 'clinician');
    if (coming?.admission === 'admitted') return;
    if (coming?.admission !== 'waiting') return this.refuse('invalid-state');
    this.#admit(coming);
    this.#happened('participant-admitted', coming, coming.connection?.id ?? null);
  }

  #changePeople(command: Command & { type: 'put-back' | 'invite' | 'remove' }, known: ParticipantView | null): void {
    const { view, admittedBefore } = this.#visit;
    if (view.startedAt !== null) this.#demandOwnVisit(known ?? this.refuse('invalid-state'));
    changePeople({ ...this.#telling, forgetAdmission: (id) => admittedBefore.delete(id) }, command);
  }

  #demandOwnVisit(self: ParticipantView): void {
    if (self.admission !== 'admitted' && this.#visit.view.calledInBy !== self.id) this.refuse('forbidden');
  }

  #end(self: ParticipantView, physicalVisitNeeded?: boolean): void {
    this.#demandOwnVisit(self);
    if (physicalVisitNeeded !== undefined) this.#visit.view.outcome = { physicalVisitNeeded };
    this.#close('ended-by-clinician', self);
  }

  #setOutcome(self: ParticipantView, physicalVisitNeeded: boolean): void {
    this.#demandOwnVisit(self);
    const { view } = this.#visit;
    if (view.endedAt !== null && this.#now - Date.parse(view.endedAt) > OUTCOME_OPEN_MS) this.refuse('invalid-state');
    if (view.outcome?.physicalVisitNeeded === physicalVisitNeeded) return;
    view.outcome = { physicalVisitNeeded };
    this.#happened('outcome-changed', self, null);
  }

  #close(endReason: 'ended-by-clinician' | 'cancelled', self: ParticipantView | null): void {
    const { view, leases } = this.#visit;
    Object.assign(view, { endReason, endedAt: new Date(this.#now).toISOString() });
    for (const { connection } of view.participants) if (connection) connection.present = false;
    leases.clear();
    this.#happened(endReason === 'cancelled' ? 'visit-cancelled' : 'visit-ended', self, null);
  }

  #admit(participant: ParticipantView): void {
    Object.assign(participant, { admission: 'admitted', waitingSince: null });
    this.#visit.admittedBefore.add(participant.id);
  }
}
