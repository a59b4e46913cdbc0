import type { VisitView } from '../../src/contract/index.ts';
import type { HostClient } from '../stack/host-client.ts';

/** What the portal shows a patient who is to be reminded. */
export interface PortalMessage {
  readonly visitId: string;
  readonly kind: 'come-now' | 'soon';
  readonly at: string;
}

/** So long after the stream has ended it is opened again, ms. */
const AGAIN_MS = 2_000;

/**
 * The demo host's way to remind: it listens to which patients the clinic wants reminded, and puts a message into their portal. A
 * real host sends what its patients have chosen, e.g. a text message. The newest message of each visit is kept, while it runs.
 */
export class ReminderInbox {
  readonly #host: HostClient;
  readonly #messages = new Map<string, PortalMessage>();
  readonly #stopping = new AbortController();
  #lastEventId: number | null = null;

  constructor(host: HostClient) {
    this.#host = host;
  }

  start(): void {
    void this.#listen();
  }

  stop(): void {
    this.#stopping.abort();
  }

  /** The messages about these visits, while they are still to come. */
  of(visits: readonly VisitView[]): readonly PortalMessage[] {
    return visits.flatMap(({ id, status }) => {
      const message = status === 'planned' ? this.#messages.get(id) : undefined;
      return message ? [message] : [];
    });
  }

  async #listen(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        for await (const { id, type, at, visitId } of this.#host.reminders(this.#lastEventId, signal)) {
          this.#lastEventId = id;
          this.#messages.set(visitId, { visitId, at, kind: type === 'reminder-asked' ? 'come-now' : 'soon' });
        }
      } catch {
        // The service is away, or not there yet: with the id of the last event nothing is missed.
      }
      await pause(AGAIN_MS, signal);
    }
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', settle);
      resolve();
    };
    const timer = setTimeout(settle, ms);
    signal.addEventListener('abort', settle);
    if (signal.aborted) settle();
  });
