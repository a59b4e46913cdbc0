import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { ManualClock } from '../../testing/manual-clock.ts';
import { SILENT_MS, SilentMicrophone } from './silent-microphone.ts';

describe('a microphone from which nothing is heard (N11)', () => {
  let clock: ManualClock;
  let level: number;
  let silent: SilentMicrophone;
  let told: boolean[];

  beforeEach(() => {
    clock = new ManualClock();
    level = 0.05;
    told = [];
    silent = new SilentMicrophone({ clock, level: () => level, onChange: () => told.push(silent.isSilent) });
  });

  test('is told of after five seconds, once, and no longer as soon as there is a voice', async () => {
    silent.watch('jabra');
    await clock.advance(SILENT_MS - 400);
    assert.deepEqual(told, []);
    await clock.advance(800);
    assert.deepEqual(told, [true]);
    await clock.advance(60_000);
    level = 0.4;
    await clock.advance(400);
    assert.deepEqual(told, [true, false]);
    assert.equal(clock.pending, 0);
  });

  test('who was heard and then listens is left alone, also after they were away', async () => {
    silent.watch('jabra');
    level = 0.4;
    await clock.advance(400);
    level = 0;
    await clock.advance(60_000);
    silent.watch(null);
    silent.watch('jabra');
    await clock.advance(60_000);
    assert.deepEqual(told, []);
  });

  test('nobody is there to speak: the time begins anew when they are back', async () => {
    silent.watch('jabra');
    await clock.advance(SILENT_MS - 400);
    silent.watch(null);
    await clock.advance(60_000);
    silent.watch('jabra');
    await clock.advance(SILENT_MS - 400);
    assert.deepEqual(told, []);
    await clock.advance(800);
    silent.watch(null);
    assert.deepEqual(told, [true, false]);
    assert.equal(clock.pending, 0);
  });

  test('another microphone has not been heard yet; nor has one that is taken anew', async () => {
    level = 0.4;
    silent.watch('jabra');
    await clock.advance(400);
    level = 0;
    silent.watch('dock');
    await clock.advance(SILENT_MS + 400);
    assert.deepEqual(told, [true]);
    silent.forget();
    assert.deepEqual(told, [true, false]);
    silent.watch('jabra');
    await clock.advance(SILENT_MS + 400);
    assert.deepEqual(told, [true, false, true]);
    silent.forget();
    assert.equal(clock.pending, 0);
  });
});
