import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { playChime } from '../chime.ts';

export interface CallNoticeOptions {
  readonly session: () => VisitSessionLike | null;
  /** What to say of the call in the page; `early`: the person is asked whether to begin now. */
  readonly sentence: (snapshot: VisitSnapshot, early: boolean) => string;
  /** What others may read too, on a locked screen or over another window: no name, no clinic. */
  readonly neutral: (early: boolean) => { readonly title: string; readonly body: string };
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
      this.#ring(snapshot, false);
      return this.#stop();
    }
    if (snapshot.phase !== 'waiting') return this.#stop();
    const asked = isAsked(snapshot);
    if (asked && !this.#asked) this.#ring(snapshot, true);
    this.#asked = asked;
  }

  #ring(snapshot: VisitSnapshot, early: boolean): void {
    if (this.#options.chimes()) playChime();
    if (document.visibilityState === 'visible') return;
    showInTitle(this.#options.sentence(snapshot, early));
    if (this.#options.notifies()) notify(this.#options.neutral(early));
  }
}

const isAsked = ({ visit }: VisitSnapshot): boolean => visit?.earlyCall?.answer === null;

/** Until the page is seen. A host that changes the title meanwhile keeps its own. */
function showInTitle(sentence: string): void {
  const before = document.title;
  document.title = sentence;
  whenSeen(() => {
    if (document.title === sentence) document.title = before;
  });
}

function whenSeen(run: () => void): void {
  const seen = new AbortController();
  const look = (): void => {
    if (document.visibilityState !== 'visible') return;
    seen.abort();
    run();
  };
  document.addEventListener('visibilitychange', look, { signal: seen.signal });
}

/** Where it has been allowed before: nobody is asked for it here. Some browsers have the name only. Gone when the page is seen. */
function notify({ title, body }: { title: string; body: string }): void {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  try {
    const notification = new Notification(title, { body, tag: 'video-visit-call' });
    notification.onclick = () => {
      focus();
      notification.close();
    };
    whenSeen(() => notification.close());
  } catch {
    // Chrome for Android shows them from service workers only.
  }
}
