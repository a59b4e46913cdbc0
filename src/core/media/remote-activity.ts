import type { LinkSample } from '../quality/link-sample.ts';

/**
 * Which received tracks carry packets now.
 *
 * A track's own `muted` tells of the first packet but, in Chromium, not of a pause; the counters tell both.
 */
export class RemoteActivity {
  readonly #onChange: () => void;
  readonly #life = new AbortController();
  readonly #followed = new WeakSet<MediaStreamTrack>();
  #packets: ReadonlyMap<string, number> = new Map();
  #active: ReadonlySet<string> = new Set();

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Whether packets of the track arrived between the last two samples. */
  isActive(track: MediaStreamTrack | null): boolean {
    return track !== null && this.#active.has(track.id);
  }

  /** Tells at once of the first packet of a track, before the next sample. */
  follow(track: MediaStreamTrack): void {
    if (this.#followed.has(track)) return;
    this.#followed.add(track);
    track.addEventListener('unmute', () => this.#set(new Set([...this.#active, track.id])), {
      signal: this.#life.signal,
    });
  }

  read({ received }: LinkSample): void {
    // Not “more than before”: a new connection counts from 0 again, under the same track id.
    const active = received.filter(({ trackId, packets }) => packets !== (this.#packets.get(trackId) ?? 0));
    this.#packets = new Map([...this.#packets, ...received.map(({ trackId, packets }) => [trackId, packets] as const)]);
    this.#set(new Set(active.map(({ trackId }) => trackId)));
  }

  close(): void {
    this.#life.abort();
  }

  #set(active: ReadonlySet<string>): void {
    const same = active.size === this.#active.size && [...active].every((id) => this.#active.has(id));
    this.#active = active;
    if (!same && !this.#life.signal.aborted) this.#onChange();
  }
}
