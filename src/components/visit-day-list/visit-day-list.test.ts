import './visit-day-list.define.ts';
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
import type { TemplateResult } from 'lit';
import { VisitError } from '../../core/errors.ts';
import { eventually } from '../../testing/eventually.ts';
import { FakeDayList } from '../../testing/fake-day-list.ts';
import { provideDayList } from '../../testing/provide-contexts.ts';
import { VisitDayList } from './visit-day-list.ts';
import { makeSelfTest } from '../../testing/self-test-fixtures.ts';
import {
  makeConnection,
  makeParticipant,
  makeVisit,
  makeVisitInProgress,
  makeWaitingVisit,
} from '../../testing/visit-fixtures.ts';

const day = () => [
  makeVisit({ id: 'done', startsInMinutes: -60, status: 'finished', patient: { name: 'Olle Sand' } }),
  makeVisit({ id: 'closed', startsInMinutes: -30, patient: { name: 'Elsa Nyman' } }),
  makeWaitingVisit(4, { id: 'karin', startsInMinutes: 0 }),
  makeWaitingVisit(0, {
    id: 'gunnar',
    startsInMinutes: 30,
    patient: { name: 'Gunnar Bergström', connection: makeConnection('tablet', false) },
  }),
  makeVisit({
    id: 'opened',
    startsInMinutes: 60,
    patient: { name: 'Siv Lund', connection: makeConnection('computer') },
  }),
  makeVisitInProgress({
    id: 'other',
    startsInMinutes: 60,
    self: null,
    patient: { name: 'Ali Demir' },
    clinician: { name: 'Per Ström' },
  }),
];

/** Notes which rows it renders. */
class CountingDayList extends VisitDayList {
  readonly rendered: string[] = [];
  protected override renderRow(...args: Parameters<VisitDayList['renderRow']>): TemplateResult {
    this.rendered.push(args[0].visit.id);
    return super.renderRow(...args);
  }
}
customElements.define('counting-day-list', CountingDayList);

describe('visit-day-list', () => {
  const make = async (list = new FakeDayList(day()), { lang = 'en', width = 360 } = {}) => {
    const home = document.createElement('div');
    const provider = provideDayList(home, list);
    const element = document.createElement('visit-day-list');
    element.lang = lang;
    mount(home, { width }).append(element);
    await settled(element);
    return { element, list, provider };
  };
  const rows = (element: Element) => [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.row') ?? [])];
  const order = (element: Element) => rows(element).map((row) => row.dataset['visit']);

  it('puts the next who waits first and largest, those who are done last', async () => {
    const { element } = await make();
    assert.deepEqual(order(element), ['karin', 'closed', 'gunnar', 'opened', 'other', 'done']);
    assert.include(rows(element)[0]?.className ?? '', 'next');
    await assertAccessible(element);
    assertFits(element);
  });

  it('says of each where they are', async () => {
    const { element } = await make();
    const said = Object.fromEntries(
      rows(element).map((row) => [row.dataset['visit'], row.textContent?.replace(/\s+/g, ' ')]),
    );
    assert.include(said['karin'], 'waiting 4 min');
    assert.include(said['karin'], 'phone');
    assert.include(said['gunnar'], 'waiting since just now');
    assert.include(said['gunnar'], 'lost contact');
    assert.include(said['closed'], 'not opened yet');
    assert.include(said['opened'], 'has opened');
    assert.include(said['opened'], 'computer');
    assert.include(said['other'], 'in a visit with Per Ström');
    assert.include(said['done'], 'over');
    assert.include(seenText(element), '2 wait');
  });

  it('has both names where a guardian acts for a child, and their wait where they come alone (N15)', async () => {
    const waitingSince = new Date(Date.now() - 6 * 60_000).toISOString();
    const guardian = makeParticipant('companion', 'Maria Holm', {
      onBehalfOf: 'Elsa Holm',
      admission: 'waiting',
      waitingSince,
      connection: makeConnection(),
    });
    const child = { name: 'Elsa Holm', connection: null, admission: 'outside' as const, waitingSince: null };
    const { element } = await make(
      new FakeDayList([makeVisit({ id: 'elsa', status: 'arrived', patient: child, others: [guardian] })]),
    );
    const said = rows(element)[0]?.textContent?.replace(/\s+/g, ' ');
    assert.include(said, 'Elsa Holm, Maria Holm (for Elsa Holm)');
    assert.include(said, 'waiting 6 min');
    assert.notInclude(said, 'lost contact');
    assertFits(element);
  });

  it('calls in with one press', async () => {
    const { element, list } = await make();
    find(element, 'button', 'Call in: Karin Holm').click();
    await settled(element);
    assert.deepEqual(list.calledIn, ['karin']);
    assert.deepEqual(
      rows(element).flatMap((row) => row.querySelector('[part=call-in]')?.getAttribute('aria-label') ?? []),
      ['End and call in: Gunnar Bergström'],
      'nobody else can be called in without an end',
    );
  });

  it('arrows move between the rows, with one stop for Tab, and Enter calls in', async () => {
    const { element, list } = await make();
    const stops = () =>
      rows(element).filter((row) => row.matches('[tabindex="0"]') || row.querySelector('[tabindex="0"]'));
    const focused = () => element.shadowRoot?.activeElement as HTMLElement;
    const press = async (key: string) => {
      focused().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
      await settled(element);
    };
    assert.lengthOf(stops(), 1);
    stops()[0]?.querySelector<HTMLElement>('[part=call-in]')?.focus();
    assert.equal(focused().getAttribute('aria-label'), 'Call in: Karin Holm');
    await press('ArrowDown');
    assert.equal(focused().dataset['visit'], 'closed');
    assert.deepEqual(stops(), [focused()]);
    await press('ArrowDown');
    assert.equal(focused().getAttribute('aria-label'), 'Call in: Gunnar Bergström');
    await press('End');
    assert.equal(focused().dataset['visit'], 'done');
    await press('ArrowUp');
    await press('Home');
    focused().click();
    assert.deepEqual(list.calledIn, ['karin'], 'a button takes Enter as a press');
  });

  it('says on the row that a colleague was first, aloud too, and tells the host', async () => {
    const { element, list } = await make();
    list.refusal = new VisitError('already-called-in');
    const stop = new AbortController();
    const errors = listen('visit-error', stop.signal);
    find(element, 'button', 'Call in: Karin').click();
    list.changeVisit(
      makeVisitInProgress({ id: 'karin', startsInMinutes: 0, self: null, clinician: { name: 'Per Ström' } }),
    );
    await settled(element);
    const row = rows(element).find((one) => one.dataset['visit'] === 'karin');
    assert.include(row?.textContent, 'Karin Holm has already been called in by Per Ström.');
    assert.include(announced(element), 'has already been called in by Per Ström');
    assert.deepEqual(
      errors.map(({ detail }) => [detail.error.code, detail.visitId]),
      [['already-called-in', 'karin']],
    );
    await assertAccessible(element);
    stop.abort();
  });

  it('offers the way back into one’s own visit', async () => {
    const visit = makeVisitInProgress({ id: 'mine' });
    const { element, list } = await make(new FakeDayList([{ ...visit, self: visit.calledInBy }]));
    find(element, 'button', 'Back to the visit').click();
    assert.deepEqual(list.calledIn, ['mine']);
  });

  it('announces who comes to wait, once', async () => {
    const { element, list } = await make();
    assert.equal(announced(element), '');
    list.changeVisit(makeWaitingVisit(0, { id: 'opened', startsInMinutes: 60, patient: { name: 'Siv Lund' } }));
    await settled(element);
    assert.equal(announced(element), 'Siv Lund waits.');
    list.change({ visits: [...list.store.get().visits] });
    await settled(element);
    assert.equal(announced(element), 'Siv Lund waits.');
  });

  it('before the booked time it warns, then says how the question stands, and takes it back (N08)', async () => {
    const visit = makeWaitingVisit(1, { id: 'karin', startsInMinutes: 20 });
    const clinician = visit.participants[1]?.id ?? '';
    const { element, list } = await make(new FakeDayList([{ ...visit, self: clinician }]));
    assert.match(seenText(element), /The booked time is \d\d:\d\d\. The patient is asked first/);
    const earlyCall = { by: clinician, at: new Date().toISOString(), answer: null };
    list.changeVisit({ ...visit, self: clinician, earlyCall });
    await settled(element);
    assert.include(seenText(element), 'Karin Holm is asked whether to start now.');
    await assertAccessible(element);
    find(element, 'button', 'Take it back').click();
    await settled(element);
    assert.deepEqual(list.told, [['karin', { type: 'withdraw-call' }]]);
    list.changeVisit({ ...visit, self: clinician, earlyCall: { ...earlyCall, answer: 'at-booked-time' } });
    await settled(element);
    assert.match(seenText(element), /Karin Holm has answered: start at \d\d:\d\d\./);
  });

  it('tells a delay from the row, in minutes or own words, and keeps what was told and when (N07)', async () => {
    const { element, list } = await make();
    find(element, 'button', 'Say that you are late').click();
    await settled(element);
    await assertAccessible(element);
    assertFits(element);
    const minutes = () =>
      element.shadowRoot?.querySelector<HTMLElement>('visit-delay')?.shadowRoot?.querySelector('.minutes') ?? null;
    await eventually(() => minutes() !== null, 'the choices');
    const quarter = [...(minutes()?.querySelectorAll('button') ?? [])].find(({ textContent }) =>
      textContent.includes('15 minutes'),
    );
    quarter?.focus();
    quarter?.click();
    await eventually(() => !element.shadowRoot?.querySelector('visit-delay'), 'closed');
    await settled(element);
    assert.deepEqual(list.told, [['karin', { type: 'tell-delay', minutes: 15 }]]);
    assert.match(seenText(element), /15 minutes late, told at \d\d:\d\d/);
    assert.equal(
      element.shadowRoot?.activeElement?.getAttribute('aria-label'),
      'Say that you are late: Karin Holm',
      'the focus is back where it was',
    );
    find(element, 'button', 'Take it back').click();
    await settled(element);
    assert.deepEqual(list.told.at(-1), ['karin', { type: 'tell-delay', clear: true }]);
    assert.notInclude(seenText(element), 'told at');
  });

  it('shows what the patient has told, and that a visit goes on by phone', async () => {
    const late = { kind: 'late', minutes: 10, at: new Date().toISOString() } as const;
    const { element } = await make(
      new FakeDayList([
        makeVisit({ id: 'late', patient: { late } }),
        makeVisitInProgress({ id: 'phone', modality: 'phone' }),
      ]),
    );
    assert.include(seenText(element), 'comes 10 minutes late');
    assert.include(seenText(element), 'by phone');
  });

  it('a new patient who waits does not take the focus', async () => {
    const { element, list } = await make();
    find(element, 'button', 'Call in: Gunnar').focus();
    list.changeVisit(makeWaitingVisit(0, { id: 'closed', startsInMinutes: -30, patient: { name: 'Elsa Nyman' } }));
    await settled(element);
    assert.equal(order(element)[0], 'closed');
    assert.equal(element.shadowRoot?.activeElement?.getAttribute('aria-label'), 'Call in: Gunnar Bergström');
  });

  it('says that the service is away, and what else is wrong', async () => {
    const { element, list } = await make();
    list.change({ service: 'away', problem: new VisitError('service-unreachable') });
    await settled(element);
    assert.include(seenText(element), 'We have lost contact, so the list may be old.');
    list.change({ service: 'connected', problem: new VisitError('token-expired') });
    await settled(element);
    assert.include(seenText(element), 'Your sign-in has run out.');
    await assertAccessible(element);
    find(element, 'button', 'Try again').click();
    assert.equal(list.retries, 1);
  });

  it('tells the list which rows are in view: not those below, none while the page is hidden or without it', async () => {
    const { element, list, provider } = await make(
      new FakeDayList([
        makeWaitingVisit(4, { id: 'karin' }),
        ...Array.from({ length: 40 }, (_, n) => makeVisit({ id: `later-${n}`, startsInMinutes: 90 + n * 5 })),
      ]),
    );
    // Where the test before has left the page.
    window.scrollTo(0, 0);
    await eventually(() => list.inView.includes('karin'), 'the first row is in view');
    assert.notInclude(list.inView, 'later-39');
    await eventually(() => rows(element).length === 41, 'all rows');
    element.shadowRoot?.querySelector('[data-visit=later-39]')?.scrollIntoView();
    await eventually(() => list.inView.includes('later-39'), 'the last row is in view');
    assert.notInclude(list.inView, 'karin');

    const hidden = (state: DocumentVisibilityState | null) => {
      if (state) Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
      else Reflect.deleteProperty(document, 'visibilityState');
      document.dispatchEvent(new Event('visibilitychange'));
    };
    hidden('hidden');
    assert.deepEqual(list.inView, []);
    hidden(null);
    assert.include(list.inView, 'later-39');

    const home = element.parentElement as HTMLElement;
    element.remove();
    assert.deepEqual(list.inView, []);
    home.append(element);
    await eventually(() => list.inView.length > 0, 'rows in view after a move');
    const other = new FakeDayList(day());
    provider.setValue(other);
    await eventually(() => other.inView.length > 0, 'rows in view for another list');
    assert.deepEqual(list.inView, [], 'the list before has nobody who looks');
  });

  it('tells the list when the clinician comes back, by pointer or by keyboard', async () => {
    const { element, list } = await make();
    element.dispatchEvent(new PointerEvent('pointerenter'));
    assert.equal(list.returns, 1);
    find(element, 'button', 'Call in: Karin').focus();
    assert.equal(list.returns, 2);
  });

  it('says that devices are open ahead of the call-in, aloud once, and which', async () => {
    const both = 'The camera and the microphone are on so that the visit can begin at once. Nobody sees or hears you.';
    const { element, list } = await make();
    assert.notInclude(seenText(element), 'are on so that');
    list.change({ openAhead: ['camera', 'microphone'] });
    await settled(element);
    assert.include(seenText(element), both);
    assert.equal(announced(element), both);
    await assertAccessible(element);
    assertFits(element);
    list.change({ openAhead: ['microphone'] });
    await settled(element);
    assert.include(seenText(element), 'The microphone is on so that');
    list.change({ openAhead: [] });
    await settled(element);
    assert.notInclude(seenText(element), 'so that the visit can begin');
  });

  it('says all that is known of a visit, in words', async () => {
    const interpreter = makeParticipant('interpreter', 'Tina Tolk', { admission: 'waiting' });
    const companion = makeParticipant('companion', 'Maja Holm');
    const { element } = await make(
      new FakeDayList([
        makeWaitingVisit(12, {
          id: 'all',
          startsInMinutes: -10,
          patient: { language: 'ar', selfTest: makeSelfTest({ microphone: 'silent' }) },
          clinician: { name: 'Per Ström' },
          preparation: { status: 'answered', at: new Date().toISOString() },
          others: [interpreter, companion],
        }),
        makeVisit({ id: 'absent', startsInMinutes: -10 }),
      ]),
    );
    const [all, absent] = rows(element).map((row) => row.textContent?.replace(/\s+/g, ' ') ?? '');
    for (const said of [
      'waiting 12 min',
      'phone',
      'interpreter waits',
      'companion booked',
      'has answered the questions',
      'language: Arabic',
      'with Per Ström',
      'tested, trouble with sound',
    ])
      assert.include(all, said);
    assert.match(all ?? '', /we are \d+ min late/);
    assert.match(absent ?? '', /the patient is \d+ min late/);
    assert.include(absent, 'not tested');
    await assertAccessible(element);
    assertFits(element);
  });

  it('renders one row for one update of two hundred visits', async () => {
    const visits = Array.from({ length: 200 }, (_, n) =>
      makeVisit({ id: `v${n}`, startsInMinutes: 30 + n, patient: { name: `Person ${n}` } }),
    );
    const list = new FakeDayList(visits);
    const home = document.createElement('div');
    provideDayList(home, list);
    const element = new CountingDayList();
    element.lang = 'en';
    mount(home, { width: 360 }).append(element);
    await settled(element);
    await eventually(() => rows(element).length === 200, 'all rows, in parts');
    // The first rendering finds the stop for Tab.
    element.requestUpdate();
    await settled(element);
    element.rendered.length = 0;
    const changed = new Set<string | undefined>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const from = target instanceof Element ? target : target.parentElement;
        changed.add(from?.closest<HTMLElement>('.row')?.dataset['visit']);
      }
    });
    const list200 = element.shadowRoot?.querySelector('.rows');
    assert.exists(list200);
    if (list200) observer.observe(list200, { subtree: true, childList: true, attributes: true, characterData: true });
    const [visit] = visits.slice(77);
    assert.exists(visit);
    if (visit) list.changeVisit({ ...visit, preparation: { status: 'draft', at: new Date().toISOString() } });
    await settled(element);
    for (const { target } of observer.takeRecords()) {
      const from = target instanceof Element ? target : target.parentElement;
      changed.add(from?.closest<HTMLElement>('.row')?.dataset['visit']);
    }
    observer.disconnect();
    assert.deepEqual(element.rendered, ['v77']);
    assert.deepEqual([...changed], ['v77']);
    element.rendered.length = 0;
    element.requestUpdate();
    await settled(element);
    assert.deepEqual(element.rendered, [], 'no news, nothing rendered');
  });

  it('puts the visit from the record first, with how the test went, whoever waits', async () => {
    const { element, list } = await make();
    element.visitId = 'gunnar';
    await settled(element);
    assert.equal(order(element)[0], 'gunnar');
    const first = rows(element)[0];
    assert.include(first?.className, 'next');
    assert.equal(first?.querySelector('.readiness')?.textContent, 'not tested');
    assert.notExists(element.shadowRoot?.activeElement, 'the focus stays where it is');
    find(element, 'button', 'Call in: Gunnar Bergström').click();
    await settled(element);
    assert.deepEqual(list.calledIn, ['gunnar']);
  });

  it('says that it does not hold the visit, once it knows', async () => {
    const list = new FakeDayList(day(), { service: 'connecting' });
    const { element } = await make(list);
    element.visitId = 'of-another-unit';
    await settled(element);
    assert.notInclude(seenText(element), 'is not in the list');
    list.change({ service: 'connected' });
    await settled(element);
    assert.include(seenText(element), 'The visit you chose is not in the list.');
    await assertAccessible(element);
    element.visitId = 'done';
    await settled(element);
    assert.notInclude(seenText(element), 'is not in the list', 'one that is over is there');
  });

  it('calls in the next out of a visit, which ends it', async () => {
    const { element, list } = await make();
    find(element, 'button', 'Call in: Karin').click();
    await settled(element);
    find(element, 'button', 'End and call in: Gunnar Bergström').click();
    await settled(element);
    assert.deepEqual(list.calledIn, ['karin', 'gunnar']);
    assert.equal(list.store.get().visits.find(({ id }) => id === 'karin')?.status, 'finished');
  });

  it('asks the host to remind who has not come, and shows when (N32)', async () => {
    const { element, list } = await make();
    const stop = new AbortController();
    const asked = listen('visit-reminder-asked', stop.signal);
    find(element, 'button', 'Remind the patient: Elsa Nyman').click();
    await settled(element);
    assert.deepEqual(list.told, [['closed', { type: 'remind' }]]);
    assert.deepEqual(
      asked.map(({ detail }) => detail),
      [{ visitId: 'closed' }],
    );
    assert.match(seenText(element), /Reminder asked for at \d\d:\d\d/);
    const buttons = [...(element.shadowRoot?.querySelectorAll('button') ?? [])];
    assert.isFalse(
      buttons.some(({ textContent }) => textContent.includes('Remind')),
      'not twice in a row',
    );
    await assertAccessible(element);
    stop.abort();
  });

  it('gives unit staff the same list without a call-in (N30)', async () => {
    const list = new FakeDayList(day());
    const { identity } = list.store.get();
    list.change({ identity: identity && { ...identity, kind: 'unit-staff', name: 'Siv Unit' } });
    const { element } = await make(list);
    assert.notExists(element.shadowRoot?.querySelector('[part=call-in]'));
    assert.include(seenText(element), 'with Anna Berg');
    assert.include(seenText(element), 'waiting 4 min');
    find(element, 'button', 'Tell of a delay: Karin Holm');
    assert.deepEqual(order(element).slice(0, 2), ['closed', 'karin'], 'by booked time');
    find(element, 'button', 'Remind the patient: Elsa Nyman');
    await assertAccessible(element);
  });

  it('puts other days under their day, and what is over last', async () => {
    const day = 24 * 60;
    const { element } = await make(
      new FakeDayList([
        makeVisit({ id: 'over', startsInMinutes: -5, status: 'finished' }),
        makeVisit({ id: 'tomorrow', startsInMinutes: day }),
        makeVisit({ id: 'later', startsInMinutes: 3 * day }),
      ]),
    );
    const items = [...(element.shadowRoot?.querySelectorAll('.rows > li') ?? [])];
    assert.deepEqual(
      items.map((item) => (item as HTMLElement).dataset['visit'] ?? 'day'),
      ['day', 'tomorrow', 'day', 'later', 'day', 'over'],
    );
    await assertAccessible(element);
  });

  it('says that there is nothing today', async () => {
    assert.include(seenText((await make(new FakeDayList())).element), 'No video visits today.');
    assert.include(seenText((await make(new FakeDayList([], { service: 'connecting' }))).element), 'Fetching today');
  });

  it('fits 280 px and a wide page, in Arabic too', async () => {
    for (const lang of ['sv', 'ar'])
      for (const width of [280, 700]) assertFits((await make(new FakeDayList(day()), { lang, width })).element);
  });

  it('has three ordinary visits of a day in 400 px, in a panel 420 px wide', async () => {
    const visits = ['Elsa Nyman', 'Siv Lund', 'Gunnar Bergström'].map((name, n) =>
      makeVisit({ id: name, startsInMinutes: 5 + n, subject: 'Provsvar', patient: { name, selfTest: makeSelfTest() } }),
    );
    const { element } = await make(new FakeDayList(visits), { lang: 'sv', width: 388 });
    const heights = rows(element).map((row) => row.getBoundingClientRect().height);
    assert.lengthOf(heights, 3);
    assert.isAtMost(
      heights.reduce((sum, height) => sum + height),
      400,
    );
  });

  it('says the device once, with the self-test where that was made on it', async () => {
    const tested = makeWaitingVisit(4, { id: 'a', patient: { selfTest: makeSelfTest() } });
    const on = (element: Element) => rows(element)[0]?.textContent?.match(/\bphone\b/g) ?? [];
    assert.lengthOf(on((await make(new FakeDayList([tested]))).element), 1);
    const other = makeWaitingVisit(4, {
      id: 'b',
      patient: { selfTest: makeSelfTest(), connection: makeConnection('computer') },
    });
    const { element } = await make(new FakeDayList([other]));
    assert.include(seenText(element), 'computer');
    assert.lengthOf(on(element), 1);
  });

  it('tells how the patient’s self-test went, and on what (N04)', async () => {
    const tested = (id: string, minutes: number, reasons?: Parameters<typeof makeSelfTest>[0]) =>
      makeVisit({ id, startsInMinutes: minutes, patient: { selfTest: makeSelfTest(reasons) } });
    const over = { ...tested('c', -60), status: 'finished' as const };
    const { element } = await make(new FakeDayList([tested('a', 5), tested('b', 25, { camera: 'black' }), over]));
    const text = seenText(element);
    assert.include(text, 'tested OK, phone');
    assert.include(text, 'tested, trouble with the picture, phone');
    assert.lengthOf(text.match(/tested/g) ?? [], 2);
    await assertAccessible(element);
  });
});
