import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uniqueId } from './unique-id.ts';

test('each id is another one, as the service takes them', () => {
  const ids = Array.from({ length: 100 }, uniqueId);
  assert.equal(new Set(ids).size, 100);
  for (const id of ids) assert.match(id, /^[0-9a-f]{32}$/);
});
