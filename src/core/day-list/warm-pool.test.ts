import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDropInVisit, makeVisit, makeWaitingVisit } from '../../testing/visit-fixtures.ts';
import { WARM_LIMIT, pickWarm } from './warm-pool.ts';

const waiting = ['a', 'b', 'c'].map((id) => makeWaitingVisit(1, { id }));

test('those who wait and are next, in the order given, and no more than the limit', () => {
  assert.deepEqual(pickWarm(waiting, null), ['a', 'b']);
  assert.equal(WARM_LIMIT, 2);
  assert.deepEqual(pickWarm(waiting, null, 1), ['a']);
});

test('not the one in front', () => {
  assert.deepEqual(pickWarm(waiting, 'a'), ['b', 'c']);
});

test('booked patients before those of the drop-in queue, and these by their place', () => {
  const dropIns = [makeDropInVisit(2, { id: 'second' }), makeDropInVisit(1, { id: 'first' })];
  const [booked] = waiting;
  assert(booked);
  assert.deepEqual(pickWarm([...dropIns, booked], null, 3), ['a', 'first', 'second']);
});

test('nobody who does not wait', () => {
  const others = (['planned', 'in-progress', 'finished', 'cancelled'] as const).map((status) => makeVisit({ status }));
  assert.deepEqual(pickWarm(others, null), []);
});
