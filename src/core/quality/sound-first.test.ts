import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { FakeTrack } from '../../testing/fake-devices.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import type { GatewayLink, PictureChoice, PictureShape } from '../gateway/gateway.ts';
import { silentLogger } from '../logger.ts';
import type { LinkSample } from './link-sample.ts';
import { readState, writeState, type MemberState } from './room-message.ts';
import { SoundFirst } from './sound-first.ts';

describe('sound before picture', () => {
  let clock: ManualClock;
  let shapes: PictureShape[];
  let chosen: Map<string, PictureChoice>;
  let told: MemberState[];
  let hear: (memberId: string, message: string) => void;
  let changes: number;
  let deaf: boolean;
  let soundFirst: SoundFirst;
  const audio = new FakeTrack('audio');
  const video = new FakeTrack('video');

  beforeEach(() => {
    clock = new ManualClock();
    shapes = [];
    chosen = new Map();
    told = [];
    changes = 0;
    deaf = false;
    const link = {
      shape: async (shape: PictureShape) => void shapes.push(shape),
      tell: (message: string) => {
        if (!deaf) told.push(readState(message)!);
        return !deaf;
      },
      holdSound: () => {},
      choosePicture: (memberId: string, choice: PictureChoice) => chosen.set(memberId, choice),
      listen: (listener: typeof hear) => (hear = listener),
    } as unknown as GatewayLink;
    soundFirst = new SoundFirst({
      link,
      clock,
      logger: silentLogger,
      sendsSmall: true,
      onChange: () => changes++,
    });
    soundFirst.update({ memberId: 'kim~1', audio: audio.asTrack, video: video.asTrack, soundPaused: false });
  });

  afterEach(() => soundFirst.close());

  /** So many seconds of a link on which so long a queue stands, and from which so much of the picture arrives. */
  async function seconds(count: number, { queueMs = 0, kbit = 1_000, others = ['anna~1'] } = {}): Promise<void> {
    for (let i = 0; i < count; i++) {
      await clock.advance(1_000);
      bytes += kbit * 125;
      soundFirst.read(sampleOf(queueMs), others);
    }
  }
  let bytes = 0;
  const sampleOf = (queueMs: number): LinkSample => ({
    at: clock.elapsed(),
    sent: [],
    received: [
      {
        ...{
          key: 'v',
          kind: 'video',
          trackId: 'v',
          packets: bytes,
          bytes,
          lost: 0,
          heldSeconds: null,
          heldCount: null,
        },
        ...{ samples: null, concealed: null, frames: null, frozenSeconds: null, height: null },
      },
    ],
    paths: [
      { transport: 'udp', relayed: false, roundTripMs: 100 + queueMs, available: null } as LinkSample['paths'][number],
    ],
  });
  const says = (more: Partial<MemberState>): void =>
    hear('anna~1', writeState({ camera: 'on', microphone: 'on', sendsSmall: true, wishes: {}, ...more }));

  test('tells at once what is sent, and again when that changes, and every other second', async () => {
    assert.deepEqual(told, [{ camera: 'on', microphone: 'on', sendsSmall: true, wishes: {} }]);
    soundFirst.update({ memberId: 'kim~1', audio: audio.asTrack, video: null, soundPaused: false });
    assert.equal(told.at(-1)?.camera, 'off');
    const before = told.length;
    await seconds(7);
    assert.ok(told.length - before >= 3 && told.length - before <= 5, `${told.length - before} times`);
  });

  test('tells that the sound is paused, and that it is back', () => {
    const own = { memberId: 'kim~1', video: null };
    soundFirst.update({ ...own, audio: null, soundPaused: true });
    assert.equal(told.at(-1)?.microphone, 'paused');
    soundFirst.update({ ...own, audio: audio.asTrack, soundPaused: false });
    assert.equal(told.at(-1)?.microphone, 'on');
  });

  test('what could not be told is told as soon as there is a way', async () => {
    deaf = true;
    soundFirst.update({ memberId: 'kim~1', audio: null, video: null, soundPaused: false });
    deaf = false;
    await seconds(1);
    assert.equal(told.at(-1)?.camera, 'off');
    assert.equal(told.at(-1)?.microphone, 'off');
  });

  test('asks the sender for less when less comes through', async () => {
    await seconds(3);
    assert.equal(told.at(-1)?.wishes['anna~1'], 1_500_000);
    await seconds(3, { queueMs: 300, kbit: 240 });
    assert.ok(told.at(-1)!.wishes['anna~1']! < 240_000);
  });

  test('sends as others wish, smaller, and not at all when asked', async () => {
    says({ wishes: { 'kim~1': 200_000, 'other~1': 0 } });
    await seconds(1);
    assert.deepEqual([shapes.at(-1)?.active, shapes.at(-1)?.maxBitrate], [true, 200_000]);
    const before = changes;
    says({ wishes: { 'kim~1': 0 } });
    await seconds(1);
    assert.equal(shapes.at(-1)?.active, false);
    assert.equal(soundFirst.paused, true);
    assert.equal(told.at(-1)?.camera, 'paused');
    assert.ok(changes > before, 'the own page is told');
    says({ wishes: { 'kim~1': 1_500_000 } });
    await seconds(1);
    assert.equal(shapes.at(-1)?.active, true);
  });

  test('of one who joined when two were expected there is no small picture: they are asked to send less', async () => {
    says({ sendsSmall: false });
    await seconds(2, { others: ['anna~1', 'bo~1'] });
    await seconds(3, { queueMs: 300, kbit: 240, others: ['anna~1', 'bo~1'] });
    assert.deepEqual([chosen.get('anna~1'), chosen.get('bo~1')], ['large', 'small']);
    const { wishes } = told.at(-1)!;
    assert.deepEqual(Object.keys(wishes), ['anna~1']);
    assert.ok(wishes['anna~1']! < 150_000);
  });

  test('in a group the gateway is asked for the small pictures, and each sends one', async () => {
    const others = ['anna~1', 'tolk~1'];
    await seconds(2, { others });
    assert.deepEqual(shapes.at(-1)?.small, { shrink: 1 });
    assert.equal(chosen.get('tolk~1'), 'large');
    await seconds(3, { others, queueMs: 300, kbit: 240 });
    assert.deepEqual(
      [...chosen],
      [
        ['anna~1', 'small'],
        ['tolk~1', 'small'],
      ],
    );
    assert.deepEqual(told.at(-1)?.wishes, {}, 'nobody has to send less to all');
    await seconds(1);
    assert.equal(chosen.get('anna~1'), 'large');
    assert.equal(shapes.at(-1)?.small, null);
  });

  test('who is silent may be cut off by the picture, and gets less; a try that is not wished for anew is over', async () => {
    says({ wishes: { 'kim~1': 700_000 } });
    await seconds(4);
    assert.equal(shapes.at(-1)?.maxBitrate, 700_000);
    await seconds(2);
    assert.equal(shapes.at(-1)?.maxBitrate, 150_000);
    says({ wishes: { 'kim~1': 120_000 } });
    await seconds(9);
    assert.equal(shapes.at(-1)?.maxBitrate, 120_000, 'no more than it wished');
    says({ wishes: { 'kim~1': 40_000 } });
    await seconds(2);
    assert.equal(soundFirst.paused, false);
    await seconds(2);
    assert.equal(soundFirst.paused, true);
  });

  test('who has left asks for nothing any more', async () => {
    says({ wishes: { 'kim~1': 0 } });
    await seconds(2);
    assert.equal(soundFirst.paused, true);
    await seconds(1, { others: [] });
    assert.equal(soundFirst.paused, false);
    assert.equal(soundFirst.stateOf('anna~1'), null);
  });

  test('the others’ state is known, and nonsense is not taken in', () => {
    says({ camera: 'paused' });
    assert.equal(soundFirst.stateOf('anna~1')?.camera, 'paused');
    const before = changes;
    hear('anna~1', 'nonsense');
    says({ camera: 'paused' });
    assert.equal(changes, before);
  });

  test('what is wished while nothing can be measured stays', async () => {
    await seconds(2);
    await seconds(3, { queueMs: 300, kbit: 240 });
    const wish = told.at(-1)!.wishes['anna~1']!;
    soundFirst.read({ at: clock.elapsed(), sent: [], received: [], paths: [] }, ['anna~1']);
    assert.equal(told.at(-1)?.wishes['anna~1'], wish);
  });
});
