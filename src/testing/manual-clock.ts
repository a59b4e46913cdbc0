import type { Clock } from '../core/clock.ts';

interface Sleeper {
  readonly until: number;
  wake(): void;
}

/**
 * A clock whose time moves only by hand.
 *
 *     const clock = new ManualClock();
 *     …
 *     await clock.advance(5_000);
 *     assert.equal(clock.pending, 0);     // no timer is left behind
 */
export class ManualClock implements Clock {
  #start: number;
  readonly #sleepers = new Set<Sleeper>();
  #elapsed = 0;
  /** What `random()` answers, 0 ≤ x < 1. */
  chance = 0;

  constructor(start: string = '2026-03-02T09:00:00Z') {
    this.#start = Date.parse(start);
  }

  now(): number {
    return this.#start + this.#elapsed;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  random(): number {
    return this.chance;
  }

  /** How many sleep now. */
  get pending(): number {
    return this.#sleepers.size;
  }

  /** How long each of the sleepers has yet to sleep, soonest first, ms. */
  get waits(): readonly number[] {
    return [...this.#sleepers].map(({ until }) => until - this.#elapsed).sort((a, b) => a - b);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const end = (): void => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', onAbort);
      };
      const onAbort = (): void => {
        end();
        reject(signal?.reason);
      };
      const sleeper: Sleeper = {
        until: this.#elapsed + ms,
        wake: () => {
          end();
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** The device sleeps for `ms`: the time of day moves on, and no timer counts. */
  sleepDevice(ms: number): void {
    this.#start += ms;
  }

  /** Moves on by `ms`: wakes who is due, each at its own time, and lets them act before time goes on. */
  async advance(ms: number): Promise<void> {
    const end = this.#elapsed + ms;
    await settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#elapsed = Math.max(this.#elapsed, next.until);
      next.wake();
      await settle();
    }
    this.#elapsed = end;
    await settle();
  }

  /** The sleeper who is due first, at `end` or before. */
  #next(end: number): Sleeper | null {
    let first: Sleeper | null = null;
    for (const sleeper of this.#sleepers)
      if (sleeper.until <= end && (!first || sleeper.until < first.until)) first = sleeper;
    return first;
  }
}

/** Lets everything act that can act now: resolves when all promises that hang on nothing else have been followed. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
