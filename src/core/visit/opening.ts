import type { VisitView } from '../../contract/index.ts';
import type { Clock } from '../clock.ts';

/** The clock is looked at this often, ms: timers stand still while a device sleeps, and hold no more than 24 days. */
const LOOK_MS = 5_000;

/** Knows whether a visit's waiting room is open yet, by the service's clock, and says when it is time to look again. */
export class Opening {
  readonly #clock: Clock;
  readonly #onLook: () => void;
  /** The time that has come: a clock that is set back a little later does not close the room again. */
  #passed: string | null = null;
  #waiting: AbortController | null = null;

  constructor(clock: Clock, onLook: () => void) {
    this.#clock = clock;
    this.#onLook = onLook;
  }

  /** `clockOffset`: what to add to this device's clock for the service's, ms. */
  isAhead(visit: VisitView, clockOffset: number): boolean {
    if (visit.status !== 'planned' || visit.opensAt === this.#passed) return false;
    if (this.#left(visit, clockOffset) > 0) return true;
    this.#passed = visit.opensAt;
    return false;
  }

  /** Calls `onLook` when the waiting room opens, and now and then before; null: no more. */
  keep(visit: VisitView | null, clockOffset: number): void {
    if (!visit) {
      this.#waiting?.abort();
      this.#waiting = null;
    } else if (!this.#waiting) {
      const waiting = new AbortController();
      this.#waiting = waiting;
      const wait = Math.min(Math.max(this.#left(visit, clockOffset), 1), LOOK_MS);
      this.#clock.sleep(wait, waiting.signal).then(
        () => {
          this.#waiting = null;
          this.#onLook();
        },
        () => {},
      );
    }
  }

  #left({ opensAt }: VisitView, clockOffset: number): number {
    return Date.parse(opensAt) - this.#clock.now() - clockOffset;
  }
}
