import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { playChime } from '../chime.ts';

export interface CallNoticeOptions {
  readonly session: () => VisitSessionLike | null;
  /** What to say of the call; `early`: the person is asked whether to begin now. */
  readonly sentence: (snapshot: VisitSnapshot, early: boolean) => string;
  readonly chimes: () => boolean;
  readonly notifies: () => boolean;
}

/**
 * Makes a call noticed by one who waits and looks elsewhere: a chime, and while the page is hidden its title and, where the
 * person has allowed them before, a notification. Holds on over the change to the stage, until the page is seen.
 */
export class CallNotice implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly isConnected: boolean };
  readonly #options: CallNoticeOptions;
  #followed: VisitSessionLike | null = null;
  #life = new AbortController();
  #asked = false;

  constructor(host: ReactiveControllerHost & { readonly isConnected: boolean }, options: CallNoticeOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostUpdated(): void {
    const session = this.#options.session();
    if (session === this.#followed || session?.store.get().phase !== 'waiting') return;
    this.#life.abort();
    this.#life = new AbortController();
    this.#followed = session;
    this.#asked = isAsked(session.store.get());
    session.store.subscribe((snapshot) => this.#look(snapshot), { signal: this.#life.signal });
  }

  /** Called in, the room goes before its call has been noticed; a move in the document is none of its business. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#stop();
    });
  }

  #stop(): void {
    this.#followed = null;
    this.#life.abort();
  }

  #look(snapshot: VisitSnapshot): void {
    if (snapshot.phase === 'called-in') {
      this.#ring(this.#options.sentence(snapshot, false));
      return this.#stop();
    }
    if (snapshot.phase !== 'waiting') return this.#stop();
    const asked = isAsked(snapshot);
    if (asked && !this.#asked) this.#ring(this.#options.sentence(snapshot, true));
    this.#asked = asked;
  }

  #ring(sentence: string): void {
    if (this.#options.chimes()) playChime();
    if (document.visibilityState === 'visible') return;
    showInTitle(sentence);
    if (this.#options.notifies()) notify(sentence);
  }
}

const isAsked = ({ visit }: VisitSnapshot): boolean => visit?.earlyCall?.answer === null;

/** Until the page is seen. A host that changes the title meanwhile keeps its own. */
function showInTitle(sentence: string): void {
  const before = document.title;
  document.title = sentence;
  const seen = new AbortController();
  const restore = (): void => {
    if (document.visibilityState !== 'visible') return;
    seen.abort();
    if (document.title === sentence) document.title = before;
  };
  document.addEventListener('visibilitychange', restore, { signal: seen.signal });
}

/** Where it has been allowed before: nobody is asked for it here. Some browsers have the name only. */
function notify(sentence: string): void {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  try {
    const notification = new Notification(sentence);
    notification.onclick = () => {
      focus();
      notification.close();
    };
  } catch {
    // Chrome for Android shows them from service workers only.
  }
}
