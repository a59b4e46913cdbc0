import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LinkSample, ReceivedStream, SentStream } from './link-sample.ts';
import { downlink, QueueGauge, roundTrip, uplink } from './load.ts';

const received = (kind: 'audio' | 'video', more: Partial<ReceivedStream> = {}): ReceivedStream => ({
  key: kind,
  kind,
  trackId: kind,
  packets: 0,
  bytes: 0,
  lost: 0,
  heldSeconds: null,
  heldCount: null,
  samples: null,
  concealed: null,
  frames: null,
  frozenSeconds: null,
  height: null,
  ...more,
});
const sent = (kind: 'audio' | 'video', more: Partial<SentStream> = {}): SentStream => ({
  key: kind,
  kind,
  rid: null,
  packets: 0,
  bytes: 0,
  lost: null,
  roundTripMs: null,
  frames: null,
  height: null,
  limitedBy: null,
  ...more,
});
const sample = (at: number, more: Partial<LinkSample> = {}): LinkSample => ({
  at,
  sent: [],
  received: [],
  paths: [],
  ...more,
});
const path = (more: Partial<LinkSample['paths'][number]> = {}): LinkSample['paths'][number] =>
  ({ transport: 'udp', relayed: false, roundTripMs: null, available: null, ...more }) as LinkSample['paths'][number];

describe('what comes in', () => {
  const load = (lost: number, queueMs: number) =>
    downlink(
      sample(1000, { received: [received('audio'), received('video')] }),
      sample(2000, {
        received: [
          received('audio', { packets: 50, bytes: 4_000 }),
          received('video', { packets: 50, bytes: 25_000, lost }),
        ],
      }),
      queueMs,
    );

  test('all of it, at once: no load, and the picture’s rate', () => {
    assert.deepEqual(load(0, 10), { congested: false, lossy: false, room: 200_000 });
  });

  test('a long queue is congestion, with a short one only together with loss', () => {
    assert.equal(load(0, 200).congested, true);
    assert.equal(load(0, 100).congested, false);
    assert.equal(load(10, 100).congested, true);
  });

  test('loss without a queue is chance, unless it is a great deal', () => {
    assert.deepEqual(load(11, 5), { congested: false, lossy: true, room: 200_000 });
    assert.equal(load(60, 5).congested, true);
  });

  test('packets that are late after all are no loss', () => {
    assert.equal(load(-5, 0).lossy, false);
  });

  test('a stream that is new, or counts from 0 again, says nothing yet', () => {
    const before = sample(1000, { received: [received('video', { packets: 900, bytes: 1e6, lost: 80 })] });
    const again = [received('video', { packets: 20, bytes: 1e4 })];
    assert.equal(downlink(before, sample(2000, { received: again }), 0).room, null);
    assert.equal(downlink(sample(1000), sample(2000, { received: again }), 0).room, null);
  });
});

describe('what goes out', () => {
  const video = sent('video', { packets: 100 });

  test('the browser’s estimate tells the room, less what the sound takes', () => {
    const load = uplink(sample(0, { sent: [video], paths: [path({ available: 300_000 })] }), 0, false);
    assert.deepEqual(load, { congested: false, lossy: false, room: 244_000 });
  });

  test('too little for sound and the least picture is congestion', () => {
    assert.equal(uplink(sample(0, { sent: [video], paths: [path({ available: 90_000 })] }), 0, false).congested, true);
  });

  test('while the picture is paused, and where no picture is sent, the estimate tells nothing', () => {
    const little = sample(0, { sent: [video], paths: [path({ available: 60_000 })] });
    assert.deepEqual(uplink(little, 0, true), { congested: false, lossy: false, room: null });
    const none = sample(0, { sent: [sent('video')], paths: [path({ available: 60_000 })] });
    assert.equal(uplink(none, 0, false).congested, false);
  });

  test('a browser without an estimate: loss and queue alone', () => {
    const lost = sample(0, { sent: [sent('video', { packets: 9, lost: 0.4 })], paths: [path()] });
    assert.deepEqual(uplink(lost, 0, false), { congested: true, lossy: false, room: null });
  });
});

describe('the queue', () => {
  test('is what a round trip takes longer than the shortest; the longest of a sample counts', () => {
    const gauge = new QueueGauge();
    assert.equal(gauge.read(sample(0)), 0, 'nothing known');
    const with_ = (...times: number[]): LinkSample =>
      sample(0, { paths: times.map((roundTripMs) => path({ roundTripMs })) });
    assert.equal(roundTrip(with_(200, 220)), 220);
    assert.equal(gauge.read(with_(200)), 0);
    assert.equal(gauge.read(with_(200, 450)), 250);
    assert.equal(gauge.read(with_(180)), 0);
    assert.equal(gauge.read(with_(230)), 50);
  });
});
