import type { Clock } from '../clock.ts';

/** A device that fails again and again is not taken more often than this within `RECAPTURE_WINDOW_MS`. */
const RECAPTURES = 3;
const RECAPTURE_WINDOW_MS = 60_000;

/** Keeps a device that fails again and again from being taken without end. */
export class RecaptureLimit {
  readonly #clock: Clock;
  #taken: readonly number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether it may be taken now; counts that it is. */
  mayTake(): boolean {
    const now = this.#clock.elapsed();
    const recent = this.#taken.filter((at) => now - at < RECAPTURE_WINDOW_MS);
    const may = recent.length < RECAPTURES;
    this.#taken = may ? [...recent, now] : recent;
    return may;
  }

  clear(): void {
    this.#taken = [];
  }
}
