import { Type, type Static } from 'typebox';
import { EncounterSchema, OutcomeSchema } from './outcome-schema.ts';
import { PreparationFormSchema, PreparationStateSchema } from './preparation-schema.ts';
import { DropInSchema } from './queue-schema.ts';
import { SelfTestOutcomeSchema, SelfTestReportSchema } from './self-test-schema.ts';
import { HandoverAssuranceSchema } from './handover-schema.ts';
import {
  DelaySchema,
  EarlyCallSchema,
  LanguageTagSchema,
  LateSchema,
  PhoneNumberSchema,
  PhoneSchema,
  ReminderSchema,
} from './telling-schema.ts';

/** A part a person takes in a visit. Unit staff take none: they hold a token, but no media. */
export const RoleSchema = Type.Enum(['patient', 'clinician', 'interpreter', 'companion'], { $id: 'Role' });
export type Role = Static<typeof RoleSchema>;

/**
 * Where a participant stands: `outside` (has not arrived), `waiting` (in the waiting room),
 * `admitted` (in the visit), `removed`.
 */
export const AdmissionSchema = Type.Enum(['outside', 'waiting', 'admitted', 'removed']);
export type Admission = Static<typeof AdmissionSchema>;

/** FHIR R4 Encounter.status, as far as a visit uses it (https://hl7.org/fhir/R4/valueset-encounter-status.html). */
export const VisitStatusSchema = Type.Enum(['planned', 'arrived', 'in-progress', 'finished', 'cancelled']);
export type VisitStatus = Static<typeof VisitStatusSchema>;

export const DeviceKindSchema = Type.Enum(['phone', 'tablet', 'computer', 'unknown']);
export type DeviceKind = Static<typeof DeviceKindSchema>;

const Instant = Type.String({ format: 'date-time', description: 'An instant in UTC, ISO 8601' });
const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' });

export const UnitSchema = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64, description: 'The care unit, an HSA-id' }),
  name: Type.String({ minLength: 1, maxLength: 200 }),
  timeZone: Type.String({ minLength: 1, maxLength: 64, description: 'IANA time zone of the unit' }),
});
export type UnitView = Static<typeof UnitSchema>;

/** One page or device of a participant, as the others may know it. */
export const ConnectionSchema = Type.Object({
  id: Id,
  incarnation: Type.Integer({ minimum: 1, description: 'Counts the connections of this participant from 1' }),
  deviceKind: DeviceKindSchema,
  present: Type.Boolean({ description: 'The presence lease is alive' }),
  publicKey: Type.Union([Type.String(), Type.Null()], { description: 'For end-to-end encryption; null until used' }),
  handover: Type.Union([HandoverAssuranceSchema, Type.Null()], {
    description:
      'The visit was moved to this device with a handover code, and how sure it is who holds it; null: it was not',
  }),
});
export type ConnectionView = Static<typeof ConnectionSchema>;

/** The newest self-test of a participant, in the visit or days before it. */
export const SelfTestSchema = Type.Object(
  {
    at: Instant,
    deviceKind: DeviceKindSchema,
    status: SelfTestOutcomeSchema,
    ...SelfTestReportSchema.properties,
  },
  { $id: 'SelfTest' },
);
export type SelfTestView = Static<typeof SelfTestSchema>;

export const PeriodSchema = Type.Object({
  start: Instant,
  end: Type.Union([Instant, Type.Null()], { description: 'null: still' }),
});
export type Period = Static<typeof PeriodSchema>;

export const ParticipantSchema = Type.Object({
  id: Id,
  role: RoleSchema,
  name: Type.String({ minLength: 1, maxLength: 200 }),
  onBehalfOf: Type.Union([Type.String({ maxLength: 200 }), Type.Null()], {
    description: 'Name of the person this one acts for (a guardian for a child)',
  }),
  language: Type.Union([LanguageTagSchema, Type.Null()], {
    description: 'The language that the person wants to speak, as the host knows it; null: not known',
  }),
  admission: AdmissionSchema,
  waitingSince: Type.Union([Instant, Type.Null()]),
  periods: Type.Array(PeriodSchema, { description: 'When the person was in the running visit (admitted), in order' }),
  late: Type.Union([LateSchema, Type.Null()], { description: 'What the person has told of coming late or leaving' }),
  phone: Type.Union([PhoneSchema, Type.Null()], {
    description: 'Null where none is known, and of others for whoever takes part without being the clinician',
  }),
  connection: Type.Union([ConnectionSchema, Type.Null()], { description: 'The newest one; null before the first' }),
  selfTest: Type.Union([SelfTestSchema, Type.Null()], { description: 'null: none yet' }),
});
export type ParticipantView = Static<typeof ParticipantSchema>;

export const EndReasonSchema = Type.Enum(['ended-by-clinician', 'cancelled']);
export type EndReason = Static<typeof EndReasonSchema>;

/** A visit as its participants and its unit see it. */
export const VisitSchema = Type.Object(
  {
    id: Id,
    unit: UnitSchema,
    subject: Type.String({
      maxLength: 200,
      description: 'What the visit is about, as the host words it; may be empty',
    }),
    bookedStart: { ...Instant, description: 'An instant in UTC; of a drop-in visit, the time of entry' },
    durationMinutes: Type.Integer({ minimum: 1, maximum: 480 }),
    dropIn: Type.Union([DropInSchema, Type.Null()], { description: 'null: the visit is booked' }),
    opensAt: Type.String({ format: 'date-time', description: 'From when the waiting room is open (UTC)' }),
    status: VisitStatusSchema,
    modality: Type.Enum(['video', 'phone']),
    participants: Type.Array(ParticipantSchema),
    self: Type.Union([Id, Type.Null()], {
      description:
        'Participant id of the reader of this view; null where the reader takes no part (yet): host, unit staff, another clinician',
    }),
    delay: Type.Union([DelaySchema, Type.Null()], { description: 'What the clinic has told last of running late' }),
    reminder: Type.Union([ReminderSchema, Type.Null()], {
      description: 'When the host was last asked to remind the absent patient; null: never',
    }),
    earlyCall: Type.Union([EarlyCallSchema, Type.Null()], {
      description: 'A call-in before the booked time; null once the visit runs, or the patient waits no more',
    }),
    calledInBy: Type.Union([Id, Type.Null()], { description: 'Participant id of the clinician who called in' }),
    startedAt: Type.Union([Instant, Type.Null()], { description: 'The first call-in' }),
    endedAt: Type.Union([Instant, Type.Null()]),
    endReason: Type.Union([EndReasonSchema, Type.Null()]),
    outcome: Type.Union([OutcomeSchema, Type.Null()], {
      description: 'null: for patients, interpreters and companions, who hear it from their clinician',
    }),
    encounter: Type.Union([EncounterSchema, Type.Null()], {
      description: 'The record of the visit once it is over, for the host and clinicians who take part; else null',
    }),
    preparation: Type.Union([PreparationStateSchema, Type.Null()], {
      description: 'null: the clinic asks for none, or it does not concern the reader (interpreter, companion)',
    }),
    gatewayId: Type.String({ description: 'Which Janus of the configuration serves this visit' }),
    roomGeneration: Type.Integer({
      minimum: 0,
      description: 'Counts the rooms made for this visit; 0 before the first',
    }),
    version: Type.Integer({
      minimum: 1,
      description: 'Counts changes of booking, status and admission (expectedVersion)',
    }),
    seq: Type.Integer({ minimum: 0, description: 'Id of the last event of this visit: the larger is the newer view' }),
  },
  { $id: 'Visit' },
);
export type VisitView = Static<typeof VisitSchema>;

const NewPerson = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  phone: Type.Optional({
    ...PhoneNumberSchema,
    description: 'Where the clinic rings this person when picture and sound fail (N13)',
  }),
  language: Type.Optional({ ...LanguageTagSchema, description: 'The language that the person wants to speak' }),
  reference: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: "The host's own opaque id of the person; never a personal number",
    }),
  ),
});

const ActsFor = Type.String({
  maxLength: 200,
  description: 'Name of the person this one acts for (a guardian for a child): all see both names',
});

/** `POST /v1/visits`, by the host (API key). */
export const NewVisitSchema = Type.Object(
  {
    unit: UnitSchema,
    subject: Type.Optional(Type.String({ maxLength: 200 })),
    bookedStart: Type.Optional({ ...Instant, description: 'Of every visit but a drop-in visit' }),
    dropIn: Type.Optional(
      Type.Literal(true, {
        description:
          "Into the unit's queue, which has to be open: else `queue-closed`. Without `bookedStart` and `clinician`",
      }),
    ),
    durationMinutes: Type.Integer({ minimum: 1, maximum: 480 }),
    patient: Type.Object({ ...NewPerson.properties, onBehalfOf: Type.Optional(ActsFor) }),
    clinician: Type.Optional({ ...NewPerson, description: 'Of every visit but a drop-in visit' }),
    others: Type.Optional(
      Type.Array(
        Type.Object({
          ...NewPerson.properties,
          role: Type.Enum(['interpreter', 'companion']),
          onBehalfOf: Type.Optional(ActsFor),
        }),
        { maxItems: 2 },
      ),
    ),
    preparation: Type.Optional(PreparationFormSchema),
  },
  { $id: 'NewVisit', additionalProperties: false },
);
export type NewVisit = Static<typeof NewVisitSchema>;
