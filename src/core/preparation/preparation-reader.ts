import type { Preparation } from '../../contract/index.ts';
import { VisitError } from '../errors.ts';
import { Store, type ReadableStore } from '../store.ts';

export interface PreparationRead {
  readonly phase: 'loading' | 'ready' | 'failed';
  /** What was read last, also while it is read anew; null: nothing is asked, or nothing read yet. */
  readonly preparation: Preparation | null;
  /** Why the newest could not be read. */
  readonly error: VisitError | null;
}

/**
 * A visit's preparation as the clinic reads it. Whoever hears that there is something new calls `refresh()`; one reading
 * goes on at a time, and what is heard meanwhile is read after it.
 */
export class PreparationReader {
  readonly #read: (signal: AbortSignal) => Promise<Preparation | null>;
  readonly #store = new Store<PreparationRead>({ phase: 'loading', preparation: null, error: null });
  readonly #life = new AbortController();
  #reading = false;
  #again = false;

  constructor(read: (signal: AbortSignal) => Promise<Preparation | null>) {
    this.#read = read;
  }

  get store(): ReadableStore<PreparationRead> {
    return this.#store;
  }

  async refresh(): Promise<void> {
    this.#again = true;
    if (this.#reading) return;
    this.#reading = true;
    while (this.#again && !this.#life.signal.aborted) {
      this.#again = false;
      await this.#once();
    }
    this.#reading = false;
  }

  close(): void {
    this.#life.abort();
  }

  async #once(): Promise<void> {
    const { signal } = this.#life;
    const { preparation } = this.#store.get();
    if (!preparation) this.#store.set({ phase: 'loading', preparation, error: null });
    const next = await this.#read(signal).then(
      (read): PreparationRead => ({ phase: 'ready', preparation: read, error: null }),
      (error: unknown): PreparationRead => ({ phase: 'failed', preparation, error: VisitError.from(error) }),
    );
    if (!signal.aborted) this.#store.set(next);
  }
}
