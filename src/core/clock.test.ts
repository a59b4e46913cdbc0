import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ManualClock } from '../testing/manual-clock.ts';
import { systemClock } from './clock.ts';

describe('system clock', () => {
  test('sleeps for the time given', async () => {
    const begun = systemClock.elapsed();
    await systemClock.sleep(20);
    assert(systemClock.elapsed() - begun >= 19);
  });

  test('rejects with the reason of the abort, before and while it sleeps', async () => {
    const life = new AbortController();
    const sleeping = systemClock.sleep(60_000, life.signal);
    life.abort('enough');
    await assert.rejects(sleeping, (reason) => reason === 'enough');
    await assert.rejects(systemClock.sleep(60_000, life.signal), (reason) => reason === 'enough');
  });

  test('leaves nothing on a signal that outlives it', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: unknown[]) => (listeners++, Reflect.apply(addEventListener, signal, args));
    signal.removeEventListener = (...args: unknown[]) => (
      listeners--,
      Reflect.apply(removeEventListener, signal, args)
    );
    await systemClock.sleep(1, signal);
    assert.equal(listeners, 0);
  });
});

describe('manual clock', () => {
  test('wakes each sleeper at its own time, in order', async () => {
    const clock = new ManualClock();
    const woken: [string, number][] = [];
    const sleeper = async (name: string, ...waits: number[]): Promise<void> => {
      for (const ms of waits) {
        await clock.sleep(ms);
        woken.push([name, clock.elapsed()]);
      }
    };
    void sleeper('late', 300);
    void sleeper('often', 100, 100, 200);
    assert.deepEqual(clock.waits, [100, 300]);
    await clock.advance(350);
    assert.deepEqual(woken, [
      ['often', 100],
      ['often', 200],
      ['late', 300],
    ]);
    assert.equal(clock.pending, 1);
    assert.equal(clock.elapsed(), 350);
    await clock.advance(50);
    assert.equal(clock.pending, 0);
  });

  test('an aborted sleeper is gone', async () => {
    const clock = new ManualClock();
    const life = new AbortController();
    const sleeping = clock.sleep(10, life.signal);
    life.abort();
    await assert.rejects(sleeping, { name: 'AbortError' });
    assert.equal(clock.pending, 0);
  });
});
