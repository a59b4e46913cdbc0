import type { Clock } from '../clock.ts';
import { readSample, type LinkSample } from './link-sample.ts';

/** How often the counters are read, ms. */
export const METER_PERIOD_MS = 1_000;

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
        const reports = await stats().catch(() => []);
        if (!signal.aborted) onSample(readSample(reports, clock.elapsed()));
      }
    } catch {
      // Closed: the life signal ends the watch.
    }
  }
}

interface MeterOptions {
  readonly clock: Clock;
  readonly stats: () => Promise<readonly RTCStatsReport[]>;
  readonly onSample: (sample: LinkSample) => void;
}
