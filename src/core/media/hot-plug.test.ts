import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FakeDevices } from '../../testing/fake-devices.ts';
import { ManualClock, settle } from '../../testing/manual-clock.ts';
import type { VisitError } from '../errors.ts';
import { LocalMedia } from './local-media.ts';
import { MUTED_LIMIT_MS } from './track-watch.ts';

const HEADSET = 'Jabra Evolve2 40';
const BUILT_IN = 'Built-in microphone';
const DICTATION = 'Philips SpeechMike Premium';

async function open(prepare: (devices: FakeDevices) => void = () => {}) {
  const devices = new FakeDevices();
  devices.plug('camera', 'Built-in camera');
  devices.plug('microphone', BUILT_IN);
  devices.plug('speaker', 'Built-in speaker');
  prepare(devices);
  const clock = new ManualClock();
  const media = new LocalMedia(devices, clock);
  await media.open();
  const microphone = (): string => {
    const use = media.store.get().microphone;
    return use.status === 'on' ? use.label : use.status;
  };
  const live = (): string[] => devices.live.map(({ label }) => label).sort();
  const notice = () => media.store.get().notice;
  const speaker = () => media.store.get().speaker?.label ?? null;
  return { devices, clock, media, microphone, live, notice, speaker };
}

describe('choosing', () => {
  test('lists what there is', async () => {
    const { media } = await open();
    const { camera, microphone, speaker } = media.store.get().available;
    assert.deepEqual(
      [camera, microphone, speaker].map((list) => list.map(({ label }) => label)),
      [['Built-in camera'], [BUILT_IN], ['Built-in speaker']],
    );
  });

  test('no speakers where the browser cannot choose', async () => {
    const { media } = await open((devices) => (devices.choosesSpeaker = false));
    assert.deepEqual(media.store.get().available.speaker, []);
  });

  test('another microphone: the new one is there before the old one is given back, and is remembered', async () => {
    const { devices, media, live, microphone } = await open((d) => d.plug('microphone', 'Desk'));
    const answer = devices.holdAnswer();
    const choosing = media.choose('microphone', 'Desk');
    await settle();
    assert.equal(media.tracks.audio?.readyState, 'live');
    answer();
    await choosing;
    assert.equal(microphone(), 'Desk');
    assert.deepEqual(live(), ['Built-in camera', 'Desk']);
    assert.equal(devices.remembered.microphone?.id, 'Desk');
    media.close();
    await media.open();
    assert.equal(microphone(), 'Desk');
  });

  test('one that is in use elsewhere is refused, and the one before is kept', async () => {
    const { devices, media, microphone, live } = await open((d) => d.plug('microphone', 'Desk'));
    devices.refuse('microphone', 'NotAllowedError');
    await assert.rejects(media.choose('microphone', 'Desk'), (error: VisitError) => error.code === 'permission-denied');
    assert.equal(microphone(), BUILT_IN);
    assert.deepEqual(live(), ['Built-in camera', BUILT_IN]);
    assert.equal(devices.remembered.microphone, undefined);
  });

  test('the last choice holds, whichever answer comes first', async () => {
    const { media, microphone, live, devices } = await open((d) => {
      d.plug('microphone', 'Desk');
      d.plug('microphone', 'Table');
    });
    const answer = devices.holdAnswer();
    const both = Promise.all([media.choose('microphone', 'Desk'), media.choose('microphone', 'Table')]);
    await settle();
    answer();
    await both;
    assert.equal(microphone(), 'Table');
    assert.deepEqual(live(), ['Built-in camera', 'Table']);
  });

  test('muted stays muted; a camera that is off stays off', async () => {
    const { media, live } = await open((d) => {
      d.plug('microphone', 'Desk');
      d.plug('camera', 'Document camera');
    });
    media.setEnabled('microphone', false);
    media.setEnabled('camera', false);
    await media.choose('microphone', 'Desk');
    await media.choose('camera', 'Document camera');
    assert.equal(media.tracks.audio?.enabled, false);
    assert.deepEqual(live(), ['Desk']);
    media.setEnabled('camera', true);
    await media.open();
    assert.deepEqual(live(), ['Desk', 'Document camera']);
  });

  test('an answer after the devices were given back is put away', async () => {
    const { devices, media, live } = await open((d) => d.plug('microphone', 'Desk'));
    const answer = devices.holdAnswer();
    const choosing = media.choose('microphone', 'Desk');
    await settle();
    media.close();
    answer();
    await choosing.catch(() => {});
    assert.deepEqual(live(), []);
  });
});

describe('plugged in and pulled out (N05)', () => {
  test('a headset that comes takes the sound, in words, and one press takes it back', async () => {
    const { devices, media, microphone, notice, speaker, live } = await open();
    devices.plug('speaker', HEADSET);
    devices.plug('microphone', HEADSET);
    await settle();
    assert.deepEqual([microphone(), speaker()], [HEADSET, HEADSET]);
    const switched = {
      kind: 'switched',
      why: 'plugged-in',
      device: 'microphone',
      from: BUILT_IN,
      to: HEADSET,
      undo: true,
    };
    assert.deepEqual(notice(), switched);
    await media.answerNotice(true);
    assert.deepEqual([microphone(), speaker(), notice()], [BUILT_IN, null, null]);
    assert.deepEqual(live(), ['Built-in camera', BUILT_IN]);
  });

  test('a headset that goes: the next best at once', async () => {
    const { devices, microphone, notice, speaker } = await open();
    devices.plug('microphone', HEADSET);
    devices.plug('speaker', HEADSET);
    await settle();
    devices.unplug(HEADSET);
    devices.unplug(HEADSET);
    await settle();
    assert.deepEqual([microphone(), speaker()], [BUILT_IN, null]);
    const said = { kind: 'switched', why: 'gone', device: 'microphone', from: HEADSET, to: BUILT_IN, undo: false };
    assert.deepEqual(notice(), said);
    devices.plug('microphone', HEADSET);
    await settle();
    assert.equal(microphone(), HEADSET, 'in again');
  });

  test('any other device that was lost and is back is offered, not taken', async () => {
    const { devices, media, microphone, notice } = await open((d) => d.plug('microphone', 'Desk'));
    await media.choose('microphone', 'Desk');
    devices.unplug('Desk');
    await settle();
    assert.equal(microphone(), BUILT_IN);
    devices.plug('microphone', 'Desk');
    await settle();
    assert.equal(microphone(), BUILT_IN);
    assert.deepEqual(notice(), { kind: 'returned', device: 'microphone', label: 'Desk' });
    await media.answerNotice(true);
    assert.deepEqual([microphone(), notice()], ['Desk', null]);
  });

  test('another device that nobody asked for changes nothing', async () => {
    const { devices, microphone, notice } = await open();
    for (const label of ['Table', DICTATION, 'USB-C Dock Audio']) devices.plug('microphone', label);
    await settle();
    assert.deepEqual([microphone(), notice()], [BUILT_IN, null]);
  });

  test('the only microphone goes and another comes: taken', async () => {
    const { devices, media, microphone } = await open();
    devices.unplug(BUILT_IN);
    await settle();
    assert.equal(microphone(), 'failed');
    assert.equal(media.tracks.audio, null);
    devices.plug('microphone', DICTATION);
    await settle();
    assert.equal(microphone(), 'failed', 'never one for dictation');
    devices.plug('microphone', 'Table');
    await settle();
    assert.equal(microphone(), 'Table');
  });

  test('after the devices were given back nothing is followed', async () => {
    const { devices, media, clock } = await open();
    media.close();
    devices.plug('microphone', HEADSET);
    await settle();
    assert.deepEqual(devices.live, []);
    assert.equal(clock.pending, 0);
  });
});

describe('devices for something else (N11)', () => {
  test('a dictation device is not taken though the system has it first', async () => {
    const { devices, media } = await (async () => {
      const fake = new FakeDevices();
      fake.plug('microphone', DICTATION);
      fake.plug('microphone', BUILT_IN);
      return { devices: fake, media: new LocalMedia(fake, new ManualClock()) };
    })();
    await media.open();
    assert.deepEqual(
      devices.live.map(({ label }) => label),
      [BUILT_IN],
    );
  });

  test('a dictation device alone is given back; chosen by name it is taken', async () => {
    const fake = new FakeDevices();
    fake.plug('microphone', DICTATION);
    const media = new LocalMedia(fake, new ManualClock());
    await media.open();
    assert.deepEqual(fake.live, []);
    assert.equal(media.store.get().microphone.status, 'failed');
    await media.choose('microphone', DICTATION);
    assert.equal(media.store.get().microphone.status, 'on');
  });
});

describe('a device that stops giving', () => {
  test('ended though it is still there: taken anew, and only so often', async () => {
    const { devices, microphone, notice } = await open();
    for (let time = 0; time < 3; time++) {
      devices.live.find(({ kind }) => kind === 'audio')?.lose();
      await settle();
      assert.equal(microphone(), BUILT_IN);
    }
    devices.live.find(({ kind }) => kind === 'audio')?.lose();
    await settle();
    assert.equal(microphone(), 'failed');
    assert.equal(notice(), null);
  });

  test('muted by the system for long: taken anew; for a moment: left alone', async () => {
    const { devices, clock, live } = await open();
    const track = devices.live.find(({ kind }) => kind === 'audio');
    track?.mute(true);
    await clock.advance(MUTED_LIMIT_MS / 2);
    track?.mute(false);
    await clock.advance(MUTED_LIMIT_MS * 2);
    assert.equal(track?.readyState, 'live');
    track?.mute(true);
    await clock.advance(MUTED_LIMIT_MS);
    assert.equal(track?.readyState, 'ended');
    assert.deepEqual(live(), ['Built-in camera', BUILT_IN]);
  });
});
