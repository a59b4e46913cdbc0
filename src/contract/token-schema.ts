import { Type, type Static } from 'typebox';

const Name = Type.String({ minLength: 1, maxLength: 200 });
const Ttl = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 12 * 3600, description: 'Life of the token, s; default 3600' }),
);

/**
 * `POST /v1/tokens`, by the host (API key): mints a token for one person who is signed in with the host.
 * A clinician's token is refused without care assignment (N16). It is a JWT; its claim `gateway`, where it is there, is the
 * WebSocket address that its page will most likely need.
 */
export const TokenRequestSchema = Type.Union(
  [
    Type.Object(
      {
        kind: Type.Literal('participant'),
        visitId: Type.String({ minLength: 1 }),
        role: Type.Enum(['patient', 'interpreter', 'companion']),
        participantId: Type.Optional(Type.String({ description: 'Needed where several have the role' })),
        ttlSeconds: Ttl,
      },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        kind: Type.Literal('clinician'),
        subject: Type.String({ minLength: 1, maxLength: 200, description: "The host's opaque id of the clinician" }),
        name: Name,
        units: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: 50 }),
        assignment: Type.String({ minLength: 1, maxLength: 200, description: 'Care assignment, an HSA-id' }),
        ttlSeconds: Ttl,
      },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        kind: Type.Literal('unit-staff'),
        subject: Type.String({ minLength: 1, maxLength: 200 }),
        name: Name,
        units: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: 50 }),
        ttlSeconds: Ttl,
      },
      { additionalProperties: false },
    ),
  ],
  { $id: 'TokenRequest' },
);
export type TokenRequest = Static<typeof TokenRequestSchema>;

export const TokenResponseSchema = Type.Object(
  { token: Type.String(), expiresAt: Type.String({ format: 'date-time' }) },
  { $id: 'TokenResponse' },
);
export type TokenResponse = Static<typeof TokenResponseSchema>;
