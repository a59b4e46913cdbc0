import { systemClock, type Clock } from '../../src/core/clock.ts';

const FACTOR = 4;

/** Time limits run four times as fast, so that tests of them end sooner; on loopback nothing real comes near them. */
export const quickClock: Clock = {
  now: () => systemClock.now(),
  random: () => systemClock.random(),
  elapsed: () => systemClock.elapsed() * FACTOR,
  sleep: (ms, signal) => systemClock.sleep(ms / FACTOR, signal),
};
