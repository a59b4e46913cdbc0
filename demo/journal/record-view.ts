import { el } from '../shared/dom.ts';
import { type LabValue, type PatientRecord, ageOf } from './record.ts';

/** What the journal puts into the record from the visit, beside what was there. */
export interface RecordSlots {
  /** The booked video visit of the day, in the head. */
  readonly visit: HTMLElement | null;
  /** What came from a visit, and the note that is being written. */
  readonly writing: readonly HTMLElement[];
}

/** The record of one patient: on one side what is written, on the other what is known. */
export function recordView(record: PatientRecord, { visit, writing }: RecordSlots): HTMLElement {
  return el(
    'article',
    { class: 'patient', 'data-patient': record.patientId },
    heading(record, visit),
    el(
      'div',
      { class: 'sides' },
      el('div', { class: 'side' }, ...writing, notes(record)),
      el(
        'div',
        { class: 'side' },
        section(
          'Aktuella problem',
          table(
            ['Diagnos', 'ICD-10', 'Sedan'],
            record.problems.map(({ name, code, since }) => [name, code, since]),
          ),
        ),
        section(
          'Läkemedelslista',
          table(
            ['Läkemedel', 'Dosering', 'Ändamål'],
            record.medications.map(({ name, dose, reason }) => [name, dose, reason]),
          ),
        ),
        contacts(record),
      ),
      labs(record),
    ),
  );
}

/** Wide, and so across both sides; on a narrow page it is scrolled, by the keyboard too. */
function labs(record: PatientRecord): HTMLElement {
  const view = section('Laboratorielista', labTable(record.labs));
  view.classList.add('wide');
  const scrolled = view.querySelector('.scroll');
  for (const [name, value] of Object.entries({ tabindex: '0', role: 'group', 'aria-label': 'Laboratorielista' }))
    scrolled?.setAttribute(name, value);
  return view;
}

/** A card of the record under its heading. */
export const section = (title: string, ...content: (Node | string)[]): HTMLElement =>
  el('section', { class: 'card' }, el('h2', {}, title), el('div', { class: 'scroll' }, ...content));

function heading(record: PatientRecord, visit: HTMLElement | null): HTMLElement {
  return el(
    'header',
    { class: 'patient-head' },
    el(
      'div',
      {},
      el('h1', {}, record.name),
      el(
        'p',
        { class: 'facts' },
        el('span', {}, `${ageOf(record.born)} år, ${record.sex === 'female' ? 'kvinna' : 'man'}`),
        el('span', {}, `Född ${record.born}`),
        el('span', {}, `Tel. ${record.phone}`),
      ),
    ),
    record.warning !== null && el('p', { class: 'warning' }, record.warning),
    visit,
  );
}

/** The newest note is open; older ones are one line each. */
function notes({ notes: written }: PatientRecord): HTMLElement {
  return section(
    'Anteckningar',
    ...written.map(({ date, author, title, text }, index) =>
      el(
        'details',
        { class: 'note', open: index === 0 },
        el(
          'summary',
          {},
          el('time', { datetime: date }, date),
          el('strong', {}, title),
          el('span', { class: 'quiet' }, author),
        ),
        ...text.map((paragraph) => el('p', {}, paragraph)),
      ),
    ),
  );
}

function contacts(record: PatientRecord): HTMLElement {
  const view = section(
    'Vårdkontakter',
    table(
      ['Datum', 'Kontakt', 'Med', 'Om'],
      record.contacts.map((contact) => [contact.date, contact.kind, contact.with, contact.about]),
    ),
  );
  view.classList.add('dated');
  return view;
}

/** The first cell of each row names it. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  return el(
    'table',
    {},
    el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))),
    el(
      'tbody',
      {},
      ...rows.map(([name = '', ...cells]) =>
        el('tr', {}, el('th', { scope: 'row' }, name), ...cells.map((cell) => el('td', {}, cell))),
      ),
    ),
  );
}

function labTable(labs: readonly LabValue[]): HTMLElement {
  const dates = [...new Set(labs.flatMap(({ results }) => results.map(({ date }) => date)))].sort();
  return el(
    'table',
    { class: 'labs' },
    el(
      'thead',
      {},
      el('tr', {}, ...['Analys', ...dates.map(shortDate), 'Referens'].map((head) => el('th', { scope: 'col' }, head))),
    ),
    el(
      'tbody',
      {},
      ...labs.map((lab) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, lab.name, el('span', { class: 'quiet' }, lab.unit)),
          ...dates.map((date) => {
            const result = lab.results.find((candidate) => candidate.date === date);
            if (!result) return el('td', { class: 'quiet' }, '–');
            return el(
              'td',
              { class: result.outside && 'outside' },
              result.value,
              result.outside && el('span', { class: 'note-mark' }, 'utanför'),
            );
          }),
          el('td', { class: 'quiet' }, lab.reference),
        ),
      ),
    ),
  );
}

/** As laboratory lists write it: year in two digits. */
const shortDate = (date: string): string => date.slice(2);
