import './visit-framing.define.ts';
import {
  afterEach,
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
import { drawPicture } from '../../testing/drawn-picture.ts';
import { FakeDevices } from '../../testing/fake-devices.ts';

/** What a page can show, in place of the fake track. */
class ShownDevices extends FakeDevices {
  readonly picture = drawPicture();
  override stream = (): MediaStream => this.picture.stream;
}

describe('visit-framing', () => {
  const drawn: ShownDevices[] = [];
  afterEach(() => drawn.splice(0).forEach(({ picture }) => picture.close()));
  const make = async (devices = new ShownDevices(), { lang = 'en', width = 320 } = {}) => {
    const element = document.createElement('visit-framing');
    element.lang = lang;
    element.devices = devices;
    drawn.push(devices);
    mount(element, { width });
    await settled(element);
    const details = element.shadowRoot?.querySelector('details') as HTMLDetailsElement;
    details.open = true;
    await settled(element);
    return { element, details, devices };
  };
  const live = ({ tracks }: FakeDevices): number => tracks.filter(({ readyState }) => readyState === 'live').length;
  const picture = (element: Element) => element.shadowRoot?.querySelector('visit-picture') ?? null;

  it('gives advice without asking for anything, and the picture with a press (N28)', async () => {
    const { element, devices } = await make();
    assert.include(seenText(element), 'at eye level');
    assert.deepEqual(devices.asked, []);
    await assertAccessible(element);
    find(element, 'button', 'Show my picture').click();
    await settled(element);
    assert.isNotNull(picture(element));
    assert.deepEqual(devices.asked, [['camera']]);
    assert.include(seenText(element), 'Only you see the picture.');
    await assertAccessible(element);
    find(element, 'button', 'Turn my picture off').click();
    await settled(element);
    assert.isNull(picture(element));
    assert.equal(live(devices), 0);
  });

  it('gives the camera back when it is folded away, and when it is gone, but not when it moves', async () => {
    const { element, details, devices } = await make();
    const show = async (): Promise<void> => {
      find(element, 'button', 'Show my picture').click();
      await settled(element);
    };
    await show();
    details.open = false;
    await new Promise((resolve) => details.addEventListener('toggle', resolve, { once: true }));
    assert.equal(live(devices), 0);
    details.open = true;
    await settled(element);
    await show();
    const box = element.parentElement as HTMLElement;
    box.prepend(element);
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(live(devices), 1, 'a move is no end');
    element.remove();
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(live(devices), 0);
  });

  it('says why there is no picture', async () => {
    const devices = new ShownDevices();
    devices.refuse('camera', 'NotAllowedError');
    const { element } = await make(devices);
    find(element, 'button', 'Show my picture').click();
    await settled(element);
    assert.include(seenText(element), 'camera');
    assert.isNotNull(element.shadowRoot?.querySelector('.notice'));
    await assertAccessible(element);
  });

  it('fits 280 px, in Swedish and Arabic', async () => {
    for (const lang of ['sv', 'ar']) {
      const { element } = await make(new ShownDevices(), { lang, width: 280 });
      find(element, 'button', lang === 'sv' ? 'Visa min bild' : 'إظهار صورتي').click();
      await settled(element);
      assertFits(element);
    }
  });
});
