import './visit-microphone.define.ts';
import {
  afterEach,
  announced,
  assert,
  assertAccessible,
  assertFits,
  beforeEach,
  describe,
  find,
  it,
  listen,
  mount,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import { VisitError } from '../../core/errors.ts';
import { LocalMedia } from '../../core/media/local-media.ts';
import { SILENT_MS } from '../../core/microphone-guard/silent-microphone.ts';
import { FakeDayList } from '../../testing/fake-day-list.ts';
import { FakeDevices } from '../../testing/fake-devices.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { provideDayList, provideSession } from '../../testing/provide-contexts.ts';
import {
  deviceOn,
  deviceReleased,
  devicesOn,
  devicesToChoose,
  makeVisitInProgress,
  othersIn,
  snapshots,
} from '../../testing/visit-fixtures.ts';

const HEADSET = 'Jabra Evolve2 40';
const BUILT_IN = 'Built-in microphone';
const DICTATION = 'Philips SpeechMike Premium';

describe('visit-microphone', () => {
  let clock: ManualClock;
  const put = async (home: HTMLElement, { lang = 'en', width = 360 } = {}) => {
    const element = document.createElement('visit-microphone');
    element.lang = lang;
    mount(home, { width }).append(element);
    await settled(element);
    return element;
  };
  const inVisit = (options: { media?: LocalMedia } = {}, devices = devicesToChoose()): FakeVisitSession => {
    const visit = makeVisitInProgress();
    const own = { ...visit, self: visit.calledInBy, startedAt: new Date(clock.now()).toISOString() };
    return new FakeVisitSession(snapshots.onStage(own, othersIn(own), { devices }), { clock, ...options });
  };
  const onStage = async (session: FakeVisitSession, options: { lang?: string; width?: number } = {}) => {
    const home = document.createElement('div');
    provideSession(home, session);
    return put(home, options);
  };
  const between = async (list: FakeDayList, options: { lang?: string; width?: number } = {}) => {
    const home = document.createElement('div');
    provideDayList(home, list);
    return put(home, options);
  };

  beforeEach(() => {
    clock = new ManualClock();
    // The page cannot listen before somebody has done something in it.
    Object.defineProperty(navigator, 'userActivation', { configurable: true, value: { hasBeenActive: true } });
  });
  afterEach(() => void Reflect.deleteProperty(navigator, 'userActivation'));

  it('mutes for dictation on the stage: says to dictate, and for how long the patient has not heard', async () => {
    const session = inVisit();
    const element = await onStage(session);
    const button = find(element, '[role=switch]', 'Mute for dictation');
    assert.equal(button.getAttribute('aria-checked'), 'false');
    await assertAccessible(element);
    button.click();
    await settled(element);
    assert.deepEqual(session.calls, [['muteForDictation', true]]);
    assert.equal(button.getAttribute('aria-checked'), 'true');
    assert.equal(announced(element), 'The microphone is released. Dictate now with the dictation device.');
    await clock.advance(80_000);
    element.requestUpdate();
    await settled(element);
    assert.include(seenText(element), 'Dictate now with the dictation device.');
    assert.include(seenText(element), 'The patient has not heard you for 1 min 20 s.');
    await assertAccessible(element);
    button.click();
    await settled(element);
    assert.equal(announced(element), `The microphone is back: ${HEADSET}.`);
    assert.notInclude(seenText(element), 'Dictate now');
  });

  it('counts from the call-in for who was dictating before it', async () => {
    const devices = { ...devicesOn(), microphone: deviceReleased(HEADSET, clock.now() - 3_600_000) };
    const session = inVisit({}, devices);
    await clock.advance(5_000);
    assert.include(seenText(await onStage(session)), 'has not heard you for 5 s.');
  });

  it('says why it cannot be taken back, and tells the host', async () => {
    const session = inVisit({}, { ...devicesOn(), microphone: deviceReleased(HEADSET) });
    const element = await onStage(session);
    session.refuse('muteForDictation', new VisitError('device-in-use'));
    const told = listen('visit-error');
    find(element, '[role=switch]').click();
    await settled(element);
    assert.include(seenText(element), 'Another program is using the camera or the microphone.');
    assert.equal(told[0]?.detail.error.code, 'device-in-use');
    await assertAccessible(element);
  });

  it('says between visits which microphone is live, in words', async () => {
    const list = new FakeDayList();
    const element = await between(list);
    assert.equal(seenText(element), 'Microphone: released');
    list.change({ microphone: deviceOn(HEADSET) });
    await settled(element);
    assert.include(seenText(element), `Microphone: ${HEADSET} (on)`);
    await assertAccessible(element);
    find(element, '[role=switch]').click();
    await settled(element);
    assert.deepEqual(list.dictations, [true]);
    assert.include(seenText(element), 'Microphone: released Dictate now with the dictation device.');
    assert.include(seenText(element), 'until you take it back, also in the next visit');
    await assertAccessible(element);
    find(element, '[role=switch]').click();
    await settled(element);
    assert.equal(seenText(element), 'Microphone: released');
  });

  it('tells of a microphone from which nothing is heard for five seconds, until something is', async () => {
    const session = inVisit();
    session.level = 0.05;
    const element = await onStage(session);
    await clock.advance(SILENT_MS - 400);
    await settled(element);
    assert.notInclude(seenText(element), 'not heard anything');
    await clock.advance(800);
    await settled(element);
    assert.include(seenText(element), `We have not heard anything from ${HEADSET} yet.`);
    await assertAccessible(element);
    session.level = 0.5;
    await clock.advance(400);
    await settled(element);
    assert.notInclude(seenText(element), 'not heard anything');
    element.remove();
    assert.equal(clock.pending, 0);
  });

  it('does not ask whom nobody could hear: muted, or before the picture', async () => {
    const muted = inVisit({}, { ...devicesOn(), microphone: deviceOn(HEADSET, false) });
    const first = await onStage(muted);
    const visit = makeVisitInProgress();
    const own = { ...visit, self: visit.calledInBy };
    const calling = new FakeVisitSession(snapshots.calledIn(own, othersIn(own), { devices: devicesOn() }), { clock });
    const second = await onStage(calling);
    await clock.advance(10 * SILENT_MS);
    await settled(first);
    await settled(second);
    assert.notInclude(seenText(first) + seenText(second), 'not heard anything');
  });

  describe('the comparison', () => {
    const compare = async (width = 360, lang = 'en') => {
      const devices = new FakeDevices();
      for (const label of [HEADSET, BUILT_IN, DICTATION]) devices.plug('microphone', label);
      const listed = [HEADSET, BUILT_IN, DICTATION].map((id) => ({ id, label: id, groupId: '', isDefault: false }));
      const chosen = devicesToChoose();
      const session = inVisit(
        { media: new LocalMedia(devices, clock) },
        { ...chosen, available: { ...chosen.available, microphone: listed } },
      );
      const element = await onStage(session, { width, lang });
      await clock.advance(2 * SILENT_MS);
      await settled(element);
      find(element, '[data-discloses]').click();
      await settled(element);
      const live = (): string[] => devices.live.map(({ label }) => label);
      return { element, session, live };
    };

    it('opens the others beside the one in use, never a dictation device, and one press chooses', async () => {
      const { element, session, live } = await compare();
      assert.deepEqual(live(), [BUILT_IN]);
      assert.include(element.shadowRoot?.activeElement?.textContent ?? '', 'Speak, and choose');
      assert.include(seenText(element), `${HEADSET} Hears nothing yet In use`);
      assert.notInclude(seenText(element), DICTATION);
      await assertAccessible(element);
      find(element, 'button', 'Use').click();
      await settled(element);
      assert.deepEqual(session.calls, [['chooseDevice', 'microphone', BUILT_IN]]);
      assert.deepEqual(live(), []);
    });

    for (const [how, end] of [
      ['Escape', async ({ element }) => void press(find(element, '.comparison'))],
      ['Close', async ({ element }) => find(element, 'button', 'Close').click()],
      ['mute for dictation', async ({ session }) => session.muteForDictation(true)],
      ['the end of the visit', async ({ session }) => session.end()],
      ['taking the element away', async ({ element }) => element.remove()],
    ] satisfies [string, (made: Awaited<ReturnType<typeof compare>>) => Promise<void>][])
      it(`closes all with ${how}`, async () => {
        const made = await compare();
        assert.deepEqual(made.live(), [BUILT_IN]);
        await end(made);
        await settled(made.element);
        assert.deepEqual(made.live(), []);
        assert.isNull(made.element.shadowRoot?.querySelector('.comparison') ?? null);
      });

    it('fits, at 280 px, in Arabic', async () => {
      const { element } = await compare(280, 'ar');
      // Its own boxes vanish: they are those of the row around it.
      assertFits(element.parentElement!);
    });
  });
});

const press = (target: HTMLElement): boolean =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
