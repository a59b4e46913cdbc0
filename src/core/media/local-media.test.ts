import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FakeDevices } from '../../testing/fake-devices.ts';
import { settle } from '../../testing/manual-clock.ts';
import { VisitError } from '../errors.ts';
import { devicesOff, type DeviceUse } from './devices-snapshot.ts';
import { LocalMedia } from './local-media.ts';

function make(prepare: (devices: FakeDevices) => void = () => {}) {
  const devices = new FakeDevices();
  prepare(devices);
  const media = new LocalMedia(devices);
  return { devices, media };
}

const told = (use: DeviceUse): string => (use.status === 'failed' ? use.error.code : use.status);
const states = (media: LocalMedia): string[] => {
  const { camera, microphone } = media.store.get();
  return [told(camera), told(microphone)];
};

describe('opening camera and microphone', () => {
  test('asks for both at once, and holds them', async () => {
    const { devices, media } = make();
    assert.deepEqual(media.store.get(), devicesOff);
    const opening = media.open();
    assert.deepEqual(states(media), ['asking', 'asking']);
    await opening;
    assert.deepEqual(devices.asked, [['camera', 'microphone']]);
    const { camera, microphone, preview } = media.store.get();
    assert.deepEqual(camera, { status: 'on', label: 'camera', deviceId: 'device-camera', enabled: true });
    assert.deepEqual(microphone, { status: 'on', label: 'microphone', deviceId: 'device-microphone', enabled: true });
    assert.deepEqual(preview?.getTracks(), [media.tracks.video]);
    assert.deepEqual([media.tracks.video?.kind, media.tracks.audio?.kind], ['video', 'audio']);
  });

  test('asks once, however often it is called', async () => {
    const { devices, media } = make();
    await Promise.all([media.open(), media.open()]);
    await media.open();
    assert.equal(devices.asked.length, 1);
    assert.equal(devices.tracks.length, 2);
  });

  test('knows whether opening would ask the person anything', async () => {
    const { devices, media } = make();
    assert.equal(await media.alreadyAllowed(), false);
    devices.permissions.camera = 'granted';
    assert.equal(await media.alreadyAllowed(), false);
    devices.permissions.microphone = 'granted';
    assert.equal(await media.alreadyAllowed(), true);
  });
});

describe('what stands in the way', () => {
  test('denied: neither, and the person is not asked again at once', async () => {
    const { devices, media } = make((d) => d.refuse('camera', 'NotAllowedError'));
    await media.open();
    assert.deepEqual(states(media), ['permission-denied', 'permission-denied']);
    assert.equal(devices.asked.length, 1);
  });

  test('one of two denied: the other is asked for alone', async () => {
    const { devices, media } = make((d) => {
      d.refuse('camera', 'NotAllowedError');
      d.permissions.camera = 'denied';
    });
    await media.open();
    assert.deepEqual(states(media), ['permission-denied', 'on']);
    assert.deepEqual(devices.asked, [['camera', 'microphone'], ['microphone']]);
  });

  test('in use: each for itself', async () => {
    const { devices, media } = make((d) => d.refuse('camera', 'NotReadableError'));
    await media.open();
    assert.deepEqual(states(media), ['device-in-use', 'on']);
    assert.deepEqual(devices.asked, [['camera', 'microphone'], ['camera'], ['microphone']]);
    assert.equal(media.store.get().preview, null);
  });

  test('no camera: the microphone alone is asked for', async () => {
    const { devices, media } = make((d) => (d.listed = ['microphone']));
    await media.open();
    assert.deepEqual(states(media), ['device-not-found', 'on']);
    assert.deepEqual(devices.asked, [['microphone']]);
  });

  test('an empty list says nothing', async () => {
    const { media } = make((d) => (d.listed = []));
    await media.open();
    assert.deepEqual(states(media), ['on', 'on']);
  });

  test('a list that cannot be had says nothing', async () => {
    const { devices, media } = make();
    devices.devices = {
      ...devices.devices!,
      enumerateDevices: () => Promise.reject(new DOMException('', 'NotAllowedError')),
    };
    await media.open();
    assert.deepEqual(states(media), ['on', 'on']);
  });

  test('a policy of the embedding page: told apart from a person who says no', async () => {
    const { devices, media } = make((d) => (d.policy.camera = false));
    await media.open();
    assert.deepEqual(states(media), ['blocked-by-policy', 'on']);
    assert.deepEqual(devices.asked, [['microphone']]);
  });

  test('an insecure page, and a browser without devices', async () => {
    const insecure = make((d) => {
      d.secure = false;
      d.devices = undefined;
    });
    await insecure.media.open();
    assert.deepEqual(states(insecure.media), ['insecure-context', 'insecure-context']);
    const old = make((d) => (d.devices = undefined));
    await old.media.open();
    assert.deepEqual(states(old.media), ['unsupported-browser', 'unsupported-browser']);
  });

  test('both fail, each with its own reason', async () => {
    const { media } = make((d) => {
      d.refuse('camera', 'NotReadableError');
      d.refuse('microphone', 'NotFoundError');
    });
    await media.open();
    assert.deepEqual(states(media), ['device-in-use', 'device-not-found']);
  });

  test('what failed is asked for again, and only that', async () => {
    const { devices, media } = make((d) => d.refuse('camera', 'NotReadableError'));
    await media.open();
    const { audio } = media.tracks;
    devices.allow('camera');
    await media.open();
    assert.deepEqual(states(media), ['on', 'on']);
    assert.deepEqual(devices.asked.at(-1), ['camera']);
    assert.equal(media.tracks.audio, audio);
  });
});

describe('holding devices', () => {
  test('a track that comes after close() is stopped at once', async () => {
    const { devices, media } = make();
    const answer = devices.holdAnswer();
    const opening = media.open();
    await settle();
    media.close();
    answer();
    await opening;
    assert.equal(devices.tracks.length, 2);
    assert.deepEqual(devices.live, []);
    assert.deepEqual(media.store.get(), devicesOff);
    assert.deepEqual(media.tracks, { audio: null, video: null });
  });

  test('opened again while the first question still stands, it gets devices of its own', async () => {
    const { devices, media } = make();
    const answer = devices.holdAnswer();
    const first = media.open();
    await settle();
    media.close();
    const second = media.open();
    await settle();
    answer();
    await Promise.all([first, second]);
    assert.deepEqual(states(media), ['on', 'on']);
    assert.deepEqual(
      devices.live.map(({ asTrack }) => asTrack),
      [media.tracks.video, media.tracks.audio],
    );
  });

  test('close() gives everything back, twice or not', async () => {
    const { devices, media } = make();
    await media.open();
    media.level();
    media.setEnabled('microphone', false);
    media.close();
    media.close();
    assert.deepEqual(devices.live, []);
    assert.equal(devices.listening, 0);
    assert.deepEqual(media.store.get(), devicesOff);
    await media.open();
    assert.equal(media.tracks.audio?.enabled, true, 'muting belongs to the visit that is over');
  });

  test('an unplugged device is told of, and can be had again', async () => {
    const { devices, media } = make();
    await media.open();
    media.level();
    const [camera, microphone] = devices.tracks;
    microphone?.lose();
    await settle();
    assert.deepEqual(states(media), ['on', 'device-not-found']);
    assert.equal(media.tracks.audio, null);
    assert.equal(devices.listening, 0);
    camera?.lose();
    await settle();
    assert.equal(media.store.get().preview, null);
    await media.open();
    assert.deepEqual(states(media), ['on', 'on']);
    camera?.lose();
    assert.deepEqual(states(media), ['on', 'on'], 'the old track is nobody any more');
  });

  test('the preview is the same object as long as the track is', async () => {
    const { media } = make();
    await media.open();
    const { preview } = media.store.get();
    media.setEnabled('microphone', false);
    assert.equal(media.store.get().preview, preview);
  });
});

describe('muting', () => {
  test('a muted microphone is held and sends silence', async () => {
    const { devices, media } = make();
    await media.open();
    media.setEnabled('microphone', false);
    assert.equal(media.tracks.audio?.enabled, false);
    assert.equal((media.store.get().microphone as { enabled: boolean }).enabled, false);
    assert.equal(devices.live.length, 2);
    media.setEnabled('microphone', true);
    assert.equal(media.tracks.audio?.enabled, true);
    assert.equal(devices.asked.length, 1);
  });

  test('a camera that is switched off is given back, and opened again when switched on', async () => {
    const { devices, media } = make();
    await media.open();
    media.setEnabled('camera', false);
    assert.deepEqual(
      devices.live.map(({ kind }) => kind),
      ['audio'],
    );
    const { camera, preview } = media.store.get();
    assert.deepEqual([camera.status, (camera as { enabled: boolean }).enabled, preview], ['on', false, null]);
    await media.open();
    assert.equal(devices.asked.length, 1, 'it stays off');
    media.setEnabled('camera', true);
    await media.open();
    assert.deepEqual(devices.asked.at(-1), ['camera']);
    assert.deepEqual(states(media), ['on', 'on']);
    assert.equal(media.tracks.video?.readyState, 'live');
  });

  test('a camera that is switched off while it is being opened again stays off', async () => {
    const { devices, media } = make();
    await media.open();
    media.setEnabled('camera', false);
    const answer = devices.holdAnswer();
    media.setEnabled('camera', true);
    await settle();
    media.setEnabled('camera', false);
    answer();
    await media.open();
    assert.deepEqual(
      devices.live.map(({ kind }) => kind),
      ['audio'],
    );
    assert.equal(media.tracks.video, null);
    assert.deepEqual(states(media), ['on', 'on']);
    assert.equal((media.store.get().camera as { enabled: boolean }).enabled, false);
  });

  test('muted before it is open, it opens muted', async () => {
    const { media } = make();
    media.setEnabled('microphone', false);
    await media.open();
    assert.equal(media.tracks.audio?.enabled, false);
    assert.equal((media.store.get().microphone as { enabled: boolean }).enabled, false);
  });

  test('the level is listened for once, and is 0 without a microphone', async () => {
    const { devices, media } = make();
    assert.equal(media.level(), 0);
    await media.open();
    assert.deepEqual([media.level(), media.level()], [0.5, 0.5]);
    assert.equal(devices.listening, 1);
    assert(!(media.store.get().camera instanceof VisitError));
  });
});
