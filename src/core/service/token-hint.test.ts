import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gatewayIn } from './token-hint.ts';

const tokenWith = (claims: unknown): string =>
  ['{}', JSON.stringify(claims), 'signature'].map((part) => Buffer.from(part).toString('base64url')).join('.');

describe('the address of the gateway in a token', () => {
  test('is what the service has put there', () => {
    assert.equal(
      gatewayIn(tokenWith({ gateway: 'wss://media.example/ja?n=~~~???>>>' })),
      'wss://media.example/ja?n=~~~???>>>',
    );
  });

  for (const [says, token] of [
    ['a token without one', tokenWith({ kind: 'participant' })],
    ['another kind of address', tokenWith({ gateway: 'https://elsewhere.example/' })],
    ['no address', tokenWith({ gateway: 7 })],
    ['nothing at all', tokenWith(null)],
    ['what is no token', 'abc'],
    ['what is no JSON', 'a.b.c'],
    ['an empty one', ''],
  ] as const)
    test(`is not known from ${says}`, () => assert.equal(gatewayIn(token), null));
});
