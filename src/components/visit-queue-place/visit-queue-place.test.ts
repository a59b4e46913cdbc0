import './visit-queue-place.define.ts';
import '../visit-booking/visit-booking.define.ts';
import {
  announced,
  assert,
  assertAccessible,
  assertFits,
  describe,
  it,
  mount,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import {
  makeDropInVisit,
  makeVisitInProgress,
  othersIn,
  snapshots,
  type DropInOptions,
} from '../../testing/visit-fixtures.ts';

/** In the queue from the start, so that the visit stays the same while it moves. */
const waiting = (position: number, options: DropInOptions = {}): VisitSnapshot =>
  snapshots.waiting(makeDropInVisit(position, { id: 'drop-in', ...options }));

describe('visit-queue-place', () => {
  const make = async (
    snapshot: VisitSnapshot,
    { lang = 'en', width = 360, tag = 'visit-queue-place', compact = false } = {},
  ) => {
    const session = new FakeVisitSession(snapshot);
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement(tag as 'visit-queue-place' | 'visit-booking');
    element.lang = lang;
    element.compact = compact;
    mount(home, { width }).append(element);
    await settled(element);
    return { element, session };
  };

  it('says the place and about how long (N33)', async () => {
    const { element } = await make(waiting(3, { estimateMinutes: 25 }));
    assert.equal(seenText(element), 'Drop-in You are number 3 in the queue About 25 minutes');
    await assertAccessible(element);
    assertFits(element);
    const inShort = await make(waiting(3, { estimateMinutes: 25 }), { lang: 'sv', compact: true });
    assert.equal(seenText(inShort.element), 'Drop-in · Du är nummer 3 i kön · Ungefär 25 minuter');
  });

  it('says in words that it cannot say how long; more than an hour is not told to the minute', async () => {
    assert.include(seenText((await make(waiting(1))).element), 'We cannot say how long yet');
    assert.include(seenText((await make(waiting(9, { estimateMinutes: 85 }))).element), 'More than an hour');
    const { element } = await make(waiting(20, { estimateMinutes: 130 }), { lang: 'ar' });
    assert.include(seenText(element), 'أكثر من ساعتين');
  });

  it('reads aloud what comes anew, and not what stood there at first', async () => {
    const { element, session } = await make(waiting(3, { estimateMinutes: 25 }));
    assert.equal(announced(element), '');
    session.show(waiting(2, { estimateMinutes: 15 }));
    await settled(element);
    assert.equal(announced(element), 'You are number 2 in the queue. About 15 minutes.');
    await assertAccessible(element);
  });

  it('keeps the place and says no time while the service is away', async () => {
    const visit = makeDropInVisit(2, { estimateMinutes: 15 });
    const { element } = await make(snapshots.waiting(visit, { service: 'away' }));
    assert.equal(seenText(element), 'Drop-in You are number 2 in the queue');
  });

  it('says that the queue has closed and the place is kept', async () => {
    const { element } = await make(waiting(2, { isOpen: false, estimateMinutes: 10 }));
    assert.include(seenText(element), 'The queue is closed to others. You keep your place.');
    await assertAccessible(element);
  });

  it('on the way to the waiting room says when there will be a place; in the visit and to the clinician, drop-in only', async () => {
    const visit = makeDropInVisit(1, { status: 'planned' });
    assert.include(seenText((await make(snapshots.checking(visit))).element), 'You get a place in the queue when');
    const running = { ...makeVisitInProgress(), dropIn: { queueId: 'unit', place: null } };
    assert.equal(seenText((await make(snapshots.onStage(running, othersIn(running)))).element), 'Drop-in');
  });

  it('stands in the booking where a booked visit has its time; nobody is named before somebody calls in', async () => {
    for (const compact of [false, true]) {
      const { element } = await make(waiting(3, { estimateMinutes: 25 }), { tag: 'visit-booking', compact });
      const text = seenText(element);
      assert.match(text, /You are number 3 in the queue/);
      assert.include(text, 'Ekdalens vårdcentral');
      assert.notMatch(text, /\d\d:\d\d|You will meet/);
      await assertAccessible(element);
      assertFits(element);
    }
  });

  it('fits 280 px and a wide page, in Swedish and Arabic', async () => {
    for (const lang of ['sv', 'ar'])
      for (const width of [280, 1100])
        for (const snapshot of [waiting(28, { estimateMinutes: 60 }), waiting(2, { isOpen: false })])
          assertFits((await make(snapshot, { lang, width, tag: 'visit-booking' })).element);
  });
});
