import { HEARTBEAT_MS } from '../contract/timing.ts';
import type { Clock } from '../core/clock.ts';
import { VisitError } from '../core/errors.ts';
import type { News } from '../core/service/visit-service.ts';

/** A reader hears nothing for so long: the stream counts as broken, ms. */
const SILENCE_LIMIT_MS = 3 * HEARTBEAT_MS;

/** What a stream asks of its service. */
export interface NewsSource {
  readonly clock: Clock;
  /** Does what time brings, and tells when there is more of it, on `Clock.now()`, ms. */
  passTime(): number;
  /** Heartbeats come, and anything at all. */
  readonly beats: boolean;
}

/** One reader's stream: what is pushed, heartbeats between, goodbye when the token ends. */
export class FakeNewsStream {
  readonly #source: NewsSource;
  /** The reader's token, and when it ends, on `Clock.now()`, ms. */
  readonly #token: { readonly endsAt: number };
  readonly #queue: News[] = [];
  /** What its reader was told last of each drop-in queue. */
  readonly queues = new Map<string, string>();
  #wake = new AbortController();
  #broken: VisitError | null = null;

  constructor(source: NewsSource, token: { readonly endsAt: number }) {
    this.#source = source;
    this.#token = token;
  }

  push(news: News): void {
    if (!this.#source.beats) return;
    this.#queue.push(news);
    this.#wake.abort();
  }

  /** Throws `error` at the reader, after what was pushed. */
  break(error: VisitError): void {
    this.#broken = error;
    this.#wake.abort();
  }

  /** Looks again at what the source says. */
  wake(): void {
    this.#wake.abort();
  }

  async *read(signal: AbortSignal): AsyncGenerator<News> {
    const { clock } = this.#source;
    let heardAt = clock.now();
    let beatAt = heardAt + HEARTBEAT_MS;
    while (!signal.aborted) {
      this.#wake = new AbortController();
      const nextChange = this.#source.passTime();
      const now = clock.now();
      const news = this.#queue.shift();
      if (news) {
        heardAt = now;
        yield news;
        if (news.kind === 'goodbye') throw new VisitError('service-unreachable', { detail: 'goodbye' });
        continue;
      }
      if (this.#broken) throw this.#broken;
      if (now >= this.#token.endsAt) {
        yield { kind: 'goodbye', reason: 'token-expired' };
        throw new VisitError('token-expired', { detail: 'goodbye' });
      }
      if (now >= heardAt + SILENCE_LIMIT_MS)
        throw new VisitError('service-unreachable', { detail: 'stream is silent' });
      if (this.#source.beats && now >= beatAt) {
        heardAt = now;
        beatAt = now + HEARTBEAT_MS;
        yield { kind: 'heartbeat', serverNow: new Date(now).toISOString() };
        continue;
      }
      const next = Math.min(nextChange, this.#token.endsAt, this.#source.beats ? beatAt : heardAt + SILENCE_LIMIT_MS);
      await clock.sleep(next - now, AbortSignal.any([signal, this.#wake.signal])).catch(() => {});
    }
  }
}
