import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uniqueId } from './unique-id.ts';

test('is a UUID of version 4, each time another', () => {
  const ids = Array.from({ length: 50 }, uniqueId);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(ids).size, ids.length);
});
