import assert from 'node:assert/strict';
import { test } from 'node:test';
import { date, daysFromToday, foreignZone, timeOfDay } from './times.ts';

const stockholm = 'Europe/Stockholm';
const at = '2026-06-16T08:20:00Z';
const now = Date.parse('2026-06-16T06:00:00Z');

test('the time is the unit’s, with 24 hours and the digits of the letters', () => {
  assert.equal(timeOfDay(at, stockholm, 'sv-u-nu-latn'), '10:20');
  assert.equal(timeOfDay('2026-01-16T13:05:00Z', stockholm, 'en-GB-u-nu-latn'), '14:05');
  assert.equal(timeOfDay('2026-06-15T22:00:00Z', stockholm, 'ar-SA-u-nu-latn'), '00:00');
});

test('the calendar is Gregorian also where the language has another', () => {
  for (const locale of ['ar-SA-u-nu-latn', 'fa-u-nu-latn', 'th-u-nu-latn'])
    assert.match(date(at, stockholm, locale, now), /16/);
  assert.match(date('2027-01-05T08:00:00Z', stockholm, 'ar-SA-u-nu-latn', now), /2027/);
  assert.equal(date(at, stockholm, 'sv-u-nu-latn', now), 'tisdag 16 juni');
  assert.equal(date(at, stockholm, 'en-GB-u-nu-latn', now), 'Tuesday 16 June');
});

test('today is the unit’s today', () => {
  assert.equal(daysFromToday(at, stockholm, now), 0);
  assert.equal(daysFromToday('2026-06-16T22:30:00Z', stockholm, now), 1);
  assert.equal(daysFromToday('2026-06-15T21:30:00Z', stockholm, now), -1);
  // Over a change to summer time.
  assert.equal(daysFromToday('2026-03-29T10:00:00Z', stockholm, Date.parse('2026-03-28T23:30:00Z')), 0);
});

test('the zone is named only where this device shows another time', () => {
  assert.equal(foreignZone(at, stockholm, 'sv', 'Europe/Berlin'), null);
  assert.match(foreignZone(at, stockholm, 'sv', 'Europe/Helsinki') ?? '', /centraleuropeisk/);
  assert.match(foreignZone(at, stockholm, 'ar', 'Asia/Beirut') ?? '', /أوروبا/);
});
