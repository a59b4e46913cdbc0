/** The instants at which the local day that holds `now` begins and the next one does, ms since 1970. */
export interface LocalDay {
  readonly start: number;
  readonly end: number;
}

/** Whether this is an IANA time zone that the machine knows. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The local day of `now` in an IANA zone; 23 or 25 hours long where the clocks change. */
export function localDay(now: number, zone: string): LocalDay {
  const { year, month, day } = wallClock(now, zone);
  return { start: instantOf(year, month, day, zone), end: instantOf(year, month, day + 1, zone) };
}

/** The instant at which the zone's clocks say midnight; where midnight is skipped, the first instant after it. */
function instantOf(year: number, month: number, day: number, zone: string): number {
  const midnight = Date.UTC(year, month - 1, day);
  const first = midnight - offsetAt(midnight, zone);
  return midnight - offsetAt(first, zone);
}

/** How far the zone's clocks are ahead of UTC, ms. */
function offsetAt(instant: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(instant, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

function wallClock(
  instant: number,
  zone: string,
): Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number> {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, Number(part.value)]));
  const read = (name: string): number => parts[name] ?? 0;
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
  };
}
