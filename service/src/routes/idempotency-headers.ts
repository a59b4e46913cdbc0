import Type, { type Static } from 'typebox';

/** The header under which a repeated request gets the answer of the first. */
export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 8,
      maxLength: 200,
      pattern: '^[\\x21-\\x7e]+$',
      description:
        'Chosen by the caller, a UUID: the same request with the same key within a day gets the same answer and is not done twice',
    }),
  ),
});
export type IdempotencyHeadersOf = Static<typeof IdempotencyHeaders>;
