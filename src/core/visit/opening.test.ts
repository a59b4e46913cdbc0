import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../../testing/manual-clock.ts';
import { makeVisit } from '../../testing/visit-fixtures.ts';
import { Opening } from './opening.ts';

const HOUR_MS = 3_600_000;

/** A visit whose waiting room opens after `ms` by this device's clock. */
const opensIn = (clock: ManualClock, ms: number) => makeVisit({ opensAt: new Date(clock.now() + ms).toISOString() });

test('the service’s clock decides, also where this device’s is wrong', () => {
  const clock = new ManualClock();
  const opening = new Opening(clock, () => {});
  assert.equal(opening.isAhead(opensIn(clock, HOUR_MS / 2), -HOUR_MS), true);
  assert.equal(opening.isAhead(opensIn(clock, HOUR_MS / 2), HOUR_MS), false);
});

test('what has opened stays open when the clock is set right; a visit that is moved is ahead again', () => {
  const clock = new ManualClock();
  const opening = new Opening(clock, () => {});
  const visit = opensIn(clock, -1);
  assert.equal(opening.isAhead(visit, 0), false);
  assert.equal(opening.isAhead(visit, -500), false);
  assert.equal(opening.isAhead(opensIn(clock, HOUR_MS), 0), true);
});

test('a visit in which somebody waits is open', () => {
  const clock = new ManualClock();
  const opening = new Opening(clock, () => {});
  assert.equal(opening.isAhead({ ...opensIn(clock, HOUR_MS), status: 'arrived' }, 0), false);
});

test('looks now and then, at the time itself, and no more when it is told so', async () => {
  const clock = new ManualClock();
  const looked: number[] = [];
  const visit = opensIn(clock, 12_000);
  const opening = new Opening(clock, () => {
    looked.push(clock.elapsed());
    if (clock.elapsed() < 12_000) opening.keep(visit, 0);
  });
  opening.keep(visit, 0);
  opening.keep(visit, 0);
  assert.equal(clock.pending, 1);
  await clock.advance(60_000);
  assert.deepEqual(looked, [5_000, 10_000, 12_000]);
  opening.keep(opensIn(clock, HOUR_MS), 0);
  opening.keep(null, 0);
  assert.equal(clock.pending, 0);
});
