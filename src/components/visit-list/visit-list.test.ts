import './visit-list.define.ts';
import {
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
import type { NewVisit } from '../../contract/index.ts';
import type { ListedVisit } from '../../core/visit-list/listed-visit.ts';
import { eventually } from '../../testing/eventually.ts';
import { FakeVisitService } from '../../testing/fake-visit-service.ts';

const DAY_MS = 24 * 3_600_000;

describe('visit-list', () => {
  const make = async (visits: readonly ListedVisit[], { lang = 'en', width = 800, until = /./ } = {}) => {
    const element = document.createElement('visit-list');
    element.lang = lang;
    element.visits = visits;
    mount(element, { width });
    await eventually(
      () => until.test(seenText(element)),
      () => `${until} in: ${seenText(element)}`,
    );
    await settled(element);
    return element;
  };
  const booked = (service: FakeVisitService, inMs: number, more: Partial<NewVisit> = {}): ListedVisit => {
    const { id } = service.book({ bookedStart: new Date(Date.now() + inMs).toISOString(), ...more });
    return { visitId: id, service: service.participant(id) };
  };
  /** The page was out of sight, as while the person was in the visit, and can be seen again. */
  const comeBack = (): void => {
    for (const state of ['hidden', 'visible']) {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }
    Reflect.deleteProperty(document, 'visibilityState');
  };
  const articles = (element: Element): string[] =>
    [...(element.shadowRoot?.querySelectorAll('article') ?? [])].map((article) => seenText(article));

  it('shows the visits in order, with what is ready and what is left', async () => {
    const service = new FakeVisitService();
    const [later, soon] = [booked(service, 3 * DAY_MS), booked(service, 10 * 60_000)];
    const element = await make([later, soon], { until: /Go to the visit.*Go to the visit/ });
    const [first = '', second = ''] = articles(element);
    assert.match(first, /^Today at \d\d:\d\d ?, 20 minutes Video visit with Anna Berg/);
    for (const part of [
      'The waiting room is open',
      'You have not opened the visit yet',
      'Camera and sound are not tested',
    ])
      assert.include(first, part);
    assert.match(second, /The waiting room opens: .+ \(in 3 days\)/);
    await assertAccessible(element);
    assertFits(element);
  });

  it('has no time for a drop-in visit, which has none, and names the clinic (N33)', async () => {
    const service = new FakeVisitService();
    service.setQueue(service.book().unit.id, { open: true });
    const element = await make([booked(service, 0, { dropIn: true })], { until: /Go to the visit/ });
    assert.match(articles(element)[0] ?? '', /^Drop-in Video visit with Ekdalens vårdcentral/);
    await assertAccessible(element);
  });

  it('is fresh when the person comes back to the page', async () => {
    const service = new FakeVisitService();
    const soon = booked(service, 10 * 60_000);
    const element = await make([soon], { until: /Go to the visit/ });
    await service.participant(soon.visitId).command({ type: 'arrive', visitId: soon.visitId, connectionId: 'phone' });
    comeBack();
    await eventually(() => articles(element)[0]?.includes('You are in the waiting room') === true, 'waiting');
    assert.include(articles(element)[0], 'You have opened the visit');
    service.cancel(soon.visitId);
    comeBack();
    await eventually(() => articles(element)[0]?.includes('Cancelled') === true, 'cancelled');
    assert.match(seenText(element), /^Booked visits You have no video visits booked\. Earlier visits/);
    assert.equal(element.shadowRoot?.querySelector('.go'), null);
    await assertAccessible(element);
  });

  it('tells the host which visit is chosen; a link is followed unless the host goes by itself', async () => {
    const service = new FakeVisitService();
    const plain = booked(service, 10 * 60_000);
    const linked = { ...booked(service, 20 * 60_000), href: '#there' };
    const element = await make([plain, linked], { until: /Go to the visit.*Go to the visit/ });
    const life = new AbortController();
    try {
      const heard = listen('visit-chosen', life.signal);
      find(element, 'button', 'Go to the visit').click();
      assert.deepEqual(
        heard.map(({ detail }) => detail),
        [{ visitId: plain.visitId }],
      );
      find(element, 'a').click();
      assert.equal(location.hash, '#there');
      history.replaceState(null, '', location.pathname + location.search);
      element.addEventListener('visit-chosen', (event) => event.preventDefault(), { signal: life.signal });
      find(element, 'a').click();
      assert.equal(location.hash, '');
      assert.equal(heard.length, 3);
    } finally {
      life.abort();
    }
  });

  it('says who acts for whom', async () => {
    const service = new FakeVisitService();
    const child = booked(service, DAY_MS, { patient: { name: 'Maria Holm', onBehalfOf: 'Elsa Holm' } });
    const element = await make([child], { until: /Go to the visit/ });
    assert.include(seenText(element), 'Maria Holm (for Elsa Holm)');
  });

  it('says when there is none, and when one cannot be opened', async () => {
    const none = await make([], { until: /You have no video visits booked\./ });
    await assertAccessible(none);
    const service = new FakeVisitService();
    const lost = { ...booked(service, DAY_MS), service: service.stranger() };
    const element = await make([booked(service, DAY_MS), lost], { until: /Not all of your visits can be shown/ });
    assert.equal(articles(element).length, 1);
    await assertAccessible(element);
    const wrong = await make([{ visitId: 'visit-1', service: 'nowhere', token: 'token' }], {
      until: /Not all of your visits/,
    });
    await assertAccessible(wrong);
  });

  it('says that what it shows may be old while the service is away', async () => {
    const service = new FakeVisitService();
    const visit = booked(service, DAY_MS);
    const element = await make([visit], { until: /Go to the visit/ });
    service.goAway();
    comeBack();
    await eventually(() => seenText(element).includes('We have lost contact'), 'old');
    assert.equal(articles(element).length, 1);
    await assertAccessible(element);
  });

  it('names who vouches for the person, where the host says so (N16)', async () => {
    const element = await make([booked(new FakeVisitService(), DAY_MS)], { until: /Go to the visit/ });
    assert.notInclude(seenText(element), 'vouches');
    element.identityProvider = 'Region Norrvik';
    await settled(element);
    assert.include(seenText(element), 'Region Norrvik vouches for who you are.');
    await assertAccessible(element);
  });

  it('fits from 280 px, in every language', async () => {
    const service = new FakeVisitService();
    const visits = [booked(service, 10 * 60_000), booked(service, 2 * DAY_MS)];
    for (const [lang, until] of [
      ['sv', /Gå till besöket.*Gå till besöket/],
      ['ar', /اذهب إلى الزيارة.*اذهب إلى الزيارة/],
    ] as const) {
      const element = await make(visits, { lang, width: 280, until });
      assertFits(element);
      await assertAccessible(element);
    }
  });

  it('leaves nothing behind', async () => {
    const service = new FakeVisitService();
    const visits = [booked(service, DAY_MS)];
    await make(visits, { until: /Go to the visit/ });
    const counted = leaks();
    for (let i = 0; i < 20; i++) (await make(visits, { until: /Go to the visit/ })).remove();
    assert.deepEqual(counted.end(), { listeners: 0, timers: 0, frames: 0 });
  });
});
