import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deviceOf, listDevices, nextBest, sameDevice } from './device-list.ts';

const info = (kind: MediaDeviceKind, deviceId: string, label: string): MediaDeviceInfo => ({
  kind,
  deviceId,
  label,
  groupId: '',
  toJSON: () => ({}),
});
const microphones = (...pairs: [id: string, label: string][]) =>
  listDevices(pairs.map(([id, label]) => info('audioinput', id, label))).microphone;
const ids = (devices: readonly { id: string }[]): string[] => devices.map(({ id }) => id);

describe('the list of devices', () => {
  test('each device once; the stand-ins say which one the system uses', () => {
    const list = microphones(
      ['default', 'Standard - Jabra (0b0e)'],
      ['communications', 'Kommunikation - Inbyggd'],
      ['a', 'Inbyggd'],
      ['b', 'Jabra (0b0e)'],
    );
    assert.deepEqual(ids(list), ['a', 'b']);
    assert.deepEqual(
      list.map(({ isDefault }) => isDefault),
      [false, true],
    );
    assert.equal(deviceOf(list, 'default', 'Standard - Jabra (0b0e)')?.id, 'b');
  });

  test("a system's choice that names no device is a choice of its own, and doubtful beside a dictation device", () => {
    const list = microphones(['default', 'Default'], ['a', 'Inbyggd']);
    assert.deepEqual(ids(list), ['default', 'a']);
    assert.equal(nextBest(list, null)?.id, 'default');
    assert.equal(nextBest(microphones(['default', 'Default'], ['s', 'SpeechMike'], ['a', 'Inbyggd']), null)?.id, 'a');
  });

  test('nothing before the first permission', () => {
    assert.deepEqual(microphones(['', '']), []);
  });

  test("the next best: the remembered, a headset, the system's, any; never one that is unsuited", () => {
    const list = microphones(['default', 'Default - B'], ['s', 'SpeechMike'], ['b', 'B'], ['j', 'Jabra Evolve']);
    assert.equal(nextBest(list, { id: 'b', label: 'B', groupId: '', isDefault: false })?.id, 'b');
    assert.equal(nextBest(list, null)?.id, 'j');
    assert.equal(nextBest(list.slice(0, 2), null)?.id, 'b');
    assert.equal(nextBest(list.slice(0, 1), null), null);
  });

  test('a device with a new id is known by its label', () => {
    const list = microphones(['new', 'Jabra']);
    assert.equal(sameDevice(list, { id: 'old', label: 'Jabra', groupId: '', isDefault: false })?.id, 'new');
    assert.equal(sameDevice(microphones(['new', '']), { id: 'old', label: '', groupId: '', isDefault: false }), null);
  });
});
