import type { Clock } from '../clock.ts';
import type { MediaEnvironment } from './media-environment.ts';
import type { InputKind } from './open-devices.ts';
import { watchSource, type Nothing } from './source-watch.ts';

export interface SourceWatchesOptions {
  readonly environment: MediaEnvironment;
  readonly clock: Clock;
  readonly onNothing: (kind: InputKind, track: MediaStreamTrack, what: Nothing) => void;
  readonly onAlive: (kind: InputKind) => void;
}

/** Watches over what camera and microphone give, while there is someone whom it reaches. */
export class SourceWatches {
  readonly #options: SourceWatchesOptions;
  readonly #tracks = new Map<InputKind, MediaStreamTrack>();
  readonly #watches = new Map<InputKind, AbortController>();
  readonly #audience = new Set<object>();

  constructor(options: SourceWatchesOptions) {
    this.#options = options;
  }

  /** The track that is held of this kind from now on. */
  hold(kind: InputKind, track: MediaStreamTrack | null): void {
    this.#end(kind);
    if (track) this.#tracks.set(kind, track);
    else this.#tracks.delete(kind);
    this.#begin(kind);
  }

  attend(who: object, here: boolean): void {
    const before = this.#audience.size > 0;
    if (here) this.#audience.add(who);
    else this.#audience.delete(who);
    if (before === this.#audience.size > 0) return;
    for (const kind of this.#tracks.keys()) {
      this.#end(kind);
      this.#begin(kind);
    }
  }

  #begin(kind: InputKind): void {
    const track = this.#tracks.get(kind);
    if (!track || this.#audience.size === 0) return;
    const { environment, clock, onNothing, onAlive } = this.#options;
    const watch = new AbortController();
    this.#watches.set(kind, watch);
    watchSource(track, {
      clock,
      signal: watch.signal,
      probe: () => environment.probe(track),
      onNothing: (what) => onNothing(kind, track, what),
      onAlive: () => onAlive(kind),
    });
  }

  #end(kind: InputKind): void {
    this.#watches.get(kind)?.abort();
    this.#watches.delete(kind);
  }
}
