import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FakeDevices } from '../../testing/fake-devices.ts';
import { ManualClock, settle } from '../../testing/manual-clock.ts';
import type { VisitError } from '../errors.ts';
import { LocalMedia } from './local-media.ts';

const HEADSET = 'Jabra Evolve2 40';
const BUILT_IN = 'Built-in microphone';
const DICTATION = 'Philips SpeechMike Premium';
const CAMERA = 'Built-in camera';

/** The headset is in use, unless `prepare` does otherwise. */
async function open(prepare: (devices: FakeDevices) => void = () => {}) {
  const devices = new FakeDevices();
  devices.plug('camera', CAMERA);
  devices.plug('microphone', BUILT_IN);
  devices.plug('microphone', DICTATION);
  devices.plug('microphone', HEADSET);
  devices.remembered.microphone = { id: HEADSET, label: HEADSET, groupId: '', isDefault: false };
  prepare(devices);
  const clock = new ManualClock();
  const media = new LocalMedia(devices, clock);
  media.attend({}, true);
  await media.open();
  const use = () => media.store.get().microphone;
  const live = (): string[] => devices.live.map(({ label }) => label).sort();
  const notice = () => media.store.get().notice;
  return { devices, clock, media, use, live, notice };
}

describe('mute for dictation (N11)', () => {
  test('on: the microphone is stopped and nothing of it is held; the camera goes on', async () => {
    const { devices, clock, media, use, live } = await open();
    const track = media.tracks.audio;
    media.level();
    await media.muteForDictation(true);
    assert.equal(track?.readyState, 'ended');
    assert.deepEqual(use(), { status: 'released', label: HEADSET, deviceId: HEADSET, since: clock.now() });
    assert.deepEqual([media.tracks.audio, live()], [null, [CAMERA]]);
    assert.deepEqual([media.level(), devices.listening], [0, 0]);
  });

  test('off: the headset is taken back at once, with one question and no look around before', async () => {
    const { devices, media, use, live } = await open();
    await media.muteForDictation(true);
    const asked = devices.asked.length;
    await media.muteForDictation(false);
    assert.deepEqual(devices.asked.slice(asked), [['microphone']]);
    assert.equal(use().status, 'on');
    assert.deepEqual(live(), [CAMERA, HEADSET]);
  });

  test('twice is as once, and since when holds', async () => {
    const { devices, clock, media, use, live } = await open();
    const since = clock.now();
    await media.muteForDictation(true);
    await clock.advance(5_000);
    await media.muteForDictation(true);
    const released = use();
    assert.equal(released.status === 'released' && released.since, since);
    const asked = devices.asked.length;
    await Promise.all([media.muteForDictation(false), media.muteForDictation(false)]);
    await media.muteForDictation(false);
    assert.equal(devices.asked.length, asked + 1);
    assert.deepEqual(live(), [CAMERA, HEADSET]);
  });

  test('what comes and goes meanwhile takes nothing', async () => {
    const { devices, clock, media, use, live, notice } = await open();
    await media.muteForDictation(true);
    devices.plug('microphone', 'Poly Voyager');
    devices.unplug(BUILT_IN);
    devices.plug('microphone', BUILT_IN);
    devices.unplug(HEADSET);
    await settle();
    devices.plug('microphone', HEADSET);
    await clock.advance(60_000);
    await media.open();
    media.setEnabled('microphone', true);
    assert.deepEqual([use().status, live(), notice()], ['released', [CAMERA], null]);
  });

  test('a headset that has gone meanwhile: the next best, in words, and never a dictation device', async () => {
    const { devices, media, live, notice } = await open();
    await media.muteForDictation(true);
    devices.unplug(HEADSET);
    await settle();
    await media.muteForDictation(false);
    await settle();
    assert.deepEqual(live(), [CAMERA, BUILT_IN].sort());
    assert.deepEqual(notice(), {
      kind: 'switched',
      why: 'gone',
      device: 'microphone',
      from: HEADSET,
      to: BUILT_IN,
      undo: false,
    });
    devices.plug('microphone', HEADSET);
    await settle();
    assert.ok(live().includes(HEADSET), 'and back when it comes');
  });

  test('a headset that came meanwhile is taken after the one before, and one press undoes it', async () => {
    const { devices, media, live, notice } = await open((d) => {
      d.unplug(HEADSET);
      delete d.remembered.microphone;
    });
    assert.deepEqual(live(), [CAMERA, BUILT_IN].sort());
    await media.muteForDictation(true);
    devices.plug('microphone', HEADSET);
    await settle();
    await media.muteForDictation(false);
    await settle();
    assert.deepEqual(live(), [CAMERA, HEADSET]);
    assert.equal(notice()?.kind, 'switched');
  });

  test('a headset that another program holds: said so, and the next try takes it', async () => {
    const { devices, media, use, live } = await open();
    await media.muteForDictation(true);
    devices.refuse('microphone', 'NotReadableError');
    await assert.rejects(media.muteForDictation(false), (error: VisitError) => error.code === 'device-in-use');
    assert.deepEqual([use().status, live()], ['failed', [CAMERA]]);
    devices.allow('microphone');
    await media.open();
    assert.deepEqual(live(), [CAMERA, HEADSET]);
  });

  test('only dictation devices are left: none is taken', async () => {
    const { devices, media, use, live } = await open();
    await media.muteForDictation(true);
    devices.unplug(HEADSET);
    devices.unplug(BUILT_IN);
    await settle();
    await assert.rejects(media.muteForDictation(false), (error: VisitError) => error.code === 'device-not-found');
    assert.deepEqual([use().status, live()], ['failed', [CAMERA]]);
  });

  test('another that is chosen meanwhile is the one that is taken', async () => {
    const { media, use, live } = await open();
    await media.muteForDictation(true);
    await media.choose('microphone', BUILT_IN);
    const released = use();
    assert.equal(released.status === 'released' && released.label, BUILT_IN);
    assert.deepEqual(live(), [CAMERA]);
    await media.muteForDictation(false);
    assert.deepEqual(live(), [CAMERA, BUILT_IN].sort());
  });

  test('on while it is being taken back, or asked for at first: what comes is put away', async () => {
    const { devices, media, use, live } = await open();
    await media.muteForDictation(true);
    const answer = devices.holdAnswer();
    const back = media.muteForDictation(false);
    await settle();
    await media.muteForDictation(true);
    answer();
    await back;
    await settle();
    assert.deepEqual([use().status, live()], ['released', [CAMERA]]);

    media.close();
    await media.muteForDictation(false);
    const first = devices.holdAnswer();
    const opening = media.open();
    await settle();
    await media.muteForDictation(true);
    first();
    await opening;
    assert.deepEqual([use().status, live()], ['released', [CAMERA]]);
  });

  test('switched off before: comes back switched off', async () => {
    const { media, use } = await open();
    media.setEnabled('microphone', false);
    await media.muteForDictation(true);
    await media.muteForDictation(false);
    const back = use();
    assert.equal(back.status === 'on' && back.enabled, false);
    assert.equal(media.tracks.audio?.enabled, false);
  });

  test('stays over the end of a visit and into the next; off between them opens nothing', async () => {
    const { media, use, live } = await open();
    await media.muteForDictation(true);
    media.close();
    assert.deepEqual([use().status, live()], ['released', []]);
    await media.open();
    assert.deepEqual([use().status, live()], ['released', [CAMERA]]);
    media.close();
    await media.muteForDictation(false);
    assert.deepEqual([use().status, live()], ['off', []]);
    await media.open();
    assert.deepEqual(live(), [CAMERA, HEADSET]);
  });

  test('a reload takes nothing, and then off takes what suits', async () => {
    const { devices, clock, media } = await open();
    const since = clock.now();
    await media.muteForDictation(true);
    media.close();
    const again = new LocalMedia(devices, clock);
    again.stayReleased();
    await again.open();
    const { microphone } = again.store.get();
    assert.equal(microphone.status === 'released' && microphone.since, since);
    assert.deepEqual(
      devices.live.map(({ label }) => label),
      [CAMERA],
    );
    await again.muteForDictation(false);
    assert.equal(again.tracks.audio?.label, HEADSET);
    assert.equal(devices.releasedSince, null);
    const third = new LocalMedia(devices, clock);
    third.stayReleased();
    assert.equal(third.store.get().microphone.status, 'off');
  });

  test('given back while it is being taken: nothing is left open', async () => {
    const { devices, media, use, live } = await open();
    await media.muteForDictation(true);
    const answer = devices.holdAnswer();
    const back = media.muteForDictation(false);
    await settle();
    media.close();
    answer();
    await back;
    await settle();
    assert.deepEqual([use().status, live()], ['off', []]);
  });
});
