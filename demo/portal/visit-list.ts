import { el } from '../shared/dom.ts';
import type { PortalLanguage } from './texts.ts';

/** A booked visit, as the portal's back end tells it. */
export interface BookedVisit {
  readonly id: string;
  readonly bookedStart: string;
  readonly durationMinutes: number;
  readonly timeZone: string;
  readonly unit: string;
  readonly clinician: string;
  readonly subject: string;
  readonly status: 'planned' | 'arrived' | 'in-progress' | 'finished' | 'cancelled';
  readonly opensAt: string;
}

/** The list of a person's visits: those to come first, as cards; those that are over below. */
export function visitList(
  visits: readonly BookedVisit[],
  language: PortalLanguage,
  linkTo: (visit: BookedVisit) => string,
): HTMLElement {
  const { texts } = language;
  const coming = visits.filter(({ status }) => status !== 'finished' && status !== 'cancelled');
  const earlier = visits.filter((visit) => !coming.includes(visit)).reverse();
  return el(
    'div',
    { class: 'page' },
    el('h1', {}, texts.visits),
    el('p', { class: 'lead' }, texts.visitsLead),
    el('h2', {}, texts.coming),
    coming.length > 0
      ? el('ul', { class: 'visits' }, ...coming.map((visit) => el('li', {}, card(visit, language, linkTo(visit)))))
      : el('p', { class: 'quiet' }, texts.noVisits),
    el(
      'section',
      { class: 'advice' },
      el('h2', {}, texts.before),
      el('ul', {}, ...texts.advice.map((line) => el('li', {}, line))),
    ),
    earlier.length > 0 && el('h2', {}, texts.earlier),
    earlier.length > 0 &&
      el('ul', { class: 'visits' }, ...earlier.map((visit) => el('li', {}, card(visit, language, null)))),
  );
}

function card(visit: BookedVisit, { texts, locale }: PortalLanguage, href: string | null): HTMLElement {
  const start = new Date(visit.bookedStart);
  const format = (instant: Date, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { timeZone: visit.timeZone, ...options }).format(instant);
  const clock = (instant: Date): string => format(instant, { hour: '2-digit', minute: '2-digit', hour12: false });
  const date = (instant: Date): string => format(instant, { day: 'numeric', month: 'short' });
  const day = date(start) === date(new Date()) ? texts.today : format(start, { weekday: 'long' });
  const opens = new Date(visit.opensAt);
  return el(
    'article',
    { class: href === null ? 'visit over' : 'visit' },
    el(
      'p',
      { class: 'when' },
      el('span', { class: 'day' }, day),
      el('time', { class: 'clock', datetime: visit.bookedStart }, clock(start)),
      el('span', { class: 'date' }, date(start)),
    ),
    el(
      'div',
      { class: 'what' },
      el('h3', {}, visit.clinician),
      el('p', {}, visit.unit),
      // The host's own words, in the language they were written in.
      visit.subject !== '' && el('p', {}, el('bdi', { lang: 'sv' }, visit.subject)),
      el(
        'p',
        { class: 'row quiet' },
        el('span', { class: `status ${visit.status}` }, texts.status[visit.status]),
        el('span', {}, texts.minutes(visit.durationMinutes)),
        visit.status === 'planned' && opens > new Date() && el('span', {}, texts.opens(clock(opens))),
      ),
    ),
    href !== null && el('a', { class: 'action', href }, texts.open),
  );
}
