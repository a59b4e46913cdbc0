import { nothing, render, type CSSResult, type TemplateResult } from 'lit';

/** https://wicg.github.io/document-picture-in-picture/ */
interface DocumentPictureInPicture {
  requestWindow(options: { readonly width: number; readonly height: number }): Promise<Window & typeof globalThis>;
}

const ofPage = (): DocumentPictureInPicture | null =>
  (globalThis as { documentPictureInPicture?: DocumentPictureInPicture }).documentPictureInPicture ?? null;

/** The window is the view, to its edges. */
const page = 'html, body, body > div { margin: 0; block-size: 100%; overflow: hidden; color-scheme: dark; }';

export interface WindowNeeds {
  /** px */
  readonly width: number;
  readonly height: number;
  readonly styles: readonly CSSResult[];
  /** Whose `--visit-…` properties hold in the window too. */
  readonly themed: Element;
  /** A key pressed in the window, whose events do not reach the page. */
  readonly onKey: (event: KeyboardEvent) => void;
  /** Once, whoever has closed it: the person, the program, or another page's window that took its place. */
  readonly onClose: () => void;
}

/**
 * A window that lies above all others (Document Picture-in-Picture), with what a template shows. Nothing in it is a custom
 * element: those adopt the style sheets of the page, which another document refuses. Its own are made here, with that
 * window's constructor, so that no policy on styles stands in the way.
 */
export class OwnWindow {
  readonly #window: Window & typeof globalThis;
  readonly #root: ShadowRoot;

  private constructor(view: Window & typeof globalThis, { styles, themed, onKey, onClose }: WindowNeeds) {
    this.#window = view;
    const { document } = view;
    document.adoptedStyleSheets = [sheetIn(view, page)];
    const box = document.createElement('div');
    this.#root = box.attachShadow({ mode: 'open' });
    const text = styles.map(({ cssText }) => cssText).join('\n');
    this.#root.adoptedStyleSheets = [sheetIn(view, text), themeIn(view, text, themed)];
    document.body.append(box);
    view.addEventListener('keydown', onKey);
    view.addEventListener(
      'pagehide',
      () => {
        // Lets go of the streams at once, whenever the window itself is collected.
        render(nothing, this.#root);
        onClose();
      },
      { once: true },
    );
  }

  /** Whether the browser has such windows, and gives them to this page: never to one within a frame. */
  static get isAvailable(): boolean {
    return ofPage() !== null && window.top === window;
  }

  /** From a press of a button. Null where the browser refuses. */
  static async open(needs: WindowNeeds): Promise<OwnWindow | null> {
    try {
      const view = await ofPage()?.requestWindow({ width: needs.width, height: needs.height });
      return view ? new OwnWindow(view, needs) : null;
    } catch {
      return null;
    }
  }

  show(content: TemplateResult, { title, lang, dir }: { title: string; lang: string; dir: string }): void {
    const { document } = this.#window;
    if (document.title !== title) document.title = title;
    document.documentElement.lang = lang;
    document.documentElement.dir = dir;
    render(content, this.#root);
  }

  /** From a press in the window: the page that it belongs to comes to the front. */
  showPage(): void {
    window.focus();
    this.close();
  }

  close(): void {
    this.#window.close();
  }
}

function sheetIn(view: Window & typeof globalThis, text: string): CSSStyleSheet {
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

/** What the host has set of the tokens that `text` reads. */
function themeIn(view: Window & typeof globalThis, text: string, themed: Element): CSSStyleSheet {
  const sheet = sheetIn(view, ':host {}');
  const { style } = sheet.cssRules[0] as CSSStyleRule;
  const set = getComputedStyle(themed);
  for (const token of new Set(text.match(/--visit-[\w-]+/g))) style.setProperty(token, set.getPropertyValue(token));
  return sheet;
}
