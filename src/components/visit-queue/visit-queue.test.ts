import './visit-queue.define.ts';
import '../visit-day-list/visit-day-list.define.ts';
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
import type { QueueView, VisitView } from '../../contract/index.ts';
import { VisitError } from '../../core/errors.ts';
import { FakeDayList } from '../../testing/fake-day-list.ts';
import { provideDayList } from '../../testing/provide-contexts.ts';
import { makeConnection, makeDropInVisit, makeQueue, makeVisitInProgress } from '../../testing/visit-fixtures.ts';

const named = (position: number, name: string, more: Parameters<typeof makeDropInVisit>[1] = {}): VisitView =>
  makeDropInVisit(position, { id: name.toLowerCase(), ...more, patient: { name, ...more.patient } });
const three = (): VisitView[] => [
  named(2, 'Gunnar', { waitedMinutes: 7, patient: { connection: makeConnection('phone', false) } }),
  named(1, 'Karin', { waitedMinutes: 12, preparation: { status: 'answered', at: new Date().toISOString() } }),
  named(3, 'Elsa', { waitedMinutes: 0 }),
];

describe('visit-queue', () => {
  const make = async ({
    visits = three(),
    queue = {} as Partial<QueueView> | null,
    lang = 'en',
    width = 320,
    more = {} as ConstructorParameters<typeof FakeDayList>[1],
  } = {}) => {
    const list = new FakeDayList(visits, { queues: queue ? [makeQueue(visits, queue)] : [], ...more });
    const home = document.createElement('div');
    provideDayList(home, list);
    const element = document.createElement('visit-queue');
    element.lang = lang;
    mount(home, { width }).append(element);
    await settled(element);
    return { element, list };
  };
  const press = async (element: HTMLElement, text: string): Promise<void> => {
    find(element, 'button', text).click();
    await settled(element);
  };
  const has = (element: HTMLElement, text: string): boolean =>
    [...(element.shadowRoot?.querySelectorAll('button') ?? [])].some((button) => button.textContent.includes(text));

  it('says how many wait and for how long, and takes the next with one press (N33)', async () => {
    const { element, list } = await make();
    assert.include(seenText(element), '3 wait · longest 12 min');
    await assertAccessible(element);
    assertFits(element);
    await press(element, 'Take the next');
    assert.deepEqual(list.calledIn, ['karin']);
  });

  it('shows the queue in order to choose from, and who has answered and who is not there', async () => {
    const { element, list } = await make();
    await press(element, 'Choose from the queue');
    assert.include(element.shadowRoot?.activeElement?.getAttribute('aria-label'), 'Karin');
    const rows = [...(element.shadowRoot?.querySelectorAll('li') ?? [])];
    const texts = rows.map((row) => seenText(row));
    assert.deepEqual(
      texts.map((text) => text.slice(0, 8)),
      ['1 Karin ', '2 Gunnar', '3 Elsa w'],
    );
    assert.include(texts[0], 'Read the answers');
    assert.include(texts[1], 'lost contact');
    await assertAccessible(element);
    assertFits(element);
    await press(element, 'Call in: Elsa');
    assert.deepEqual(list.calledIn, ['elsa']);
  });

  it('where a colleague was first with the next, takes the one after; with the chosen one, says so aloud', async () => {
    const { element, list } = await make();
    list.refusal = new VisitError('already-called-in');
    await press(element, 'Take the next');
    assert.deepEqual(list.calledIn, ['karin', 'elsa'], 'Gunnar’s page is lost');
    const alone = await make({ visits: [named(1, 'Karin')] });
    alone.list.refusal = new VisitError('already-called-in');
    await press(alone.element, 'Take the next');
    assert.include(seenText(alone.element), 'A colleague was first. Nobody else waits now.');
    const chosen = await make();
    const stop = new AbortController();
    const errors = listen('visit-error', stop.signal);
    await press(chosen.element, 'Choose from the queue');
    chosen.list.refusal = new VisitError('already-called-in');
    await press(chosen.element, 'Call in: Elsa');
    assert.include(seenText(chosen.element), 'A colleague was first with Elsa.');
    assert.include(announced(chosen.element), 'A colleague was first with Elsa.');
    assert.deepEqual(
      errors.map(({ detail }) => [detail.error.code, detail.visitId]),
      [['already-called-in', 'elsa']],
    );
    stop.abort();
    await assertAccessible(chosen.element);
  });

  it('is opened for some hours or until closed, and closed; the focus stays at the button', async () => {
    const { element, list } = await make({ visits: [], queue: null });
    assert.include(seenText(element), 'Closed');
    assert.isFalse(has(element, 'Take the next'));
    await press(element, 'Open drop-in');
    assert.equal(element.shadowRoot?.activeElement?.textContent?.trim(), '1 hour');
    await assertAccessible(element);
    assertFits(element);
    const before = Date.now();
    await press(element, '2 hours');
    const [queueId, request] = list.queuesSet[0] ?? [];
    assert.equal(queueId, 'SE2321000016-4ABC');
    assert.isTrue(request?.open);
    const closesAt = request?.open && request.closesAt ? Date.parse(request.closesAt) : 0;
    assert.approximately(closesAt, before + 2 * 3_600_000, 5_000);
    assert.match(seenText(element), /Open until \d\d:\d\d/);
    assert.include(seenText(element), 'Nobody waits');
    assert.equal(element.shadowRoot?.activeElement?.textContent?.trim(), 'Close to others');
    await press(element, 'Close to others');
    assert.deepEqual(list.queuesSet.at(-1), ['SE2321000016-4ABC', { open: false }]);
    await press(element, 'Open drop-in');
    await press(element, 'Until somebody closes it');
    assert.deepEqual(list.queuesSet.at(-1)?.[1], { open: true });
  });

  it('closed with people in it, it says that they keep their place, and they can be taken', async () => {
    const { element, list } = await make({ queue: { isOpen: false } });
    assert.include(seenText(element), 'Closed to others. Those who wait keep their place.');
    await assertAccessible(element);
    await press(element, 'Take the next');
    assert.deepEqual(list.calledIn, ['karin']);
  });

  it('goes on from a visit of the queue to the next with one press, and not from another visit', async () => {
    const running = {
      ...makeVisitInProgress({ id: 'running' }),
      dropIn: { queueId: 'SE2321000016-4ABC', place: null },
    };
    const { element, list } = await make({ visits: [running, ...three()], more: { frontVisitId: 'running' } });
    assert.isFalse(has(element, 'Take the next'));
    await assertAccessible(element);
    assertFits(element);
    await press(element, 'End and take the next');
    assert.deepEqual(list.calledIn, ['karin']);
  });

  it('lets nobody be taken while another visit goes on, nor by unit staff', async () => {
    const running = makeVisitInProgress({ id: 'running' });
    const busy = await make({ visits: [running, ...three()], more: { frontVisitId: 'running' } });
    assert.isFalse(has(busy.element, 'ake the next'));
    assert.include(seenText(busy.element), '3 wait');
    const { element, list } = await make();
    list.change({ identity: { ...list.store.get().identity!, kind: 'unit-staff' } });
    await settled(element);
    assert.isFalse(has(element, 'Take the next'));
    await press(element, 'Those who wait');
    assert.isFalse(has(element, 'Call in'));
    assert.include(seenText(element), 'Has answered the questions', 'and nothing of the answers');
    assert.isEmpty(list.preparationsRead);
    assert.isTrue(has(element, 'Close to others'), 'unit staff open and close');
    await assertAccessible(element);
  });

  it('has those who wait; the day list has a drop-in visit when it goes on or is over', async () => {
    const running = { ...makeVisitInProgress({ id: 'running' }), dropIn: { queueId: 'unit', place: null } };
    const list = new FakeDayList([...three(), named(4, 'Yusuf', { status: 'planned' }), running]);
    const home = document.createElement('div');
    provideDayList(home, list);
    const dayList = document.createElement('visit-day-list');
    dayList.lang = 'en';
    mount(home, { width: 320 }).append(dayList);
    await settled(dayList);
    const rows = [...(dayList.shadowRoot?.querySelectorAll<HTMLElement>('[data-visit]') ?? [])];
    assert.deepEqual(
      rows.map(({ dataset }) => dataset['visit']),
      ['running'],
    );
    list.change({ visits: [...list.store.get().visits, named(5, 'Maria')] });
    await settled(dayList);
    assert.equal(announced(dayList), '');
  });

  it('says that somebody has come, and nothing of those who waited before', async () => {
    const { element, list } = await make();
    assert.equal(announced(element), '');
    list.change({ visits: [...list.store.get().visits, named(4, 'Yusuf')] });
    await settled(element);
    assert.equal(announced(element), 'One more in the drop-in queue.');
    assert.include(seenText(element), '4 wait');
  });

  it('takes the focus from nobody', async () => {
    const field = mount(document.createElement('input'));
    field.setAttribute('aria-label', 'Record');
    const { list } = await make();
    field.focus();
    list.change({ visits: [named(1, 'Yusuf')] });
    list.change({ queues: [] });
    await settled(document.body);
    assert.equal(document.activeElement, field);
  });

  it('fits 280 px, 420 px and a wide page, in Swedish and Arabic', async () => {
    for (const lang of ['sv', 'ar'])
      for (const width of [280, 420, 1100]) {
        const { element } = await make({ lang, width });
        element.shadowRoot?.querySelector<HTMLElement>('[aria-expanded]')?.click();
        await settled(element);
        assertFits(element);
      }
  });
});
