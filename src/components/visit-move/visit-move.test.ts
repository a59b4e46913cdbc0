import './visit-move.define.ts';
// Not a module: it puts itself on `window`.
import 'jsqr';
import type { QRCode } from 'jsqr';
import {
  assert,
  assertAccessible,
  assertFits,
  describe,
  find,
  it,
  listen,
  mount,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import { leaks } from '../../../test/components/leaks.ts';
import { HANDOVER_LIFE_MS } from '../../contract/timing.ts';
import { FakeVisitService } from '../../testing/fake-visit-service.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { snapshots } from '../../testing/visit-fixtures.ts';

describe('visit-move', () => {
  const world = () => {
    const clock = new ManualClock();
    const service = new FakeVisitService({ clock });
    const visit = service.book();
    const session = new FakeVisitSession(snapshots.waiting({ ...visit, self: `${visit.id}-patient` }), {
      service: service.participant(visit.id),
      clock,
    });
    return { clock, service, session };
  };
  const make = async (session: FakeVisitSession, { lang = 'en', width = 360 } = {}) => {
    const element = document.createElement('visit-move');
    element.lang = lang;
    element.phonePage = '/continue?from=computer';
    const home = document.createElement('div');
    provideSession(home, session);
    home.append(element);
    mount(home, { width });
    await settled(element);
    return element;
  };
  const linkIn = (element: Element): string => (find(element, 'input') as HTMLInputElement).value;

  it('shows a code that any reader can read: the link to the host’s page, with the code in the fragment', async () => {
    const { service, session } = world();
    const element = await make(session);
    const link = new URL(linkIn(element));
    assert.equal(`${link.pathname}${link.search}`, '/continue?from=computer');
    assert.equal(await readCode(find(element, '.qr-code') as unknown as SVGSVGElement), link.href);
    assert.match(link.hash, /^#visit-handover=/);
    service.redeem(link.hash.split('=')[1] ?? '');
    for (const words of ['works once, within five minutes', 'You stay here until'])
      assert.include(seenText(element), words);
  });

  it('is accessible and fits from 280 px up, in each language', async () => {
    for (const lang of ['sv', 'en', 'ar']) {
      const element = await make(world().session, { lang, width: 280 });
      await assertAccessible(element);
      assertFits(element);
    }
  });

  it('after five minutes it offers a new code', async () => {
    const { clock, session } = world();
    const element = await make(session);
    const first = linkIn(element);
    await clock.advance(HANDOVER_LIFE_MS);
    await settled(element);
    assert.include(seenText(element), 'The code is no longer valid.');
    await assertAccessible(element);
    find(element, 'button', 'Show a new code').click();
    await settled(element);
    assert.notEqual(linkIn(element), first);
  });

  it('says that the visit is still here when no code comes', async () => {
    const { service, session } = world();
    service.goAway();
    const element = await make(session);
    assert.include(seenText(element), 'Your visit is still here.');
    service.comeBack();
    find(element, 'button', 'Show a new code').click();
    await settled(element);
    assert.include(linkIn(element), '#visit-handover=');
  });

  it('copies the link, or says that it could not', async () => {
    const element = await make(world().session);
    const real = navigator.clipboard;
    const copied: string[] = [];
    const offer = (writeText: (text: string) => Promise<void>) =>
      Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    try {
      offer(async (text) => void copied.push(text));
      find(element, 'button', 'Copy the link').click();
      await settled(element);
      assert.deepEqual(copied, [linkIn(element)]);
      assert.include(seenText(element), 'The link is copied.');
      offer(() => Promise.reject(new DOMException('', 'NotAllowedError')));
      find(element, 'button', 'Copy the link').click();
      await settled(element);
      assert.include(seenText(element), 'could not be copied');
    } finally {
      Object.defineProperty(navigator, 'clipboard', { value: real, configurable: true });
    }
  });

  it('shows nothing without a page to go to', async () => {
    const { session } = world();
    const element = document.createElement('visit-move');
    element.lang = 'en';
    element.phonePage = 'javascript:alert(1)';
    const errors = listen('visit-error');
    const home = document.createElement('div');
    provideSession(home, session);
    home.append(element);
    mount(home);
    await element.updateComplete;
    assert.equal(seenText(element), '');
    assert.lengthOf(errors, 0);
  });

  it('twenty mounts leave nothing behind', async () => {
    const { session, clock } = world();
    await make(session);
    const watch = leaks();
    for (let i = 0; i < 20; i++) (await make(session)).parentElement?.parentElement?.remove();
    assert.deepEqual(watch.end(), { listeners: 0, timers: 0, frames: 0 });
    assert.equal(clock.pending, 1, 'that of the one that is still shown');
  });
});

/** Draws the SVG and reads it as a camera would. */
async function readCode(code: SVGSVGElement): Promise<string | undefined> {
  const size = 480;
  const copy = code.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('width', String(size));
  copy.setAttribute('height', String(size));
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' }));
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.drawImage(image, 0, 0, size, size);
  URL.revokeObjectURL(image.src);
  const { jsQR: read } = globalThis as unknown as {
    jsQR(data: Uint8ClampedArray, width: number, height: number): QRCode | null;
  };
  return read(context.getImageData(0, 0, size, size).data, size, size)?.data;
}
