import './visit-pop-out.define.ts';
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
import { leaks } from '../../../test/components/leaks.ts';
import { ContextProvider } from '@lit/context';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { type DrawnPicture, drawPicture } from '../../testing/drawn-picture.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { devicesOn, makeVisitInProgress, othersIn, snapshots } from '../../testing/visit-fixtures.ts';
import { dictationKeyContext } from '../dictation-key.ts';
import type { VisitPopOut } from './visit-pop-out.ts';

type View = Window & typeof globalThis;
type Mutable = Record<string, unknown>;

/** The browser as this test wants it, put back by `restore`. */
class Browser {
  readonly #before: (() => void)[] = [];
  /** The window's document is that of a frame: another document, with constructors of its own. */
  readonly frames: HTMLIFrameElement[] = [];
  /** What the page has asked to be called for when it is left. */
  readonly handlers = new Map<string, unknown>();

  constructor(windows: 'given' | 'refused' | 'missing') {
    this.#set(
      window as unknown as Mutable,
      'documentPictureInPicture',
      windows === 'missing' ? undefined : this.#windows(windows),
    );
    this.#set(navigator.mediaSession as unknown as Mutable, 'setActionHandler', (action: string, handler: unknown) => {
      if (handler) this.handlers.set(action, handler);
      else this.handlers.delete(action);
    });
  }

  get view(): View {
    return this.frames.at(-1)?.contentWindow as View;
  }

  get root(): ShadowRoot {
    return this.view.document.body.firstElementChild?.shadowRoot as ShadowRoot;
  }

  setVisibility(state: DocumentVisibilityState): void {
    this.#set(document as unknown as Mutable, 'visibilityState', state);
    document.dispatchEvent(new Event('visibilitychange'));
  }

  restore(): void {
    for (const back of this.#before.reverse()) back();
    for (const frame of this.frames) frame.remove();
  }

  #windows(windows: 'given' | 'refused') {
    return {
      requestWindow: async ({ width, height }: { width: number; height: number }) => {
        if (windows === 'refused') throw new DOMException('', 'NotAllowedError');
        const frame = document.createElement('iframe');
        frame.width = String(width);
        frame.height = String(height);
        frame.title = 'window';
        document.body.append(frame);
        this.frames.push(frame);
        const view = frame.contentWindow as View;
        // The window of a frame does not close; a frame that is taken away tells its window, as a closed one is told.
        view.close = () => frame.remove();
        return view;
      },
    };
  }

  #set(object: Mutable, name: string, value: unknown): void {
    const own = Object.getOwnPropertyDescriptor(object, name);
    Object.defineProperty(object, name, { configurable: true, writable: true, value });
    this.#before.push(() => (own ? Object.defineProperty(object, name, own) : delete object[name]));
  }
}

describe('visit-pop-out', () => {
  let drawn: DrawnPicture | null = null;
  const ownPicture = (): DrawnPicture => (drawn ??= drawPicture());
  const onStage = (more: Parameters<typeof othersIn>[1] = {}): VisitSnapshot => {
    const visit = makeVisitInProgress();
    const own = { ...visit, self: visit.calledInBy };
    return snapshots.onStage(own, othersIn(own, more), { devices: devicesOn(ownPicture().stream) });
  };

  const make = async (snapshot = onStage(), { lang = 'en', width = 360 } = {}) => {
    const session = new FakeVisitSession(snapshot);
    const home = document.createElement('div');
    provideSession(home, session);
    new ContextProvider(home, { context: dictationKeyContext, initialValue: 'F8' });
    const element = document.createElement('visit-pop-out');
    element.lang = lang;
    mount(home, { width }).append(element);
    await settled(element);
    return { element, session, home };
  };
  const press = async (element: VisitPopOut, words: string): Promise<void> => {
    find(element, 'button', words).click();
    await pause();
    await settled(element);
  };
  const pressIn = async (root: ShadowRoot, element: VisitPopOut, words: string): Promise<void> => {
    const button = [...root.querySelectorAll('button')].find(({ textContent }) => textContent?.includes(words));
    assert.ok(button, words);
    button?.click();
    await pause();
    await settled(element);
  };

  it('opens a window of its own, styled there, with both pictures, name, role and the controls (N10)', async () => {
    const browser = new Browser('given');
    const picture = drawPicture({ portrait: true });
    const { element, session } = await make(onStage({ stream: picture.stream }));
    await press(element, 'Own window');
    const { root, view } = browser;
    const text = root.textContent?.replaceAll(/\s+/g, ' ') ?? '';
    for (const words of ['Karin Holm', 'Patient', 'Microphone: ', 'Camera', 'Back']) assert.include(text, words);
    const end = root.querySelector('.end') as HTMLElement;
    assert.equal(view.getComputedStyle(end).backgroundColor, 'rgb(197, 58, 58)');
    assert.equal(view.document.documentElement.lang, 'en');
    assert.equal(view.document.title, 'Small picture of Karin Holm');
    assert.equal(
      view.document.querySelectorAll('style, [style]').length + root.querySelectorAll('style, [style]').length,
      0,
    );
    const [other, own] = root.querySelectorAll('video');
    await other?.play();
    assert.strictEqual(other?.srcObject, picture.stream);
    assert.isTrue(other?.muted && own?.muted);
    assert.isAbove(other?.offsetWidth ?? 0, (own?.offsetWidth ?? 0) * 2);

    await pressIn(root, element, 'Microphone');
    await pressIn(root, element, 'Camera');
    assert.deepEqual(session.calls, [
      ['setMicrophone', false],
      ['setCamera', false],
    ]);
    assert.equal(root.querySelector('[role=switch]')?.getAttribute('aria-checked'), 'false');
    assert.lengthOf(root.querySelectorAll('video'), 1);
    picture.close();
    browser.restore();
  });

  it('mutes for dictation from the window, by button and by key, and says that the patient does not hear (N11)', async () => {
    const browser = new Browser('given');
    const { element, session } = await make();
    await press(element, 'Own window');
    const { root, view } = browser;
    await pressIn(root, element, 'Dictation');
    assert.deepEqual(session.calls, [['muteForDictation', true]]);
    assert.include(root.textContent, 'The patient does not hear you.');
    assert.equal(root.querySelector('[aria-pressed]')?.getAttribute('aria-keyshortcuts'), 'F8');
    const key = (name: string): boolean =>
      view.document.body.dispatchEvent(
        new view.KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }),
      );
    key('F7');
    assert.isFalse(key('F8'), 'taken');
    await settled(element);
    assert.deepEqual(session.calls.slice(1), [['muteForDictation', false]]);
    assert.notInclude(root.textContent, 'The patient does not hear you.');
    browser.restore();
  });

  it('has the host’s colours in the window, and the direction of the language', async () => {
    const browser = new Browser('given');
    const { element, home } = await make(onStage(), { lang: 'ar' });
    home.style.setProperty('--visit-color-danger', 'rgb(1, 2, 3)');
    await press(element, 'نافذة مستقلة');
    const end = browser.root.querySelector('.end') as HTMLElement;
    assert.equal(browser.view.getComputedStyle(end).backgroundColor, 'rgb(1, 2, 3)');
    assert.equal(browser.view.document.documentElement.dir, 'rtl');
    assert.equal(browser.view.getComputedStyle(end).direction, 'rtl');
    browser.restore();
  });

  it('says in the window why there is no picture, and that the line is weak', async () => {
    const browser = new Browser('given');
    const { element, session } = await make();
    await press(element, 'Own window');
    session.show(onStage({ sendsVideo: false, camera: 'off' }));
    await settled(element);
    assert.include(browser.root.textContent, 'The camera is off at Karin Holm');
    session.change({ gateway: 'interrupted' });
    await settled(element);
    assert.include(browser.root.textContent, 'We are reconnecting.');
    browser.restore();
  });

  it('closes with the visit, by the person, and by “back”; lets go of the pictures, and keeps the focus where it was', async () => {
    const browser = new Browser('given');
    const { element, session, home } = await make();
    const field = document.createElement('input');
    field.setAttribute('aria-label', 'Note');
    home.before(field);
    await press(element, 'Own window');
    field.focus();
    const videos = [...browser.root.querySelectorAll('video')];
    assert.lengthOf(videos, 2);
    await session.end();
    await settled(element);
    assert.isFalse(browser.frames[0]?.isConnected);
    assert.isTrue(videos.every((video) => !video.isConnected));
    assert.strictEqual(document.activeElement, field);

    for (const close of [
      () => pressIn(browser.root, element, 'Back'),
      // The cross of the window itself.
      async () => browser.view.close(),
    ]) {
      session.show(onStage());
      await settled(element);
      await press(element, 'Own window');
      assert.include(seenText(element), 'Close own window');
      await close();
      await settled(element);
      assert.isFalse(browser.frames.at(-1)?.isConnected);
      assert.include(seenText(element), 'Own window');
      assert.notInclude(seenText(element), 'Close');
    }
    browser.restore();
  });

  it('keeps the window through a move in the document, and closes it when it is gone', async () => {
    const browser = new Browser('given');
    const { element, home } = await make();
    await press(element, 'Own window');
    element.remove();
    home.append(element);
    await pause(20);
    await settled(element);
    assert.isTrue(browser.frames[0]?.isConnected);
    element.remove();
    await pause(20);
    assert.isFalse(browser.frames[0]?.isConnected);
    browser.restore();
  });

  it('lets the picture float by itself where there is no such window', async () => {
    const browser = new Browser('missing');
    const { element } = await make();
    let floats = 0;
    element.float = async () => Boolean(++floats);
    await settled(element);
    await press(element, 'Small picture');
    assert.equal(floats, 1);
    assert.isNull(element.shadowRoot?.querySelector('[data-window]') ?? null);
    browser.restore();
  });

  it('opens a window inside the page as the last resort, moved by keys and by drag, never out of view', async () => {
    const browser = new Browser('refused');
    const { element, session } = await make();
    element.float = async () => false;
    await settled(element);
    await press(element, 'Own window');
    const box = find(element, '[data-window]');
    assert.isTrue(box.matches(':popover-open'));
    await assertAccessible(element);
    const handle = find(element, 'button', 'Move');
    const at = () => box.getBoundingClientRect();
    const key = (name: string, shiftKey = false) =>
      handle.dispatchEvent(new KeyboardEvent('keydown', { key: name, shiftKey, bubbles: true, cancelable: true }));
    const before = at();
    key('ArrowRight');
    assert.closeTo(at().left, before.left + 32, 1);
    key('ArrowLeft', true);
    assert.closeTo(at().left, before.left + 28, 1);
    for (let press = 0; press < 100; press++) key('ArrowUp');
    for (let press = 0; press < 100; press++) key('ArrowLeft');
    assert.deepEqual([at().left, at().top], [0, 0]);
    for (let press = 0; press < 100; press++) key('ArrowDown');
    for (let press = 0; press < 100; press++) key('ArrowRight');
    assert.closeTo(at().right, document.documentElement.clientWidth, 1);
    assert.closeTo(at().bottom, document.documentElement.clientHeight, 1);

    const pictures = find(element, '.pictures');
    const pointer = (type: string, clientX: number, clientY: number) =>
      pictures.dispatchEvent(
        new PointerEvent(type, { pointerId: 1, isPrimary: true, clientX, clientY, bubbles: true, composed: true }),
      );
    box.setPointerCapture = () => {};
    pointer('pointerdown', 300, 300);
    pointer('pointermove', 250, 260);
    pointer('pointerup', 250, 260);
    pointer('pointermove', 0, 0);
    assert.closeTo(at().right, document.documentElement.clientWidth - 50, 1);
    assert.closeTo(at().bottom, document.documentElement.clientHeight - 40, 1);
    const left = at().left;

    await press(element, 'Close small picture');
    assert.isNull(element.shadowRoot?.querySelector('[data-window]') ?? null);
    await press(element, 'Own window');
    assert.closeTo(find(element, '[data-window]').getBoundingClientRect().left, left, 1, 'where it was');
    find(element, 'button', 'Back').click();
    await settled(element);
    assert.equal(element.shadowRoot?.activeElement, find(element, '[data-pops-out]'));
    assert.deepEqual(session.calls, []);
    browser.restore();
  });

  it('asks the browser to open by itself while there is somebody to see, and offers it once to one who comes back', async () => {
    const browser = new Browser('given');
    const { element, session } = await make();
    assert.isTrue(browser.handlers.has('enterpictureinpicture'));
    assert.notInclude(seenText(element), 'while you were in another tab');
    browser.setVisibility('hidden');
    browser.setVisibility('visible');
    await settled(element);
    assert.include(seenText(element), 'You did not see Karin Holm while you were in another tab.');
    await assertAccessible(element);
    await press(element, 'No, thank you');
    browser.setVisibility('hidden');
    browser.setVisibility('visible');
    await settled(element);
    assert.notInclude(seenText(element), 'while you were in another tab');

    browser.setVisibility('hidden');
    (browser.handlers.get('enterpictureinpicture') as () => void)();
    await pause();
    await settled(element);
    assert.include(browser.root.textContent, 'Karin Holm');
    assert.isFalse(browser.handlers.has('enterpictureinpicture'), 'it is open');
    session.show(snapshots.over());
    await settled(element);
    assert.isFalse(browser.frames[0]?.isConnected);
    assert.isFalse(browser.handlers.has('enterpictureinpicture'));
    browser.restore();
  });

  it('offers nothing to one whom the browser has opened the window for, nor where none would stay', async () => {
    const browser = new Browser('given');
    const { element } = await make();
    browser.setVisibility('hidden');
    (browser.handlers.get('enterpictureinpicture') as () => void)();
    await pause();
    browser.setVisibility('visible');
    browser.view.close();
    await settled(element);
    assert.notInclude(seenText(element), 'while you were in another tab');
    browser.restore();

    const without = new Browser('missing');
    const { element: bare } = await make();
    without.setVisibility('hidden');
    without.setVisibility('visible');
    await settled(bare);
    assert.notInclude(seenText(bare), 'while you were in another tab');
    without.restore();
  });

  it('leaves nothing behind', async () => {
    const browser = new Browser('given');
    const { element: first } = await make();
    first.remove();
    await pause(20);
    const left = leaks();
    for (let mounts = 0; mounts < 20; mounts++) {
      const { element } = await make();
      await press(element, 'Own window');
      element.parentElement?.parentElement?.remove();
      await pause(1);
    }
    await pause(20);
    assert.deepEqual(left.end(), { listeners: 0, timers: 0, frames: 0 });
    assert.isTrue(browser.frames.every((frame) => !frame.isConnected));
    assert.equal(browser.handlers.size, 0);
    browser.restore();
  });

  it('fits 280 px and a wide page, in Swedish and Arabic', async () => {
    const browser = new Browser('missing');
    for (const lang of ['sv', 'ar'])
      for (const width of [280, 1100]) assertFits((await make(onStage(), { lang, width })).home);
    browser.restore();
  });
});
