import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { FakeTrack } from '../../testing/fake-devices.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { LinkMeter } from '../quality/link-meter.ts';
import { RemoteActivity } from './remote-activity.ts';

describe('remote activity', () => {
  let clock: ManualClock;
  let counters: Map<string, number>;
  let changes: number;
  let fails: boolean;
  let activity: RemoteActivity;
  let meter: LinkMeter;
  const audio = new FakeTrack('audio');
  const video = new FakeTrack('video');

  beforeEach(() => {
    clock = new ManualClock();
    counters = new Map();
    changes = 0;
    fails = false;
    activity = new RemoteActivity(() => changes++);
    meter = new LinkMeter({ clock, stats, onSample: (sample) => activity.read(sample) });
  });

  afterEach(async () => {
    activity.close();
    meter.close();
    await clock.advance(0);
    assert.equal(clock.pending, 0, 'no timer is left behind');
  });

  async function stats(): Promise<RTCStatsReport[]> {
    if (fails) throw new TypeError('the connection is closed');
    const inbound = [...counters].map(([trackIdentifier, packetsReceived]) => ({
      type: 'inbound-rtp',
      trackIdentifier,
      packetsReceived,
    }));
    const others = [{ type: 'outbound-rtp', packetsSent: 9 }, { type: 'inbound-rtp' }];
    return [new Map([...inbound, ...others].map((stat, i) => [String(i), stat])) as unknown as RTCStatsReport];
  }

  const active = (): [audio: boolean, video: boolean] => [
    activity.isActive(audio.asTrack),
    activity.isActive(video.asTrack),
  ];

  test('a track is active while packets come', async () => {
    assert.deepEqual(active(), [false, false]);
    counters.set(audio.id, 50).set(video.id, 0);
    await clock.advance(1_000);
    assert.deepEqual([active(), changes], [[true, false], 1]);
    counters.set(audio.id, 100).set(video.id, 200);
    await clock.advance(1_000);
    assert.deepEqual([active(), changes], [[true, true], 2]);
    counters.set(audio.id, 150);
    await clock.advance(1_000);
    assert.deepEqual([active(), changes], [[true, false], 3]);
  });

  test('nothing is told while nothing changes', async () => {
    for (let packets = 50; packets <= 500; packets += 50) {
      counters.set(audio.id, packets);
      await clock.advance(1_000);
    }
    assert.equal(changes, 1);
  });

  test('the first packet is told at once', async () => {
    activity.follow(video.asTrack);
    activity.follow(video.asTrack);
    video.dispatchEvent(new Event('unmute'));
    assert.deepEqual([active(), changes], [[false, true], 1]);
  });

  test('a connection that counts from 0 again is active', async () => {
    counters.set(audio.id, 500);
    await clock.advance(1_000);
    counters.set(audio.id, 30);
    await clock.advance(1_000);
    assert.deepEqual(active(), [true, false]);
  });

  test('where the counters cannot be read nothing is active, and it goes on', async () => {
    counters.set(audio.id, 50);
    await clock.advance(1_000);
    fails = true;
    await clock.advance(1_000);
    assert.deepEqual(active(), [false, false]);
    fails = false;
    counters.set(audio.id, 100);
    await clock.advance(1_000);
    assert.deepEqual(active(), [true, false]);
  });

  test('after close() nothing is told', async () => {
    activity.follow(video.asTrack);
    activity.close();
    video.dispatchEvent(new Event('unmute'));
    counters.set(audio.id, 50);
    await clock.advance(2_000);
    assert.equal(changes, 0);
    assert.equal(activity.isActive(null), false);
  });
});
