import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Of the window's upper left corner, CSS px of the viewport. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/** One press of an arrow key; with Shift for the last bit. CSS px. */
const STEP = 32;
const SMALL_STEP = 4;

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where the person has put it, in this page. */
let remembered: Place | null = null;

/**
 * A window inside the page, above all of it (popover): dragged by its pictures, moved by the arrow keys on its handle, and
 * always wholly within the viewport. The element renders it as `[data-window]` while `open`, hidden or not.
 */
export class MovableWindow implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };
  #open = false;
  #listening = new AbortController();
  #drag: { readonly pointer: number; readonly x: number; readonly y: number; readonly from: Place } | null = null;
  /** Where it lies is no part of the template, and host pages forbid inline styles. */
  #sheet: CSSStyleSheet | null = null;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment }) {
    this.#host = host;
    host.addController(this);
  }

  static get isAvailable(): boolean {
    return 'popover' in HTMLElement.prototype;
  }

  get open(): boolean {
    return this.#open;
  }

  readonly turn = (open: boolean): void => {
    this.#open = open;
    this.#listening.abort();
    if (open) this.#listen();
    this.#host.requestUpdate();
  };

  hostConnected(): void {
    if (this.#open) this.#listen();
    // A popover that is taken out of a document is closed when it comes back.
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#listening.abort();
    this.#drag = null;
  }

  hostUpdated(): void {
    const box = this.#box;
    if (!box?.isConnected || box.matches(':popover-open')) return;
    box.showPopover();
    if (remembered) this.#put(remembered);
  }

  readonly take = (event: PointerEvent): void => {
    const box = event.currentTarget as HTMLElement;
    if (event.button !== 0 || (event.target as Element).closest('button:not([data-moves])')) return;
    const { left, top } = box.getBoundingClientRect();
    box.setPointerCapture(event.pointerId);
    this.#drag = { pointer: event.pointerId, x: event.clientX, y: event.clientY, from: { x: left, y: top } };
  };

  readonly pull = (event: PointerEvent): void => {
    const drag = this.#drag;
    if (drag?.pointer !== event.pointerId) return;
    this.#put({ x: drag.from.x + event.clientX - drag.x, y: drag.from.y + event.clientY - drag.y });
  };

  readonly drop = (event: PointerEvent): void => {
    if (this.#drag?.pointer === event.pointerId) this.#drag = null;
  };

  readonly moveByKey = (event: KeyboardEvent): void => {
    const direction = arrows[event.key];
    const box = this.#box;
    if (!direction || !box || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const step = event.shiftKey ? SMALL_STEP : STEP;
    const { left, top } = box.getBoundingClientRect();
    this.#put({ x: left + direction[0] * step, y: top + direction[1] * step });
  };

  get #box(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('[data-window]');
  }

  #listen(): void {
    this.#listening = new AbortController();
    window.addEventListener('resize', () => remembered && this.#put(remembered), { signal: this.#listening.signal });
  }

  #put({ x, y }: Place): void {
    const box = this.#box;
    if (!box) return;
    const { clientWidth, clientHeight } = document.documentElement;
    const within = (at: number, room: number): number => Math.max(0, Math.min(at, room));
    remembered = { x: within(x, clientWidth - box.offsetWidth), y: within(y, clientHeight - box.offsetHeight) };
    const { style } = this.#rule();
    style.setProperty('inset', `${remembered.y}px auto auto ${remembered.x}px`);
  }

  #rule(): CSSStyleRule {
    if (!this.#sheet) {
      this.#sheet = new CSSStyleSheet();
      this.#sheet.replaceSync('[data-window] {}');
      (this.#host.renderRoot as ShadowRoot).adoptedStyleSheets.push(this.#sheet);
    }
    return this.#sheet.cssRules[0] as CSSStyleRule;
  }
}
