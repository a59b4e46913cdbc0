import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FakeDevices } from '../../testing/fake-devices.ts';
import { ManualClock, settle } from '../../testing/manual-clock.ts';
import type { Logger } from '../logger.ts';
import { LocalMedia } from './local-media.ts';

const HEADSET = 'Jabra Evolve2 40';
const CAMERA = 'Built-in camera';
/** So soon it is to be noticed, ms. */
const NOTICED_MS = 3_000;
const MINUTE_MS = 60_000;

/** Someone is reached by sound and picture, unless `attended` is false. */
async function open({ attended = true } = {}) {
  const devices = new FakeDevices();
  devices.plug('camera', CAMERA);
  devices.plug('microphone', HEADSET);
  const clock = new ManualClock();
  const log: string[] = [];
  const note = (message: string, detail?: object): void => void log.push(`${message} ${JSON.stringify(detail)}`);
  const logger: Logger = { debug: note, info: note, warn: note, error: note };
  const media = new LocalMedia(devices, clock, logger);
  const stage = {};
  media.attend(stage, attended);
  await media.open();
  const asked = (): number => devices.asked.length - 1;
  const notice = () => media.store.get().notice;
  return { devices, clock, media, stage, asked, notice, log };
}

const unheard = { kind: 'nothing', what: 'silent', device: 'microphone', label: HEADSET };

describe('a device that is open and gives nothing (N05)', () => {
  for (const [what, label, kind] of [
    ['silent', HEADSET, 'audio'],
    ['black', CAMERA, 'video'],
    ['frozen', CAMERA, 'video'],
  ] as const) {
    test(`${what}: taken anew within 3 s, and nothing is said when that helps`, async () => {
      const { devices, clock, asked, notice } = await open();
      await clock.advance(10_000);
      assert.equal(asked(), 0, 'a device that works is left alone');
      const [stuck] = devices.live.filter((track) => track.kind === kind);
      devices.gives.set(label, what);
      await clock.advance(NOTICED_MS);
      assert.equal(asked(), 1);
      assert.equal(stuck?.readyState, 'ended');
      assert.equal(devices.live.length, 2);
      devices.gives.delete(label);
      await clock.advance(MINUTE_MS);
      assert.deepEqual([asked(), notice()], [1, null]);
    });
  }

  test('silent again after that: the person is told, and it is not taken in a loop', async () => {
    const { devices, clock, asked, notice } = await open();
    devices.gives.set(HEADSET, 'silent');
    await clock.advance(2 * NOTICED_MS);
    assert.deepEqual([asked(), notice()], [1, unheard]);
    await clock.advance(5 * MINUTE_MS);
    assert.equal(asked(), 1);
    assert.equal(devices.live.length, 2, 'it is held, for it may come back');
  });

  test('it gives again: what was said is taken back', async () => {
    const { devices, clock, notice } = await open();
    devices.gives.set(HEADSET, 'silent');
    await clock.advance(2 * NOTICED_MS);
    devices.gives.delete(HEADSET);
    await clock.advance(1_000);
    assert.equal(notice(), null);
  });

  test('a device that comes and goes is taken anew only so often, and then told of', async () => {
    const { devices, clock, asked, notice } = await open();
    for (let time = 0; time < 5; time++) {
      devices.gives.set(HEADSET, 'silent');
      await clock.advance(NOTICED_MS);
      devices.gives.delete(HEADSET);
      await clock.advance(1_000);
    }
    assert.deepEqual([asked(), notice()], [3, null]);
    devices.gives.set(HEADSET, 'silent');
    await clock.advance(NOTICED_MS);
    assert.deepEqual([asked(), notice()], [3, unheard]);
  });

  test('the person answers, and is not told again of the same', async () => {
    const { devices, clock, media, notice } = await open();
    devices.gives.set(HEADSET, 'silent');
    await clock.advance(2 * NOTICED_MS);
    await media.answerNotice(false);
    await clock.advance(MINUTE_MS);
    assert.equal(notice(), null);
  });

  test('another microphone is chosen: nothing is left of it', async () => {
    const { devices, clock, media, notice } = await open();
    devices.plug('microphone', 'Desk');
    await settle();
    devices.gives.set(HEADSET, 'silent');
    await clock.advance(2 * NOTICED_MS);
    await media.choose('microphone', 'Desk');
    await clock.advance(MINUTE_MS);
    assert.equal(notice(), null);
    assert.equal(devices.live.find(({ kind }) => kind === 'audio')?.label, 'Desk');
  });

  test('it cannot be had anew: the next best, in words', async () => {
    const { devices, clock, notice } = await open();
    devices.plug('microphone', 'Desk');
    await settle();
    devices.gives.set(HEADSET, 'silent');
    const { devices: browser } = devices;
    devices.devices = {
      ...browser!,
      getUserMedia: (wanted) =>
        JSON.stringify(wanted).includes(HEADSET)
          ? Promise.reject(new DOMException('', 'NotReadableError'))
          : browser!.getUserMedia(wanted),
    };
    await clock.advance(NOTICED_MS);
    const said = { kind: 'switched', why: 'gone', device: 'microphone', from: HEADSET, to: 'Desk', undo: false };
    assert.deepEqual(notice(), said);
  });

  test('one that the browser does not name is not let go; the person is told', async () => {
    const devices = new FakeDevices();
    const clock = new ManualClock();
    const media = new LocalMedia(devices, clock);
    media.attend({}, true);
    await media.open();
    devices.gives.set('microphone', 'silent');
    await clock.advance(NOTICED_MS);
    assert.equal(devices.asked.length, 1);
    assert.equal(devices.live.length, 2);
    assert.equal(media.store.get().notice?.kind, 'nothing');
  });

  describe('kept muted by the system, as by a switch on the headset or by a telephone call', () => {
    const muted = (devices: FakeDevices): void => {
      const track = devices.live.find(({ kind }) => kind === 'audio');
      track?.mute(true);
    };

    test('taken anew, told of where it stays so, and held until it is back', async () => {
      const { devices, clock, asked, notice, media } = await open();
      devices.mutes.add(HEADSET);
      muted(devices);
      await clock.advance(2 * NOTICED_MS);
      assert.deepEqual([asked(), notice()], [1, unheard]);
      await clock.advance(5 * MINUTE_MS);
      assert.equal(asked(), 1);
      assert.equal(media.store.get().microphone.status, 'on');
      const [track] = devices.live.filter(({ kind }) => kind === 'audio');
      track?.mute(false);
      assert.equal(notice(), null);
    });

    test('one that cannot be had meanwhile is kept', async () => {
      const { devices, clock, notice, media } = await open();
      devices.refuse('microphone', 'NotReadableError');
      const before = media.tracks.audio;
      muted(devices);
      await clock.advance(NOTICED_MS);
      assert.deepEqual(notice(), unheard);
      assert.equal(media.tracks.audio, before);
      assert.equal(before?.readyState, 'live');
    });
  });

  describe('is not looked for', () => {
    test('while nobody is reached by it, and begins and ends with those who are', async () => {
      const { devices, clock, media, stage, asked } = await open({ attended: false });
      devices.gives.set(HEADSET, 'silent');
      await clock.advance(MINUTE_MS);
      assert.deepEqual([asked(), devices.probing, clock.pending], [0, 0, 0]);
      media.attend(stage, true);
      await clock.advance(NOTICED_MS);
      assert.equal(asked(), 1);
      media.attend({}, false);
      assert.equal(clock.pending, 2, 'someone who never was there changes nothing');
      media.attend(stage, false);
      await settle();
      assert.deepEqual([devices.probing, clock.pending], [0, 0]);
    });

    test('while the person has it off', async () => {
      const { devices, clock, media, asked, notice } = await open();
      media.setEnabled('microphone', false);
      media.setEnabled('camera', false);
      devices.gives.set(HEADSET, 'silent').set(CAMERA, 'black');
      await clock.advance(MINUTE_MS);
      assert.equal(asked(), 0);
      media.setEnabled('microphone', true);
      await clock.advance(2 * NOTICED_MS);
      assert.deepEqual(notice(), unheard);
      media.setEnabled('microphone', false);
      assert.equal(notice(), null, 'it is off, so there is nothing to hear');
    });

    test('while the system keeps it muted: that has a limit of its own', async () => {
      const { devices, clock } = await open();
      devices.gives.set(HEADSET, 'silent');
      const [track] = devices.live.filter(({ kind }) => kind === 'audio');
      track?.mute(true);
      await clock.advance(1_500);
      track?.mute(false);
      await clock.advance(1_500);
      assert.equal(track?.readyState, 'live', 'the time while it was muted does not count');
    });

    test('where it cannot be told: the count begins anew', async () => {
      const { devices, clock, asked } = await open();
      for (let time = 0; time < 5; time++) {
        devices.gives.set(HEADSET, 'silent');
        await clock.advance(1_500);
        devices.gives.set(HEADSET, null);
        await clock.advance(1_000);
      }
      assert.equal(asked(), 0);
    });
  });

  test('after close() nothing is left', async () => {
    const { devices, clock, media } = await open();
    await clock.advance(1_000);
    assert.equal(devices.probing, 2);
    media.close();
    await settle();
    assert.deepEqual([devices.probing, clock.pending], [0, 0]);
  });

  test('the log has kinds and reasons, and never the name of a device', async () => {
    const { devices, clock, log } = await open();
    devices.gives.set(HEADSET, 'silent');
    await clock.advance(2 * NOTICED_MS);
    devices.unplug(HEADSET);
    await settle();
    assert.deepEqual(log, [
      'device stopped {"kind":"microphone","why":"silent"}',
      'device stopped {"kind":"microphone","why":"silent"}',
      'device stopped {"kind":"microphone","why":"ended"}',
      'no device {"kinds":["microphone"],"code":"device-not-found"}',
    ]);
  });
});
