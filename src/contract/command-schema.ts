import { Type, type Static, type TLiteral } from 'typebox';
import { QuestionnaireResponseSchema } from './preparation-schema.ts';
import { QualityReportSchema } from './quality-schema.ts';
import { SelfTestReportSchema } from './self-test-schema.ts';
import {
  LanguageTagSchema,
  LateKindSchema,
  MinutesSchema,
  OwnWordsSchema,
  PhoneNumberSchema,
} from './telling-schema.ts';
import { DeviceKindSchema, VisitSchema } from './visit-schema.ts';

const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' });

/** On what every command stands. `expectedVersion` is the visit's `version` that the person saw. */
const onVisit = {
  visitId: Id,
  connectionId: Type.Optional(Id),
  expectedVersion: Type.Optional(Type.Integer({ minimum: 1 })),
};
const command = <T extends string, P extends Record<string, import('typebox').TSchema>>(type: T, more: P) =>
  Type.Object(
    // What `more` names takes the place of what `onVisit` names: a command that needs a connection has it, also as a type.
    { type: Type.Literal(type), ...onVisit, ...more } as { type: TLiteral<T> } & Omit<typeof onVisit, keyof P> & P,
    { additionalProperties: false },
  );

/**
 * A page makes itself known: a new connection of its participant, which replaces the one before.
 * The clinician's participant is the booked one when the subject is theirs, else made at call-in.
 */
export const ConnectCommandSchema = command('connect', { connectionId: Id, deviceKind: DeviceKindSchema });
export const ArriveCommandSchema = command('arrive', { connectionId: Id });
export const LeaveCommandSchema = command('leave', { connectionId: Id });
export const CallInCommandSchema = command('call-in', { connectionId: Id });
/**
 * Lets one who waits into the running visit: an interpreter or a companion, who stay outside until then, or one of the
 * patient's side who came after the call-in.
 */
export const AdmitCommandSchema = command('admit', { participantId: Id });
/**
 * Puts one who is in the running visit back to the waiting room: the patient's side, or the one named. They keep their place,
 * and come in by `call-in` (the patient's side) or `admit`. Answered when the gateway lets nothing through to or from them any
 * more; `gateway-unreachable` where that is not sure yet.
 */
export const PutBackCommandSchema = command('put-back', { participantId: Type.Optional(Id) });
/** One more takes part (N15). The host makes their token, and so their link. `invalid-state` where four take part already. */
export const InviteCommandSchema = command('invite', {
  role: Type.Enum(['interpreter', 'companion']),
  name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  onBehalfOf: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
});
/** Takes an interpreter's or companion's part in the visit away, for good. Answered as `put-back`. */
export const RemoveCommandSchema = command('remove', { participantId: Id });
/** Ends the visit for all. `physicalVisitNeeded`: as `set-outcome`. */
export const EndCommandSchema = command('end', { physicalVisitNeeded: Type.Optional(Type.Boolean()) });
/**
 * What the clinician of the visit has found (N35): while it runs, and for an hour after its end (`OUTCOME_OPEN_MS`). The
 * record of a visit that is over is made anew with it.
 */
export const SetOutcomeCommandSchema = command('set-outcome', { physicalVisitNeeded: Type.Boolean() });
export const CancelCommandSchema = command('cancel', {});
/** Renews the presence lease of a connection. `closing: true` gives it up at once (the page closes). */
export const RenewPresenceCommandSchema = command('renew-presence', {
  connectionId: Id,
  closing: Type.Optional(Type.Boolean()),
});
/**
 * How the visit has gone for a connection so far, or went: taken while it runs and for a while after, also from a
 * connection that has been replaced. A report takes the place of the one before, unless it has seen less.
 */
export const ReportQualityCommandSchema = command('report-quality', { connectionId: Id, report: QualityReportSchema });
/**
 * Saves the answers to the visit's preparation: a draft (`in-progress`), or sent (`completed`), which has to be complete.
 * `version` is that of the answers which the page has read or last saved, 0 before the first; `version-conflict` where
 * others have come since. What is saved already may be saved again.
 */
export const SavePreparationCommandSchema = command('save-preparation', {
  version: Type.Integer({ minimum: 0 }),
  response: QuestionnaireResponseSchema,
});
/**
 * Keeps the result of a participant's self-test with the visit, in place of the one before. The page need not be connected: a
 * test may be made days ahead.
 */
export const ReportSelfTestCommandSchema = command('report-self-test', {
  deviceKind: DeviceKindSchema,
  report: SelfTestReportSchema,
});

/**
 * The clinic runs late in this visit: minutes, own words with their language, or both; the newest notice stands. `clear`
 * takes it back. Clinicians and unit staff.
 */
export const TellDelayCommandSchema = command('tell-delay', {
  minutes: Type.Optional(MinutesSchema),
  words: Type.Optional(OwnWordsSchema),
  language: Type.Optional(LanguageTagSchema),
  clear: Type.Optional(Type.Literal(true)),
});
/**
 * Asks the host to remind the patient who has not come (N32): from the booked time on, `too-early` before it. Within five
 * minutes of the last time nothing more is asked. Clinicians and unit staff.
 */
export const RemindCommandSchema = command('remind', {});
/** The person comes late, must leave soon, or cannot come. `clear` takes it back. All but clinicians. */
export const TellLateCommandSchema = command('tell-late', {
  kind: Type.Optional(LateKindSchema),
  minutes: Type.Optional(MinutesSchema),
  clear: Type.Optional(Type.Literal(true)),
});
/** The patient's side answers a call before the booked time: only `now` begins the visit. */
export const AnswerEarlyCallCommandSchema = command('answer-early-call', {
  answer: Type.Enum(['now', 'at-booked-time']),
});
/** The clinician who has called before the booked time does not wait for the answer any longer. */
export const WithdrawCallCommandSchema = command('withdraw-call', {});
/** The number on file is right, or is this one. Participants, each for themselves. */
export const ConfirmPhoneCommandSchema = command('confirm-phone', { number: Type.Optional(PhoneNumberSchema) });
/** The visit goes on by telephone. One that has not begun begins so; the patient's page keeps its place, and is not seen. */
export const GoOnByPhoneCommandSchema = command('go-on-by-phone', { connectionId: Id });
/** Back to video; admits the patient's side where it waits. */
export const GoOnByVideoCommandSchema = command('go-on-by-video', { connectionId: Id });

export const CommandSchema = Type.Union(
  [
    ConnectCommandSchema,
    ArriveCommandSchema,
    LeaveCommandSchema,
    CallInCommandSchema,
    AdmitCommandSchema,
    PutBackCommandSchema,
    InviteCommandSchema,
    RemoveCommandSchema,
    EndCommandSchema,
    SetOutcomeCommandSchema,
    CancelCommandSchema,
    RenewPresenceCommandSchema,
    ReportQualityCommandSchema,
    SavePreparationCommandSchema,
    ReportSelfTestCommandSchema,
    TellDelayCommandSchema,
    RemindCommandSchema,
    TellLateCommandSchema,
    AnswerEarlyCallCommandSchema,
    WithdrawCallCommandSchema,
    ConfirmPhoneCommandSchema,
    GoOnByPhoneCommandSchema,
    GoOnByVideoCommandSchema,
  ],
  { $id: 'Command' },
);
export type Command = Static<typeof CommandSchema>;
export type CommandType = Command['type'];

type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
export type Invite = CommandOf<'invite'>;
export type TellDelay = CommandOf<'tell-delay'>;
export type TellLate = CommandOf<'tell-late'>;
export type AnswerEarlyCall = CommandOf<'answer-early-call'>;
export type ConfirmPhone = CommandOf<'confirm-phone'>;

/** The answer to a command: the visit after it, as the caller sees it (`visit.self`). */
export const CommandResultSchema = Type.Object({ visit: VisitSchema }, { $id: 'CommandResult' });
export type CommandResult = Static<typeof CommandResultSchema>;
