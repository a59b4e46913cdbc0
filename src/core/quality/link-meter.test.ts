import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { ManualClock } from '../../testing/manual-clock.ts';
import { LinkMeter } from './link-meter.ts';

describe('link meter', () => {
  let clock: ManualClock;
  let readings: number;
  let answer: () => Promise<readonly RTCStatsReport[]>;
  /** When samples were told, ms. */
  let told: number[];
  let meter: LinkMeter;

  beforeEach(() => {
    clock = new ManualClock();
    readings = 0;
    answer = () => Promise.resolve([]);
    told = [];
    const begun = clock.elapsed();
    meter = new LinkMeter({
      clock,
      stats: () => {
        readings++;
        return answer();
      },
      onSample: ({ at }) => told.push(at - begun),
    });
  });

  afterEach(async () => {
    meter.close();
    await clock.advance(0);
    assert.equal(clock.pending, 0, 'no timer is left behind');
  });

  test('reads once a second', async () => {
    await clock.advance(3_000);
    assert.deepEqual(told, [1_000, 2_000, 3_000]);
    assert.equal(clock.pending, 1, 'an answer leaves no timer of its reading behind');
  });

  test('a reading that is never answered is given up, and the next one is told', async () => {
    answer = () => new Promise(() => {});
    await clock.advance(1_000);
    answer = () => Promise.resolve([]);
    await clock.advance(1_900);
    assert.deepEqual([readings, told], [1, []]);
    await clock.advance(1_100);
    assert.deepEqual([readings, told], [2, [4_000]]);
  });

  test('an answer that comes late, but within the limit, is told', async () => {
    answer = () => clock.sleep(1_900).then(() => []);
    await clock.advance(2_900);
    assert.deepEqual(told, [2_900]);
  });

  test('closed while it reads, it tells nothing more', async () => {
    const reading = Promise.withResolvers<readonly RTCStatsReport[]>();
    answer = () => reading.promise;
    await clock.advance(1_000);
    meter.close();
    reading.resolve([]);
    await clock.advance(5_000);
    assert.deepEqual([readings, told], [1, []]);
  });
});
