/**
 * A FHIR dateTime for what a clock on the wall of the zone showed: `2026-11-23`, `07:30:00` in Europe/Stockholm is
 * `2026-11-23T07:30:00+01:00`. An hour that summer time leaves out is taken as if the clock had not been moved yet.
 */
export function instantInZone(date: string, time: string, timeZone: string): string {
  const local = Date.parse(`${date}T${time.slice(0, 8)}Z`);
  const first = offsetMinutes(local, timeZone);
  // The offset at that instant, not at the one that the wall clock would be in UTC.
  const offset = offsetMinutes(local - first * 60_000, timeZone);
  const minutes = Math.abs(offset);
  const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
  return `${date}T${time.slice(0, 8)}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** How far the zone is ahead of UTC at that instant, min. */
function offsetMinutes(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return Math.round((shown - Math.floor(instant / 1000) * 1000) / 60_000);
}
