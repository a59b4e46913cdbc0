import './visit-waiting-room.define.ts';
import { sendMouse } from '@web/test-runner-commands';
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
import { writeChime } from '../chime.ts';
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
    assert.notInclude(text, 'Turn on camera');
    assert.isBelow(text.indexOf('Open the visit in a new Chrome'), text.indexOf('Anna Berg'));
    await assertAccessible(element);
  });

  it('promises no picture and sound where the visit goes on by telephone (N13)', async () => {
    const phone = { number: null, ends: '41', confirmed: true };
    const visit = makeWaitingVisit(4, { status: 'in-progress', modality: 'phone', patient: { phone } });
    const { element } = await make(new FakeVisitSession(snapshots.waiting(visit)));
    assert.include(seenText(element), 'The visit goes on by phone');
    assert.notInclude(seenText(element), 'What happens next?');
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

    it('says to an interpreter that they are let in (N15)', async () => {
      const interpreter = makeParticipant('interpreter', 'Yusuf Haddad', { admission: 'waiting' });
      const visit = makeVisitInProgress({ others: [interpreter], self: interpreter.id });
      const { session } = await make(new FakeVisitSession(snapshots.waiting(visit)));
      hidden('hidden');
      session.show(snapshots.calledIn(visit));
      assert.equal(document.title, 'Anna Berg is letting you in');
      hidden('visible');
    });

    it('is a notification where the person has allowed them, with no name in it, and gone when the page is seen', async () => {
      const shown: FakeNotification[] = [];
      class FakeNotification {
        static permission = 'granted';
        isClosed = false;
        readonly text: string;
        constructor(title: string, { body = '' }: NotificationOptions = {}) {
          this.text = `${title}: ${body}`;
          shown.push(this);
        }
        close(): void {
          this.isClosed = true;
        }
      }
      const real = Object.getOwnPropertyDescriptor(globalThis, 'Notification');
      Object.defineProperty(globalThis, 'Notification', { configurable: true, value: FakeNotification });
      try {
        for (const allowed of ['granted', 'denied', 'default', 'off'] as const) {
          FakeNotification.permission = allowed === 'off' ? 'granted' : allowed;
          const { element, session } = await make();
          element.noNotification = allowed === 'off';
          hidden('hidden');
          session.calledIn();
          assert.deepEqual(
            shown.map(({ text }) => text),
            allowed === 'granted' ? ['Video visit: It is your turn now.'] : [],
            allowed,
          );
          element.remove();
          await settled(element);
          assert.isTrue(shown.every(({ isClosed }) => !isClosed));
          hidden('visible');
          assert.isTrue(shown.splice(0).every(({ isClosed }) => isClosed));
        }
      } finally {
        if (real) Object.defineProperty(globalThis, 'Notification', real);
      }
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

  describe('the chime', () => {
    const loudest = (samples: Float32Array): number => samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);

    it('is two soft notes, and then silence', async () => {
      const rate = 48_000;
      const context = new OfflineAudioContext(1, 2 * rate, rate);
      writeChime(context);
      const samples = (await context.startRendering()).getChannelData(0);
      const part = (from: number, to: number): Float32Array => samples.subarray(from * rate, to * rate);
      assert.isAbove(loudest(part(0, 0.2)), 0.05, 'heard');
      assert.isBelow(loudest(samples), 0.3, 'and not startling');
      // Times that the tone goes through zero upwards: its frequency.
      const pitch = (from: number, to: number): number =>
        part(from, to).reduce((count, one, i, all) => count + (i > 0 && one > 0 && (all[i - 1] ?? 0) <= 0 ? 1 : 0), 0) /
        (to - from);
      assert.approximately(pitch(0, 0.2), 587, 10);
      assert.approximately(pitch(0.72, 0.9), 784, 10);
      assert.equal(loudest(part(1, 2)), 0);
    });

    /** What reaches the loudspeaker, really played: the browser's own graph, with an ear before its destination. */
    async function heardAt(call: (made: AudioContext[]) => Promise<void>): Promise<{ contexts: number; peak: number }> {
      await sendMouse({ type: 'click', position: [1, 1] });
      const real = globalThis.AudioContext;
      const made: AudioContext[] = [];
      let peak = 0;
      class Heard extends real {
        readonly #ear = this.createAnalyser();
        constructor() {
          super();
          this.#ear.connect(super.destination);
          made.push(this);
        }
        override get destination(): AudioDestinationNode {
          return this.#ear as unknown as AudioDestinationNode;
        }
        listen(): number {
          const samples = new Float32Array(this.#ear.fftSize);
          this.#ear.getFloatTimeDomainData(samples);
          return loudest(samples);
        }
      }
      globalThis.AudioContext = Heard;
      try {
        await call(made);
        const heard = made[0] as Heard | undefined;
        while (heard && heard.state !== 'closed') {
          peak = Math.max(peak, heard.listen());
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        return { contexts: made.length, peak };
      } finally {
        globalThis.AudioContext = real;
      }
    }

    it('sounds once at the call-in, and gives the sound back', async () => {
      const { session } = await make();
      const { contexts, peak } = await heardAt(async () => session.calledIn());
      assert.equal(contexts, 1);
      assert.isAbove(peak, 0.05);
    });

    it('sounds when one is asked to begin before the booked time', async () => {
      const visit = makeWaitingVisit(4, { startsInMinutes: 20 });
      const { session } = await make(new FakeVisitSession(snapshots.waiting(visit)));
      const earlyCall = { by: visit.participants[1]?.id ?? '', at: new Date().toISOString(), answer: null };
      const { contexts, peak } = await heardAt(async () => session.show(snapshots.waiting({ ...visit, earlyCall })));
      assert.equal(contexts, 1);
      assert.isAbove(peak, 0.05);
    });

    it('is silent where the person, or the host, has turned it off', async () => {
      for (const off of ['person', 'host']) {
        const { element, session } = await make();
        if (off === 'host') element.noChime = true;
        else find(element, '[role=switch]', 'Sound when you are called in').click();
        await settled(element);
        assert.equal((await heardAt(async () => session.calledIn())).contexts, 0, off);
      }
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
