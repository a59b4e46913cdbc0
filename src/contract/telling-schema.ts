import { Type, type Static } from 'typebox';

/**
 * What patient and clinic tell each other outside the picture: delays, coming late, whether to begin before the booked
 * time, and the number to ring.
 */

const Instant = Type.String({ format: 'date-time', description: 'An instant in UTC, ISO 8601' });
const orNull = <T extends import('typebox').TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const MinutesSchema = Type.Integer({ minimum: 1, maximum: 240 });
export const OwnWordsSchema = Type.String({ minLength: 1, maxLength: 300 });
/** BCP 47, e.g. `sv` or `ar-SY`. */
export const LanguageTagSchema = Type.String({ pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$', maxLength: 35 });
/** As people write them: +46 70-174 06 01, 08-123 456 78. */
export const PhoneNumberSchema = Type.String({ pattern: '^\\+?[0-9][0-9 ()-]{3,22}[0-9]$' });

/** The clinic runs late in this visit (N07). Minutes, own words, or both. */
export const DelaySchema = Type.Object({
  minutes: orNull(MinutesSchema),
  words: orNull(OwnWordsSchema),
  language: orNull(LanguageTagSchema),
  at: Instant,
});
export type Delay = Static<typeof DelaySchema>;

/**
 * `late`: comes so many minutes after the booked time. `must-leave`: can stay for so many minutes more. `cannot-come`:
 * does not come, or could not wait any longer; without minutes.
 */
export const LateKindSchema = Type.Enum(['late', 'must-leave', 'cannot-come']);
export const LateSchema = Type.Object({ kind: LateKindSchema, minutes: orNull(MinutesSchema), at: Instant });
export type Late = Static<typeof LateSchema>;

/** A clinician has called before the booked time, and the patient's side is asked (N08). Nobody is seen or heard. */
export const EarlyCallSchema = Type.Object({
  by: Type.String({ description: 'Participant id of the clinician who called' }),
  at: Instant,
  answer: orNull(
    Type.Literal('at-booked-time', { description: 'The patient comes at the booked time; asked no more before it' }),
  ),
});
export type EarlyCall = Static<typeof EarlyCallSchema>;

/** The host has been asked to remind a patient who has not come (N32); the newest time. */
export const ReminderSchema = Type.Object({ at: Instant });
export type Reminder = Static<typeof ReminderSchema>;

/** Where the clinic rings when picture and sound fail (N13). */
export const PhoneSchema = Type.Object({
  number: orNull(Type.String({ description: 'Whole for host, clinicians and unit staff; null for everyone else' })),
  ends: Type.String({ description: 'Its last two digits, for the person to recognise' }),
  confirmed: Type.Boolean({ description: 'The person has said that it is right, or has given it' }),
});
export type Phone = Static<typeof PhoneSchema>;
