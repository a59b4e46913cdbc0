import type { Clock } from '../clock.ts';

/** So long a track may be muted by the system before it is taken for stuck, ms. */
export const MUTED_LIMIT_MS = 2_500;

/** Tells when a track has ended by itself, or is muted by the system and stays so. */
export function watchTrack(
  track: MediaStreamTrack,
  { clock, signal, onStopped }: { clock: Clock; signal: AbortSignal; onStopped: (how: 'ended' | 'stuck') => void },
): void {
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
  track.addEventListener('unmute', () => muted?.abort(), { signal });
  if (track.muted) onMute();
}
