import './visit-preparation-summary.define.ts';
import {
  announced,
  assert,
  assertAccessible,
  assertFits,
  describe,
  find,
  it,
  listen,
  mount,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import { leaks } from '../../../test/components/leaks.ts';
import type { Preparation, PreparationState, QuestionnaireResponse } from '../../contract/index.ts';
import { VisitError } from '../../core/errors.ts';
import { homeReadingObservations } from '../../core/preparation/home-readings.ts';
import { FakeDayList } from '../../testing/fake-day-list.ts';
import { everyKind } from '../../testing/preparation-fixtures.ts';
import { provideDayList } from '../../testing/provide-contexts.ts';
import { makeWaitingVisit } from '../../testing/visit-fixtures.ts';

const SENT_AT = '2026-03-02T09:00:00.000Z';

const responseOf = (
  status: QuestionnaireResponse['status'],
  ...item: NonNullable<QuestionnaireResponse['item']>
): QuestionnaireResponse => ({ resourceType: 'QuestionnaireResponse', status, authored: SENT_AT, item });

function preparationOf(
  form: Preparation['form'],
  response: QuestionnaireResponse,
  { version = 1 }: { version?: number } = {},
): Preparation {
  const isSent = response.status === 'completed' && form === 'home-readings';
  const observations = isSent ? homeReadingObservations(response, { timeZone: 'Europe/Stockholm', now: 0 }) : [];
  return { form, response, version, savedAt: SENT_AT, observations };
}

const reading = (linkId: string, value: number) => ({ linkId, answer: [{ valueInteger: value }] });
const pressure = (systolic: number, diastolic: number, date: string) => ({
  linkId: 'pressure',
  item: [
    reading('systolic', systolic),
    reading('diastolic', diastolic),
    { linkId: 'pressure-date', answer: [{ valueDate: date }] },
  ],
});
const readings = preparationOf(
  'home-readings',
  responseOf(
    'completed',
    pressure(142, 90, '2026-02-26'),
    pressure(138, 86, '2026-02-28'),
    { linkId: 'others', item: [{ linkId: 'weight', answer: [{ valueDecimal: 81.5 }] }] },
    { linkId: 'comment', answer: [{ valueString: 'Mätt på morgonen' }] },
  ),
);
const health = { linkId: 'health', answer: [{ valueString: 'Bra' }] };
const draft = preparationOf(everyKind, responseOf('in-progress', { linkId: 'now', item: [health] }));

describe('visit-preparation-summary', () => {
  const stateOf = (status: PreparationState['status'], at = SENT_AT) => ({ preparation: { status, at } });
  const make = async (
    preparation: Preparation | VisitError,
    status: PreparationState['status'] = 'answered',
    { lang = 'en', width = 320, folded = false } = {},
  ) => {
    const list = new FakeDayList([makeWaitingVisit(4, { id: 'karin', ...stateOf(status) })]);
    list.preparations.set('karin', preparation);
    const home = document.createElement('div');
    provideDayList(home, list);
    const element = document.createElement('visit-preparation-summary');
    Object.assign(element, { lang, visitId: 'karin', folded });
    mount(home, { width }).append(element);
    await settled(element);
    return { element, list };
  };

  it('shows what was answered under the form’s headings, and quietly what was not', async () => {
    const { element } = await make(draft, 'draft');
    const text = seenText(element);
    assert.match(
      text,
      /Not sent yet .*Så mår du nu Hur mår du i dag\? Bra Berätta med egna ord no answer Har du ont\? no answer/,
    );
    assert.notInclude(text, 'Bild på utslagen', 'what cannot be answered here');
    await assertAccessible(element);
    assertFits(element);
  });

  it('has the readings in tables, newest first, with a line for the eye where there are several', async () => {
    const { element } = await make(readings);
    const text = seenText(element);
    assert.match(text, /Blood pressure mmHg Measured Value 28 Feb 138\/86 26 Feb 142\/90 /);
    assert.match(text, /Readings from home Weight 2 Mar 81.5 kg /, 'once, and so among the others');
    assert.include(text, 'Mätt på morgonen');
    assert.notInclude(text, 'Upper blood pressure', 'not once more as questions');
    const [both, ...others] = element.shadowRoot?.querySelectorAll('.trend') ?? [];
    assert.lengthOf(others, 0, 'one weight is no trend');
    assert.equal(both?.querySelectorAll('polyline').length, 2);
    assert.equal(both?.getAttribute('aria-hidden'), 'true');
    await assertAccessible(element);
    assertFits(element);
  });

  it('tells the host of what was sent, in FHIR, once for each time it was sent', async () => {
    const stop = new AbortController();
    const events = listen('visit-preparation-answered', stop.signal);
    const { element, list } = await make(readings);
    const again = document.createElement('visit-preparation-summary');
    again.visitId = 'karin';
    element.after(again);
    await settled(again);
    assert.lengthOf(events, 1);
    const { visitId, response, observations } = events[0]!.detail;
    assert.deepEqual([visitId, response.status, observations.length], ['karin', 'completed', 3]);
    list.preparations.set('karin', { ...readings, version: 2 });
    list.changeVisit(makeWaitingVisit(4, { id: 'karin', ...stateOf('answered', '2026-03-02T09:05:00.000Z') }));
    await settled(element);
    assert.lengthOf(events, 2);
    stop.abort();
  });

  it('new answers appear while one looks, and are told aloud; a draft is not told to the host', async () => {
    const stop = new AbortController();
    const events = listen('visit-preparation-answered', stop.signal);
    const { element, list } = await make(draft, 'draft');
    assert.lengthOf(events, 0);
    assert.equal(announced(element), '');
    list.preparations.set('karin', readings.version === 1 ? { ...readings, version: 2 } : readings);
    list.changeVisit(makeWaitingVisit(4, { id: 'karin', ...stateOf('answered') }));
    await settled(element);
    assert.include(seenText(element), '138/86');
    assert.notInclude(seenText(element), 'Not sent yet');
    assert.equal(announced(element), 'New answers have come.');
    assert.lengthOf(events, 1);
    stop.abort();
  });

  it('folded it is one button, and reads nothing before it is opened', async () => {
    const { element, list } = await make(readings, 'answered', { folded: true });
    assert.equal(seenText(element), 'Read the answers');
    assert.equal(find(element, 'button').getAttribute('aria-label'), 'Read the answers: Karin Holm');
    assert.lengthOf(list.preparationsRead, 0);
    await assertAccessible(element);
    find(element, 'button', 'Read the answers').click();
    await settled(element);
    assert.include(seenText(element), '138/86');
    assert.equal(find(element, 'button').getAttribute('aria-expanded'), 'true');
    await assertAccessible(element);
    find(element, 'button', 'Read the answers').click();
    await settled(element);
    assert.equal(seenText(element), 'Read the answers');
    assert.equal(seenText((await make(readings, 'not-begun', { folded: true })).element), '');
  });

  it('says why the answers cannot be read, and tries again', async () => {
    const { element, list } = await make(new VisitError('service-unreachable'));
    await assertAccessible(element);
    list.preparations.set('karin', readings);
    find(element, '.notice button').click();
    await settled(element);
    assert.include(seenText(element), '138/86');
  });

  it('shows nothing where nothing is asked, and that nothing has been begun', async () => {
    const list = new FakeDayList([makeWaitingVisit(4, { id: 'karin' })]);
    const home = document.createElement('div');
    provideDayList(home, list);
    const element = document.createElement('visit-preparation-summary');
    element.visitId = 'karin';
    mount(home).append(element);
    await settled(element);
    assert.equal(seenText(element), '');
    const asked = await make({ ...draft, response: null, savedAt: null, version: 0 }, 'not-begun');
    assert.include(seenText(asked.element), 'The patient has not begun to answer.');
  });

  it('fits 280 px and a wide page, in Swedish and Arabic', async () => {
    for (const lang of ['sv', 'ar'])
      for (const width of [280, 420, 1100])
        for (const preparation of [draft, readings])
          assertFits((await make(preparation, 'answered', { lang, width })).element);
  });

  it('leaves nothing behind', async () => {
    const { element, list } = await make(readings);
    const home = element.parentElement;
    element.remove();
    const watch = leaks();
    for (let time = 0; time < 20; time++) {
      home?.append(element);
      await settled(element);
      element.remove();
    }
    assert.deepEqual(watch.end(), { listeners: 0, timers: 0, frames: 0 });
    assert.lengthOf(list.preparationsRead, 21, 'read anew each time');
  });
});
