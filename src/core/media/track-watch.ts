import type { Clock } from '../clock.ts';

/** So long a track may be muted by the system before it is taken for stuck, ms. */
export const MUTED_LIMIT_MS = 2_500;

export interface TrackWatchOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onStopped: (how: 'ended' | 'stuck') => void;
  /** No longer muted by the system. */
  readonly onResumed: () => void;
}

/** Tells when a track has ended by itself, or is muted by the system and stays so. */
export function watchTrack(track: MediaStreamTrack, { clock, signal, onStopped, onResumed }: TrackWatchOptions): void {
  let muted: AbortController | null = null;
  const onMute = (): void => {
    muted?.abort();
    muted = new AbortController();
    clock.sleep(MUTED_LIMIT_MS, AbortSignal.any([signal, muted.signal])).then(
      () => onStopped('stuck'),
      () => {},
    );
  };
  track.addEventListener('ended', () => onStopped('ended'), { signal });
  track.addEventListener('mute', onMute, { signal });
  const onUnmute = (): void => {
    muted?.abort();
    onResumed();
  };
  track.addEventListener('unmute', onUnmute, { signal });
  if (track.muted) onMute();
}
