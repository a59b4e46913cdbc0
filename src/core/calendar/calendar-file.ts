import type { VisitView } from '../../contract/index.ts';

/** What a calendar shows. Whoever sees the calendar may see it: no clinic, no person, no subject. */
export interface CalendarWords {
  readonly title: string;
  readonly description: string;
}

export interface CalendarFileOptions {
  readonly words: CalendarWords;
  /** Where the visit is opened; null: nowhere that can be told. */
  readonly address: string | null;
  /** The time of writing, ms since 1970 (UTC). */
  readonly now: number;
}

const MINUTE_MS = 60_000;
/** Before the booked start: time to sit down, and the day before. Programs that take one reminder take the first. */
const reminders = [
  { trigger: '-PT15M', ms: 15 * MINUTE_MS },
  { trigger: '-P1D', ms: 24 * 60 * MINUTE_MS },
] as const;

/**
 * A visit as an iCalendar file (RFC 5545) of one event, with reminders, and the link as `CONFERENCE` (RFC 7986) and `URL`.
 *
 * Times are in UTC, so that a change to or from daylight saving time moves nothing. The same visit has the same `UID` always,
 * and a larger `SEQUENCE` when it has changed: a calendar that gets the file anew moves the event that it has.
 */
export function calendarFile(visit: VisitView, { words, address, now }: CalendarFileOptions): string {
  const start = Date.parse(visit.bookedStart);
  const uri = address === null ? null : new URL(address).href;
  const toCome = reminders.filter(({ ms }) => start - ms > now);
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//video-visit//video-visit//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:video-visit-${visit.id}`,
    `SEQUENCE:${visit.version}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(start + visit.durationMinutes * MINUTE_MS)}`,
    `SUMMARY:${text(words.title)}`,
    // Many programs show neither URL nor CONFERENCE.
    `DESCRIPTION:${text(uri === null ? words.description : `${words.description}\n${uri}`)}`,
    ...(uri === null
      ? []
      : [`URL:${uri}`, `CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=${quoted(words.title)}:${uri}`]),
    'CLASS:PRIVATE',
    ...toCome.flatMap(({ trigger }) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:${trigger}`,
      `DESCRIPTION:${text(words.title)}`,
      'END:VALARM',
    ]),
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
}

/** 20261125T131000Z (RFC 5545, 3.3.5, form 2). */
const utc = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** RFC 5545, 3.3.11. */
const text = (value: string): string => value.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** RFC 5545, 3.2: a parameter's value holds no quotation mark. */
const quoted = (value: string): string => `"${value.replaceAll('"', "'")}"`;

/** No line is longer than 75 octets, and none is broken within a character (RFC 5545, 3.1). */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 75) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}
