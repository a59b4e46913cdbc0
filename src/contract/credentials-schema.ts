import { Type, type Static } from 'typebox';
import { DeviceKindSchema } from './visit-schema.ts';

/** `POST /v1/gateway-credentials`. */
export const CredentialsRequestSchema = Type.Object(
  {
    visitId: Type.String({ minLength: 1, maxLength: 64 }),
    connectionId: Type.String({ minLength: 1, maxLength: 64 }),
    purpose: Type.Enum(['join', 'renew'], {
      description:
        'join: about to enter the room; a member of this connection that is still in it (its session was lost) is removed first. renew: only new tokens for the one who is in',
    }),
    deviceKind: Type.Optional({
      ...DeviceKindSchema,
      description: 'Given: a connection that is not known yet is connected first, as by the command `connect`',
    }),
  },
  { $id: 'CredentialsRequest', additionalProperties: false },
);
export type CredentialsRequest = Static<typeof CredentialsRequestSchema>;

/** What one connection needs to take its place in the visit's room. Kept in memory only; never logged. */
export const GatewayCredentialsSchema = Type.Object(
  {
    url: Type.String({ description: 'WebSocket address of the gateway' }),
    room: Type.String({ description: 'Unguessable room id; says nothing of the visit' }),
    roomGeneration: Type.Integer({ minimum: 1 }),
    memberId: Type.String({ description: 'Id to join the room under: `<participantId>~<incarnation>`' }),
    apiToken: Type.String({ description: 'Signed gateway token, bound to the member' }),
    roomToken: Type.String({
      description: 'Signed room token, bound to room and member; valid until revoked or expired',
    }),
    bitrate: Type.Integer({ description: 'Highest video bit rate, bit/s' }),
    iceServers: Type.Array(
      Type.Object({
        urls: Type.Array(Type.String()),
        username: Type.Optional(Type.String()),
        credential: Type.Optional(Type.String()),
      }),
      {
        description:
          'STUN and TURN servers, as RTCConfiguration.iceServers has them. Names and passwords of TURN servers are short-lived and new in each answer: an ICE restart uses the newest',
      },
    ),
    keyEpoch: Type.Integer({ minimum: 0, description: 'Epoch of the encryption keys; 0 while none are used' }),
    expiresAt: Type.String({ format: 'date-time', description: 'When apiToken expires: fetch anew well before' }),
  },
  { $id: 'GatewayCredentials' },
);
export type GatewayCredentials = Static<typeof GatewayCredentialsSchema>;
