import type { VisitServiceFaults } from './visit-service-world.ts';

/** `fetch` over a network that fails when told to. */
export class FaultyFetch implements VisitServiceFaults {
  readonly #cut = new Set<AbortController>();
  #losesNextAnswer = false;
  #silent = false;
  #away = false;

  readonly fetch: typeof globalThis.fetch = async (input, init = {}) => {
    if (this.#away) throw new TypeError('fetch failed');
    const cut = new AbortController();
    this.#cut.add(cut);
    const signal = init.signal ? AbortSignal.any([init.signal, cut.signal]) : cut.signal;
    const response = await globalThis.fetch(input, { ...init, signal });
    if (this.#losesNextAnswer && init.method === 'POST') {
      this.#losesNextAnswer = false;
      await response.arrayBuffer();
      throw new TypeError('fetch failed');
    }
    const body = response.body?.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (chunk, controller) => {
          if (!this.#silent) controller.enqueue(chunk);
        },
      }),
    );
    return new Response(body, { status: response.status, headers: response.headers });
  };

  loseNextAnswer(): void {
    this.#losesNextAnswer = true;
  }

  fallSilent(): void {
    this.#silent = true;
  }

  goAway(): void {
    this.#away = true;
    this.close();
  }

  comeBack(): void {
    this.#away = false;
    this.#silent = false;
  }

  /** Breaks all that is open. */
  close(): void {
    for (const cut of this.#cut) cut.abort(new TypeError('network error'));
    this.#cut.clear();
  }
}
