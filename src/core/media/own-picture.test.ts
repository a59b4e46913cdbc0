import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeDevices } from '../../testing/fake-devices.ts';
import { OwnPicture } from './own-picture.ts';

test('asks for the camera alone, and gives it back', async () => {
  const devices = new FakeDevices();
  const picture = new OwnPicture(devices);
  assert.deepEqual(devices.asked, []);
  await picture.open();
  assert.equal(picture.store.get().status, 'on');
  assert.deepEqual(devices.asked, [['camera']]);
  picture.close();
  assert.equal(picture.store.get().status, 'off');
  assert.deepEqual(
    devices.tracks.map(({ readyState }) => readyState),
    ['ended'],
  );
});

test('what comes after the close is given back at once', async () => {
  const devices = new FakeDevices();
  const picture = new OwnPicture(devices);
  const opening = picture.open();
  picture.close();
  await opening;
  assert.equal(picture.store.get().status, 'off');
  assert.ok(devices.tracks.every(({ readyState }) => readyState === 'ended'));
});

test('a refusal is told, and another try may succeed', async () => {
  const devices = new FakeDevices();
  devices.refuse('camera', 'NotAllowedError');
  const picture = new OwnPicture(devices);
  await picture.open();
  const refused = picture.store.get();
  assert.ok(refused.status === 'failed' && refused.error.code === 'permission-denied');
});
