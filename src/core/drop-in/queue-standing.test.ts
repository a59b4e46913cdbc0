import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type DropInFacts, QUEUE_DAY_MS, isQueueOpen, ownPlaceIn, queueStanding } from './queue-standing.ts';

const now = Date.parse('2026-03-02T09:00:00Z');
const minutesAgo = (count: number): number => now - count * 60_000;
const open = { closesAt: null, closedAt: null };

const waits = (visitId: string, since: number, more: Partial<DropInFacts> = {}): DropInFacts => ({
  visitId,
  status: 'arrived',
  enteredAt: minutesAgo(since + 1),
  waitingSince: minutesAgo(since),
  startedAt: null,
  endedAt: null,
  clinician: null,
  ...more,
});
const held = (visitId: string, from: number, to: number | null, clinician = 'anna'): DropInFacts =>
  waits(visitId, from, {
    status: to === null ? 'in-progress' : 'finished',
    waitingSince: null,
    startedAt: minutesAgo(from),
    endedAt: to === null ? null : minutesAgo(to),
    clinician,
  });

const placesOf = (visits: readonly DropInFacts[]): [string, number][] =>
  queueStanding('unit', open, visits, now).places.map(({ visitId, position }) => [visitId, position]);
const firstEstimate = (...visits: DropInFacts[]): number | null | undefined =>
  queueStanding('unit', open, [waits('first', 1), ...visits], now).places[0]?.estimateMinutes;

describe('the standing of a drop-in queue', () => {
  test('places go by arrival in the waiting room, not by who was given a visit first', () => {
    const early = waits('given early', 5, { enteredAt: minutesAgo(30) });
    assert.deepEqual(placesOf([early, waits('b', 7), waits('a', 90)]), [
      ['a', 1],
      ['b', 2],
      ['given early', 3],
    ]);
  });

  test('counts those who wait, and nobody else', () => {
    const gone = [
      waits('left', 20, { status: 'planned', waitingSince: null }),
      held('in a visit', 20, null),
      held('over', 30, 20),
      waits('cancelled', 20, { status: 'cancelled' }),
      waits('of yesterday', QUEUE_DAY_MS / 60_000),
    ];
    assert.deepEqual(placesOf([...gone, waits('a', 1)]), [['a', 1]]);
  });

  test('is open until it is closed, or its time has come; who waits keeps their place', () => {
    assert.equal(isQueueOpen(null, now), false);
    assert.equal(isQueueOpen(open, now), true);
    assert.equal(isQueueOpen({ closesAt: now + 1, closedAt: null }, now), true);
    assert.equal(isQueueOpen({ closesAt: now, closedAt: null }, now), false);
    assert.equal(isQueueOpen({ closesAt: null, closedAt: now }, now), false);
    const closed = queueStanding('unit', { closesAt: now - 1, closedAt: null }, [waits('a', 1)], now);
    assert.deepEqual([closed.isOpen, closed.closesAt, closed.places.length], [false, null, 1]);
    const closes = queueStanding('unit', { closesAt: now + 60_000, closedAt: null }, [], now);
    assert.deepEqual([closes.isOpen, closes.closesAt], [true, '2026-03-02T09:01:00.000Z']);
  });

  test('the estimate follows from the visits of the queue, and from who takes from it now', () => {
    const over = [held('1', 60, 50), held('2', 50, 40), held('3', 40, 30)];
    assert.equal(firstEstimate(...over), null, 'nobody has taken anybody for half an hour');
    assert.equal(firstEstimate(...over, held('4', 4, null)), 10, 'one visit goes on');
    assert.equal(
      firstEstimate(...over, held('4', 4, null), held('5', 20, 10, 'klas')),
      5,
      'and another has just ended one',
    );
    assert.equal(firstEstimate(held('4', 4, null)), null, 'nothing is known of lengths');
    assert.equal(
      firstEstimate(...over, held('4', 24, 14, 'klas'), held('5', 4, null, 'klas')),
      10,
      'one clinician counts once',
    );
  });

  test('a participant sees whether it is open, and their own place', () => {
    const queue = queueStanding('unit', open, [waits('a', 2), waits('b', 1)], now);
    assert.deepEqual(ownPlaceIn(queue, 'b').places, [{ visitId: 'b', position: 2, estimateMinutes: null }]);
    assert.deepEqual(ownPlaceIn(queue, 'other').places, []);
  });
});
