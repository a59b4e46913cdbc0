import { PRESENCE_RENEW_MS } from '../../contract/timing.ts';
import type { VisitView } from '../../contract/index.ts';
import type { Clock } from '../clock.ts';
import type { VisitService } from '../service/visit-service.ts';

export interface PresenceOptions {
  readonly service: VisitService;
  readonly clock: Clock;
  readonly visitId: string;
  readonly connectionId: string;
  /** The visit as each answer shows it: a page that misses the news hears of the end here. */
  readonly onVisit: (visit: VisitView) => void;
}

/** Keeps the presence lease of one connection alive until closed; each renewal starts after the one before has ended. */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #life = new AbortController();

  constructor(options: PresenceOptions) {
    this.#options = options;
    void this.#run();
  }

  /** The page goes away: the others need not wait for the lease to end. Sent so that it outlives the page. */
  announceClosing(): void {
    this.#renew(true).catch(() => {});
  }

  /** At once, for a page that was frozen and is back. */
  renewNow(): void {
    this.#renew(false).catch(() => {});
  }

  close(): void {
    this.#life.abort();
  }

  async #run(): Promise<void> {
    const { clock } = this.#options;
    const { signal } = this.#life;
    while (!signal.aborted) {
      await clock.sleep(PRESENCE_RENEW_MS, signal).catch(() => {});
      // A renewal that fails is made good by the next; that the connection was replaced comes with the news.
      if (!signal.aborted) await this.#renew(false).catch(() => {});
    }
  }

  async #renew(closing: boolean): Promise<void> {
    const { service, visitId, connectionId, onVisit } = this.#options;
    const { visit } = await service.command(
      { type: 'renew-presence', visitId, connectionId, ...(closing ? { closing } : {}) },
      closing ? undefined : this.#life.signal,
    );
    if (!this.#life.signal.aborted) onVisit(visit);
  }
}
