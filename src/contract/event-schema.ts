import { Type, type Static } from 'typebox';
import { QueueSchema } from './queue-schema.ts';
import { VisitSchema } from './visit-schema.ts';

/** What can happen to a visit. One append-only row each, written with the change itself. */
export const VisitEventTypeSchema = Type.Enum([
  'visit-created',
  'visit-cancelled',
  'participant-connected',
  'participant-arrived',
  'participant-left',
  'presence-lost',
  'presence-regained',
  'connection-replaced',
  'called-in',
  'participant-admitted',
  'participant-put-back',
  'participant-invited',
  'participant-removed',
  'called-early',
  'early-call-answered',
  'early-call-withdrawn',
  'delay-told',
  'reminder-asked',
  'reminder-due',
  'late-told',
  'phone-confirmed',
  'modality-changed',
  'visit-ended',
  'outcome-changed',
  'preparation-changed',
  'room-made',
  'room-lost',
  'impostor-removed',
  'self-tested',
]);
export type VisitEventType = Static<typeof VisitEventTypeSchema>;

/**
 * One event, as the stream sends it (SSE `event: visit`, `id: <id>`).
 *
 * `visit` is the visit as it stands when the event is sent, so a reader may take the view with the largest `seq`
 * and needs no reducer of its own; the type tells why.
 */
export const VisitEventSchema = Type.Object(
  {
    id: Type.Integer({ minimum: 1 }),
    type: VisitEventTypeSchema,
    at: Type.String({ format: 'date-time' }),
    visitId: Type.String(),
    participantId: Type.Union([Type.String(), Type.Null()]),
    connectionId: Type.Union([Type.String(), Type.Null()], {
      description: 'connection-replaced: the connection that is no more',
    }),
    visit: VisitSchema,
  },
  { $id: 'VisitEvent' },
);
export type VisitEvent = Static<typeof VisitEventSchema>;

/** Who the token says the reader is. */
export const IdentitySchema = Type.Object(
  {
    kind: Type.Enum(['participant', 'clinician', 'unit-staff']),
    name: Type.String(),
    visitId: Type.Union([Type.String(), Type.Null()]),
    participantId: Type.Union([Type.String(), Type.Null()]),
    units: Type.Array(Type.String()),
    expiresAt: Type.String({ format: 'date-time' }),
  },
  { $id: 'Identity' },
);
export type Identity = Static<typeof IdentitySchema>;

/**
 * First message of every stream (SSE `event: hello`): who the reader is, and all visits in its scope as they stand:
 * the one visit of a participant; from the start of today in each unit's zone for clinicians and unit staff.
 * Events that follow are those after `Last-Event-ID` where it was given, else those after `cursor`.
 */
export const HelloSchema = Type.Object(
  {
    identity: IdentitySchema,
    visits: Type.Array(VisitSchema),
    queues: Type.Array(QueueSchema, {
      description: 'Drop-in queues in the scope of the reader, where there have been any; later ones as `queue` (SSE)',
    }),
    cursor: Type.Integer({ minimum: 0 }),
    serverNow: Type.String({ format: 'date-time' }),
    gatewayHint: Type.Union([Type.String(), Type.Null()], {
      description: 'WebSocket address of the gateway, so that the socket may open while credentials are fetched',
    }),
  },
  { $id: 'Hello' },
);
export type Hello = Static<typeof HelloSchema>;

/**
 * First message of the host's stream, `GET /v1/reminders`. Its events are `reminder-asked` (somebody at the clinic asks the host
 * to remind a patient who has not come) and `reminder-due` (the time has come to remind of a visit ahead), as `event: visit`.
 */
export const HostHelloSchema = Type.Object(
  { cursor: Type.Integer({ minimum: 0 }), serverNow: Type.String({ format: 'date-time' }) },
  { $id: 'HostHello' },
);
export type HostHello = Static<typeof HostHelloSchema>;

/** Every five seconds (SSE `event: heartbeat`). */
export const HeartbeatSchema = Type.Object({ serverNow: Type.String({ format: 'date-time' }) }, { $id: 'Heartbeat' });
export type Heartbeat = Static<typeof HeartbeatSchema>;

/** Last message of a stream that the service closes (SSE `event: goodbye`). */
export const GoodbyeSchema = Type.Object(
  { reason: Type.Enum(['token-expired', 'service-stopping']) },
  { $id: 'Goodbye' },
);
export type Goodbye = Static<typeof GoodbyeSchema>;
