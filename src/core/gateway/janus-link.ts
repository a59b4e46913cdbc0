import type { Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { ReconnectPolicy } from '../reconnect-policy.ts';
import { Store, type ReadableStore } from '../store.ts';
import {
  WHOLE_PICTURE,
  type CredentialsSource,
  type GatewayLink,
  type LinkSnapshot,
  type LocalTracks,
  type PictureChoice,
  type PictureShape,
} from './gateway.ts';
import type { LibraryConstructor } from './janus-library.ts';
import { isMemberIdTaken } from './janus-messages.ts';
import type { Sending } from './janus-publisher.ts';
import { JanusStay, type Departure } from './janus-stay.ts';

/** Janus keeps a session without a socket for 30 s (`reclaim_session_timeout`); after this a claim is not tried, ms. */
const CLAIM_WINDOW_MS = 25_000;
/** Between two tries to claim: a person waits for the picture, and the gateway is one that answered just now, ms. */
const RECLAIM_EVERY_MS = 400;
/** How long a new socket may take to open: short at first, as what was sent into a dead network never arrives, ms. */
const RECLAIM_CONNECT_MS = [1_500, 1_500, 3_000, 8_000] as const;
/** Refused or removed so often without being `ready` for a while: it stays so. */
const REFUSALS_BEFORE_GIVING_UP = 3;
/** Being in the room for this long forgets earlier refusals, ms. */
const SETTLED_MS = 30_000;
export interface JanusLinkOptions {
  readonly library: () => Promise<LibraryConstructor>;
  readonly credentials: CredentialsSource;
  readonly group: boolean;
  readonly clock: Clock;
  readonly policy: ReconnectPolicy;
  readonly logger: Logger;
}

/** A {@link GatewayLink} over Janus: joins, and joins again, until it is closed or can never succeed. */
export class JanusLink implements GatewayLink {
  readonly #options: JanusLinkOptions;
  readonly #store = new Store<LinkSnapshot>({ state: 'connecting', remotes: [], error: null });
  readonly #life = new AbortController();
  readonly #ended: Promise<void>;
  readonly #listeners = new Set<(memberId: string, message: string) => void>();
  #sending: Sending = { tracks: { audio: null, video: null }, shape: WHOLE_PICTURE };
  #stay: JanusStay | null = null;

  constructor(options: JanusLinkOptions) {
    this.#options = options;
    this.#ended = this.#run();
  }

  get store(): ReadableStore<LinkSnapshot> {
    return this.#store;
  }

  async send(tracks: LocalTracks): Promise<void> {
    this.#sending = { ...this.#sending, tracks };
    await this.#stay?.send(tracks);
  }

  async shape(shape: PictureShape): Promise<void> {
    this.#sending = { ...this.#sending, shape };
    await this.#stay?.shape(shape);
  }

  choosePicture(memberId: string, choice: PictureChoice): void {
    this.#stay?.choosePicture(memberId, choice);
  }

  renewPicture(): void {
    this.#stay?.renewPicture();
  }

  holdSound(ms: number): void {
    this.#stay?.holdSound(ms);
  }

  tell(message: string): boolean {
    return this.#stay?.sendText(message) ?? false;
  }

  listen(listener: (memberId: string, message: string) => void, { signal }: { signal: AbortSignal }): void {
    if (signal.aborted) return;
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  async stats(): Promise<readonly RTCStatsReport[]> {
    return Promise.all((this.#stay?.connections() ?? []).map((pc) => pc.getStats()));
  }

  check(): void {
    void this.#stay?.check();
  }

  async close(): Promise<void> {
    this.#life.abort();
    await this.#ended;
  }

  async #run(): Promise<void> {
    const { clock, policy, logger } = this.#options;
    const { signal } = this.#life;
    let attempt = 0;
    let refusals = 0;
    while (!signal.aborted) {
      const begun = clock.elapsed();
      const departure = await this.#stayOnce();
      if (signal.aborted) break;
      const settled = clock.elapsed() - begun > SETTLED_MS;
      if (settled) attempt = refusals = 0;
      if (counts(departure.error)) refusals++;
      logger.info('gateway link lost', { code: departure.error.code, attempt, refusals });
      if (!departure.error.recoverable || refusals >= REFUSALS_BEFORE_GIVING_UP) {
        this.#store.set({ state: 'closed', remotes: [], error: departure.error });
        return;
      }
      this.#store.set({ state: 'interrupted', remotes: [], error: departure.error });
      // Mostly the visit is over, and the news of it is on its way: no need to ask for a room at once.
      if (departure.error.code === 'room-gone') attempt = Math.max(attempt, 1);
      await clock.sleep(policy(attempt++, clock.random()), signal).catch(() => {});
    }
    this.#store.set({ state: 'closed', remotes: [], error: null });
  }

  /** From credentials to departure. Never rejects. */
  async #stayOnce(): Promise<Departure> {
    const { clock, logger } = this.#options;
    const { signal } = this.#life;
    const stay = new JanusStay(this.#options, signal, {
      ready: () => this.#store.set({ state: 'ready', remotes: stay.remotes, error: null }),
      remotes: () => {
        const { state, error } = this.#store.get();
        this.#store.set({ state, remotes: stay.remotes, error });
      },
      message: (memberId, text) => {
        for (const listener of this.#listeners) listener(memberId, text);
      },
    });
    this.#stay = stay;
    try {
      await stay.enter(() => this.#sending);
      for (;;) {
        const departure = await stay.departure();
        if (!departure.claimable || signal.aborted) return departure;
        this.#store.set({ state: 'interrupted', remotes: stay.remotes, error: departure.error });
        logger.info('gateway socket lost', { code: departure.error.code });
        if (!(await this.#reclaim(stay, clock.elapsed() + CLAIM_WINDOW_MS))) return departure;
        this.#store.set({ state: 'ready', remotes: stay.remotes, error: null });
        // The network may be another one than before.
        await stay.mendMedia();
      }
    } catch (error) {
      return { error: VisitError.from(error, 'gateway-unreachable'), claimable: false };
    } finally {
      this.#stay = null;
      await stay.leave();
    }
  }

  /** Tries to take the session over to a new socket, until it works, Janus has forgotten it, or time is up. */
  async #reclaim(stay: JanusStay, deadline: number): Promise<boolean> {
    const { clock } = this.#options;
    const { signal } = this.#life;
    for (let attempt = 0; !signal.aborted && clock.elapsed() < deadline; attempt++) {
      if (attempt > 0) await clock.sleep(RECLAIM_EVERY_MS, signal).catch(() => {});
      if (signal.aborted) return false;
      try {
        await stay.claim(RECLAIM_CONNECT_MS[Math.min(attempt, RECLAIM_CONNECT_MS.length - 1)] ?? 8_000);
        return true;
      } catch (error) {
        if ((error as VisitError).code === 'gateway-session-gone' || (error as VisitError).code === 'gateway-refused')
          return false;
      }
    }
    return false;
  }
}

/** Refusals are counted: asking the same again and again would not help. */
const counts = (error: VisitError): boolean =>
  ['gateway-refused', 'removed-from-room', 'room-full'].includes(error.code) && !isMemberIdTaken(error);
