import './visit-stage.define.ts';
import {
  announced,
  assert,
  assertAccessible,
  assertFits,
  describe,
  find,
  it,
  mount,
  pause,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import { VisitError } from '../../core/errors.ts';
import type { QualityCause, QualitySignal, VisitView } from '../../contract/index.ts';
import type { Quality } from '../../core/quality/quality.ts';
import { drawPicture } from '../../testing/drawn-picture.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import {
  deviceReleased,
  devicesOff,
  devicesOn,
  devicesToChoose,
  makeParticipant,
  makeQuality,
  makeVisitInProgress,
  othersIn,
  snapshots,
} from '../../testing/visit-fixtures.ts';

const asClinician = (visit: VisitView): VisitView => ({
  ...visit,
  self: visit.participants.find(({ role }) => role === 'clinician')?.id ?? null,
});

describe('visit-stage', () => {
  const make = async (session: FakeVisitSession, { lang = 'en', width = 360 } = {}) => {
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-stage');
    element.lang = lang;
    mount(home, { width }).append(element);
    await settled(element);
    return element;
  };
  const onStage = (more: Parameters<typeof snapshots.onStage>[2] = {}, person: Parameters<typeof othersIn>[1] = {}) => {
    const visit = makeVisitInProgress();
    return new FakeVisitSession(snapshots.onStage(visit, othersIn(visit, person), { devices: devicesOn(), ...more }));
  };

  it('says who calls in until the picture is there', async () => {
    const element = await make(new FakeVisitSession(snapshots.calledIn()));
    assert.include(seenText(element), 'Anna Berg is calling you in');
    await assertAccessible(element);
    const visit = asClinician(makeVisitInProgress());
    assert.include(seenText(await make(new FakeVisitSession(snapshots.calledIn(visit)))), 'Calling in Karin Holm');
  });

  it('leaves a clinician’s panel of 420 px two fifths of its height for the picture, and all else in view', async () => {
    const visit = asClinician(makeVisitInProgress());
    const element = await make(new FakeVisitSession(snapshots.onStage(visit, othersIn(visit))), {
      lang: 'sv',
      width: 396,
    });
    element.style.setProperty('--visit-stage-block-size', '34rem');
    await settled(element);
    const height = (part: string) => element.shadowRoot?.querySelector(part)?.getBoundingClientRect().height ?? 0;
    assert.equal(element.getBoundingClientRect().height, 544);
    assert.isAtLeast(height('.pictures') / 544, 0.4);
    assert.isBelow(height('.controls'), 160, 'one row of buttons');
    assert.isAbove(height('visit-clinician-tools > visit-phone'), 40, 'the telephone is one of the tools');
    assertFits(element);
  });

  it('shows the other with name and role, and reports the frames', async () => {
    const picture = drawPicture();
    const session = onStage({}, { stream: picture.stream });
    const element = await make(session);
    await pause(500);
    assert.include(seenText(element), 'Anna Berg Care staff');
    assert.isAbove([...session.frames.values()][0] ?? 0, 1);
    await assertAccessible(element);
    assertFits(element);
    picture.close();
  });

  it('keeps the focus of one who was at the call-in when the picture comes', async () => {
    const session = new FakeVisitSession(snapshots.calledIn());
    const element = await make(session);
    element.focusHeading();
    session.show(snapshots.onStage());
    await settled(element);
    assert.equal(element.shadowRoot?.activeElement?.localName, 'h2');
  });

  it('shows up to three others, each as a tile of the same size', async () => {
    const visit = makeVisitInProgress({
      others: [
        makeParticipant('interpreter', 'Yusuf Haddad', { admission: 'admitted' }),
        makeParticipant('companion', 'Maria Holm', { admission: 'admitted' }),
      ],
    });
    for (const width of [360, 900]) {
      const element = await make(new FakeVisitSession(snapshots.onStage(visit)), { width });
      const tiles = [...(element.shadowRoot?.querySelectorAll('.tile') ?? [])].map((tile) =>
        tile.getBoundingClientRect(),
      );
      assert.lengthOf(tiles, 3);
      for (const { width: w, height } of tiles) {
        assert.closeTo(w, tiles[0]?.width ?? 0, 2);
        assert.closeTo(height, tiles[0]?.height ?? 0, 2);
      }
      assertFits(element);
    }
  });

  it('says in words: lost contact, camera off, reconnecting', async () => {
    assert.include(seenText(await make(onStage({}, { present: false }))), 'Anna Berg has lost contact');
    const off = onStage({}, { sendsVideo: false, camera: 'off' });
    assert.include(seenText(await make(off)), 'The camera is off at Anna Berg');
    const notYet = onStage({}, { sendsVideo: false, camera: 'on' });
    assert.include(seenText(await make(notYet)), 'Waiting for the picture from Anna Berg');
    const away = await make(onStage({ gateway: 'interrupted' }));
    assert.include(seenText(away), 'The connection broke. We are reconnecting.');
    await assertAccessible(away);
    const problem = onStage({ problem: new VisitError('media-failed') });
    const element = await make(problem);
    find(element, 'button', 'Try again').click();
    assert.deepEqual(problem.calls, [['retry']]);
  });

  it('says that the sound from the other is paused, also aloud, while it is (N11)', async () => {
    const session = onStage();
    const element = await make(session);
    const visit = session.store.get().visit!;
    session.show(snapshots.onStage(visit, othersIn(visit, { microphone: 'paused' }), { devices: devicesOn() }));
    await settled(element);
    assert.include(seenText(element), 'The sound from Anna Berg is paused. It will soon be back.');
    assert.equal(announced(element), 'The sound from Anna Berg is paused. It will soon be back.');
    await assertAccessible(element);
    session.show(snapshots.onStage(visit, othersIn(visit), { devices: devicesOn() }));
    await settled(element);
    assert.notInclude(seenText(element), 'is paused');
  });

  it('takes a microphone that is released back by its own button, too (N11)', async () => {
    const visit = asClinician(makeVisitInProgress());
    const devices = { ...devicesOn(), microphone: deviceReleased('Jabra Evolve2 40') };
    const session = new FakeVisitSession(snapshots.onStage(visit, othersIn(visit), { devices }));
    const element = await make(session);
    assert.include(seenText(element), 'Microphone: released');
    find(element, '.controls button', 'released').click();
    await settled(element);
    assert.deepEqual(session.calls, [['setMicrophone', true]]);
    assert.include(seenText(element), 'Microphone: Jabra Evolve2 40 (on)');
  });

  it('marks a dictation device in the list, as one that is never chosen by itself (N11)', async () => {
    const devices = devicesToChoose();
    const microphone = [
      ...devices.available.microphone,
      { id: 'sm', label: 'Philips SpeechMike Premium', groupId: '', isDefault: false },
    ];
    const element = await make(onStage({ devices: { ...devices, available: { ...devices.available, microphone } } }));
    find(element, 'button', 'Devices').click();
    await settled(element);
    const options = [...(element.shadowRoot?.querySelectorAll('.devices option') ?? [])].map(
      ({ textContent }) => textContent?.trim() ?? '',
    );
    assert.include(options, 'Philips SpeechMike Premium – dictation microphone, never chosen by itself');
    assert.include(options, 'Built-in microphone');
  });

  it('says in one line how the connection is, by cause, and what to try; nothing while it is good (N14)', async () => {
    const session = onStage();
    const element = await make(session);
    assert.isNull(element.shadowRoot?.querySelector('.quality') ?? null);
    const line = async (more: Partial<Quality>, heldBack = false): Promise<string> => {
      session.change({ quality: makeQuality(more), pictureHeldBack: heldBack });
      await settled(element);
      assert.lengthOf(element.shadowRoot?.querySelectorAll('.quality') ?? [], 1);
      return element.shadowRoot?.querySelector('.quality')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
    };
    const network = 'Change network or move closer to your router if you can.';
    const weak = 'Your connection is weak right now. Sound comes first.';
    assert.equal(await line({ sending: { signal: 'strained', cause: 'loss' } }), weak);
    assert.equal(await line({ sending: { signal: 'poor', cause: 'bandwidth' } }), `${weak} ${network}`);
    assert.include(await line({ sending: { signal: 'poor', cause: 'delay' } }), 'arrives late');
    assert.include(await line({ sending: { signal: 'strained', cause: 'cpu' } }), 'Close other programs');
    assert.include(await line({ sending: { signal: 'poor', cause: 'device' } }), 'Choose another under Devices');
    assert.include(await line({ sending: { signal: 'lost', cause: 'loss' } }), 'You cannot be seen or heard');
    assert.include(await line({ sending: { signal: 'poor', cause: 'bandwidth' } }, true), 'Your picture is paused.');
    const theirs = (signal: QualitySignal, cause: QualityCause) => line({ receiving: { signal, cause } });
    assert.include(await theirs('poor', 'loss'), 'Picture and sound from Anna Berg do not come through');
    assert.include(await theirs('strained', 'delay'), 'You hear Anna Berg with a delay');
    assert.equal(await theirs('poor', 'remote'), 'The connection is weak at Anna Berg right now.');
    assert.include(await theirs('lost', 'remote'), 'Nothing comes through from Anna Berg');
    const both = { sending: { signal: 'poor', cause: 'loss' }, receiving: { signal: 'lost', cause: 'loss' } } as const;
    assert.include(await line(both), 'Nothing comes through');
    await assertAccessible(element);
  });

  it('names no one where several others are there, and is silent where nobody is', async () => {
    const visit = makeVisitInProgress({
      others: [makeParticipant('interpreter', 'Yusuf Haddad', { admission: 'admitted' })],
    });
    const quality = makeQuality({ receiving: { signal: 'poor', cause: 'loss' } });
    const several = await make(new FakeVisitSession(snapshots.onStage(visit, othersIn(visit), { quality })));
    assert.include(seenText(several), 'Picture and sound from the others');
    const alone = await make(new FakeVisitSession(snapshots.onStage(visit, [], { quality })));
    assert.isNull(alone.shadowRoot?.querySelector('.quality') ?? null);
  });

  it('says a trouble aloud once, not each time it comes back', async () => {
    const session = onStage();
    const element = await make(session);
    const poor = makeQuality({ sending: { signal: 'poor', cause: 'loss' } });
    session.change({ quality: poor });
    await settled(element);
    const said = announced(element);
    assert.include(said, 'Your connection is weak right now.');
    session.change({ quality: makeQuality() });
    await settled(element);
    session.change({ quality: poor });
    await settled(element);
    assert.equal(announced(element), said);
    session.change({ quality: makeQuality({ receiving: { signal: 'lost', cause: 'remote' } }) });
    await settled(element);
    assert.include(announced(element), 'Nothing comes through from Anna Berg');
  });

  it('offers the telephone when nothing can be heard, to each in their words, and goes on trying (N13)', async () => {
    const session = onStage();
    const element = await make(session);
    session.change({ ringInstead: true, gateway: 'away' });
    await settled(element);
    assert.include(seenText(element), 'Stay here. The clinic will ring you');
    assert.include(seenText(element), 'We keep trying.');
    assert.include(announced(element), 'The clinic will ring you');
    await assertAccessible(element);
    session.change({ ringInstead: false, gateway: 'ready' });
    await settled(element);
    assert.notInclude(seenText(element), 'ring');
    assert.equal(announced(element), 'You are in contact again.');
    session.change({ ringInstead: true, gateway: 'away' });
    await settled(element);
    session.change({ ringInstead: false, gateway: 'connecting' });
    await settled(element);
    assert.equal(announced(element), '', 'nobody is in contact, and the offer does not stay in what can be read');
    const visit = asClinician(makeVisitInProgress());
    const clinician = await make(new FakeVisitSession(snapshots.calledIn(visit, [], { ringInstead: true })));
    assert.include(seenText(clinician), 'Ring Karin Holm on the number in the record.');
    await assertAccessible(clinician);
  });

  it('keeps the last picture, dimmed, and says on it why it stands still', async () => {
    const picture = drawPicture();
    const session = onStage({}, { stream: picture.stream });
    const element = await make(session);
    await pause(400);
    const tile = () => element.shadowRoot?.querySelector('.tile') as HTMLElement;
    const dimmed = () => tile().querySelector('visit-picture')?.dimmed;
    assert.isFalse(dimmed());
    const shows = async (more: Parameters<typeof othersIn>[1], gateway: 'ready' | 'interrupted' = 'ready') => {
      const { visit } = session.store.get();
      const people = visit ? othersIn(visit, { stream: picture.stream, ...more }) : [];
      session.show(snapshots.onStage(visit ?? undefined, people, { gateway, devices: devicesOn() }));
      await settled(element);
      await assertAccessible(element);
      return tile().textContent ?? '';
    };
    assert.include(await shows({ sendsVideo: false, camera: 'paused' }), 'The picture is paused. Sound comes first.');
    assert.isTrue(dimmed());
    assert.include(await shows({ sendsVideo: false, camera: 'on' }), 'The picture does not come through right now.');
    assert.include(await shows({ sendsVideo: false, camera: 'on' }, 'interrupted'), 'We are reconnecting');
    assert.isTrue(dimmed());
    assert.include(await shows({ sendsVideo: false, camera: 'off' }), 'The camera is off at Anna Berg');
    assert.include(await shows({ present: false, sendsVideo: false }), 'Anna Berg has lost contact');
    assert.isTrue(dimmed());
    await shows({});
    assert.isFalse(dimmed());
    picture.close();
  });

  it('microphone and camera are switches, worded on and off, and said aloud', async () => {
    const session = onStage();
    const element = await make(session);
    const microphone = () => find(element, '[role=switch]', 'Microphone');
    assert.equal(microphone().getAttribute('aria-checked'), 'true');
    microphone().focus();
    microphone().click();
    await settled(element);
    assert.deepEqual(session.calls, [['setMicrophone', false]]);
    assert.equal(microphone().getAttribute('aria-checked'), 'false');
    assert.equal(element.shadowRoot?.activeElement, microphone(), 'the focus stays');
    assert.include(seenText(element), 'Microphone: Jabra Evolve2 40 (off)');
    assert.include(announced(element), 'The microphone is off');
    await assertAccessible(element);
    find(element, '[role=switch]', 'Camera').click();
    await settled(element);
    assert.include(announced(element), 'The camera is off');
  });

  it('without a device the switch asks for one', async () => {
    const session = onStage({ devices: devicesOff });
    const element = await make(session);
    assert.include(seenText(element), 'No microphone. You cannot be heard.');
    find(element, 'button', 'Microphone').click();
    assert.deepEqual(session.calls, [['openDevices']]);
  });

  it('announces who comes, who loses contact and who leaves', async () => {
    const visit = makeVisitInProgress({
      others: [makeParticipant('interpreter', 'Yusuf Haddad', { admission: 'admitted' })],
    });
    const [clinician, interpreter] = othersIn(visit);
    assert.ok(clinician && interpreter);
    const session = new FakeVisitSession(snapshots.onStage(visit, [clinician]));
    const element = await make(session);
    session.show(snapshots.onStage(visit, [clinician, interpreter]));
    await settled(element);
    assert.include(announced(element), 'Yusuf Haddad has joined.');
    session.show(snapshots.onStage(visit, [{ ...clinician, present: false }, interpreter]));
    await settled(element);
    assert.include(announced(element), 'Anna Berg has lost contact.');
    session.show(snapshots.onStage(visit, [clinician]));
    await settled(element);
    assert.include(announced(element), 'Yusuf Haddad has left.');
  });

  it('the patient is asked before leaving', async () => {
    const session = onStage();
    const element = await make(session);
    find(element, 'button', 'Leave').click();
    await settled(element);
    assert.deepEqual(session.calls, []);
    await assertAccessible(element);
    assertFits(element);
    find(element, '.confirmation button', 'Leave').click();
    await settled(element);
    assert.deepEqual(session.calls, [['leave']]);
  });

  it('the clinician ends with one press', async () => {
    const visit = asClinician(makeVisitInProgress());
    const session = new FakeVisitSession(snapshots.onStage(visit, othersIn(visit), { devices: devicesOn() }));
    const element = await make(session, { width: 380 });
    find(element, 'button', 'End').click();
    assert.deepEqual(session.calls, [['end']]);
  });

  it('one’s own picture goes round the four corners by a button, and never over a name', async () => {
    const element = await make(onStage());
    const own = () => (element.shadowRoot?.querySelector('.own') as Element).getBoundingClientRect();
    const names = () => (element.shadowRoot?.querySelector('.plate') as Element).getBoundingClientRect();
    const places = new Set<string>();
    for (let press = 0; press < 4; press++) {
      const a = own();
      const b = names();
      places.add(`${Math.round(a.left)} ${Math.round(a.top)}`);
      assert.isFalse(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom, 'covers the name');
      find(element, 'button', 'Move your picture').click();
      await settled(element);
    }
    assert.equal(places.size, 4);
  });

  it('the own picture covers no words on the other, wherever it lies', async () => {
    for (const height of ['10rem', '40rem']) {
      const element = await make(onStage({ ringInstead: true }, { present: false }));
      element.style.setProperty('--visit-stage-block-size', height);
      for (let press = 0; press < 4; press++) {
        await settled(element);
        const [a, b] = ['.own', '.lost'].map((part) =>
          (element.shadowRoot?.querySelector(part) as Element).getBoundingClientRect(),
        ) as [DOMRect, DOMRect];
        const apart = a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom;
        assert.isTrue(apart, `press ${press} at ${height}`);
        find(element, 'button', 'Move your picture').click();
      }
    }
  });

  it('offers to play the sound where the browser has stopped it', async () => {
    const element = await make(onStage());
    const picture = element.shadowRoot?.querySelector('.tile visit-picture') as HTMLElement;
    picture.dispatchEvent(new Event('picture-blocked'));
    await settled(element);
    await assertAccessible(element);
    find(element, 'button', 'Play sound').click();
    await settled(element);
    assert.notInclude(seenText(element), 'Play sound');
  });

  it('devices are chosen beside the buttons; Escape closes and gives the focus back (N05)', async () => {
    const session = onStage({ devices: devicesToChoose() });
    const element = await make(session);
    const button = find(element, 'button', 'Devices');
    assert.equal(button.getAttribute('aria-expanded'), 'false');
    await assertAccessible(element);
    button.click();
    await settled(element);
    assert.equal(button.getAttribute('aria-expanded'), 'true');
    const select = element.shadowRoot?.activeElement as HTMLSelectElement;
    assert.equal(select.value, 'Jabra Evolve2 40');
    await assertAccessible(element);
    assertFits(element);
    select.value = 'Built-in microphone';
    select.dispatchEvent(new Event('change'));
    await settled(element);
    assert.deepEqual(session.calls, [['chooseDevice', 'microphone', 'Built-in microphone']]);
    select.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await settled(element);
    assert.equal(element.shadowRoot?.activeElement, button);
    assert.isNull(element.shadowRoot?.querySelector('select') ?? null);
  });

  it('says what happened to a device, and takes the answer', async () => {
    const session = onStage({ devices: devicesToChoose() });
    const element = await make(session);
    session.change({
      devices: { ...devicesToChoose(), notice: { kind: 'returned', device: 'microphone', label: 'Desk' } },
    });
    await settled(element);
    assert.include(announced(element), 'Desk is connected again.');
    await assertAccessible(element);
    find(element, 'button', 'Use Desk').click();
    await settled(element);
    assert.deepEqual(session.calls, [['answerDeviceNotice', true]]);
    const gone = {
      kind: 'switched',
      why: 'gone',
      device: 'microphone',
      from: 'Desk',
      to: 'Jabra',
      undo: false,
    } as const;
    session.change({ devices: { ...devicesToChoose(), notice: gone } });
    await settled(element);
    assert.include(seenText(element), 'Desk is no longer connected. Now in use: Jabra.');
    find(element, 'button', 'OK').click();
    await settled(element);
    assert.deepEqual(session.calls.at(-1), ['answerDeviceNotice', false]);
  });

  it('fits 280 px, and Arabic', async () => {
    for (const lang of ['sv', 'ar'])
      assertFits(await make(onStage({ problem: new VisitError('media-failed') }), { lang, width: 280 }));
  });
});
