import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GuestLinks } from './guest-links.ts';

const links = new GuestLinks('a-secret-of-the-tests');
const guest = { visitId: 'visit-1', participantId: 'p_2', role: 'interpreter' } as const;

test('a code opens the part that it was made for', () => {
  assert.deepEqual(links.read(links.codeFor(guest)), guest);
});

test('a code that was changed, cut, or made by another is none', () => {
  const code = links.codeFor(guest);
  for (const wrong of [
    code.replace('p_2', 'p_1'),
    code.replace('interpreter', 'patient'),
    code.slice(0, -1),
    new GuestLinks('another').codeFor(guest),
    '',
  ])
    assert.equal(links.read(wrong), null, wrong);
});
