import type { VisitView } from '../../contract/index.ts';
import type { Localize } from '../../locales/localize.ts';
import { timeOfDay } from '../../locales/times.ts';

const MINUTE_MS = 60_000;

/**
 * How long is left of the booked time at `now` (the service's clock, ms); past it, and in a visit that has begun before it, until
 * when the booking is. Nothing is booked of a drop-in visit.
 */
export function timeLeft(
  words: Localize,
  { bookedStart, durationMinutes, dropIn, unit }: VisitView,
  now: number,
): string {
  if (dropIn) return '';
  const end = Date.parse(bookedStart) + durationMinutes * MINUTE_MS;
  const left = Math.ceil((end - now) / MINUTE_MS);
  if (left > 0 && left <= durationMinutes) return words.term('minutesLeft', left);
  return words.term('bookedUntil', timeOfDay(end, unit.timeZone, words.locale));
}
