import { Type, type Static } from 'typebox';
import { selfTestReasons } from './self-test-words.ts';

/** How a check went; each is worse than the one before. `warned`: a visit works, but not as well as it could. */
export const SelfTestOutcomeSchema = Type.Enum(['passed', 'warned', 'failed'], { $id: 'SelfTestOutcome' });
export type SelfTestOutcome = Static<typeof SelfTestOutcomeSchema>;

export const SelfTestReasonSchema = Type.Enum([...selfTestReasons], { $id: 'SelfTestReason' });
export type SelfTestReason = Static<typeof SelfTestReasonSchema>;

const closed = { additionalProperties: false };

const CheckResultSchema = Type.Object(
  {
    status: SelfTestOutcomeSchema,
    reason: Type.Union([SelfTestReasonSchema, Type.Null()], { description: 'null where it passed' }),
  },
  closed,
);
export type SelfTestCheckResult = Static<typeof CheckResultSchema>;

const Checks = Type.Object(
  {
    browser: CheckResultSchema,
    service: CheckResultSchema,
    camera: CheckResultSchema,
    microphone: CheckResultSchema,
    speaker: CheckResultSchema,
    network: CheckResultSchema,
  },
  closed,
);
export type SelfTestResults = Static<typeof Checks>;

/** The way to the gateway and back, as measured with a picture that was sent and came back. */
export const SelfTestNetworkSchema = Type.Object(
  {
    upKbps: Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'What got through to the gateway, kbit/s' }),
    downKbps: Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'What came back from it, kbit/s' }),
    roundTripMs: Type.Union([Type.Integer({ minimum: 0, maximum: 60_000 }), Type.Null()]),
    lossPercent: Type.Integer({ minimum: 0, maximum: 100, description: 'Lost on the way there and back' }),
    transport: Type.Enum(['udp', 'tcp', 'tls']),
    relayed: Type.Boolean({ description: 'Through TURN' }),
  },
  { $id: 'SelfTestNetwork', ...closed },
);
export type SelfTestNetwork = Static<typeof SelfTestNetworkSchema>;

/** A whole self-test: closed words and numbers only, no name or label of any device. */
export const SelfTestReportSchema = Type.Object(
  { checks: Checks, network: Type.Union([SelfTestNetworkSchema, Type.Null()], { description: 'null: no path' }) },
  { $id: 'SelfTestReport', ...closed },
);
export type SelfTestReport = Static<typeof SelfTestReportSchema>;

/** `POST /v1/self-test-credentials`: what a page needs to send a picture to the gateway and have it back. Never logged. */
export const SelfTestCredentialsSchema = Type.Object(
  {
    url: Type.String({ description: 'WebSocket address of the gateway' }),
    apiToken: Type.String({ description: 'Signed gateway token that opens the EchoTest plugin and nothing else' }),
    iceServers: Type.Array(
      Type.Object({
        urls: Type.Array(Type.String()),
        username: Type.Optional(Type.String()),
        credential: Type.Optional(Type.String()),
      }),
      { description: 'As in GatewayCredentials; passwords end with the token' },
    ),
    expiresAt: Type.String({ format: 'date-time' }),
  },
  { $id: 'SelfTestCredentials' },
);
export type SelfTestCredentials = Static<typeof SelfTestCredentialsSchema>;
