import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Elements whose code is fetched when they are about to be shown, so that the page that embeds us loads little at first. */
const definitions = {
  'visit-ahead': () => import('./visit-ahead/visit-ahead.define.ts'),
  'visit-calendar': () => import('./visit-calendar/visit-calendar.define.ts'),
  'visit-clinician-tools': () => import('./visit-clinician-tools/visit-clinician-tools.define.ts'),
  'visit-check': () => import('./visit-check/visit-check.define.ts'),
  'visit-day-list': () => import('./visit-day-list/visit-day-list.define.ts'),
  'visit-delay': () => import('./visit-delay/visit-delay.define.ts'),
  'visit-framing': () => import('./visit-framing/visit-framing.define.ts'),
  'visit-messages': () => import('./visit-messages/visit-messages.define.ts'),
  'visit-handover': () => import('./visit-handover/visit-handover.define.ts'),
  'visit-microphone': () => import('./visit-microphone/visit-microphone.define.ts'),
  'visit-move': () => import('./visit-move/visit-move.define.ts'),
  'visit-participants': () => import('./visit-participants/visit-participants.define.ts'),
  'visit-put-back': () => import('./visit-put-back/visit-put-back.define.ts'),
  'visit-pinned-picture': () => import('./visit-pinned-picture/visit-pinned-picture.define.ts'),
  'visit-phone': () => import('./visit-phone/visit-phone.define.ts'),
  'visit-pop-out': () => import('./visit-pop-out/visit-pop-out.define.ts'),
  'visit-preparation': () => import('./visit-preparation/visit-preparation.define.ts'),
  'visit-preparation-summary': () => import('./visit-preparation-summary/visit-preparation-summary.define.ts'),
  'visit-record': () => import('./visit-record/visit-record.define.ts'),
  'visit-support': () => import('./visit-support/visit-support.define.ts'),
  'visit-queue': () => import('./visit-queue/visit-queue.define.ts'),
  'visit-queue-place': () => import('./visit-queue-place/visit-queue-place.define.ts'),
  'visit-self-test': () => import('./visit-self-test/visit-self-test.define.ts'),
  'visit-stage': () => import('./visit-stage/visit-stage.define.ts'),
  'visit-waiting-room': () => import('./visit-waiting-room/visit-waiting-room.define.ts'),
} as const;
export type OnDemandElement = keyof typeof definitions;

/** How long it takes until code that could not be fetched is asked for again, ms. */
const AGAIN_MS = 2_000;

const here = new Set<OnDemandElement>();

/**
 * Fetches elements for the one that shows them. Until an element is here its tag stands empty in the page; where the code
 * could not be fetched (offline) it is asked for again while the host is in the document.
 */
export class OnDemand implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #fetching = new Set<OnDemandElement>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #connected = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = true;
  }

  hostDisconnected(): void {
    this.#connected = false;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#fetching.clear();
  }

  /** Makes sure that these will be defined. Cheap enough to be called while rendering. */
  want(...tags: readonly OnDemandElement[]): void {
    for (const tag of tags) {
      if (here.has(tag) || this.#fetching.has(tag)) continue;
      this.#fetching.add(tag);
      void this.#fetch(tag);
    }
  }

  async #fetch(tag: OnDemandElement): Promise<void> {
    try {
      await definitions[tag]();
      here.add(tag);
    } catch {
      if (!this.#connected) return;
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.#fetching.delete(tag);
        this.#host.requestUpdate();
      }, AGAIN_MS);
      this.#timers.add(timer);
    }
  }
}
