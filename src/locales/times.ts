/**
 * Times as the clinic's letters have them: in the unit's zone, Gregorian calendar, 24 hours. The language only
 * decides the words.
 */
const common = { calendar: 'gregory', hourCycle: 'h23' } as const;

/** Making a format takes many times longer than using it, and a list says two hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format;
}

/** 10:20 */
export function timeOfDay(instant: string | number, timeZone: string, locale: string): string {
  return formatOf(locale, { ...common, timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

/** Tuesday 17 June; with the year where it is another than now. */
export function date(instant: string | number, timeZone: string, locale: string, now: number): string {
  const when = new Date(instant);
  const year = (at: Date): string => formatOf('en', { timeZone, calendar: 'gregory', year: 'numeric' }).format(at);
  return formatOf(locale, {
    ...common,
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(year(when) === year(new Date(now)) ? {} : { year: 'numeric' }),
  }).format(when);
}

/** How many days from today, by the unit's calendar: 0 today, 1 tomorrow, −1 yesterday. */
export function daysFromToday(instant: string | number, timeZone: string, now: number): number {
  return dayNumber(new Date(instant), timeZone) - dayNumber(new Date(now), timeZone);
}

function dayNumber(at: Date, timeZone: string): number {
  const parts = formatOf('en', {
    timeZone,
    calendar: 'gregory',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const part = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day']) / 86_400_000;
}

/** The unit's zone by name where this device's clock shows another time than the clinic's at that instant; else null. */
export function foreignZone(instant: string, timeZone: string, locale: string, ownZone = deviceZone()): string | null {
  if (timeOfDay(instant, timeZone, 'en') === timeOfDay(instant, ownZone, 'en')) return null;
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(
    new Date(instant),
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

const deviceZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
