import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FakeDevices, type FakeTrack } from '../../testing/fake-devices.ts';
import { settle } from '../../testing/manual-clock.ts';
import { VisitError } from '../errors.ts';
import { LocalMedia } from './local-media.ts';

async function open(prepare: (devices: FakeDevices) => void) {
  const devices = new FakeDevices();
  devices.plug('microphone', 'inner');
  prepare(devices);
  const media = new LocalMedia(devices);
  await media.open();
  const track = (): FakeTrack => media.tracks.video as unknown as FakeTrack;
  return { devices, media, track, picture: () => media.store.get().picture };
}

const phone = (devices: FakeDevices): void => {
  devices.cameras.set('front', { facing: 'user' });
  devices.cameras.set('rear', { facing: 'environment' });
  devices.plug('camera', 'front');
  devices.plug('camera', 'rear');
};
const computer = (devices: FakeDevices): void => {
  devices.plug('camera', 'webcam');
  devices.plug('camera', 'document camera');
};

const code = (error: unknown): string => (error instanceof VisitError ? error.code : String(error));

describe('the camera that looks the other way', () => {
  test('one step there, and sharper; one step back, and as before', async () => {
    const { devices, media, picture, track } = await open(phone);
    assert.deepEqual(picture(), { facing: 'user', canTurn: true, sharp: false, blurred: null });
    const front = track();
    await media.turnCamera();
    assert.deepEqual(picture(), { facing: 'environment', canTurn: true, sharp: true, blurred: null });
    assert.deepEqual([track().label, track().contentHint, front.readyState], ['rear', 'detail', 'ended']);
    assert.deepEqual(track().constraints['width'], { ideal: 1920 });
    await media.turnCamera();
    assert.deepEqual(picture(), { facing: 'user', canTurn: true, sharp: false, blurred: null });
    assert.deepEqual([track().label, track().contentHint, track().constraints], ['front', '', {}]);
    assert.equal(devices.live.filter(({ kind }) => kind === 'video').length, 1);
  });

  test('the one before is kept where the other cannot be had', async () => {
    const { devices, media, picture, track } = await open(phone);
    devices.refuse('camera', 'OverconstrainedError');
    assert.equal(await media.turnCamera().catch(code), 'device-not-found');
    assert.deepEqual([track().label, track().readyState, picture().sharp], ['front', 'live', false]);
  });

  test('where one camera keeps the other from being opened, it is given back first', async () => {
    const { devices, media, track, picture } = await open((all) => {
      phone(all);
      all.opensOneCamera = true;
    });
    await media.turnCamera();
    assert.deepEqual([track().label, track().contentHint, picture().facing], ['rear', 'detail', 'environment']);
    assert.equal(devices.live.filter(({ kind }) => kind === 'video').length, 1);
  });

  test('there is none on a computer, nor where there is one camera only', async () => {
    for (const prepare of [
      computer,
      (devices: FakeDevices) => {
        devices.cameras.set('front', { facing: 'user' });
        devices.plug('camera', 'front');
      },
    ]) {
      const { media, picture } = await open(prepare);
      assert.equal(picture().canTurn, false);
      assert.equal(await media.turnCamera().catch(code), 'device-not-found');
    }
  });
});

describe('a sharper picture', () => {
  test('larger pictures, fewer a second, and back', async () => {
    const { media, picture, track } = await open(computer);
    await media.sharpenPicture(true);
    assert.equal(picture().sharp, true);
    assert.deepEqual([track().contentHint, track().constraints['frameRate']], ['detail', { ideal: 15, max: 15 }]);
    await media.choose('camera', 'document camera');
    assert.deepEqual([track().label, track().contentHint], ['document camera', 'detail'], 'of another camera too');
    await media.sharpenPicture(false);
    assert.deepEqual(
      [picture().sharp, track().contentHint, track().constraints['width'], track().constraints['frameRate']],
      [false, '', { ideal: 1280 }, { ideal: 30 }],
    );
  });

  test('a camera that refuses stays as it was', async () => {
    const { media, picture } = await open((devices) => {
      devices.cameras.set('webcam', { refuses: 'OverconstrainedError' });
      computer(devices);
    });
    assert.equal(await media.sharpenPicture(true).catch(code), 'device-not-found');
    assert.equal(picture().sharp, false);
  });

  test('ends with the visit', async () => {
    const { media, picture } = await open(computer);
    await media.sharpenPicture(true);
    media.close();
    assert.equal(picture().sharp, false);
    await media.open();
    assert.equal(picture().sharp, false);
  });
});

describe('the background', () => {
  const blurring = (devices: FakeDevices): void => {
    devices.cameras.set('webcam', { blurs: true });
    computer(devices);
  };

  test('is blurred by the browser, and clear again', async () => {
    const { media, picture, track } = await open(blurring);
    assert.equal(picture().blurred, false);
    await media.blurBackground(true);
    assert.equal(picture().blurred, true);
    await media.sharpenPicture(true);
    assert.equal(track().constraints['backgroundBlur'], true, 'a sharper picture keeps it');
    await media.blurBackground(false);
    assert.equal(picture().blurred, false);
  });

  test('stays blurred when the camera has been off', async () => {
    const { media, picture } = await open(blurring);
    await media.blurBackground(true);
    media.setEnabled('camera', false);
    assert.equal(picture().blurred, null);
    media.setEnabled('camera', true);
    await settle();
    assert.equal(picture().blurred, true);
  });

  test('follows what the system does by itself', async () => {
    const { picture, track } = await open(blurring);
    track().constraints['backgroundBlur'] = true;
    track().dispatchEvent(new Event('configurationchange'));
    assert.equal(picture().blurred, true);
  });

  test('cannot be blurred where the browser does not', async () => {
    const { media, picture } = await open(computer);
    assert.equal(picture().blurred, null);
    assert.equal(await media.blurBackground(true).catch(code), 'device-not-found');
    assert.equal(picture().blurred, null);
  });
});
