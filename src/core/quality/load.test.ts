import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LinkSample, ReceivedStream, SentStream } from './link-sample.ts';
import { downlinkLoad, QueueGauge, roomForPicture, roundTrip, uplinkLoad } from './load.ts';

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
  ({
    connection: 'publisher',
    transport: 'udp',
    relayed: false,
    roundTripMs: null,
    available: null,
    ...more,
  }) as LinkSample['paths'][number];

describe('what comes in', () => {
  const load = (lost: number, queueMs: number) =>
    downlinkLoad(
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
    assert.equal(downlinkLoad(before, sample(2000, { received: again }), 0).room, null);
    assert.equal(downlinkLoad(sample(1000), sample(2000, { received: again }), 0).room, null);
  });
});

describe('what goes out', () => {
  const video = sent('video', { packets: 100 });

  test('is judged by what the gateway missed of it, and by the queue', () => {
    const load = (lost: number, queueMs: number) => uplinkLoad(sample(0, { sent: [sent('video', { lost })] }), queueMs);
    assert.deepEqual(load(0, 0), { congested: false, lossy: false, room: null });
    assert.deepEqual(load(0.1, 0), { congested: false, lossy: true, room: null });
    assert.equal(load(0.4, 0).congested, true);
    assert.equal(load(0, 300).congested, true);
    assert.equal(uplinkLoad(sample(0, { sent: [video] }), 0).lossy, false, 'nothing said');
  });

  test('the browser’s estimate tells the room, less what the sound takes', () => {
    assert.equal(roomForPicture(sample(0, { sent: [video], paths: [path({ available: 300_000 })] })), 244_000);
    assert.equal(roomForPicture(sample(0, { sent: [video], paths: [path({ available: 30_000 })] })), 0);
  });

  test('without a picture sent, or in a browser without an estimate, nothing is known', () => {
    assert.equal(roomForPicture(sample(0, { sent: [sent('video')], paths: [path({ available: 60_000 })] })), null);
    assert.equal(roomForPicture(sample(0, { sent: [video], paths: [path()] })), null);
    assert.equal(roomForPicture(sample(0)), null);
  });
});

describe('the queue', () => {
  const with_ = (...times: number[]): LinkSample =>
    sample(0, { paths: times.map((roundTripMs) => path({ roundTripMs })) });

  test('is what a round trip takes longer than the shortest; the longest of a sample counts', () => {
    const gauge = new QueueGauge();
    assert.equal(gauge.read(sample(0)), 0, 'nothing known');
    assert.equal(roundTrip(with_(200, 220)), 220);
    assert.equal(gauge.read(with_(200)), 0);
    assert.equal(gauge.read(with_(200, 450)), 250);
    assert.equal(gauge.read(with_(180)), 0);
    assert.equal(gauge.read(with_(230)), 50);
  });

  test('a way that has become longer is no queue', () => {
    const gauge = new QueueGauge();
    for (let i = 0; i < 20; i++) gauge.read(with_(100));
    const read = Array.from({ length: 15 }, () => gauge.read(with_(600)));
    assert.equal(read[0], 500);
    assert.equal(read.at(-1), 0);
  });
});
