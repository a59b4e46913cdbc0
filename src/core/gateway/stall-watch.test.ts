import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { ManualClock } from '../../testing/manual-clock.ts';
import { StallWatch, packetsReceived } from './stall-watch.ts';

describe('stall watch', () => {
  let clock: ManualClock;
  let packets: number;
  let stalls: number;
  let watch: StallWatch;

  beforeEach(() => {
    clock = new ManualClock();
    packets = 0;
    stalls = 0;
    watch = new StallWatch({ clock, packets: async () => packets, onStall: () => stalls++ });
  });

  afterEach(async () => {
    watch.close();
    await clock.advance(0);
    assert.equal(clock.pending, 0, 'no timer is left behind');
  });

  async function flow(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 500) {
      packets += 25;
      await clock.advance(500);
    }
  }

  test('what never flowed cannot stall', async () => {
    await clock.advance(10_000);
    assert.deepEqual([stalls, watch.flows], [0, false]);
  });

  test('a stall is told once; what flows again can stall again', async () => {
    await flow(3_000);
    assert.deepEqual([stalls, watch.flows], [0, true]);
    await clock.advance(1_000);
    assert.equal(stalls, 0, 'a short gap is none');
    await clock.advance(10_000);
    assert.deepEqual([stalls, watch.flows], [1, false]);
    await flow(1_000);
    assert.equal(watch.flows, true);
    await clock.advance(10_000);
    assert.equal(stalls, 2);
  });

  test('after close() nothing is told', async () => {
    await flow(1_000);
    watch.close();
    await clock.advance(10_000);
    assert.equal(stalls, 0);
  });

  test('counts what is received, of all kinds, and nothing without a connection', async () => {
    const stats = [
      { type: 'inbound-rtp', packetsReceived: 3 },
      { type: 'inbound-rtp', packetsReceived: 4 },
      { type: 'inbound-rtp' },
      { type: 'outbound-rtp', packetsSent: 100 },
    ];
    const report = new Map(stats.map((stat, i) => [String(i), stat]));
    assert.equal(await packetsReceived({ getStats: async () => report } as unknown as RTCPeerConnection), 7);
    assert.equal(await packetsReceived(null), 0);
  });
});
