import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, timeUntil } from './relative-times.ts';

const zone = 'Europe/Stockholm';
// 18:00 at the clinic.
const now = Date.parse('2026-11-23T17:00:00Z');

for (const [instant, sv, en] of [
  ['2026-11-26T07:00:00Z', 'om 3 dagar', 'in 3 days'],
  ['2026-11-24T22:30:00Z', null, null],
  ['2026-11-23T20:10:00Z', 'om 3 timmar', 'in 3 hours'],
  ['2026-11-23T17:41:00Z', 'om 41 minuter', 'in 41 minutes'],
  ['2026-11-23T17:00:10Z', 'om 1 minut', 'in 1 minute'],
  ['2026-11-23T17:00:00Z', null, null],
] as const) {
  test(`until ${instant}: ${sv ?? 'nothing'}`, () => {
    assert.equal(timeUntil(instant, zone, 'sv', now), sv);
    assert.equal(timeUntil(instant, zone, 'en-GB', now), en);
  });
}

test('just after midnight at the clinic it is minutes still', () => {
  assert.equal(timeUntil('2026-11-23T23:20:00Z', zone, 'sv', Date.parse('2026-11-23T22:50:00Z')), 'om 30 minuter');
});

test('a day is the clinic’s', () => {
  assert.equal(dayOf('2026-11-23T05:00:00Z', zone, 'sv', now), 'i dag');
  assert.equal(dayOf('2026-11-22T22:30:00Z', zone, 'sv', now), 'i går');
  assert.equal(dayOf('2026-11-20T10:00:00Z', zone, 'en-GB', now), '3 days ago');
});
