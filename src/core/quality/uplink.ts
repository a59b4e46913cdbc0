import type { Load } from './load.ts';
import { MOST, MOST_WHEN_LOSSY, PAUSE_AT_MOST_MS, PAUSE_MS, TRIED_WITH } from './picture-budget.ts';

/** The browser's estimate dips when a link changes, and finds its way back: so long it is given, ms. */
const NARROW_FOR_MS = 5_000;
/** A try that has held so long is a success, ms. */
const TRY_MS = 3_000;

/** So long nothing must have been lost by chance before it is trusted again, ms. */
const LOSSY_FOR_MS = 10_000;

/** `open`: congestion control alone says how much. `tried`: a little, to see whether it goes through. */
export interface Uplink {
  readonly state: 'open' | 'paused' | 'tried';
  /** On `Clock.elapsed()`, ms. */
  readonly since: number;
  /** Open, and too narrow since then; null: wide enough. */
  readonly narrowSince: number | null;
  /** How long the next pause lasts, ms. */
  readonly pause: number;
  /** When packets were last lost, and not because they were too many; null: not lately. */
  readonly lossyAt: number | null;
}

export const openUplink = (now: number): Uplink => ({
  state: 'open',
  since: now,
  narrowSince: null,
  pause: PAUSE_MS,
  lossyAt: null,
});

/** bit/s */
export const bitrateOf = ({ state, lossyAt }: Uplink): number =>
  ({ open: lossyAt === null ? MOST : MOST_WHEN_LOSSY, tried: TRIED_WITH, paused: 0 })[state];

/**
 * Whether the own picture goes out at all. `narrow`: the browser thinks that there is no room for it beside the sound.
 * Pure; to be asked once a second.
 */
export function nextUplink(before: Uplink, { congested, lossy }: Load, narrow: boolean, now: number): Uplink {
  const forgets = before.lossyAt !== null && now - before.lossyAt > LOSSY_FOR_MS;
  const lossyAt = lossy ? now : forgets ? null : before.lossyAt;
  const uplink = lossyAt === before.lossyAt ? before : { ...before, lossyAt };
  const age = now - uplink.since;
  switch (uplink.state) {
    case 'open': {
      if (!narrow && !congested) return uplink.narrowSince === null ? uplink : { ...uplink, narrowSince: null };
      const narrowSince = uplink.narrowSince ?? now;
      if (now - narrowSince < NARROW_FOR_MS) return { ...uplink, narrowSince };
      return { ...uplink, state: 'paused', since: now, narrowSince: null };
    }
    case 'paused':
      // Still too much, without any picture: the pause begins anew.
      if (congested) return { ...uplink, since: now };
      return age < uplink.pause ? uplink : { ...uplink, state: 'tried', since: now };
    case 'tried':
      if (congested) {
        return { ...uplink, state: 'paused', since: now, pause: Math.min(1.3 * uplink.pause, PAUSE_AT_MOST_MS) };
      }
      return age < TRY_MS ? uplink : { ...openUplink(now), lossyAt };
  }
}
