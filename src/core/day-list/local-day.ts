const formats = new Map<string, Intl.DateTimeFormat>();

/** The day by the unit's calendar, `2026-11-24`. Cheap: it is asked for each visit of a long list. */
export function localDay(instant: string | number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv', {
      timeZone,
      calendar: 'gregory',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format.format(new Date(instant));
}
