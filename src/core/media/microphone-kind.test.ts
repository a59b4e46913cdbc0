import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceFailed, deviceOn, deviceReleased, devicesOff } from '../../testing/visit-fixtures.ts';
import { VisitError } from '../errors.ts';
import { microphoneKind } from './microphone-kind.ts';
import { microphoneState } from './microphone-state.ts';

test('what a microphone is, by its name; nothing where none is', () => {
  assert.equal(microphoneKind(deviceOn('Jabra Evolve2 40')), 'headset');
  assert.equal(microphoneKind(deviceReleased('Philips SpeechMike Premium')), 'dictation');
  assert.equal(microphoneKind(deviceOn('ThinkPad USB-C Dock')), 'dock-or-screen');
  assert.equal(microphoneKind(deviceOn('Inbyggd mikrofon')), 'other');
  for (const use of [devicesOff.microphone, deviceReleased(''), deviceFailed(new VisitError('device-in-use'))])
    assert.equal(microphoneKind(use), null);
});

test('a microphone is on, off, or released: whatever is not held is released', () => {
  assert.equal(microphoneState(deviceOn('Jabra')), 'on');
  assert.equal(microphoneState(deviceOn('Jabra', false)), 'off');
  for (const use of [devicesOff.microphone, deviceReleased('Jabra'), deviceFailed(new VisitError('device-in-use'))])
    assert.equal(microphoneState(use), 'released');
});
