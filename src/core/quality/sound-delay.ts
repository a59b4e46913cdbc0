/** More than this of a second made up is heard, 0…1. */
const HEARD = 0.03;
/** So much later the sound is played after each such second, ms. */
const STEP_MS = 60;
const MOST_MS = 240;
/** After so long without it, a step back: talking over each other is a fault too, ms. */
const CALM_MS = 10_000;

/** How much later the sound is played than the browser thinks enough, so that what comes late is in time. */
export interface SoundDelay {
  /** The least time that sound is held, ms; 0: as the browser likes. */
  readonly ms: number;
  /** Since when nothing was made up, or the last step, on `Clock.elapsed()`, ms. */
  readonly since: number;
}

export const noDelay = (now: number): SoundDelay => ({ ms: 0, since: now });

/**
 * Where packets are lost on the sender's way they are sent again, and come late by a whole round trip: the browser does
 * not wait for them by itself. Pure; to be asked once a second. `concealed`: the part of the sound that was made up, 0…1;
 * null: not known.
 */
export function nextDelay(delay: SoundDelay, concealed: number | null, now: number): SoundDelay {
  if (concealed !== null && concealed > HEARD) {
    const ms = delay.ms === 0 ? 2 * STEP_MS : Math.min(delay.ms + STEP_MS, MOST_MS);
    return { ms, since: now };
  }
  if (delay.ms === 0 || now - delay.since < CALM_MS) return delay;
  return { ms: delay.ms - STEP_MS, since: now };
}
