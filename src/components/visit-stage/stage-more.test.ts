import './visit-stage.define.ts';
import {
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
import type { CameraPicture } from '../../core/media/devices-snapshot.ts';
import { drawPicture } from '../../testing/drawn-picture.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { devicesToChoose, makeVisitInProgress, othersIn, snapshots } from '../../testing/visit-fixtures.ts';

describe('what is used seldom on the stage', () => {
  const make = async (
    picture: Partial<CameraPicture> = {},
    { width = 360, stream = null as MediaStream | null } = {},
  ) => {
    const devices = devicesToChoose();
    const visit = makeVisitInProgress({ startsInMinutes: -10 });
    const session = new FakeVisitSession(
      snapshots.onStage(visit, othersIn(visit, { stream }), {
        devices: { ...devices, picture: { ...devices.picture, ...picture } },
      }),
    );
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-stage');
    element.lang = 'en';
    mount(home, { width }).append(element);
    await settled(element);
    const open = async (): Promise<void> => {
      find(element, 'button', 'More').click();
      await settled(element);
    };
    return { element, session, open };
  };

  it('a phone’s camera is turned with one press, and back (N34)', async () => {
    const { element, session } = await make({ facing: 'user', canTurn: true });
    find(element, 'button', 'Turn camera').click();
    await settled(element);
    assert.deepEqual(session.calls, [['turnCamera']]);
    find(element, 'button', 'Turn camera').click();
    await settled(element);
    assert.deepEqual(session.calls, [['turnCamera'], ['turnCamera']]);
    await assertAccessible(element);
    assert.notInclude(seenText((await make()).element), 'Turn camera', 'nothing to turn on a computer');
  });

  it('a sharper picture is a switch, and says so when the camera refuses (N34)', async () => {
    const { element, session, open } = await make();
    await open();
    const sharper = () => find(element, '[role=switch]', 'Sharper picture');
    sharper().click();
    await settled(element);
    assert.equal(sharper().getAttribute('aria-checked'), 'true');
    session.refuse('sharpenPicture', new VisitError('device-not-found'));
    sharper().click();
    await settled(element);
    assert.deepEqual(session.calls, [
      ['sharpenPicture', true],
      ['sharpenPicture', false],
    ]);
    assert.include(seenText(element), 'We cannot find a camera or a microphone.');
    await assertAccessible(element);
  });

  it('the background can be blurred only where the browser does that (N36)', async () => {
    const { element, session, open } = await make({ blurred: false });
    await open();
    const blur = find(element, '[role=switch]', 'Blurred background');
    blur.click();
    await settled(element);
    assert.deepEqual(session.calls, [['blurBackground', true]]);
    assert.equal(blur.getAttribute('aria-checked'), 'true');
    const without = await make();
    await without.open();
    assert.notInclude(seenText(without.element), 'Blurred background');
  });

  it('opens and closes by keyboard, and closes what was open beside it', async () => {
    const { element, open } = await make({ canTurn: true, facing: 'user', blurred: false }, { width: 280 });
    find(element, 'button', 'Devices').click();
    await settled(element);
    await open();
    assert.isNull(element.shadowRoot?.querySelector('select') ?? null);
    assert.equal(find(element, 'button', 'Devices').getAttribute('aria-expanded'), 'false');
    await assertAccessible(element);
    assertFits(element);
    const heading = element.shadowRoot?.activeElement;
    heading?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await settled(element);
    assert.equal(element.shadowRoot?.activeElement, find(element, 'button', 'More'));
    assert.isNull(element.shadowRoot?.querySelector('.who') ?? null);
  });

  it('every button of the bar is 44 px or more and keeps its words, also at 280 px', async () => {
    for (const width of [280, 320, 360]) {
      const { element } = await make({ canTurn: true, facing: 'user' }, { width });
      const buttons = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.controls button') ?? [])];
      assert.lengthOf(buttons, 6);
      for (const button of buttons) {
        const { width: w, height } = button.getBoundingClientRect();
        assert.isAtLeast(Math.min(w, height), 44);
        assert.isAtMost(button.scrollWidth, button.clientWidth, button.textContent ?? '');
      }
      assertFits(element);
    }
  });

  it('says quietly how long is left of the booked time, and then until when it was', async () => {
    const { element, session } = await make();
    const said = () => element.shadowRoot?.querySelector('.time-left')?.textContent;
    assert.match(said() ?? '', /^(8|9|1[0-2]) minutes left of the booked time$/);
    session.change({ visit: makeVisitInProgress({ startsInMinutes: -30 }) });
    await settled(element);
    assert.match(said() ?? '', /^Booked until \d\d:\d\d$/);
  });

  it('asks the browser for the whole screen and for a small window', async () => {
    const picture = drawPicture();
    const { element, open } = await make({}, { stream: picture.stream });
    await pause(400);
    await open();
    const asked: string[] = [];
    element.requestFullscreen = async () => void asked.push('full screen');
    const video = element.shadowRoot?.querySelector('.tile visit-picture')?.shadowRoot?.querySelector('video');
    assert.ok(video);
    assert.isTrue(video.disablePictureInPicture, 'no button of the browser’s own lies on a face');
    video.requestPictureInPicture = async () => {
      assert.isFalse(video.disablePictureInPicture);
      asked.push('small window');
      throw new DOMException('', 'NotAllowedError');
    };
    find(element, 'button', 'Full screen').click();
    find(element, 'button', 'Picture in a small window').click();
    await settled(element);
    assert.deepEqual(asked, ['full screen', 'small window']);
    assert.isTrue(video.disablePictureInPicture, 'refused: as before');
    picture.close();
  });
});
