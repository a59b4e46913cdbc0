import { el } from '../shared/dom.ts';
import { type LabValue, type PatientRecord, ageOf } from './record.ts';

/** The record of one patient: heading, problems, medications, laboratory values, notes. */
export function recordView(record: PatientRecord): HTMLElement {
  return el('article', { class: 'patient', 'data-patient': record.patientId }, heading(record), sections(record));
}

function heading(record: PatientRecord): HTMLElement {
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
  );
}

function sections(record: PatientRecord): HTMLElement {
  return el(
    'div',
    { class: 'sections' },
    section(
      'Problemlista',
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
    section('Laboratorievärden', labTable(record.labs), 'wide'),
    section(
      'Anteckningar',
      el(
        'ol',
        { class: 'notes' },
        ...record.notes.map(({ date, author, title, text }) =>
          el(
            'li',
            {},
            el('h3', {}, title),
            el('p', { class: 'quiet' }, el('time', { datetime: date }, date), ` · ${author}`),
            ...text.map((paragraph) => el('p', {}, paragraph)),
          ),
        ),
      ),
      'wide',
    ),
  );
}

const section = (title: string, content: HTMLElement, width = ''): HTMLElement =>
  el('section', { class: `card ${width}` }, el('h2', {}, title), el('div', { class: 'scroll' }, content));

function table(heads: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const [first = '', ...others] = heads;
  return el(
    'table',
    {},
    el('thead', {}, el('tr', {}, ...[first, ...others].map((head) => el('th', { scope: 'col' }, head)))),
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
    el('thead', {}, el('tr', {}, ...['Analys', ...dates, 'Referens'].map((head) => el('th', { scope: 'col' }, head)))),
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
            if (!result) return el('td', {}, '–');
            return el(
              'td',
              { class: result.outside && 'outside' },
              result.value,
              result.outside && el('span', { class: 'note' }, 'utanför'),
            );
          }),
          el('td', { class: 'quiet' }, lab.reference),
        ),
      ),
    ),
  );
}
