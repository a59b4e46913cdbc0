/** A frozen snapshot that changes as a whole, and those who listen to it. */
export interface ReadableStore<T> {
  get(): T;
  /** Calls `listener` after every change, not at once. Ends with `signal` or by the function returned. */
  subscribe(listener: (snapshot: T) => void, options?: { signal?: AbortSignal }): () => void;
}

/** See {@link ReadableStore}. Only the owner of the state holds this. */
export class Store<T extends object> implements ReadableStore<T> {
  #snapshot: T;
  readonly #listeners = new Set<(snapshot: T) => void>();

  constructor(initial: T) {
    this.#snapshot = Object.freeze(initial);
  }

  get(): T {
    return this.#snapshot;
  }

  /** Takes the place of the snapshot; the same object changes nothing and tells nobody. */
  set(next: T): void {
    if (next === this.#snapshot) return;
    this.#snapshot = Object.freeze(next);
    for (const listener of [...this.#listeners]) if (this.#listeners.has(listener)) listener(this.#snapshot);
  }

  subscribe(listener: (snapshot: T) => void, { signal }: { signal?: AbortSignal } = {}): () => void {
    if (signal?.aborted) return () => {};
    // A closure of its own, so that one function given twice is two subscriptions.
    const own = (snapshot: T): void => listener(snapshot);
    this.#listeners.add(own);
    const end = (): void => {
      this.#listeners.delete(own);
      signal?.removeEventListener('abort', end);
    };
    signal?.addEventListener('abort', end);
    return end;
  }

  /** How many listen, for leak tests. */
  get listenerCount(): number {
    return this.#listeners.size;
  }
}
