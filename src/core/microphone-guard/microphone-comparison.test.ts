import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { FakeDevices } from '../../testing/fake-devices.ts';
import { settle } from '../../testing/manual-clock.ts';
import { MicrophoneComparison } from './microphone-comparison.ts';

const HEADSET = 'Jabra Evolve2 40';
const BUILT_IN = 'Built-in microphone';
const DOCK = 'ThinkPad Dock';

describe('comparison of microphones (N11)', () => {
  let devices: FakeDevices;
  let comparison: MicrophoneComparison;
  let changes: number;

  beforeEach(() => {
    devices = new FakeDevices();
    const labels = [HEADSET, BUILT_IN, 'Philips SpeechMike Premium', DOCK];
    for (const label of labels) devices.plug('microphone', label);
    changes = 0;
    comparison = new MicrophoneComparison({
      environment: devices,
      devices: labels.map((label) => ({ id: label, label, groupId: '', isDefault: false })),
      inUse: { id: HEADSET, level: () => 0.25 },
      onChange: () => changes++,
    });
  });
  const states = (): string[] => comparison.compared.map(({ state }) => state);
  const live = (): string[] => devices.live.map(({ label }) => label);

  test('opens each but the one in use and the dictation device, one after the other, and closes all', async () => {
    assert.deepEqual(
      comparison.compared.map(({ device }) => device.label),
      [HEADSET, BUILT_IN, DOCK],
    );
    assert.deepEqual(states(), ['in-use', 'opening', 'opening']);
    await comparison.open();
    assert.deepEqual([states(), live(), changes], [['in-use', 'open', 'open'], [BUILT_IN, DOCK], 2]);
    assert.deepEqual([comparison.level(HEADSET), comparison.level(DOCK), devices.listening], [0.25, 0.5, 1]);
    comparison.close();
    assert.deepEqual([live(), devices.listening, comparison.level(DOCK)], [[], 0, 0]);
  });

  test('one that cannot be had is said to fail, and the others go on', async () => {
    devices.unplug(BUILT_IN);
    await comparison.open();
    assert.deepEqual([states(), live()], [['in-use', 'failed', 'open'], [DOCK]]);
    comparison.close();
  });

  test('closed while one is being opened: it is put away, and no other is asked for', async () => {
    const answer = devices.holdAnswer();
    const opening = comparison.open();
    await settle();
    comparison.close();
    answer();
    await opening;
    assert.deepEqual([live(), devices.asked.length, changes], [[], 1, 0]);
  });
});
