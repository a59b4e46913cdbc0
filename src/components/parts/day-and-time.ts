import type { Localize } from '../../locales/localize.ts';
import { date, daysFromToday, timeOfDay } from '../../locales/times.ts';

/** “Today at 10:20”, “Friday 27 November at 10:20”: in the unit's zone, begun with a capital. */
export function dayAndTime(words: Localize, instant: string, timeZone: string, now: number): string {
  const { locale } = words;
  const days = daysFromToday(instant, timeZone, now);
  const near = days === 0 ? 'today' : days === 1 ? 'tomorrow' : days === -1 ? 'yesterday' : null;
  const full = date(instant, timeZone, locale, now);
  const day = near ? words.term(near) : full.charAt(0).toLocaleUpperCase(locale) + full.slice(1);
  return words.term('dayAndTime', day, timeOfDay(instant, timeZone, locale));
}
