import './visit-stage.define.ts';
import {
  assert,
  assertAccessible,
  describe,
  find,
  it,
  mount,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import type { DevicesSnapshot } from '../../core/media/devices-snapshot.ts';
import { drawPicture } from '../../testing/drawn-picture.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { devicesOn, snapshots } from '../../testing/visit-fixtures.ts';

describe('one’s own picture on the stage', () => {
  const make = async ({ dir = 'ltr', devices = devicesOn() }: { dir?: string; devices?: DevicesSnapshot } = {}) => {
    const session = new FakeVisitSession(snapshots.onStage(undefined, undefined, { devices }));
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-stage');
    element.lang = dir === 'rtl' ? 'ar' : 'en';
    mount(home, { width: 500 }).append(element);
    await settled(element);
    const own = () => element.shadowRoot?.querySelector('.own') as HTMLElement;
    const box = () => element.shadowRoot?.querySelector('.pictures')?.getBoundingClientRect() as DOMRect;
    return { element, session, own, box };
  };
  /** As a finger does it: an event that is made in the page has no pointer that could be captured. */
  const drag = (own: HTMLElement, x: number, y: number, end: 'pointerup' | 'pointercancel' = 'pointerup'): void => {
    own.setPointerCapture = () => {};
    const { left, top, width, height } = own.getBoundingClientRect();
    const at = { clientX: left + width / 2, clientY: top + 10, pointerId: 7, bubbles: true, composed: true };
    own.dispatchEvent(new PointerEvent('pointerdown', { ...at, button: 0 }));
    const moved = { ...at, clientX: at.clientX + x, clientY: at.clientY + y };
    own.dispatchEvent(new PointerEvent('pointermove', moved));
    const now = own.getBoundingClientRect();
    assert.closeTo(now.left - left, x, 1, 'it follows the finger');
    assert.closeTo(now.top - top, y, 1);
    assert.closeTo(now.height, height, 1);
    own.dispatchEvent(new PointerEvent(end, moved));
  };
  const place = (own: DOMRect, box: DOMRect): string =>
    `${own.top - box.top < box.bottom - own.bottom ? 'top' : 'bottom'} ${own.left - box.left < box.right - own.right ? 'left' : 'right'}`;

  it('is dragged to the corner that is nearest, in both directions of writing', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const { element, own, box } = await make({ dir });
      const { width, height } = box();
      for (const [x, y, corner] of [
        [-width / 2, 0, 'bottom left'],
        [0, -height / 2, 'top left'],
        [width / 2, 0, 'top right'],
        [0, height / 2, 'bottom right'],
      ] as const) {
        if (dir === 'rtl' && corner === 'bottom left') continue;
        drag(own(), x, y);
        await settled(element);
        assert.equal(place(own().getBoundingClientRect(), box()), corner, dir);
        assert.equal(own().style.translate, '');
      }
    }
  });

  it('stays where it was when the drag is broken off', async () => {
    const { element, own, box } = await make();
    drag(own(), -200, -200, 'pointercancel');
    await settled(element);
    assert.equal(place(own().getBoundingClientRect(), box()), 'bottom right');
  });

  it('is put away and taken back by a button, and the focus goes with it', async () => {
    const { element, own } = await make();
    find(element, 'button', 'Hide your picture').click();
    await settled(element);
    assert.isNull(own().querySelector('visit-picture, .empty'));
    const show = find(element, 'button', 'Show your picture');
    assert.equal(element.shadowRoot?.activeElement, show);
    await assertAccessible(element);
    show.click();
    await settled(element);
    assert.equal(element.shadowRoot?.activeElement, find(element, 'button', 'Hide your picture'));
    assert.notInclude(seenText(element), 'Show your picture');
  });

  it('is a mirror, but not of what the camera on the back sees', async () => {
    const picture = drawPicture();
    const devices = devicesOn(picture.stream);
    const turned = { ...devices, picture: { ...devices.picture, facing: 'environment', canTurn: true } } as const;
    const mirrored = async (of: DevicesSnapshot) => {
      const { own } = await make({ devices: of });
      return own().querySelector('visit-picture')?.mirrored;
    };
    assert.isTrue(await mirrored(devices));
    assert.isFalse(await mirrored(turned));
    picture.close();
  });
});
