import './visit-waiting-room.define.ts';
import {
  afterEach,
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
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import {
  devicesOn,
  devicesToChoose,
  makeConnection,
  makeParticipant,
  makeVisit,
  makeVisitInProgress,
  makeWaitingVisit,
  snapshots,
} from '../../testing/visit-fixtures.ts';

describe('visit-waiting-room', () => {
  const make = async (session = new FakeVisitSession(snapshots.waiting()), { lang = 'en', width = 360 } = {}) => {
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-waiting-room');
    element.lang = lang;
    element.append(Object.assign(document.createElement('p'), { textContent: 'From the host' }));
    mount(home, { width }).append(element);
    await settled(element);
    return { element, session };
  };

  it('says the right place first, then the clinic’s news, the booking and what happens next', async () => {
    const { element } = await make();
    const text = seenText(element);
    assert.match(
      text,
      /^You are in the right place The clinic sees that you are here Updated just now Tell the clinic Booked time Today at/,
    );
    assert.include(text, 'Anna Berg calls you in when it is your turn.');
    assert.include(text, 'From the host');
    await assertAccessible(element);
    assertFits(element);
  });

  it('tells an interpreter that they are let in, and when the visit has begun; a guardian is called in (N15)', async () => {
    const interpreter = makeParticipant('interpreter', 'Yusuf Haddad', {
      admission: 'waiting',
      connection: makeConnection('computer'),
    });
    const more = { others: [interpreter], self: interpreter.id };
    const { element, session } = await make(new FakeVisitSession(snapshots.waiting(makeWaitingVisit(4, more))));
    assert.include(seenText(element), 'Anna Berg lets you into the visit.');
    assert.notInclude(seenText(element), 'calls you in');
    session.show(snapshots.waiting(makeVisitInProgress({ ...more, startsInMinutes: -5 })));
    await settled(element);
    assert.include(seenText(element), 'The visit has begun. Anna Berg sees that you are waiting.');
    assert.notInclude(seenText(element), 'Your time has come');
    await assertAccessible(element);
    const guardian = { ...interpreter, role: 'companion', onBehalfOf: 'Ella Holm' } as const;
    session.show(snapshots.waiting(makeWaitingVisit(4, { others: [guardian], self: guardian.id })));
    await settled(element);
    assert.include(seenText(element), 'Anna Berg calls you in when it is your turn.');
  });

  it('does not say that the clinic sees before it is so', async () => {
    const { element, session } = await make(new FakeVisitSession(snapshots.waiting(makeVisit())));
    assert.notInclude(seenText(element), 'The clinic sees');
    assert.include(seenText(element), 'We are telling the clinic');
    session.show(snapshots.waiting());
    await settled(element);
    assert.include(seenText(element), 'The clinic sees that you are here');
    assert.include(announced(element), 'The clinic sees that you are here');
  });

  it('says in words that the service is away and that the place is kept, and how old the news is', async () => {
    const { element, session } = await make();
    session.change({
      service: 'away',
      problem: new VisitError('service-unreachable'),
      lastNewsAt: performance.now() - 125_000,
    });
    await settled(element);
    const text = seenText(element);
    assert.notInclude(text, 'The clinic sees');
    assert.include(
      text,
      'We have lost contact with the clinic. We keep trying. You keep your place. Updated 2 minutes ago',
    );
    assert.notInclude(text, 'We cannot reach the video service', 'one fault is said once');
    assert.include(announced(element), 'We have lost contact with the clinic.');
    await assertAccessible(element);
  });

  it('says that picture and sound cannot be connected', async () => {
    const { element, session } = await make();
    session.change({ gateway: 'away' });
    await settled(element);
    assert.include(seenText(element), 'Picture and sound cannot be connected right now.');
    session.change({ problem: new VisitError('gateway-unreachable') });
    await settled(element);
    find(element, 'button', 'Try again').click();
    assert.deepEqual(session.calls.at(-1), ['retry']);
  });

  it('promises no picture and sound where the browser cannot, and says what to do above the booking', async () => {
    const { element, session } = await make();
    assert.include(seenText(element), 'What happens next?');
    session.change({ problem: new VisitError('unsupported-browser') });
    await settled(element);
    const text = seenText(element);
    assert.notInclude(text, 'What happens next?');
    assert.isBelow(text.indexOf('Open the visit in a new Chrome'), text.indexOf('Anna Berg'));
    await assertAccessible(element);
  });

  it('says that one is early, and that a late visit is still a right visit', async () => {
    assert.include(
      seenText(
        (await make(new FakeVisitSession(snapshots.waiting(makeWaitingVisit(1, { startsInMinutes: 15 }))))).element,
      ),
      'You are here in good time.',
    );
    const late = (await make(new FakeVisitSession(snapshots.waiting(makeWaitingVisit(20, { startsInMinutes: -10 })))))
      .element;
    assert.include(seenText(late), 'It is your time now, but Anna Berg is running a little late. You keep your place.');
  });

  it('asks whether to begin before the booked time, aloud too; only the answer begins (N08)', async () => {
    const visit = makeWaitingVisit(4, { startsInMinutes: 20 });
    const { element, session } = await make(new FakeVisitSession(snapshots.waiting(visit)));
    const earlyCall = { by: visit.participants[1]?.id ?? '', at: new Date().toISOString(), answer: null };
    session.show(snapshots.waiting({ ...visit, earlyCall }));
    await settled(element);
    assert.match(seenText(element), /Anna Berg is ready now\. Start now, or at \d\d:\d\d\? Nobody sees or hears you/);
    assert.match(announced(element), /Anna Berg is ready now/);
    await assertAccessible(element);
    assertFits(element);
    find(element, 'button', 'Wait until').click();
    await settled(element);
    assert.deepEqual(session.calls, [['tell', { type: 'answer-early-call', answer: 'at-booked-time' }]]);
    assert.include(seenText(element), 'You have answered that you want to start at');
    session.show(snapshots.waiting({ ...visit, earlyCall }));
    await settled(element);
    find(element, 'button', 'Start now').click();
    await settled(element);
    assert.equal(session.store.get().phase, 'called-in');
  });

  describe('a call-in while the page is hidden', () => {
    const hidden = (state: DocumentVisibilityState) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    const title = document.title;
    afterEach(() => {
      Reflect.deleteProperty(document, 'visibilityState');
      document.title = title;
    });

    it('stands in the title until the page is seen, though the room has gone', async () => {
      const { element, session } = await make();
      hidden('hidden');
      session.calledIn();
      assert.equal(document.title, 'Anna Berg is calling you in');
      element.remove();
      await settled(element);
      assert.equal(document.title, 'Anna Berg is calling you in');
      hidden('visible');
      assert.equal(document.title, title);
    });

    it('a room that was left notices nothing', async () => {
      const { element, session } = await make();
      element.remove();
      await Promise.resolve();
      hidden('hidden');
      session.calledIn();
      assert.equal(document.title, title);
    });

    it('a page that is seen keeps its title', async () => {
      const { session } = await make();
      session.calledIn();
      assert.equal(document.title, title);
    });
  });

  it('its sound can be turned off by the person, and by the host', async () => {
    const { element } = await make();
    const chime = find(element, '[role=switch]', 'Sound when you are called in');
    assert.equal(chime.getAttribute('aria-checked'), 'true');
    chime.click();
    await settled(element);
    assert.equal(chime.getAttribute('aria-checked'), 'false');
    assert.include(chime.textContent, 'off');
    element.noChime = true;
    await settled(element);
    assert.isNull(element.shadowRoot?.querySelector('.chime') ?? null);
  });

  it('asks before it leaves, with the focus on “stay”, and Escape stays', async () => {
    const { element, session } = await make();
    const leave = find(element, 'button', 'Leave the waiting room');
    leave.focus();
    leave.click();
    await settled(element);
    assert.deepEqual(session.calls, []);
    const focused = () => element.shadowRoot?.activeElement as HTMLElement;
    assert.equal(focused().textContent?.trim(), 'Stay');
    await assertAccessible(element);
    focused().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await settled(element);
    assert.equal(focused().textContent?.trim(), 'Leave the waiting room');
    focused().click();
    await settled(element);
    find(element, '.confirmation button', 'Leave').click();
    await settled(element);
    assert.deepEqual(session.calls, [['leave']]);
  });

  it('offers camera and microphone where both are off, and names the microphone where it is on', async () => {
    const { element, session } = await make();
    find(element, 'button', 'Turn on camera and microphone').click();
    await settled(element);
    assert.deepEqual(session.calls, [['openDevices']]);
    assert.include(seenText(element), 'Microphone: Jabra Evolve2 40 (on)');
  });

  it('says what happens to a device while one waits, aloud too, and takes the answer by keyboard (N05)', async () => {
    const { element, session } = await make(
      new FakeVisitSession(snapshots.waiting(makeWaitingVisit(4), { devices: devicesToChoose() })),
    );
    const gone = {
      kind: 'switched',
      why: 'gone',
      device: 'microphone',
      from: 'Jabra',
      to: 'Built-in microphone',
      undo: false,
    } as const;
    session.change({ devices: { ...devicesToChoose(), notice: gone } });
    await settled(element);
    const sentence = 'Jabra is no longer connected. Now in use: Built-in microphone.';
    assert.include(seenText(element), sentence);
    assert.include(announced(element), sentence);
    await assertAccessible(element);
    assertFits(element);
    session.change({
      devices: { ...devicesToChoose(), notice: { kind: 'returned', device: 'microphone', label: 'Desk' } },
    });
    await settled(element);
    assert.include(announced(element), 'Desk is connected again.');
    const use = find(element, 'button', 'Use Desk');
    use.focus();
    assert.equal(element.shadowRoot?.activeElement, use);
    use.click();
    await settled(element);
    assert.deepEqual(session.calls, [['answerDeviceNotice', true]]);
  });

  it('fits 280 px and a wide page, in Arabic too', async () => {
    for (const lang of ['sv', 'ar']) {
      for (const width of [280, 1100]) {
        const { element } = await make(
          new FakeVisitSession(snapshots.waiting(makeWaitingVisit(), { devices: devicesOn(), gateway: 'away' })),
          { lang, width },
        );
        assertFits(element);
      }
    }
  });
});
