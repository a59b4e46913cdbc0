import type { Identity, QueueView, VisitEvent, VisitView } from '../../contract/index.ts';
import type { Clock } from '../clock.ts';
import { placed } from '../drop-in/placed.ts';
import { VisitError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { waitAfter, type ReconnectPolicy } from '../reconnect-policy.ts';
import { Store, type ReadableStore } from '../store.ts';
import type { News, VisitService } from './visit-service.ts';

export interface NewsSnapshot {
  readonly connection: 'connecting' | 'connected' | 'away';
  readonly identity: Identity | null;
  /** WebSocket address that the gateway most likely has; null where the service has not said. */
  readonly gatewayHint: string | null;
  /** Newest view of each visit in the token's scope; unchanged visits keep their object. */
  readonly visits: ReadonlyMap<string, VisitView>;
  /** Drop-in queues in the token's scope, by id. Each visit of theirs has its own place in its view already. */
  readonly queues: ReadonlyMap<string, QueueView>;
  /** Why it is `away`, or has stopped for good (`recoverable: false`, or `token-expired` until a new one is set). */
  readonly problem: VisitError | null;
  /** On `Clock.elapsed()`, ms. */
  readonly lastNewsAt: number | null;
  /** What to add to this device's clock for the service's, ms. */
  readonly clockOffset: number;
}

/**
 * The one stream of a root element: opens it, opens it again, and keeps the newest view of every visit. Sessions and
 * lists stand on it.
 */
export class NewsFeed {
  readonly #service: VisitService;
  readonly #clock: Clock;
  readonly #policy: ReconnectPolicy;
  readonly #logger: Logger;
  readonly #store: Store<NewsSnapshot>;
  readonly #listeners = new Set<(event: VisitEvent) => void>();
  readonly #life = new AbortController();
  #lastEventId: number | null = null;
  #wake: (() => void) | null = null;
  /** Asked to try again while it was trying: the next wait is passed over. */
  #retried = false;
  #running: Promise<void> | null = null;

  constructor(options: { service: VisitService; clock: Clock; policy: ReconnectPolicy; logger: Logger }) {
    this.#service = options.service;
    this.#clock = options.clock;
    this.#policy = options.policy;
    this.#logger = options.logger;
    this.#store = new Store<NewsSnapshot>({
      connection: 'connecting',
      identity: null,
      gatewayHint: null,
      visits: new Map(),
      queues: new Map(),
      problem: null,
      lastNewsAt: null,
      clockOffset: 0,
    });
  }

  get store(): ReadableStore<NewsSnapshot> {
    return this.#store;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Every event once, after the store holds its visit. */
  listen(listener: (event: VisitEvent) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /** Takes a view that came another way (the answer to a command), unless a newer one is known. */
  take(visit: VisitView): void {
    const visits = this.#merge([visit]);
    if (visits) this.#store.set({ ...this.#store.get(), visits });
  }

  /** Tries at once instead of waiting; also after an error that had ended the feed (a new token was set). */
  retry(): void {
    this.#retried = true;
    if (!this.#wake) return;
    this.#store.set({ ...this.#store.get(), connection: 'connecting', problem: null });
    this.#wake();
  }

  /** Takes a queue that came another way (the answer to opening it). */
  takeQueue(queue: QueueView): void {
    const known = this.#store.get();
    this.#store.set({ ...known, ...withQueues(known, [queue]) });
  }

  async close(): Promise<void> {
    this.#life.abort();
    this.#listeners.clear();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#life;
    for (let attempt = 0; !signal.aborted;) {
      const error = await this.#readOnce(() => (attempt = 0));
      if (signal.aborted) return;
      const renewed = error.code === 'token-expired' && (await this.#renewed());
      if (signal.aborted) return;
      this.#logger.info('news feed lost', { code: error.code, attempt, renewed });
      // A token that the host renews is nothing to tell anyone of; one that is refused again is.
      if (!renewed || attempt > 0) this.#store.set({ ...this.#store.get(), connection: 'away', problem: error });
      const hopeless = !error.recoverable || (error.code === 'token-expired' && !renewed);
      if (hopeless) await this.#pause(null);
      else await this.#pause(waitAfter(error, this.#policy(attempt++, this.#clock.random())));
    }
  }

  /** `onMended`: the stream has lived for a while, so that one which always breaks at once is not opened at once. */
  async #readOnce(onMended: () => void): Promise<VisitError> {
    this.#retried = false;
    try {
      for await (const news of this.#service.subscribe(this.#lastEventId, this.#life.signal)) {
        if (news.kind === 'heartbeat') onMended();
        if (news.kind === 'goodbye') {
          return new VisitError(news.reason === 'token-expired' ? 'token-expired' : 'service-unreachable', {
            detail: 'goodbye',
          });
        }
        this.#hear(news);
      }
      return new VisitError('service-unreachable', { detail: 'stream ended' });
    } catch (error) {
      return VisitError.from(error, 'service-unreachable');
    }
  }

  #hear(news: Exclude<News, { kind: 'goodbye' }>): void {
    const before = this.#store.get();
    const heard = { ...before, connection: 'connected' as const, problem: null, lastNewsAt: this.#clock.elapsed() };
    switch (news.kind) {
      case 'hello':
        // A service that has begun anew counts its events anew.
        this.#lastEventId = Math.min(this.#lastEventId ?? news.cursor, news.cursor);
        this.#store.set({
          ...heard,
          identity: news.identity,
          gatewayHint: news.gatewayHint,
          ...withQueues({ ...before, visits: this.#merge(news.visits) ?? before.visits }, news.queues),
          clockOffset: Date.parse(news.serverNow) - this.#clock.now(),
        });
        return;
      case 'heartbeat':
        this.#store.set({ ...heard, clockOffset: Date.parse(news.serverNow) - this.#clock.now() });
        return;
      case 'queue': {
        const { kind: _kind, ...queue } = news;
        this.#store.set({ ...heard, ...withQueues(before, [queue]) });
        return;
      }
      case 'event':
        if (this.#lastEventId !== null && news.id <= this.#lastEventId) return;
        this.#lastEventId = news.id;
        this.#store.set({ ...heard, visits: this.#merge([news.visit]) ?? before.visits });
        for (const listener of [...this.#listeners]) listener(news);
    }
  }

  /** Null when nothing is newer than what is known. */
  #merge(visits: readonly VisitView[]): ReadonlyMap<string, VisitView> | null {
    const { visits: known, queues } = this.#store.get();
    const newer = visits.filter((visit) => {
      const old = known.get(visit.id);
      // The reader's own part may appear without an event (`self`), so an equal `seq` counts too.
      return !old || visit.seq > old.seq || (visit.seq === old.seq && visit.self !== old.self);
    });
    if (newer.length === 0) return null;
    return new Map([
      ...known,
      ...newer.map((visit) => [visit.id, placed(Object.freeze(visit), queueOf(visit, queues))] as const),
    ]);
  }

  async #renewed(): Promise<boolean> {
    try {
      await this.#service.renewToken();
      return true;
    } catch {
      return false;
    }
  }

  /** Waits `ms` (null: for ever), or until `retry()`. */
  async #pause(ms: number | null): Promise<void> {
    if (this.#retried) return;
    const over = new AbortController();
    const woken = new Promise<void>((resolve) => (this.#wake = resolve));
    const signal = AbortSignal.any([this.#life.signal, over.signal]);
    const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await Promise.race([woken, ended, ms === null ? ended : this.#clock.sleep(ms, signal).catch(() => {})]);
    this.#wake = null;
    over.abort();
  }
}

type Known = Pick<NewsSnapshot, 'visits' | 'queues'>;

const queueOf = ({ dropIn }: VisitView, queues: NewsSnapshot['queues']): QueueView | undefined =>
  dropIn ? queues.get(dropIn.queueId) : undefined;

/** What is known, after news of queues: each visit of theirs with its place. The same map where no place has changed. */
function withQueues({ visits, queues: before }: Known, news: readonly QueueView[]): Known {
  if (news.length === 0) return { visits, queues: before };
  const queues = new Map([...before, ...news.map((queue) => [queue.queueId, Object.freeze(queue)] as const)]);
  const now = [...visits].map(([id, visit]) => [id, placed(visit, queueOf(visit, queues))] as const);
  const isSame = now.every(([id, visit]) => visits.get(id) === visit);
  return { visits: isSame ? visits : new Map(now), queues };
}
