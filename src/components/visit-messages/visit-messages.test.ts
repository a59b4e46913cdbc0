import './visit-messages.define.ts';
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
import type { Delay, VisitView } from '../../contract/index.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { makeVisit, makeWaitingVisit, snapshots, type VisitOptions } from '../../testing/visit-fixtures.ts';

const delay = (more: Partial<Delay> = {}): Delay => ({
  minutes: 15,
  words: null,
  language: null,
  at: new Date().toISOString(),
  ...more,
});
const waiting = (options: VisitOptions): VisitView => makeWaitingVisit(4, options);

describe('visit-messages', () => {
  const make = async (session: FakeVisitSession, { lang = 'en', width = 360 } = {}) => {
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-messages');
    element.lang = lang;
    mount(home, { width }).append(element);
    await settled(element);
    return { element, session };
  };

  it('shows a delay with the time it was told, and says it once it comes (N07)', async () => {
    const visit = waiting({});
    const { element, session } = await make(new FakeVisitSession(snapshots.waiting(visit)));
    assert.notInclude(seenText(element), 'late:');
    session.show(snapshots.waiting({ ...visit, delay: delay() }));
    await settled(element);
    assert.match(
      seenText(element),
      /^Anna Berg is a little late: about 15 minutes\. You keep your place\. Told at \d\d:\d\d/,
    );
    assert.include(announced(element), 'Anna Berg is a little late: about 15 minutes. You keep your place.');
    await assertAccessible(element);
  });

  it('what stood there at first is not announced: it is read with the page', async () => {
    const { element } = await make(new FakeVisitSession(snapshots.waiting(waiting({ delay: delay() }))));
    assert.equal(announced(element), '');
  });

  it('shows own words in their language, before the waiting room too', async () => {
    const words = delay({ minutes: null, words: 'Ett akut besök kom emellan.', language: 'sv' });
    const { element } = await make(new FakeVisitSession(snapshots.checking(makeVisit({ delay: words }))));
    const shown = find(element, '.words', 'Ett akut besök');
    assert.equal(shown.lang, 'sv');
    await assertAccessible(element);
  });

  it('says by itself that it is late when the booked time, or the one that was promised, has passed (N06)', async () => {
    const { element, session } = await make(new FakeVisitSession(snapshots.waiting(waiting({ startsInMinutes: -10 }))));
    assert.include(seenText(element), 'It is your time now, but Anna Berg is running a little late.');
    const told = (minutesAgo: number) =>
      delay({ minutes: 5, at: new Date(Date.now() - minutesAgo * 60_000).toISOString() });
    session.show(snapshots.waiting(waiting({ startsInMinutes: -10, delay: told(2) })));
    await settled(element);
    assert.include(seenText(element), 'about 5 minutes');
    session.show(snapshots.waiting(waiting({ startsInMinutes: -15, delay: told(8) })));
    await settled(element);
    assert.include(seenText(element), 'running a little late');
    session.change({ service: 'away' });
    await settled(element);
    assert.notInclude(seenText(element), 'running a little late', 'the page may have missed the news');
  });

  it('tells that one comes late, before the waiting room; and takes it back (N07)', async () => {
    const { element, session } = await make(new FakeVisitSession(snapshots.checking()));
    find(element, 'button', 'Tell the clinic').click();
    await settled(element);
    assert.equal((element.shadowRoot?.activeElement as HTMLElement).textContent?.trim(), '5 minutes');
    await assertAccessible(element);
    assertFits(element);
    find(element, '.choices button', '10 minutes').click();
    await settled(element);
    assert.deepEqual(session.calls, [['tell', { type: 'tell-late', kind: 'late', minutes: 10 }]]);
    assert.include(seenText(element), 'You have said that you will be about 10 minutes late.');
    find(element, 'button', 'Take it back').click();
    await settled(element);
    assert.deepEqual(session.calls.at(-1), ['tell', { type: 'tell-late', clear: true }]);
    assert.notInclude(seenText(element), 'You have said');
  });

  it('tells in the waiting room how long one can wait; one who cannot wait gives up the place, and says why', async () => {
    const { element, session } = await make(new FakeVisitSession(snapshots.waiting()));
    find(element, 'button', 'Tell the clinic').click();
    await settled(element);
    find(element, '.choices button', '15 minutes').click();
    await settled(element);
    assert.deepEqual(session.calls, [['tell', { type: 'tell-late', kind: 'must-leave', minutes: 15 }]]);
    find(element, 'button', 'Take it back').click();
    await settled(element);
    find(element, 'button', 'Tell the clinic').click();
    await settled(element);
    find(element, 'button', 'I cannot wait any longer').click();
    await settled(element);
    assert.deepEqual(session.calls.slice(-2), [['tell', { type: 'tell-late', kind: 'cannot-come' }], ['leave']]);
  });

  it('Escape closes the choices, and the focus goes back', async () => {
    const { element } = await make(new FakeVisitSession(snapshots.checking()));
    find(element, 'button', 'Tell the clinic').click();
    await settled(element);
    element.shadowRoot?.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }),
    );
    await settled(element);
    assert.equal((element.shadowRoot?.activeElement as HTMLElement).textContent?.trim(), 'Tell the clinic');
  });

  it('fits 280 px and a wide page, in Swedish and Arabic', async () => {
    for (const lang of ['sv', 'ar']) {
      for (const width of [280, 1100]) {
        const { element } = await make(new FakeVisitSession(snapshots.waiting(waiting({ delay: delay() }))), {
          lang,
          width,
        });
        element.shadowRoot?.querySelector<HTMLElement>('[data-discloses]')?.click();
        await settled(element);
        assertFits(element);
        await assertAccessible(element);
      }
    }
  });
});
