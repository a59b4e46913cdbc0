import type { Reminder } from './telling-schema.ts';

/** So long after one reminder the host is not asked for another, ms. */
export const REMIND_EVERY_MS = 5 * 60_000;

/**
 * Whether the host can be asked now to remind the patient of a visit that they have not come to (N32). Pages and service use
 * the same rule. `bookedStart` and `now`: ms since 1970.
 */
export function canRemind(
  { bookedStart, reminder }: { readonly bookedStart: number; readonly reminder: Reminder | null },
  now: number,
): 'yes' | 'too-early' | 'just-asked' {
  if (now < bookedStart) return 'too-early';
  return reminder !== null && now - Date.parse(reminder.at) < REMIND_EVERY_MS ? 'just-asked' : 'yes';
}
