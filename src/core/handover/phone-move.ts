import { HANDOVER_LIFE_MS } from '../../contract/timing.ts';
import type { Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import type { VisitService } from '../service/visit-service.ts';
import { Store, type ReadableStore } from '../store.ts';
import { handoverLink } from './handover-link.ts';

export type PhoneMoveSnapshot =
  | { readonly status: 'making' }
  | { readonly status: 'ready'; readonly link: string }
  | { readonly status: 'expired' }
  | { readonly status: 'failed'; readonly error: VisitError };

export interface PhoneMoveOptions {
  readonly service: Pick<VisitService, 'makeHandover'>;
  readonly clock: Clock;
  readonly visitId: string;
  readonly phonePage: URL;
}

/** The link that carries a person's own visit over to another device, for as long as it is good. Held in memory only. */
export class PhoneMove {
  readonly #options: PhoneMoveOptions;
  readonly #store = new Store<PhoneMoveSnapshot>({ status: 'making' });
  readonly #life = new AbortController();
  #current = new AbortController();

  constructor(options: PhoneMoveOptions) {
    this.#options = options;
    void this.renew();
  }

  get store(): ReadableStore<PhoneMoveSnapshot> {
    return this.#store;
  }

  /** A new code; the one before is void from now on. Never rejects. */
  async renew(): Promise<void> {
    const { service, clock, visitId, phonePage } = this.#options;
    this.#current.abort();
    this.#current = new AbortController();
    const signal = AbortSignal.any([this.#current.signal, this.#life.signal]);
    this.#store.set({ status: 'making' });
    try {
      const { code } = await service.makeHandover(visitId, signal);
      if (signal.aborted) return;
      this.#store.set({ status: 'ready', link: handoverLink(phonePage, code) });
    } catch (error) {
      if (!signal.aborted) this.#store.set({ status: 'failed', error: VisitError.from(error) });
      return;
    }
    await clock.sleep(HANDOVER_LIFE_MS, signal).then(
      () => this.#store.set({ status: 'expired' }),
      () => {},
    );
  }

  close(): void {
    this.#life.abort();
  }
}
