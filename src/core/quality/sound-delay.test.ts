import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nextDelay, noDelay, type SoundDelay } from './sound-delay.ts';

const after = (from: SoundDelay, concealed: readonly (number | null)[]): number[] => {
  let delay = from;
  return concealed.map((part, i) => (delay = nextDelay(delay, part, (i + 1) * 1000)).ms);
};

describe('how much later sound is played', () => {
  test('not at all while nothing is made up, or it is not known', () => {
    assert.deepEqual(after(noDelay(0), [0, 0.02, null, 0]), [0, 0, 0, 0]);
  });

  test('more with each second that is heard to be made up, up to a quarter of a second', () => {
    assert.deepEqual(after(noDelay(0), [0.1, 0.1, 0.1, 0.1]), [120, 180, 240, 240]);
  });

  test('less again when all is well, step by step', () => {
    const delays = after({ ms: 240, since: 0 }, Array<number>(40).fill(0));
    assert.deepEqual([...new Set(delays)], [240, 180, 120, 60, 0]);
    assert.equal(delays[8], 240, 'not before 10 s');
  });
});
