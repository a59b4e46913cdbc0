import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultReconnectPolicy } from './reconnect-policy.ts';

test('at once, then ever later up to four seconds', () => {
  const waits = [0, 1, 2, 3, 4, 5, 1_000].map((attempt) => defaultReconnectPolicy(attempt, 0));
  assert.deepEqual(waits, [0, 500, 1_000, 2_000, 4_000, 4_000, 4_000]);
});

test('chance shortens each wait by up to a quarter', () => {
  assert.equal(defaultReconnectPolicy(4, 0.5), 3_500);
  assert.equal(defaultReconnectPolicy(4, 0.999_999), 3_000);
  assert.equal(defaultReconnectPolicy(0, 0.5), 0);
});
