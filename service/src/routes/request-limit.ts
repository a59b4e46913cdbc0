import type { Clock } from '../../../src/core/clock.ts';
import { ServiceProblem } from '../errors/service-problem.ts';

/** More callers than write at the same time; the oldest are forgotten first. */
const callersKept = 10_000;

/** Lets each caller do something so often within a time, and no oftener. Kept in memory only. */
export class RequestLimit {
  readonly #clock: Clock;
  readonly #times = new Map<string, number[]>();
  readonly #windowMs: number;

  constructor(clock: Clock, windowMs: number) {
    this.#clock = clock;
    this.#windowMs = windowMs;
  }

  /** Throws `too-many-requests`, with the time until it may, where the caller has done it `limit` times within the window. */
  count(caller: string, limit: number): void {
    const now = this.#clock.now();
    const recent = (this.#times.get(caller) ?? []).filter((at) => at > now - this.#windowMs);
    if (recent.length >= limit) {
      const free = (recent.at(-limit) ?? now) + this.#windowMs;
      throw new ServiceProblem('too-many-requests', 'too many requests', {
        retryAfterSeconds: Math.ceil((free - now) / 1_000),
      });
    }
    this.#times.delete(caller);
    this.#times.set(caller, [...recent, now]);
    if (this.#times.size > callersKept) this.#times.delete(this.#times.keys().next().value ?? '');
  }
}
