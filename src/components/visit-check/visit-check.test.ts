import './visit-check.define.ts';
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
  pause,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import { VisitError } from '../../core/errors.ts';
import { drawPicture } from '../../testing/drawn-picture.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import {
  deviceFailed,
  deviceOn,
  devicesAsking,
  devicesOff,
  devicesOn,
  devicesToChoose,
  makeParticipant,
  makeVisit,
  snapshots,
} from '../../testing/visit-fixtures.ts';

const failed = (code: VisitError['code']) => deviceFailed(new VisitError(code));

describe('visit-check', () => {
  const make = async (session: FakeVisitSession, { lang = 'en', width = 360 } = {}) => {
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-check');
    element.lang = lang;
    mount(home, { width }).append(element);
    await settled(element);
    return element;
  };
  const checking = (devices?: Parameters<typeof snapshots.checking>[1]) =>
    new FakeVisitSession(snapshots.checking(makeVisit(), devices));

  it('explains before it asks, and asks for nothing by itself', async () => {
    const session = checking();
    const element = await make(session);
    assert.include(seenText(element), 'Nobody sees or hears you until Anna Berg calls you in.');
    assert.deepEqual(session.calls, []);
    await assertAccessible(element);
    assertFits(element);
    find(element, 'button', 'Turn on').click();
    await settled(element);
    assert.deepEqual(session.calls, [['openDevices']]);
    assert.include(seenText(element), 'Can you be seen and heard?');
  });

  it('an interpreter and a companion are let in; a guardian who acts for the patient is called in (N15)', async () => {
    for (const [role, onBehalfOf, says] of [
      ['interpreter', null, 'until Anna Berg lets you in.'],
      ['companion', null, 'until Anna Berg lets you in.'],
      ['companion', 'Ella Holm', 'until Anna Berg calls you in.'],
    ] as const) {
      const guest = makeParticipant(role, 'Yusuf Haddad', { onBehalfOf });
      const visit = makeVisit({ others: [guest], self: guest.id });
      assert.include(seenText(await make(new FakeVisitSession(snapshots.checking(visit)))), says);
    }
  });

  it('leads the focus to the heading of the view that follows the press', async () => {
    const element = await make(checking());
    const button = find(element, 'button', 'Turn on');
    button.focus();
    button.click();
    await settled(element);
    assert.equal(element.shadowRoot?.activeElement?.localName, 'h2');
  });

  it('asks for nothing where the browser cannot do video visits, says what to do, and leads on', async () => {
    const session = checking({ problem: new VisitError('unsupported-browser') });
    const element = await make(session);
    const text = seenText(element);
    assert.include(text, 'Open the visit in a new Chrome, Edge, Firefox or Safari');
    assert.notInclude(text, 'Turn on');
    await assertAccessible(element);
    assertFits(element);
    find(element, 'button', 'Go to the waiting room').click();
    assert.deepEqual(session.calls, [['arrive']]);
  });

  it('leads on without devices', async () => {
    const session = checking();
    find(await make(session), 'button', 'Go on without').click();
    assert.deepEqual(session.calls, [['arrive']]);
  });

  it('says what to do while the browser asks', async () => {
    const element = await make(checking({ devices: devicesAsking }));
    assert.include(seenText(element), 'Choose Allow');
    await assertAccessible(element);
  });

  it('shows one’s own picture, the devices by name, and the way to the waiting room', async () => {
    const picture = drawPicture();
    const session = checking({ devices: devicesOn(picture.stream) });
    const element = await make(session);
    const text = seenText(element);
    for (const part of [
      'Only you can see this',
      'FaceTime HD-kamera',
      'Jabra Evolve2 40',
      'The camera works.',
      'Say hello',
    ])
      assert.include(text, part);
    await assertAccessible(element);
    assertFits(element);
    find(element, 'button', 'Go to the waiting room').click();
    await settled(element);
    assert.deepEqual(session.calls, [['arrive']]);
    picture.close();
  });

  it('the bar follows the voice, and the words say when it has been heard', async () => {
    const session = checking({ devices: devicesOn() });
    const element = await make(session);
    const lit = () => element.shadowRoot?.querySelectorAll('.level .lit').length ?? 0;
    await pause(60);
    assert.equal(lit(), 0);
    session.level = 0.5;
    await pause(400);
    await settled(element);
    assert.equal(lit(), 12);
    assert.include(seenText(element), 'We can hear you.');
    session.change({ devices: { ...devicesOn(), microphone: deviceOn('Another microphone') } });
    session.level = 0;
    await settled(element);
    assert.include(seenText(element), 'Say hello');
  });

  const faults = {
    'permission-denied': 'The camera is not allowed.',
    'blocked-by-policy': 'The page you are on does not let the camera through.',
    'device-not-found': 'We cannot find a camera.',
    'device-in-use': 'Another program is using the camera.',
    'insecure-context': 'The page is not secure, so it may not use the camera.',
  } as const;
  for (const [code, sentence] of Object.entries(faults) as [keyof typeof faults, string][]) {
    it(`tells ${code} apart, what to try, and that sound alone will do`, async () => {
      const session = checking({ devices: { ...devicesOff, camera: failed(code), microphone: deviceOn('Jabra') } });
      const element = await make(session);
      const text = seenText(element);
      assert.include(text, sentence);
      assert.include(text, 'You can take part without a picture.');
      await assertAccessible(element);
      find(element, 'button', 'Try again').click();
      assert.deepEqual(session.calls, [['openDevices']]);
      find(element, 'button', 'Go to the waiting room');
    });
  }

  it('says one fault once when both devices have it', async () => {
    const element = await make(
      checking({
        devices: { ...devicesOff, camera: failed('permission-denied'), microphone: failed('permission-denied') },
      }),
    );
    assert.lengthOf(seenText(element).match(/choose Allow/g) ?? [], 1);
    assert.include(seenText(element), 'You will see and hear, but not be seen or heard.');
    await assertAccessible(element);
  });

  it('announces what failed', async () => {
    const session = checking();
    const element = await make(session);
    session.change({ devices: { ...devicesOff, camera: failed('device-in-use'), microphone: deviceOn('Jabra') } });
    await settled(element);
    assert.include(announced(element), 'Another program is using the camera.');
  });

  it('shows and tells what an action was refused with', async () => {
    const session = checking();
    session.refuse('arrive', new VisitError('too-early'));
    const element = await make(session);
    const stop = new AbortController();
    const errors = listen('visit-error', stop.signal);
    find(element, 'button', 'Go on without').click();
    await settled(element);
    assert.include(seenText(element), 'The waiting room is not open yet.');
    assert.deepEqual(
      errors.map(({ detail }) => detail.error.code),
      ['too-early'],
    );
    stop.abort();
  });

  it('another device is one choice away, and what happens by itself is said (N05)', async () => {
    const session = checking({ devices: devicesToChoose() });
    const element = await make(session);
    await assertAccessible(element);
    assertFits(element);
    const select = find(element, 'label', 'Choose microphone').querySelector('select') as HTMLSelectElement;
    assert.equal(select.value, 'Jabra Evolve2 40');
    select.value = 'Built-in microphone';
    select.dispatchEvent(new Event('change'));
    await settled(element);
    assert.deepEqual(session.calls, [['chooseDevice', 'microphone', 'Built-in microphone']]);
    assert.equal(select.value, 'Built-in microphone');
    const notice = {
      kind: 'switched',
      why: 'plugged-in',
      device: 'microphone',
      from: 'Built-in microphone',
      to: 'Jabra Evolve2 40',
      undo: true,
    } as const;
    session.change({ devices: { ...devicesToChoose(), notice } });
    await settled(element);
    assert.include(announced(element), 'The sound now goes through Jabra Evolve2 40.');
    await assertAccessible(element);
    find(element, 'button', 'Undo').click();
    await settled(element);
    assert.deepEqual(session.calls.at(-1), ['answerDeviceNotice', true]);
    assert.notInclude(seenText(element), 'Undo');
  });

  it('a Bluetooth headset comes with a hint on how it may sound better; one with a wire does not (N05)', async () => {
    const hint = 'Bluetooth';
    const session = checking({ devices: devicesToChoose() });
    const element = await make(session);
    assert.notInclude(seenText(element), hint);
    session.change({ devices: { ...devicesToChoose(), microphone: deviceOn('Jabra Evolve2 (Bluetooth)') } });
    await settled(element);
    assert.include(seenText(element), 'The headset is connected by Bluetooth.');
    await assertAccessible(element);
    assertFits(element);
  });

  it('says that one is not heard or seen, aloud too, and not that it works (N05)', async () => {
    const session = checking({ devices: devicesToChoose() });
    const element = await make(session);
    const nothing = (what: 'silent' | 'black' | 'frozen', label: string) =>
      ({ kind: 'nothing', what, device: what === 'silent' ? 'microphone' : 'camera', label }) as const;
    const says = {
      'We cannot hear you. Check that the headset is switched on, or choose another microphone.': nothing(
        'silent',
        'Jabra Evolve2 40',
      ),
      'We cannot hear you. Check that the microphone is switched on, or choose another one.': nothing(
        'silent',
        'Built-in',
      ),
      'We cannot see you. Check that nothing covers the camera, or choose another camera.': nothing('black', 'BRIO'),
      'Your picture stands still. Turn the camera off and on again, or choose another camera.': nothing(
        'frozen',
        'BRIO',
      ),
    };
    assert.include(seenText(element), 'The camera works.');
    for (const [sentence, notice] of Object.entries(says)) {
      session.change({ devices: { ...devicesToChoose(), notice } });
      await settled(element);
      assert.include(seenText(element), sentence);
      assert.include(announced(element), sentence);
      assert.equal(seenText(element).includes('The camera works.'), notice.device !== 'camera');
      await assertAccessible(element);
    }
    assertFits(element);
    const button = find(element, 'button', 'OK');
    button.focus();
    assert.equal(element.shadowRoot?.activeElement, button);
    button.click();
    assert.deepEqual(session.calls.at(-1), ['answerDeviceNotice', false]);
  });

  it('a choice that is refused is shown as it was', async () => {
    const session = checking({ devices: devicesToChoose() });
    session.refuse('chooseDevice', new VisitError('device-in-use'));
    const element = await make(session);
    const select = find(element, 'label', 'Choose microphone').querySelector('select') as HTMLSelectElement;
    select.value = 'Built-in microphone';
    select.dispatchEvent(new Event('change'));
    await settled(element);
    assert.equal(select.value, 'Jabra Evolve2 40');
    assert.include(seenText(element), 'Another program is using the camera or the microphone.');
  });

  it('fits 280 px, and Arabic', async () => {
    for (const lang of ['sv', 'ar']) {
      for (const session of [
        checking(),
        checking({ devices: devicesOn() }),
        checking({ devices: devicesToChoose() }),
        checking({ devices: { ...devicesOff, camera: failed('unknown'), microphone: failed('device-in-use') } }),
      ]) {
        assertFits(await make(session, { lang, width: 280 }));
      }
    }
  });
});
