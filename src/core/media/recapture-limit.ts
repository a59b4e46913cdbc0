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

  get isReached(): boolean {
    return this.#recent().length >= RECAPTURES;
  }

  /** Whether it may be taken now; counts that it is. */
  mayTake(): boolean {
    const recent = this.#recent();
    const may = recent.length < RECAPTURES;
    this.#taken = may ? [...recent, this.#clock.elapsed()] : recent;
    return may;
  }

  clear(): void {
    this.#taken = [];
  }

  #recent(): readonly number[] {
    const now = this.#clock.elapsed();
    return this.#taken.filter((at) => now - at < RECAPTURE_WINDOW_MS);
  }
}
