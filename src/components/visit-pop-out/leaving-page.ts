import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Not in every browser's list, nor in TypeScript's. https://w3c.github.io/mediasession/#dom-mediasessionaction-enterpictureinpicture */
const ENTER = 'enterpictureinpicture' as MediaSessionAction;

export interface Leaving {
  /** Somebody is to be seen who would be lost from sight with the page, and a window would help. */
  readonly losesSight: () => boolean;
  /** The browser asks for the window by itself. */
  readonly open: () => void;
}

/**
 * The page is left for another tab while somebody is to be seen. A browser that opens windows by itself is told how
 * (Chromium, where camera or microphone is in use and the person has not forbidden it); elsewhere it is offered when the
 * person comes back, once a visit.
 */
export class LeavingPage implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #leaving: Leaving;
  #listening = new AbortController();
  #handles = false;
  #wasAway = false;
  #declined = false;

  constructor(host: ReactiveControllerHost, leaving: Leaving) {
    this.#host = host;
    this.#leaving = leaving;
    host.addController(this);
  }

  /** The person has been away without a window, has come back, and has not said no. */
  get offers(): boolean {
    return this.#wasAway && !this.#declined && document.visibilityState === 'visible' && this.#leaving.losesSight();
  }

  readonly decline = (): void => {
    this.#declined = true;
    this.#host.requestUpdate();
  };

  /** There is a window now, so nobody was lost from sight. */
  cover(): void {
    this.#wasAway = false;
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    document.addEventListener('visibilitychange', this.#turned, { signal: this.#listening.signal });
  }

  hostUpdated(): void {
    // An update may come after the element has gone, as its window closes.
    this.#handle(!this.#listening.signal.aborted && this.#leaving.losesSight());
  }

  hostDisconnected(): void {
    this.#listening.abort();
    this.#handle(false);
  }

  readonly #turned = (): void => {
    // The window that the browser opens by itself comes later than this, if it comes.
    if (document.visibilityState === 'hidden') this.#wasAway ||= this.#leaving.losesSight();
    this.#host.requestUpdate();
  };

  #handle(handles: boolean): void {
    if (handles === this.#handles || !('mediaSession' in navigator)) return;
    this.#handles = handles;
    try {
      navigator.mediaSession.setActionHandler(ENTER, handles ? this.#leaving.open : null);
    } catch {
      // A browser that does not know the action.
    }
  }
}
