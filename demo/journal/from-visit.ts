import type { VisitPreparationDetail, VisitRecordDetail } from 'video-visit';
import { el } from '../shared/dom.ts';
import { section, table } from './record-view.ts';

type Encounter = NonNullable<VisitRecordDetail['encounter']>;
type Code = VisitRecordDetail['suggestedCode'];
type Answers = VisitPreparationDetail['response'];
type Reading = VisitPreparationDetail['observations'][number];

interface Answered {
  readonly text?: string;
  readonly answer?: readonly object[];
  readonly item?: readonly Answered[];
}

/** The clinic's, wherever the page is opened. */
const timeZone = 'Europe/Stockholm';
export const time = (instant: string | undefined): string =>
  instant ? new Date(instant).toLocaleTimeString('sv-SE', { hour: '2-digit', minute: '2-digit', timeZone }) : '–';
const day = (instant: string | undefined): string =>
  instant ? new Date(instant).toLocaleDateString('sv-SE', { timeZone }) : '–';

/** Parts in a visit, by the code that the record has for them. */
const parts: Readonly<Record<string, string>> = { PPRF: 'behandlare', translator: 'tolk', PART: 'medföljande' };

/** The visit's record as it came with the end of the visit: a contact of its own, with the code to register. */
export function visitRecordView(encounter: Encounter, code: Code): HTMLElement {
  const { period, length, subject, participant = [], extension = [] } = encounter;
  const says = (name: string) => extension.find(({ url }) => url === `urn:video-visit:${name}`);
  const people = participant.map(({ individual, type }) => {
    const part = parts[type[0]?.coding[0]?.code ?? ''];
    return `${individual.display ?? ''}${part ? ` (${part})` : ''}`;
  });
  const view = section(
    'Vårdkontakt från videobesöket',
    facts([
      [
        'Tid',
        `${day(period?.start)} kl. ${time(period?.start)}–${time(period?.end)}, ${Math.ceil(length?.value ?? 0)} min`,
      ],
      ['Form', says('modality')?.valueCode === 'phone' ? 'Videobesök, fullföljt på telefon' : 'Videobesök'],
      ['Deltog', [subject.display, ...people].filter(Boolean).join(', ')],
      ...(says('physical-visit-needed') ? [['Utfall', 'Fysiskt besök behövs'] as const] : []),
      ...(code ? [['KVÅ, förslag', `${code.code ?? ''} ${code.display ?? ''}`.trim()] as const] : []),
    ]),
  );
  view.classList.add('from-visit');
  return view;
}

/** That the patient has been reminded, which the back end does: the record keeps when. */
export function reminderView(): HTMLElement {
  const now = new Date().toISOString();
  const view = section('Påminnelse', `Patienten påmindes om videobesöket ${day(now)} kl. ${time(now)}.`);
  view.classList.add('from-visit');
  return view;
}

/** What the patient answered before the visit, and the readings they sent. */
export function answersView({ item = [] }: Answers, readings: readonly Reading[]): HTMLElement {
  const rows = flat(item).map(({ text = '', answer = [] }) => [text, answer.map(inWords).join(', ')] as const);
  const content =
    readings.length > 0
      ? table(
          ['Tid', 'Mätning', 'Värde'],
          readings.map((reading) => [
            `${day(reading.effectiveDateTime)} ${time(reading.effectiveDateTime)}`,
            reading.code.text ?? reading.code.coding[0]?.display ?? '',
            valueOf(reading),
          ]),
        )
      : facts(rows);
  const view = section('Patientens svar inför besöket', content);
  view.classList.add('from-visit', 'dated');
  return view;
}

const facts = (rows: readonly (readonly [string, string])[]): HTMLElement =>
  el('dl', {}, ...rows.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));

const flat = (items: readonly Answered[]): Answered[] =>
  items.flatMap((item) => [...(item.answer?.length ? [item] : []), ...flat(item.item ?? [])]);

function valueOf({ valueQuantity, component = [] }: Reading): string {
  const values = valueQuantity ? [valueQuantity] : component.flatMap((one) => one.valueQuantity ?? []);
  const unit = values[0]?.unit ?? '';
  return `${values.map(({ value }) => value?.toLocaleString('sv-SE') ?? '').join('/')} ${unit}`.trim();
}

/** An answer of any type that FHIR R4 has for it: `valueString`, `valueCoding`, … */
function inWords(answer: object): string {
  const value: unknown = Object.entries(answer).find(([name]) => name.startsWith('value'))?.[1];
  if (typeof value === 'boolean') return value ? 'Ja' : 'Nej';
  if (typeof value === 'number') return value.toLocaleString('sv-SE');
  if (typeof value === 'string') return value;
  const { display, code, value: quantity, unit } = value as Record<string, string | number | undefined>;
  return String(display ?? code ?? `${quantity ?? ''} ${unit ?? ''}`).trim();
}
