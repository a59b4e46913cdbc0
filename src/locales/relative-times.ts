import { daysFromToday } from './times.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * How long it is until then: “in 3 days”, “in 2 hours”, “in 5 minutes”. Null for tomorrow, where the day says it, and for
 * what has been.
 */
export function timeUntil(instant: string, timeZone: string, locale: string, now: number): string | null {
  const left = Date.parse(instant) - now;
  if (left <= 0) return null;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  const days = daysFromToday(instant, timeZone, now);
  if (days > 1) return words.format(days, 'day');
  if (left < 90 * MINUTE_MS) return words.format(Math.ceil(left / MINUTE_MS), 'minute');
  return days === 0 ? words.format(Math.round(left / HOUR_MS), 'hour') : null;
}

/** Which day that was: “today”, “yesterday”, “3 days ago”, by the unit's calendar. */
export const dayOf = (instant: string, timeZone: string, locale: string, now: number): string =>
  new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(daysFromToday(instant, timeZone, now), 'day');
