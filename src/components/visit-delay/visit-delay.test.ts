import './visit-delay.define.ts';
import {
  announced,
  assert,
  assertAccessible,
  assertFits,
  describe,
  find,
  it,
  mount,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import { VisitError } from '../../core/errors.ts';
import type { Telling } from '../../core/visit/telling.ts';
import { eventually } from '../../testing/eventually.ts';
import { FakeDayList } from '../../testing/fake-day-list.ts';
import { provideDayList } from '../../testing/provide-contexts.ts';
import { makeVisit, makeWaitingVisit } from '../../testing/visit-fixtures.ts';

const day = () => [
  makeWaitingVisit(4, { id: 'karin', startsInMinutes: 0 }),
  makeVisit({ id: 'siv', startsInMinutes: 1, patient: { name: 'Siv Lund' } }),
  makeVisit({ id: 'other', startsInMinutes: 1, clinician: { name: 'Per Ström' } }),
];

/** Says no once for one visit. */
class Refusing extends FakeDayList {
  refuses: string | null = 'siv';
  override async tell(visitId: string, telling: Telling): Promise<void> {
    if (visitId === this.refuses) {
      this.refuses = null;
      throw new VisitError('service-unreachable');
    }
    return super.tell(visitId, telling);
  }
}

describe('visit-delay', () => {
  const make = async (
    list = new FakeDayList(day()),
    { lang = 'en', width = 360, visitId = 'karin', phrases = [] as readonly string[] } = {},
  ) => {
    const home = document.createElement('div');
    provideDayList(home, list);
    const element = document.createElement('visit-delay');
    element.lang = lang;
    element.visitId = visitId;
    element.phrases = phrases;
    mount(home, { width }).append(element);
    await settled(element);
    let done = 0;
    element.addEventListener('visit-delay-done', () => done++);
    return { element, list, doneTimes: () => done };
  };
  const chooseAll = async (element: HTMLElement) => {
    element.shadowRoot?.querySelectorAll<HTMLInputElement>('input[type=radio]')[1]?.click();
    await settled(element);
  };

  it('tells one patient with one press, and is done', async () => {
    const { element, list, doneTimes } = await make();
    await assertAccessible(element);
    assertFits(element);
    find(element, '.minutes button', '15 minutes').click();
    await eventually(() => doneTimes() === 1, 'done');
    assert.deepEqual(list.told, [['karin', { type: 'tell-delay', minutes: 15 }]]);
  });

  it('tells all that remain today with the same clinician, and says how many', async () => {
    const { element, list, doneTimes } = await make();
    assert.include(seenText(element), 'All that remain today with Anna Berg (2)');
    await chooseAll(element);
    find(element, '.minutes button', '30 minutes').focus();
    find(element, '.minutes button', '30 minutes').click();
    await eventually(() => seenText(element).includes('2 patients have been told.'), 'the result');
    assert.deepEqual(
      list.told.map(([visitId]) => visitId),
      ['karin', 'siv'],
    );
    assert.include(announced(element), '2 patients have been told.');
    assert.include(element.shadowRoot?.activeElement?.textContent, '2 patients have been told.');
    await assertAccessible(element);
    assert.equal(doneTimes(), 0);
    find(element, 'button', 'Done').click();
    assert.equal(doneTimes(), 1);
    await settled(element);
    find(element, 'button', 'Take back for all (2)').click();
    await eventually(() => seenText(element).includes('Taken back for 2 patients.'), 'the taking back');
    assert.deepEqual(list.told.at(-1), ['siv', { type: 'tell-delay', clear: true }]);
  });

  it('names those for whom it failed, and tries again for them alone', async () => {
    const list = new Refusing(day());
    const { element } = await make(list);
    await chooseAll(element);
    find(element, '.minutes button', '5 minutes').click();
    await eventually(() => /It did not work for Siv Lund \d\d:\d\d\./.test(seenText(element)), 'who failed');
    assert.include(seenText(element), '1 patient has been told.');
    await assertAccessible(element);
    assertFits(element);
    find(element, 'button', 'Try again').click();
    await eventually(() => seenText(element).includes('2 patients have been told.'), 'both');
    assert.deepEqual(
      list.told.map(([visitId]) => visitId),
      ['karin', 'siv'],
    );
  });

  it('marks own words with the language they are written in, and ready-made ones with the panel’s', async () => {
    const phrases = ['An urgent visit came between.', 'The computer has to start anew.'];
    const { element, list, doneTimes } = await make(undefined, { phrases });
    find(element, 'button', phrases[1] as string).click();
    await eventually(() => doneTimes() === 1, 'told');
    assert.deepEqual(list.told.at(-1), ['karin', { type: 'tell-delay', words: phrases[1], language: 'en' }]);
    const field = element.shadowRoot?.querySelector<HTMLInputElement>('input[name=words]');
    const language = element.shadowRoot?.querySelector<HTMLSelectElement>('select');
    assert.equal(language?.value, 'en');
    if (field) field.value = ' Strax ';
    if (language) language.value = 'sv';
    find(element, 'form button', 'Tell').click();
    await eventually(() => doneTimes() === 2, 'told');
    assert.deepEqual(list.told.at(-1), ['karin', { type: 'tell-delay', words: 'Strax', language: 'sv' }]);
  });

  it('has no choice of whom where nobody else remains; a refusal is said', async () => {
    const list = new Refusing(day());
    list.refuses = 'other';
    const { element } = await make(list, { visitId: 'other' });
    assert.notExists(element.shadowRoot?.querySelector('input[type=radio]'));
    find(element, '.minutes button', '5 minutes').click();
    await eventually(() => Boolean(element.shadowRoot?.querySelector('.notice')), 'the refusal');
    await assertAccessible(element);
  });

  it('fits 280 px, in Arabic too', async () => {
    for (const lang of ['sv', 'ar'])
      assertFits((await make(undefined, { lang, width: 280, phrases: ['Ett akut besök kom emellan.'] })).element);
  });
});
