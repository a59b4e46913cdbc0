import { PRESENCE_RENEW_MS } from '../../contract/timing.ts';
import type { Clock } from '../clock.ts';
import type { VisitService } from '../service/visit-service.ts';

/** Keeps the presence lease of one connection alive until closed; each renewal starts after the one before has ended. */
export class Presence {
  readonly #options: { service: VisitService; clock: Clock; visitId: string; connectionId: string };
  readonly #life = new AbortController();

  constructor(options: { service: VisitService; clock: Clock; visitId: string; connectionId: string }) {
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
    const { service, visitId, connectionId } = this.#options;
    await service.command(
      { type: 'renew-presence', visitId, connectionId, ...(closing ? { closing } : {}) },
      closing ? undefined : this.#life.signal,
    );
  }
}
