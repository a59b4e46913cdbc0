import type { Load } from './load.ts';

/** The most that a picture is given, bit/s: what the service lets a room have. */
export const MOST = 1_500_000;
/** With less than this there is no picture worth the name, bit/s. */
export const LEAST = 50_000;
/** What a paused picture is tried with, bit/s. */
export const TRIED_WITH = 40_000;
/** Where packets are lost by chance, small frames of few packets get through, bit/s. */
export const MOST_WHEN_LOSSY = 240_000;
/** So long a change to less is given to show what it does, ms; a queue has to drain first. */
const SETTLE_MS = 1_500;
/** All must have been well for so long before more is tried, ms; doubled each time that it was too much. */
const CALM_MS = 3_000;
const CALM_AT_MOST_MS = 24_000;
/** Near what was too much before, so much is added at a time, bit/s: a queue then grows slower than we look. */
const SMALL_STEP = 20_000;
/** How long a pause lasts before the picture is tried again, ms. A try costs some sound where nothing has changed. */
export const PAUSE_MS = 5_000;
export const PAUSE_AT_MOST_MS = 6_000;

/** How much picture a page can take in. */
export interface PictureBudget {
  /** bit/s; 0: the picture is paused. */
  readonly bitrate: number;
  /** When that changed last, on `Clock.elapsed()`, ms. */
  readonly changedAt: number;
  /** The last change was to more. */
  readonly raised: boolean;
  /** Since when all has been well, ms. */
  readonly calmSince: number;
  /** How long all must be well before more is tried, ms. */
  readonly patience: number;
  /** How long the next pause lasts, ms. */
  readonly pause: number;
  /** What was too much the last time, bit/s; null: not known, or long disproved. */
  readonly ceiling: number | null;
}

export const fullBudget = (now: number): PictureBudget => ({
  bitrate: MOST,
  changedAt: now,
  raised: false,
  calmSince: now,
  patience: CALM_MS,
  pause: PAUSE_MS,
  ceiling: null,
});

/**
 * The picture gives way at once and comes back step by step, so that the sound always has room. Pure; to be asked once a
 * second.
 */
export function nextBudget(budget: PictureBudget, load: Load, now: number): PictureBudget {
  if (load.congested) return whenCongested({ ...budget, calmSince: now }, load, now);
  const { bitrate, changedAt, calmSince } = budget;
  if (bitrate === 0) {
    if (now - changedAt < budget.pause) return budget;
    return { ...budget, bitrate: TRIED_WITH, changedAt: now, calmSince: now, raised: true };
  }
  const most = load.lossy ? MOST_WHEN_LOSSY : MOST;
  if (bitrate > most) return { ...budget, bitrate: most, changedAt: now, raised: false };
  const { more, patience } = nextRaise(budget);
  if (bitrate === most || now - calmSince < patience) return budget;
  const disproved = budget.ceiling !== null && more > 1.3 * budget.ceiling;
  return {
    ...budget,
    bitrate: Math.min(most, more),
    changedAt: now,
    calmSince: now,
    raised: true,
    ...(disproved ? { ceiling: null, patience: CALM_MS } : {}),
    // What has held so long is no try any more.
    pause: PAUSE_MS,
  };
}

/** Quickly up to what was too much, slowly towards it, and past it only after a long calm. */
function nextRaise({ bitrate, ceiling, patience }: PictureBudget): { more: number; patience: number } {
  const free = bitrate * (bitrate < 300_000 ? 1.6 : 1.3);
  if (ceiling === null || free < 0.7 * ceiling) return { more: free, patience: CALM_MS };
  return { more: bitrate + SMALL_STEP, patience: bitrate + SMALL_STEP > 0.9 * ceiling ? patience : CALM_MS };
}

function whenCongested(budget: PictureBudget, { room }: Load, now: number): PictureBudget {
  const { bitrate, changedAt, raised, patience, pause } = budget;
  if (bitrate === 0) return { ...budget, changedAt: now };
  if (!raised && now - changedAt < SETTLE_MS) return budget;
  const through = Math.min(bitrate, room ?? bitrate);
  const less = 0.8 * through;
  const pauses = less < LEAST;
  return {
    ...budget,
    bitrate: pauses ? 0 : less,
    changedAt: now,
    raised: false,
    // A second cut in a row sees what the first has left, not what the link takes.
    ceiling: raised || budget.ceiling === null ? through : Math.max(budget.ceiling, through),
    patience: raised ? Math.min(2 * patience, CALM_AT_MOST_MS) : Math.max(patience, 2 * CALM_MS),
    pause: raised && pauses ? Math.min(1.3 * pause, PAUSE_AT_MOST_MS) : pause,
  };
}
