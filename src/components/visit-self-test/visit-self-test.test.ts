import './visit-self-test.define.ts';
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
import { FakeSelfTest, running, testedChecks } from '../../testing/fake-self-test.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { goodNetwork } from '../../testing/self-test-fixtures.ts';
import { devicesOn, devicesToChoose, makeVisit, snapshots } from '../../testing/visit-fixtures.ts';

describe('visit-self-test', () => {
  const make = async (selfTest: FakeSelfTest, { lang = 'en', width = 360 } = {}) => {
    const element = document.createElement('visit-self-test');
    element.lang = lang;
    element.selfTest = selfTest;
    mount(element, { width });
    await settled(element);
    return element;
  };

  it('says how long it takes and who sees it, and asks for nothing by itself', async () => {
    const selfTest = new FakeSelfTest();
    const element = await make(selfTest);
    assert.include(seenText(element), 'Nobody else sees or hears you.');
    assert.deepEqual(selfTest.calls, []);
    await assertAccessible(element);
    assertFits(element);
    find(element, 'button', 'Start the test').click();
    await settled(element);
    assert.deepEqual(selfTest.calls, [['start']]);
    assert.include(seenText(element), 'Choose Allow');
    assert.ok(find(element, '.browser'), 'where the browser asks');
    assert.equal(element.shadowRoot?.activeElement, null);
    await assertAccessible(element);
  });

  it('a browser that cannot is told once, first, and nothing of its devices', async () => {
    const failed = { status: 'failed', reason: 'unsupported-browser' } as const;
    const selfTest = new FakeSelfTest();
    const element = await make(selfTest);
    selfTest.show({ browser: running('looking') });
    await settled(element);
    selfTest.show({ browser: failed, camera: failed, microphone: failed, speaker: failed, network: failed });
    await settled(element);
    assert.equal(announced(element).match(/cannot/g)?.length, 1, announced(element));
    selfTest.show({ service: { status: 'passed', reason: null } });
    await settled(element);
    const text = seenText(element);
    assert.match(text, /^Test sound and picture Your browser cannot do video visits\. Open the visit in a new Chrome/);
    assert.equal(text.match(/cannot do video visits|cannot use/g)?.length, 1, text);
    assert.deepEqual(
      [...(element.shadowRoot?.querySelectorAll('.check h3') ?? [])].map(({ textContent }) => textContent),
      ['Video service'],
    );
    await assertAccessible(element);
    assertFits(element);
  });

  it('names who vouches for the person, where there is a person (N16)', async () => {
    const element = await make(new FakeSelfTest());
    element.identityProvider = 'Region Norrvik';
    await settled(element);
    assert.notInclude(seenText(element), 'Norrvik', 'a public page knows nobody');
    element.token = 'a.b.c';
    await settled(element);
    assert.include(seenText(element), 'Region Norrvik vouches for who you are.');
    await assertAccessible(element);
  });

  it('leads through tone, question and sentence, with the focus where the person is', async () => {
    const picture = drawPicture();
    const selfTest = new FakeSelfTest({ devices: devicesOn(picture.stream) });
    selfTest.show({ camera: { status: 'passed', reason: null }, speaker: running('question') });
    const element = await make(selfTest);
    assert.include(seenText(element), 'Did you hear the tone?');
    await assertAccessible(element);
    const yes = find(element, 'button', 'Yes');
    yes.focus();
    yes.click();
    assert.deepEqual(selfTest.calls, [['answer', 'speaker', true]]);
    selfTest.show({ speaker: { status: 'passed', reason: null }, microphone: running('ready') });
    await settled(element);
    assert.equal(element.shadowRoot?.activeElement?.textContent, 'Microphone');
    assert.include(seenText(element), 'it is not saved');
    await assertAccessible(element);
    find(element, 'button', 'Record me').click();
    assert.deepEqual(selfTest.calls.at(-1), ['answer', 'microphone', true]);
    selfTest.level = 0.5;
    selfTest.show({ microphone: running('recording') });
    await settled(element);
    await pause(60);
    assert.include(seenText(element), 'Speak now');
    assert.isAbove(element.shadowRoot?.querySelectorAll('.level .lit').length ?? 0, 5);
    picture.close();
  });

  it('tells when all is well, that the clinic sees it, and the figures', async () => {
    const stop = new AbortController();
    const told = listen('visit-tested', stop.signal);
    const selfTest = new FakeSelfTest({ checks: { ...testedChecks(), network: running('measuring') } });
    const element = await make(selfTest, { width: 800 });
    selfTest.show({ network: { status: 'passed', reason: null } }, { network: goodNetwork });
    selfTest.show({}, { kept: 'kept' });
    await settled(element);
    for (const part of ['Everything works.', 'The clinic sees that you have tested.', '1020 kbit/s', 'UDP, direct'])
      assert.include(element.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? '', part);
    assert.include(announced(element), 'Everything works.');
    assert.deepEqual(
      told.map(({ detail }) => [detail.visitId, detail.status, detail.checks.network.status]),
      [[null, 'passed', 'passed']],
    );
    await assertAccessible(element);
    assertFits(element);
    stop.abort();
  });

  const faults = {
    camera: ['black', 'The picture is black.', 'Open the shutter'],
    microphone: ['permission-denied', 'The microphone is not allowed.', 'choose Allow'],
    speaker: ['tone-not-heard', 'You did not hear the tone.', 'Turn up the sound'],
    network: ['gateway-unreachable', 'Picture and sound cannot be connected.', 'change to another network'],
    service: ['service-unreachable', 'We cannot reach the video service.', 'Check that you have internet'],
  } as const;
  for (const [check, [reason, sentence, next]] of Object.entries(faults) as [
    keyof typeof faults,
    (typeof faults)[keyof typeof faults],
  ][]) {
    it(`says what is wrong with the ${check}, what to try, and tries it again by itself`, async () => {
      const selfTest = new FakeSelfTest({ checks: testedChecks({ [check]: reason }) });
      const element = await make(selfTest);
      assert.include(seenText(element), sentence);
      assert.include(seenText(element), next);
      assert.include(seenText(element), 'Something does not work yet.');
      await assertAccessible(element);
      assertFits(element);
      find(element, `[aria-label^="Test again"]`).click();
      assert.deepEqual(selfTest.calls[0]?.[0], 'run');
    });
  }

  it('where the camera was refused, shows where that is taken back', async () => {
    const element = await make(new FakeSelfTest({ checks: testedChecks({ camera: 'permission-denied' }) }));
    assert.include(seenText(element), 'to the left of the page’s address');
    assert.ok(find(element, '.browser'));
  });

  it('offers another device where something fails: the page may take it up, else advice is given', async () => {
    const element = await make(new FakeSelfTest({ checks: testedChecks({ microphone: 'device-not-found' }) }));
    const take = (event: Event): void => event.preventDefault();
    document.addEventListener('visit-move-wanted', take);
    find(element, 'button', 'Change device').click();
    await settled(element);
    find(element, 'button', 'Change device');
    document.removeEventListener('visit-move-wanted', take);
    find(element, 'button', 'Change device').click();
    await settled(element);
    assert.include(seenText(element), 'Open the same page on the other device');
  });

  it('another device is one choice away', async () => {
    const selfTest = new FakeSelfTest({ checks: testedChecks({ camera: 'dark' }), devices: devicesToChoose() });
    const element = await make(selfTest);
    assert.include(seenText(element), 'You can take part in the visit, but something could be better.');
    const select = find(element, 'label', 'Choose camera').querySelector('select') as HTMLSelectElement;
    select.value = 'Logitech BRIO';
    select.dispatchEvent(new Event('change'));
    await settled(element);
    assert.deepEqual(selfTest.calls, [['chooseDevice', 'camera', 'Logitech BRIO']]);
    selfTest.refusal = new VisitError('device-in-use');
    select.value = 'Logitech BRIO';
    select.dispatchEvent(new Event('change'));
    await settled(element);
    assert.include(seenText(element), 'Another program is using the camera');
    await assertAccessible(element);
  });

  it('is right in Swedish and from right to left, in a narrow column', async () => {
    for (const [lang, part] of [
      ['sv', 'Bilden är svart.'],
      ['ar', 'الصورة سوداء.'],
    ] as const) {
      const element = await make(
        new FakeSelfTest({ checks: testedChecks({ camera: 'black' }), network: goodNetwork }),
        {
          lang,
          width: 280,
        },
      );
      assert.include(seenText(element), part);
      await assertAccessible(element);
      assertFits(element);
      element.remove();
    }
  });

  it('stands in the visit’s own page without attributes, and is found again after a move', async () => {
    const home = document.createElement('div');
    const session = new FakeVisitSession(snapshots.checking(makeVisit()));
    provideSession(home, session);
    const element = document.createElement('visit-self-test');
    element.lang = 'en';
    const selfTest = new FakeSelfTest();
    element.selfTest = selfTest;
    mount(home).append(element);
    await settled(element);
    find(element, 'button', 'Start the test').click();
    await settled(element);
    const other = document.createElement('section');
    home.append(other);
    other.append(element);
    await pause(10);
    selfTest.show({ browser: { status: 'passed', reason: null } });
    await settled(element);
    assert.include(seenText(element), 'Your browser can do video visits.');
    assert.isFalse(selfTest.closed, 'a host’s own is the host’s');
  });
});
