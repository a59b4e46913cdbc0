import type { Clock } from '../clock.ts';

/** What can be wrong with a device that is open and gives nothing. */
export type Nothing = 'silent' | 'black' | 'frozen';

/** What a track gives now; null where that cannot be told. */
export type SourceReading = 'alive' | Nothing | null;

/** Looks or listens whether a track gives anything. Keeps nothing of it. */
export interface SourceProbe {
  read(): SourceReading;
  close(): void;
}

export interface SourceWatchOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Null where the browser does not let us look yet. */
  readonly probe: () => SourceProbe | null;
  /** Once, until it is alive again. */
  readonly onNothing: (what: Nothing) => void;
  readonly onAlive: () => void;
}

/**
 * How often is read, ms, and how often in a row there may be nothing: less than 3 s in all, of which sound takes one to
 * fade away in what the browser makes of it (echo, noise).
 */
const READINGS = { audio: { everyMs: 250, limit: 7 }, video: { everyMs: 400, limit: 5 } } as const;

/**
 * Tells when a track that is live, enabled and not muted gives nothing, and when it does again. Where nothing can be told,
 * as in a page that is hidden, the count begins anew.
 */
export function watchSource(track: MediaStreamTrack, options: SourceWatchOptions): void {
  const { clock, signal } = options;
  const { everyMs, limit } = READINGS[track.kind as 'audio' | 'video'];
  let probe: SourceProbe | null = null;
  let empty = 0;

  const read = (): void => {
    if (track.readyState !== 'live' || !track.enabled || track.muted) return void (empty = 0);
    probe ??= options.probe();
    const reading = probe?.read() ?? null;
    if (reading === null) {
      empty = 0;
    } else if (reading === 'alive') {
      empty = 0;
      options.onAlive();
    } else if (++empty === limit) {
      options.onNothing(reading);
    }
  };

  const follow = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(everyMs, signal);
      read();
    }
  };
  void follow()
    .catch(() => {})
    .finally(() => probe?.close());
}
