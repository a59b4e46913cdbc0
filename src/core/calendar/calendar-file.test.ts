import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import ICAL from 'ical.js';
import { makeVisit } from '../../testing/visit-fixtures.ts';
import { calendarFile, type CalendarFileOptions } from './calendar-file.ts';

const words = { title: 'Videobesök', description: 'Öppna besöket här:' };
const address = 'https://vard.example.se/besok?visit=a1,b;2&lang=sv';

/** Read by the library that Thunderbird reads calendars with. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  const [event] = calendar.getAllSubcomponents('vevent');
  assert(event);
  return { calendar, event, facts: new ICAL.Event(event), alarms: event.getAllSubcomponents('valarm') };
}

describe('calendar file (N03)', () => {
  const visit = makeVisit({
    id: 'visit-7',
    version: 4,
    bookedStart: '2026-11-25T13:10:00Z',
    durationMinutes: 20,
    subject: 'Uppföljning; sömn, oro',
  });
  const file = (more: Partial<CalendarFileOptions> = {}): string =>
    calendarFile(visit, { words, address, now: Date.parse('2026-11-20T08:00:00Z'), ...more });

  test('says when, and nothing of with whom, where or why', () => {
    const { facts, event } = read(file());
    assert.equal(facts.startDate.toJSDate().toISOString(), '2026-11-25T13:10:00.000Z');
    assert.equal(facts.endDate.toJSDate().toISOString(), '2026-11-25T13:30:00.000Z');
    assert.equal(facts.summary, 'Videobesök');
    assert.equal(facts.description, `${words.description}\n${address}`);
    assert.equal(event.getFirstPropertyValue('class'), 'PRIVATE');
    const told = file();
    for (const secret of [visit.unit.name, visit.unit.id, 'Uppföljning', ...visit.participants.map(({ name }) => name)])
      assert(!told.includes(secret), secret);
  });

  test('has the link where programs look for it', () => {
    const { event } = read(file());
    assert.equal(event.getFirstPropertyValue('url'), address);
    const conference = event.getFirstProperty('conference');
    assert.equal(conference?.getFirstValue(), address);
    assert.equal(conference?.type, 'uri');
    assert.deepEqual(conference?.getParameter('feature'), 'AUDIO,VIDEO');
    assert.equal(conference?.getParameter('label'), 'Videobesök');
  });

  test('without a link there is none', () => {
    const { event, facts } = read(file({ address: null }));
    assert.deepEqual([event.getFirstProperty('url'), event.getFirstProperty('conference')], [null, null]);
    assert.equal(facts.description, words.description);
  });

  test('reminds the day before and a quarter of an hour before, where that is to come', () => {
    const triggers = (now: string): string[] =>
      read(file({ now: Date.parse(now) })).alarms.map((alarm) => String(alarm.getFirstPropertyValue('trigger')));
    assert.deepEqual(triggers('2026-11-20T08:00:00Z'), ['-PT15M', '-P1D']);
    assert.deepEqual(triggers('2026-11-25T08:00:00Z'), ['-PT15M']);
    assert.deepEqual(triggers('2026-11-25T13:00:00Z'), []);
    for (const alarm of read(file()).alarms) {
      assert.equal(alarm.getFirstPropertyValue('action'), 'DISPLAY');
      assert.equal(alarm.getFirstPropertyValue('description'), 'Videobesök');
    }
  });

  test('is the same event when the visit has moved, in a newer form', () => {
    const moved = { ...visit, version: 6, bookedStart: '2026-11-26T09:00:00Z' };
    const [before, after] = [read(file()), read(calendarFile(moved, { words, address, now: Date.now() }))];
    assert.equal(after.facts.uid, before.facts.uid);
    assert(after.facts.sequence > before.facts.sequence);
  });

  for (const [season, bookedStart, local] of [
    ['the last day of daylight saving time', '2026-10-25T00:30:00Z', '02:30'],
    ['the hour that comes twice', '2026-10-25T01:30:00Z', '02:30'],
    ['the day that loses an hour', '2026-03-29T01:30:00Z', '03:30'],
  ] as const) {
    test(`is the same instant on ${season}`, () => {
      const { facts } = read(calendarFile({ ...visit, bookedStart }, { words, address, now: 0 }));
      const start = facts.startDate.toJSDate();
      assert.equal(start.getTime(), Date.parse(bookedStart));
      const clock = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' });
      assert.equal(clock.format(start), local);
    });
  }

  test('keeps the form: lines end with CR LF and hold at most 75 octets, and no character is broken', () => {
    const title = 'زيارة عبر الفيديو، 視訊 🩺 '.repeat(8);
    const folded = file({ words: { title, description: 'a\\b;c,d\ne "f"' } });
    const lines = folded.split('\r\n');
    assert.equal(lines.at(-1), '');
    for (const line of lines) {
      assert(new TextEncoder().encode(line).length <= 75, line);
      assert.doesNotMatch(line, /[\r\n\uFFFD]/);
    }
    const { facts } = read(folded);
    assert.equal(facts.summary, title);
    assert.equal(facts.description, `a\\b;c,d\ne "f"\n${address}`);
  });
});
