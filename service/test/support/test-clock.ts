import type { Clock } from '../../../src/core/clock.ts';

interface Sleeper {
  readonly until: number;
  wake(): void;
}

/** A clock that stands until it is moved. */
export class TestClock implements Clock {
  readonly #sleepers = new Set<Sleeper>();
  #now: number;

  constructor(now: string | number = '2026-03-02T09:00:00Z') {
    this.#now = typeof now === 'string' ? Date.parse(now) : now;
  }

  now(): number {
    return this.#now;
  }
  elapsed(): number {
    return this.#now;
  }
  random(): number {
    return 0.5;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const onAbort = (): void => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason as Error);
      };
      const sleeper: Sleeper = {
        until: this.#now + ms,
        wake: () => {
          this.#sleepers.delete(sleeper);
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** The instants at which someone wants to be woken, soonest first. */
  get alarms(): readonly number[] {
    return [...this.#sleepers].map((sleeper) => sleeper.until).sort((a, b) => a - b);
  }

  /** Moves on; whoever's time has come is woken, in order. */
  advance(ms: number): void {
    this.#now += ms;
    const due = [...this.#sleepers].filter((sleeper) => sleeper.until <= this.#now).sort((a, b) => a.until - b.until);
    for (const sleeper of due) sleeper.wake();
  }
}
