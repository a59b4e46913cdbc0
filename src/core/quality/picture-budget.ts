/** The most that a picture is given, bit/s: what the service lets a room have. */
export const MOST = 1_500_000;
/** With less than this there is no picture worth the name, bit/s. */
export const LEAST = 50_000;
/** What a paused picture is tried with, bit/s. */
const TRIED_WITH = 60_000;
/** Where packets are lost by chance, small frames of few packets get through, bit/s. */
const MOST_WHEN_LOSSY = 350_000;
/** So long each change is given to show what it does, ms. */
const SETTLE_MS = 1_500;
/** All must have been well for so long before more is tried, ms; doubled each time that it was too much. */
const CALM_MS = 3_000;
const CALM_AT_MOST_MS = 24_000;
/** How long a pause lasts before the picture is tried again, ms. A try costs some sound where nothing has changed. */
const PAUSE_MS = 5_000;
const PAUSE_AT_MOST_MS = 8_000;

/** How much of one direction of a link its picture may take. */
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
}

/** What the last second showed of one direction. */
export interface Load {
  /** More is sent than goes through. */
  readonly congested: boolean;
  /** Packets are lost, and not because they are too many. */
  readonly lossy: boolean;
  /** What goes through for the picture, bit/s; null where that is not known. */
  readonly room: number | null;
}

export const fullBudget = (now: number): PictureBudget => ({
  bitrate: MOST,
  changedAt: now,
  raised: false,
  calmSince: now,
  patience: CALM_MS,
  pause: PAUSE_MS,
});

/**
 * The picture gives way at once and comes back step by step, so that the sound always has room. Pure; to be asked once a
 * second.
 */
export function nextBudget(budget: PictureBudget, load: Load, now: number): PictureBudget {
  if (load.congested) return whenCongested({ ...budget, calmSince: now }, load, now);
  const { bitrate, changedAt, calmSince, patience, pause } = budget;
  const more = { ...budget, changedAt: now, calmSince: now, raised: true };
  if (bitrate === 0) return now - changedAt < pause ? budget : { ...more, bitrate: TRIED_WITH };
  const most = load.lossy ? MOST_WHEN_LOSSY : MOST;
  if (bitrate > most) return { ...budget, bitrate: most, changedAt: now, raised: false };
  if (bitrate === most || now - calmSince < patience) return budget;
  // What has held so long is no try any more.
  return { ...more, bitrate: Math.min(most, bitrate * (bitrate < 300_000 ? 1.6 : 1.3)), pause: PAUSE_MS };
}

function whenCongested(budget: PictureBudget, { room }: Load, now: number): PictureBudget {
  const { bitrate, changedAt, raised, patience, pause } = budget;
  if (bitrate === 0) return { ...budget, changedAt: now };
  if (now - changedAt < SETTLE_MS) return budget;
  const less = 0.8 * Math.min(bitrate, room ?? bitrate);
  const pauses = less < LEAST;
  return {
    ...budget,
    bitrate: pauses ? 0 : less,
    changedAt: now,
    raised: false,
    patience: raised ? Math.min(2 * patience, CALM_AT_MOST_MS) : patience,
    pause: raised && pauses ? Math.min(1.3 * pause, PAUSE_AT_MOST_MS) : pause,
  };
}
