import { isEarlyCall } from '../contract/early-call.ts';
import { canRemind } from '../contract/reminder.ts';
import { isPatientSide } from '../contract/visit-status.ts';
import type { Command, ParticipantView, TellingCommand, VisitEventType, VisitView } from '../contract/index.ts';
import { VisitError, type VisitErrorCode } from '../core/errors.ts';
import type { Telling as UnaddressedTelling } from '../core/visit/telling.ts';

type Telling = Extract<Command, { type: TellingCommand }>;

/** Told of a visit: what people tell each other. */
export const isTelling = (command: Command): command is Telling => command.type in tellings;

/** One command at work on a copy of the visit. */
export interface TellingWork {
  readonly view: VisitView;
  readonly now: number;
  refuse(code: VisitErrorCode): never;
  happened(type: VisitEventType, self: ParticipantView | null, connectionId: string | null): void;
  takeOver(self: ParticipantView, connectionId: string): void;
  admit(participant: ParticipantView): void;
  /** The visit begins with this clinician, or the patient comes back into it. */
  begin(clinician: ParticipantView): void;
}

/** Carries out what people tell each other, by the service's rules. `self`: the caller in the visit. */
export function tell(work: TellingWork, command: Telling, self: ParticipantView | null): void {
  tellings[command.type](work, command as never, self as never);
}

const badRequest = (): never => {
  throw new VisitError('service-failed', { detail: 'bad-request' });
};

type Tellings = {
  readonly [T in TellingCommand]: (
    work: TellingWork,
    command: Extract<Telling, { type: T }>,
    self: ParticipantView,
  ) => void;
};

const tellings: Tellings = {
  'tell-delay'({ view, now, happened }, { minutes, words, language, clear }, self) {
    const says = minutes !== undefined || words !== undefined;
    if (says === (clear ?? false) || (words === undefined) !== (language === undefined)) badRequest();
    if (clear && !view.delay) return;
    const at = new Date(now).toISOString();
    view.delay = clear ? null : { minutes: minutes ?? null, words: words ?? null, language: language ?? null, at };
    happened('delay-told', self, null);
  },
  remind({ view, now, refuse, happened }, _command, self) {
    const { reminder } = view;
    const can = canRemind({ bookedStart: Date.parse(view.bookedStart), reminder }, now);
    if (can === 'too-early') refuse('too-early');
    if (can === 'just-asked') return;
    view.reminder = { at: new Date(now).toISOString() };
    happened('reminder-asked', self, null);
  },
  'tell-late'({ now, happened }, { kind, minutes, clear }, self) {
    const wantsMinutes = kind !== undefined && kind !== 'cannot-come';
    if ((kind === undefined) !== (clear ?? false) || wantsMinutes !== (minutes !== undefined)) badRequest();
    if (!kind && !self.late) return;
    self.late = kind ? { kind, minutes: minutes ?? null, at: new Date(now).toISOString() } : null;
    happened('late-told', self, null);
  },
  'answer-early-call'({ view, refuse, happened, begin }, { answer }, self) {
    const { earlyCall } = view;
    if (!isPatientSide(self) || self.admission !== 'waiting') refuse('forbidden');
    if (!earlyCall) return refuse('invalid-state');
    if (earlyCall.answer === answer) return;
    if (earlyCall.answer !== null) refuse('invalid-state');
    if (answer === 'at-booked-time') earlyCall.answer = answer;
    happened('early-call-answered', self, self.connection?.id ?? null);
    const clinician = view.participants.find(({ id }) => id === earlyCall.by);
    if (answer === 'now' && clinician) begin(clinician);
  },
  'withdraw-call': (work, _command, self) => withdrawCall(work, self),
  'confirm-phone'({ refuse, happened }, { number }, self) {
    const phone = number ?? self.phone?.number ?? null;
    if (phone === null) return refuse('invalid-state');
    if (phone === self.phone?.number && self.phone?.confirmed) return;
    self.phone = fakePhone(phone, true);
    happened('phone-confirmed', self, null);
  },
  'go-on-by-phone'({ view, now, takeOver, admit, happened }, { connectionId }, self) {
    takeOver(self, connectionId);
    if (self.admission !== 'admitted') admit(self);
    view.calledInBy = self.id;
    view.startedAt ??= new Date(now).toISOString();
    if (view.modality === 'phone') return;
    view.modality = 'phone';
    happened('modality-changed', self, connectionId);
  },
  'go-on-by-video'({ view, takeOver, begin, happened }, { connectionId }, self) {
    takeOver(self, connectionId);
    if (view.modality === 'phone') {
      view.modality = 'video';
      happened('modality-changed', self, connectionId);
    }
    begin(self);
  },
};

/** Before the booked time the patient is asked first. Says whether it is so early. */
export function callsEarly({ view, now, refuse, happened }: TellingWork, clinician: ParticipantView): boolean {
  if (view.startedAt !== null || !isEarlyCall(view.bookedStart, now)) return false;
  const { earlyCall } = view;
  if (earlyCall?.answer || earlyCall?.by === clinician.id) return true;
  if (earlyCall) refuse('already-called-in');
  view.earlyCall = { by: clinician.id, at: new Date(now).toISOString(), answer: null };
  happened('called-early', clinician, clinician.connection?.id ?? null);
  return true;
}

/** The clinician's question is taken back, where it stands and has not been answered. */
export function withdrawCall(
  { view, happened }: Pick<TellingWork, 'view' | 'happened'>,
  clinician: ParticipantView,
): void {
  if (view.earlyCall?.by !== clinician.id || view.earlyCall.answer !== null) return;
  view.earlyCall = null;
  happened('early-call-withdrawn', clinician, null);
}

/** What was told of coming late is over with the arrival; what was told of leaving, with the leaving. */
export function settleLate(self: ParticipantView, by: 'arriving' | 'leaving'): void {
  const stays = by === 'arriving' ? self.late?.kind === 'must-leave' : self.late?.kind === 'cannot-come';
  if (!stays) self.late = null;
}

export const fakePhone = (number: string, confirmed = false): ParticipantView['phone'] => ({
  number,
  ends: number.replaceAll(/\D/g, '').slice(-2),
  confirmed,
});

/** What the reader may know of the numbers: the whole for who may ring, the end for the person, else nothing. */
export function maskPhones(view: VisitView, reader: { isParticipant: boolean }): VisitView {
  if (!reader.isParticipant) return view;
  const participants = view.participants.map((participant) => ({
    ...participant,
    phone: participant.phone && participant.id === view.self ? { ...participant.phone, number: null } : null,
  }));
  return { ...view, participants };
}

/** The visit after its reader has told something, when all goes well. The clinician in it is the reader's, where it has none. */
export function applyTelling(before: VisitView, telling: UnaddressedTelling): VisitView {
  const view = structuredClone(before);
  const self =
    view.participants.find(({ id }) => id === view.self) ?? view.participants.find(({ role }) => role === 'clinician');
  const work: TellingWork = {
    view,
    now: Date.now(),
    refuse: (code) => {
      throw new VisitError(code);
    },
    happened: () => {},
    takeOver: () => {},
    admit: (participant) => void (participant.admission = 'admitted'),
    begin: () => {},
  };
  tell(work, { ...telling, visitId: view.id, connectionId: self?.connection?.id ?? '' } as Telling, self ?? null);
  return view;
}
