import type { Clock } from '../clock.ts';

/** How often the counters are read, ms. */
const PERIOD_MS = 1_000;

/**
 * Which received tracks carry packets now.
 *
 * A track's own `muted` tells of the first packet but, in Chromium, not of a pause; the counters of getStats
 * (W3C webrtc-stats, inbound-rtp) tell both, once a second.
 */
export class RemoteActivity {
  readonly #clock: Clock;
  readonly #stats: () => Promise<readonly RTCStatsReport[]>;
  readonly #onChange: () => void;
  readonly #life = new AbortController();
  readonly #followed = new WeakSet<MediaStreamTrack>();
  readonly #packets = new Map<string, number>();
  #active: ReadonlySet<string> = new Set();

  constructor(options: { clock: Clock; stats: () => Promise<readonly RTCStatsReport[]>; onChange: () => void }) {
    this.#clock = options.clock;
    this.#stats = options.stats;
    this.#onChange = options.onChange;
    void this.#watch();
  }

  /** Whether packets of the track arrived in the last second. */
  isActive(track: MediaStreamTrack | null): boolean {
    return track !== null && this.#active.has(track.id);
  }

  /** Tells at once of the first packet of a track, before the next reading. */
  follow(track: MediaStreamTrack): void {
    if (this.#followed.has(track)) return;
    this.#followed.add(track);
    track.addEventListener('unmute', () => this.#set(new Set([...this.#active, track.id])), {
      signal: this.#life.signal,
    });
  }

  close(): void {
    this.#life.abort();
  }

  async #watch(): Promise<void> {
    const { signal } = this.#life;
    try {
      while (!signal.aborted) {
        await this.#clock.sleep(PERIOD_MS, signal);
        this.#read(await this.#stats().catch(() => []));
      }
    } catch {
      // Closed: the life signal ends the watch.
    }
  }

  #read(reports: readonly RTCStatsReport[]): void {
    const active = new Set<string>();
    for (const report of reports) {
      for (const stat of report.values() as Iterable<{
        type: string;
        trackIdentifier?: string;
        packetsReceived?: number;
      }>) {
        if (stat.type !== 'inbound-rtp' || stat.trackIdentifier === undefined) continue;
        const packets = stat.packetsReceived ?? 0;
        // Not “more than before”: a new connection counts from 0 again, under the same track id.
        if (packets !== (this.#packets.get(stat.trackIdentifier) ?? 0)) active.add(stat.trackIdentifier);
        this.#packets.set(stat.trackIdentifier, packets);
      }
    }
    this.#set(active);
  }

  #set(active: ReadonlySet<string>): void {
    const same = active.size === this.#active.size && [...active].every((id) => this.#active.has(id));
    this.#active = active;
    if (!same && !this.#life.signal.aborted) this.#onChange();
  }
}
