import { HANDOVER_OVERLAP_MS } from '../../contract/timing.ts';
import type { Clock } from '../clock.ts';

/**
 * The time between a move to another device and the first thing that comes from there: for so long this one keeps picture
 * and sound, so that nobody is lost to the others. It has an end also where nothing ever comes.
 */
export class Overlap {
  readonly #clock: Clock;
  readonly #onEnd: () => void;
  #connectionId: string | null = null;
  #timer: AbortController | null = null;

  constructor(clock: Clock, onEnd: () => void) {
    this.#clock = clock;
    this.#onEnd = onEnd;
  }

  get lasts(): boolean {
    return this.#timer !== null;
  }

  /** The connection that takes over has nothing to show yet. False once it has taken too long. */
  goesOn(connectionId: string): boolean {
    if (connectionId === this.#connectionId) return this.lasts;
    this.end();
    this.#connectionId = connectionId;
    const timer = new AbortController();
    this.#timer = timer;
    this.#clock.sleep(HANDOVER_OVERLAP_MS, timer.signal).then(
      () => {
        this.#timer = null;
        this.#onEnd();
      },
      () => {},
    );
    return true;
  }

  end(): void {
    this.#timer?.abort();
    this.#timer = null;
  }
}
