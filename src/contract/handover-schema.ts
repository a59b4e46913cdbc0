import { Type, type Static } from 'typebox';

/**
 * How a page that came by its visit with a handover code was let in: `signed-in` after the host's own sign-in on the new
 * device, `handover-only` with the code alone, where the host has waived the sign-in.
 */
export const HandoverAssuranceSchema = Type.Enum(['signed-in', 'handover-only']);
export type HandoverAssurance = Static<typeof HandoverAssuranceSchema>;

/** `POST /v1/handovers`, by a participant: a code that carries their own visit over to another device of theirs. */
export const HandoverRequestSchema = Type.Object(
  { visitId: Type.String({ minLength: 1, maxLength: 64 }) },
  { $id: 'HandoverRequest', additionalProperties: false },
);
export type HandoverRequest = Static<typeof HandoverRequestSchema>;

export const HandoverSchema = Type.Object(
  {
    code: Type.String({
      description: '192 random bits, base64url: good for one redemption; a newer one voids it. Never put into a query',
    }),
    expiresAt: Type.String({ format: 'date-time' }),
  },
  { $id: 'Handover' },
);
export type Handover = Static<typeof HandoverSchema>;

/** `POST /v1/handovers/redeem`, by the host (API key), after its own sign-in on the new device, unless it waives that. */
export const HandoverRedemptionSchema = Type.Object(
  {
    code: Type.String({ minLength: 32, maxLength: 32, pattern: '^[A-Za-z0-9_-]+$' }),
    assurance: HandoverAssuranceSchema,
    reference: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description:
          "The host's own id of the one who has signed in: refused (and the code kept) where the participant is another",
      }),
    ),
    ttlSeconds: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 12 * 3600, description: 'Life of the token, s; default 3600' }),
    ),
  },
  { $id: 'HandoverRedemption', additionalProperties: false },
);
export type HandoverRedemption = Static<typeof HandoverRedemptionSchema>;

/** A token for the same visit and the same participant. */
export const RedeemedHandoverSchema = Type.Object(
  {
    token: Type.String(),
    expiresAt: Type.String({ format: 'date-time' }),
    visitId: Type.String(),
    participantId: Type.String(),
    role: Type.Enum(['patient', 'interpreter', 'companion']),
  },
  { $id: 'RedeemedHandover' },
);
export type RedeemedHandover = Static<typeof RedeemedHandoverSchema>;
