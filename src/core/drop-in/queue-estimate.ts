/** How the queue moves, from the visits that were held from it. Lengths in ms. */
export interface QueuePace {
  /** Of the visits that are over, the newest first. */
  readonly lengths: readonly number[];
  /** The clinicians who take from the queue now: for how long the visit of each has gone on; null between two. */
  readonly takers: readonly (number | null)[];
}

const MINUTE_MS = 60_000;
/** So few visits say nothing of the next. */
const LEAST_VISITS = 3;
/** Older ones say less of how it goes now than the newest. */
const NEWEST_VISITS = 10;
/** Shorter, it was an attempt. */
const LEAST_LENGTH_MS = MINUTE_MS;
/** A visit that has gone on for as long as it usually does is not over: so much of a visit is still thought to be left. */
const LEAST_LEFT = 1 / 4;
/** To the minute it would be a promise. */
const STEP_MINUTES = 5;

/**
 * About how long until the call-in of one who has `ahead` others before them, whole five minutes, at least five; null where
 * there is too little to go on: fewer than three visits, or nobody who takes from the queue.
 *
 * Each clinician takes the next when their visit is over; visits are as long as the median of the last ten. So it never
 * falls below what those ahead will take, however long the visits go on that are held now.
 */
export function estimateMinutes(ahead: number, { lengths, takers }: QueuePace): number | null {
  const whole = lengths.filter((length) => length >= LEAST_LENGTH_MS).slice(0, NEWEST_VISITS);
  if (whole.length < LEAST_VISITS || takers.length === 0) return null;
  const length = median(whole);
  const free = takers.map((since) => (since === null ? 0 : Math.max(length - since, length * LEAST_LEFT)));
  for (let i = 0; i < ahead; i++) {
    const first = free.indexOf(Math.min(...free));
    free[first] = (free[first] ?? 0) + length;
  }
  return Math.max(1, Math.ceil(Math.min(...free) / MINUTE_MS / STEP_MINUTES)) * STEP_MINUTES;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
