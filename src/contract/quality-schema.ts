import { Type, type Static } from 'typebox';
import { DeviceKindSchema, RoleSchema } from './visit-schema.ts';

/** How it goes in one direction; each is worse than the one before. */
export const QualitySignalSchema = Type.Enum(['good', 'strained', 'poor', 'lost'], { $id: 'QualitySignal' });
export type QualitySignal = Static<typeof QualitySignalSchema>;

/**
 * Why it does not go well: packets are lost; they take long; the line is too narrow; this device has too much to do;
 * its camera or microphone fails; or it lies with the other person.
 */
export const QualityCauseSchema = Type.Enum(['loss', 'delay', 'bandwidth', 'cpu', 'device', 'remote'], {
  $id: 'QualityCause',
});
export type QualityCause = Static<typeof QualityCauseSchema>;

/** A visit is at most eight hours long; a page that stays open for a day is none. */
const Seconds = Type.Integer({ minimum: 0, maximum: 86_400 });
const Milliseconds = Type.Integer({ minimum: 0, maximum: 86_400_000 });
const closed = { additionalProperties: false };

const DirectionSchema = Type.Object(
  {
    seconds: Type.Object({ good: Seconds, strained: Seconds, poor: Seconds, lost: Seconds }, closed),
    causes: Type.Object(
      { loss: Seconds, delay: Seconds, bandwidth: Seconds, cpu: Seconds, device: Seconds, remote: Seconds },
      { ...closed, description: 'The seconds that were not good, by cause' },
    ),
  },
  closed,
);

const RecoverySchema = Type.Object(
  { count: Type.Integer({ minimum: 0, maximum: 10_000 }), totalMs: Milliseconds, longestMs: Milliseconds },
  closed,
);

/**
 * How the visit went for one connection, as its page saw it: numbers and closed words only, nothing about the person.
 * Counted from the connection's call-in on; each report takes the place of the one before.
 */
export const QualityReportSchema = Type.Object(
  {
    sending: DirectionSchema,
    receiving: DirectionSchema,
    firstFrameMs: Type.Union([Milliseconds, Type.Null()], {
      description: 'From call-in to the first remote frame; null where no picture came',
    }),
    start: Type.Enum(['warm', 'cold', 'resumed'], {
      description:
        'warm: connected to the gateway before the call-in; cold: only after it; resumed: the page came into a visit that ran',
    }),
    recoveries: Type.Object(
      { signalling: RecoverySchema, media: RecoverySchema, rejoin: RecoverySchema },
      {
        ...closed,
        description:
          'What broke and mended itself. signalling: only the socket to the gateway; media: nothing arrived, though the gateway answered; rejoin: the place in the room was taken anew',
      },
    ),
    path: Type.Union(
      [Type.Object({ transport: Type.Enum(['udp', 'tcp', 'tls']), relayed: Type.Boolean() }, closed), Type.Null()],
      { description: 'How media last went to the gateway; `relayed`: through TURN. null: it never did' },
    ),
  },
  { $id: 'QualityReport', ...closed },
);
export type QualityReport = Static<typeof QualityReportSchema>;

/** `GET /v1/visits/:id/quality`: one for each connection that was in the visit, in the order of their first report. */
export const ConnectionQualitySchema = Type.Object(
  {
    participantId: Type.String(),
    role: RoleSchema,
    incarnation: Type.Integer({ minimum: 1 }),
    deviceKind: DeviceKindSchema,
    reportedAt: Type.String({ format: 'date-time', description: 'When the newest report came' }),
    report: QualityReportSchema,
  },
  { $id: 'ConnectionQuality' },
);
export type ConnectionQuality = Static<typeof ConnectionQualitySchema>;
