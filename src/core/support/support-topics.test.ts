import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deviceFailed, deviceOn, devicesOff, makeQuality, makeVisit, snapshots } from '../../testing/visit-fixtures.ts';
import { VisitError, visitErrorCodes } from '../errors.ts';
import { isLikely, problemsOf, stepOf, topicsFor } from './support-topics.ts';

describe('where the person is', () => {
  test('every phase is a step', () => {
    const shown = [
      snapshots.starting(),
      snapshots.ahead(),
      snapshots.checking(),
      snapshots.waiting(),
      snapshots.calledIn(),
      snapshots.onStage(),
      snapshots.over('ended'),
      snapshots.takenOver(),
      snapshots.failed(new VisitError('unknown')),
    ];
    assert.deepEqual(shown.map(stepOf), [
      'opening',
      'before',
      'checking',
      'waiting',
      'called-in',
      'on-stage',
      'over',
      'taken-over',
      'failed',
    ]);
  });
});

describe('what is wrong', () => {
  test('is told in codes, each once, by device where it is about one', () => {
    const failed = new VisitError('service-unreachable');
    assert.deepEqual(problemsOf(snapshots.failed(failed, { problem: failed })), ['service-unreachable']);
    const devices = {
      ...devicesOff,
      camera: deviceFailed(new VisitError('device-in-use')),
      microphone: deviceFailed(new VisitError('permission-denied')),
    };
    assert.deepEqual(problemsOf(snapshots.checking(makeVisit(), { devices })), [
      'camera-device-in-use',
      'permission-denied',
    ]);
    assert.deepEqual(problemsOf(snapshots.waiting()), []);
  });

  test('on the stage: which way, and why', () => {
    const quality = makeQuality({ receiving: { signal: 'lost', cause: 'loss' } });
    assert.deepEqual(problemsOf(snapshots.onStage(undefined, undefined, { quality, ringInstead: true })), [
      'receiving-loss',
      'ring-instead',
    ]);
  });

  test('never holds the name of a device', () => {
    const devices = { ...devicesOff, camera: deviceOn('Karins kamera'), microphone: deviceOn('Karins headset') };
    assert.deepEqual(problemsOf(snapshots.checking(makeVisit(), { devices })), []);
  });
});

describe('what help is about', () => {
  test('what failed comes first, then what is usual here; four at most', () => {
    assert.deepEqual(topicsFor('waiting', []), ['wait', 'picture', 'heard', 'private']);
    assert.deepEqual(topicsFor('waiting', ['service-unreachable']), ['network', 'wait', 'picture', 'heard']);
    assert.deepEqual(topicsFor('checking', ['microphone-device-not-found']), ['heard', 'permission', 'picture']);
    assert.deepEqual(topicsFor('failed', ['token-invalid']), ['open', 'network']);
  });

  test('whatever a visit fails with has something to try', () => {
    for (const code of visitErrorCodes) assert.notEqual(topicsFor('failed', [code]).length, 0, code);
    assert(isLikely('permission', ['permission-denied']));
    assert(!isLikely('wait', ['permission-denied']));
  });
});

describe('a clinician', () => {
  test('has the panel’s own steps in the help, and what is wrong still first', () => {
    assert.deepEqual(topicsFor('on-stage', [], 'clinician').slice(0, 3), ['dictate', 'put-back', 'ring']);
    assert.equal(topicsFor('on-stage', ['silent'], 'clinician')[0], 'heard');
    assert.ok(topicsFor('day-list', []).includes('drop-in'));
    for (const topic of ['dictate', 'put-back', 'ring'] as const)
      assert.ok(!topicsFor('on-stage', [], 'patient').includes(topic), topic);
  });
});
