import type { Clock } from '../clock.ts';
import { readSample, type LinkSample } from './link-sample.ts';

/** How often the counters are read, ms. */
export const METER_PERIOD_MS = 1_000;
/**
 * A reading takes no longer than this, ms. Firefox never answers for a connection that is closed meanwhile, as happens
 * whenever a link joins anew.
 */
const READING_LIMIT_MS = 2_000;

/** Reads a link's counters once a second, for all who look at them. */
export class LinkMeter {
  readonly #options: MeterOptions;
  readonly #life = new AbortController();

  constructor(options: MeterOptions) {
    this.#options = options;
    void this.#watch();
  }

  close(): void {
    this.#life.abort();
  }

  async #watch(): Promise<void> {
    const { clock, stats, onSample } = this.#options;
    const { signal } = this.#life;
    try {
      while (!signal.aborted) {
        await clock.sleep(METER_PERIOD_MS, signal);
        const reports = await readWithin(() => stats().catch(() => []), clock, signal);
        if (reports && !signal.aborted) onSample(readSample(reports, clock.elapsed()));
      }
    } catch (error) {
      // Closed ends the watch quietly; anything else is a fault of ours, and to be seen.
      if (!signal.aborted) throw error;
    }
  }
}

/** Null: no answer within the limit, so nothing is known. */
export async function readWithin<T>(read: () => Promise<T>, clock: Clock, signal: AbortSignal): Promise<T | null> {
  const over = new AbortController();
  try {
    return await Promise.race([
      read(),
      clock.sleep(READING_LIMIT_MS, AbortSignal.any([signal, over.signal])).then(
        () => null,
        () => null,
      ),
    ]);
  } finally {
    over.abort();
  }
}

interface MeterOptions {
  readonly clock: Clock;
  readonly stats: () => Promise<readonly RTCStatsReport[]>;
  readonly onSample: (sample: LinkSample) => void;
}
