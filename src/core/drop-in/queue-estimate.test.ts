import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { estimateMinutes } from './queue-estimate.ts';

const minutes = (...counts: number[]): number[] => counts.map((count) => count * 60_000);
const usual = minutes(10, 12, 8, 11, 9);

describe('the estimate of a drop-in queue', () => {
  test('says nothing where there is too little to go on', () => {
    assert.equal(estimateMinutes(0, { lengths: minutes(10, 10), takers: [null] }), null, 'two visits');
    assert.equal(estimateMinutes(0, { lengths: usual, takers: [] }), null, 'nobody takes from the queue');
    assert.equal(estimateMinutes(0, { lengths: minutes(10, 10, 0.5), takers: [null] }), null, 'an attempt is no visit');
  });

  test('one clinician: the rest of the visit that goes on, and a median visit for each who waits before', () => {
    const pace = { lengths: usual, takers: minutes(4) };
    assert.deepEqual(
      [0, 1, 2, 5].map((ahead) => estimateMinutes(ahead, pace)),
      [10, 20, 30, 60],
      '6, 16, 26 and 56 min, rounded up to five',
    );
  });

  test('more clinicians: each takes the next when their visit is over', () => {
    const pace = { lengths: usual, takers: [...minutes(0, 5), null] };
    assert.deepEqual(
      [0, 1, 2, 3].map((ahead) => estimateMinutes(ahead, pace)),
      [5, 5, 10, 10],
      'at once, then after 5, 10 and 10 min',
    );
  });

  test('counts the newest ten, and is not drawn by one that was very long', () => {
    const before = minutes(...Array<number>(20).fill(60));
    assert.equal(
      estimateMinutes(1, { lengths: [...minutes(...Array<number>(10).fill(10)), ...before], takers: [0] }),
      20,
    );
    assert.equal(estimateMinutes(0, { lengths: minutes(10, 120, 10, 10), takers: [0] }), 10);
  });

  test('time that passes never brings it below what is known: those ahead, and that a visit goes on', () => {
    const after = (waited: number): (number | null)[] =>
      [0, 2].map((ahead) => estimateMinutes(ahead, { lengths: usual, takers: minutes(waited) }));
    assert.deepEqual(after(0), [10, 30]);
    assert.deepEqual(after(9), [5, 25]);
    assert.deepEqual(after(45), [5, 25], 'a visit that has long overrun is still not over');
  });

  test('does not rise while the visits ahead go as usual', () => {
    const seen = Array.from({ length: 11 }, (_, waited) =>
      Number(estimateMinutes(1, { lengths: usual, takers: minutes(waited) })),
    );
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => b - a),
    );
  });

  test('rather early than a promise to the minute: whole five minutes, at least five', () => {
    for (let ahead = 0; ahead < 12; ahead++) {
      const said = estimateMinutes(ahead, { lengths: minutes(7, 3, 5), takers: [...minutes(1), null] });
      assert(said !== null && said >= 5 && said % 5 === 0, String(said));
    }
  });
});
