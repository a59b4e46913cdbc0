import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { VisitView } from '../../contract/index.ts';
import { makeVisit, makeVisitInProgress, makeWaitingVisit, type VisitOptions } from '../../testing/visit-fixtures.ts';
import { VisitError } from '../errors.ts';
import type { Telling } from '../visit/telling.ts';
import { remainingOf, tellMany } from './remaining.ts';

/** Noon at the unit, so that hours to either side are the same day. */
const noon = Date.parse('2026-11-23T11:00:00Z');
const at = (id: string, hours: number, more: VisitOptions = {}): VisitView => ({
  ...makeVisit({ id, ...more }),
  bookedStart: new Date(noon + hours * 3600_000).toISOString(),
});
const own = (visit: VisitView): VisitView => ({ ...visit, self: visit.participants[1]?.id ?? null });

describe('whom a delay concerns', () => {
  test('the same clinician’s visits that are still to come today', () => {
    const visits = [
      { ...makeVisitInProgress({ id: 'running' }), bookedStart: new Date(noon).toISOString() },
      at('absent', -1),
      { ...makeWaitingVisit(4, { id: 'waits' }), bookedStart: new Date(noon).toISOString() },
      at('later', 4),
      at('colleague', 1, { clinician: { name: 'Per Ström' } }),
      at('tomorrow', 24),
      at('cancelled', 2, { status: 'cancelled' }),
      at('in the drop-in queue', 2, { dropIn: { queueId: 'unit', place: null } }),
    ];
    const ids = (list: readonly VisitView[], of: string): string[] =>
      remainingOf(list, list.find(({ id }) => id === of) as VisitView, noon).map(({ id }) => id);
    assert.deepEqual(ids(visits, 'waits'), ['absent', 'waits', 'later']);
    assert.deepEqual(ids(visits, 'colleague'), ['colleague']);
    assert.deepEqual(ids(visits, 'tomorrow'), ['absent', 'waits', 'later', 'tomorrow'], 'the visit itself, too');
  });

  test('a namesake among the colleagues is another', () => {
    const visits = [own(at('mine', 1)), at('namesake', 2), own(at('mine-too', 3))];
    assert.deepEqual(
      remainingOf(visits, visits[0] as VisitView, noon).map(({ id }) => id),
      ['mine', 'mine-too'],
    );
  });
});

test('many are told, four at a time, and those that failed are named', async () => {
  const delay: Telling = { type: 'tell-delay', minutes: 15 };
  let atOnce = 0;
  let most = 0;
  const given: string[] = [];
  const progress: number[] = [];
  const list = {
    async tell(visitId: string, telling: Telling): Promise<void> {
      assert.equal(telling, delay);
      given.push(visitId);
      most = Math.max(most, ++atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      atOnce--;
      if (visitId === 'v3') throw new VisitError('invalid-state');
    },
  };
  const ids = Array.from({ length: 10 }, (_, index) => `v${index}`);
  const { told, failed } = await tellMany(list, ids, delay, (done) => progress.push(done));
  assert.deepEqual(given, ids);
  assert.equal(most, 4);
  assert.deepEqual(
    [...told].sort(),
    ids.filter((id) => id !== 'v3'),
  );
  assert.deepEqual(
    failed.map(({ visitId, error }) => [visitId, error.code]),
    [['v3', 'invalid-state']],
  );
  assert.deepEqual(progress, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});
