import type { GatewayCredentials } from '../../contract/index.ts';
import type { Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { ReconnectPolicy } from '../reconnect-policy.ts';
import { Store, type ReadableStore } from '../store.ts';
import type { CredentialsSource, GatewayLink, LinkSnapshot, LocalTracks, RemoteMedia } from './gateway.ts';
import type { LibraryConstructor } from './janus-library.ts';
import { isMemberIdTaken } from './janus-messages.ts';
import { JanusPublisher } from './janus-publisher.ts';
import { JanusSession } from './janus-session.ts';
import { JanusSubscriber } from './janus-subscriber.ts';

/** Janus keeps a session without a socket for 30 s (`reclaim_session_timeout`); after this a claim is not tried, ms. */
const CLAIM_WINDOW_MS = 25_000;
/** Refused or removed so often without being `ready` for a while: it stays so. */
const REFUSALS_BEFORE_GIVING_UP = 3;
/** Being in the room for this long forgets earlier refusals, ms. */
const SETTLED_MS = 30_000;
/** How long before its end a token is replaced, as a part of its life. */
const ROTATE_AT = 0.5;

export interface JanusLinkOptions {
  readonly library: () => Promise<LibraryConstructor>;
  readonly credentials: CredentialsSource;
  readonly clock: Clock;
  readonly policy: ReconnectPolicy;
  readonly logger: Logger;
}

/** Why one stay in the room ended. `claimable`: only the socket is gone. */
interface Departure {
  readonly error: VisitError;
  readonly claimable: boolean;
}

/** A {@link GatewayLink} over Janus: joins, and joins again, until it is closed or can never succeed. */
export class JanusLink implements GatewayLink {
  readonly #options: JanusLinkOptions;
  readonly #store = new Store<LinkSnapshot>({ state: 'connecting', remotes: [], error: null });
  readonly #life = new AbortController();
  readonly #ended: Promise<void>;
  #tracks: LocalTracks = { audio: null, video: null };
  #stay: Stay | null = null;

  constructor(options: JanusLinkOptions) {
    this.#options = options;
    this.#ended = this.#run();
  }

  get store(): ReadableStore<LinkSnapshot> {
    return this.#store;
  }

  async send(tracks: LocalTracks): Promise<void> {
    this.#tracks = tracks;
    await this.#stay?.send(tracks);
  }

  async stats(): Promise<readonly RTCStatsReport[]> {
    return Promise.all((this.#stay?.connections() ?? []).map((pc) => pc.getStats()));
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
    const { clock, policy, logger } = this.#options;
    const { signal } = this.#life;
    const stay = new Stay(this.#options, signal, {
      ready: () => this.#store.set({ state: 'ready', remotes: stay.remotes, error: null }),
      remotes: () => {
        const { state, error } = this.#store.get();
        this.#store.set({ state, remotes: stay.remotes, error });
      },
    });
    this.#stay = stay;
    try {
      await stay.enter(() => this.#tracks);
      for (;;) {
        const departure = await stay.departure();
        if (!departure.claimable || signal.aborted) return departure;
        this.#store.set({ state: 'interrupted', remotes: stay.remotes, error: departure.error });
        logger.info('gateway socket lost', { code: departure.error.code });
        if (!(await this.#reclaim(stay, clock.elapsed() + CLAIM_WINDOW_MS, policy))) return departure;
        this.#store.set({ state: 'ready', remotes: stay.remotes, error: null });
      }
    } catch (error) {
      return { error: VisitError.from(error, 'gateway-unreachable'), claimable: false };
    } finally {
      this.#stay = null;
      await stay.leave();
    }
  }

  /** Tries to take the session over to a new socket, until it works, Janus has forgotten it, or time is up. */
  async #reclaim(stay: Stay, deadline: number, policy: ReconnectPolicy): Promise<boolean> {
    const { clock } = this.#options;
    const { signal } = this.#life;
    for (let attempt = 0; !signal.aborted && clock.elapsed() < deadline; attempt++) {
      await clock.sleep(policy(attempt, clock.random()), signal).catch(() => {});
      if (signal.aborted) return false;
      try {
        await stay.claim();
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

/** One stay in the room: a session, a publisher, a subscriber, and the token's rotation. */
class Stay {
  readonly #options: JanusLinkOptions;
  readonly #listener: { ready(): void; remotes(): void };
  readonly #life = new AbortController();
  readonly #outer: AbortSignal;
  #session: JanusSession | null = null;
  #publisher: JanusPublisher | null = null;
  #subscriber: JanusSubscriber | null = null;
  #departed = Promise.withResolvers<Departure>();
  remotes: readonly RemoteMedia[] = [];

  constructor(options: JanusLinkOptions, signal: AbortSignal, listener: { ready(): void; remotes(): void }) {
    this.#options = options;
    this.#listener = listener;
    this.#outer = signal;
    signal.addEventListener('abort', this.#onAbort);
  }

  async enter(tracks: () => LocalTracks): Promise<void> {
    const { clock } = this.#options;
    const [library, credentials] = await Promise.all([this.#options.library(), this.#options.credentials('join')]);
    this.#unlessOver();
    const session = await JanusSession.open({
      library,
      clock,
      url: credentials.url,
      token: credentials.apiToken,
      iceServers: credentials.iceServers,
      onLost: () =>
        this.#depart({ error: new VisitError('gateway-unreachable', { detail: 'socket lost' }), claimable: true }),
    });
    this.#session = session;
    this.#unlessOver();
    const lost = (error: VisitError): void => this.#depart({ error, claimable: false });
    const early: { came: string[]; went: string[] }[] = [];
    const publisher = await JanusPublisher.join({
      session,
      credentials,
      tracks: tracks(),
      listener: {
        up: () => this.#listener.ready(),
        publishers: (changes) => {
          if (this.#subscriber) this.#subscriber.change(changes);
          else early.push(changes);
        },
        lost,
      },
    });
    this.#unlessOver();
    this.#publisher = publisher;
    // What was asked for while we joined.
    await publisher.send(tracks());
    this.#subscriber = new JanusSubscriber({
      session,
      credentials,
      privateId: publisher.privateId,
      listener: {
        remotes: (remotes) => {
          this.remotes = remotes;
          this.#listener.remotes();
        },
        lost,
      },
    });
    this.#subscriber.change({ came: publisher.present, went: [] });
    for (const changes of early) this.#subscriber.change(changes);
    void this.#rotate(credentials);
  }

  async send(tracks: LocalTracks): Promise<void> {
    await this.#publisher?.send(tracks);
  }

  connections(): RTCPeerConnection[] {
    return [this.#publisher?.pc, this.#subscriber?.pc].filter(
      (pc): pc is RTCPeerConnection => pc !== null && pc !== undefined,
    );
  }

  /** Resolves when the stay ends, or the socket is lost. */
  departure(): Promise<Departure> {
    return this.#departed.promise;
  }

  async claim(): Promise<void> {
    this.#departed = Promise.withResolvers();
    await this.#session?.claim();
    const broken = this.connections().find((pc) => pc.connectionState === 'failed' || pc.connectionState === 'closed');
    if (broken) throw new VisitError('gateway-session-gone', { detail: 'media is gone' });
  }

  /** Closes all. Never rejects. */
  async leave(): Promise<void> {
    this.#outer.removeEventListener('abort', this.#onAbort);
    this.#life.abort();
    this.#subscriber?.close();
    await this.#session?.close();
  }

  readonly #onAbort = (): void => {
    this.#life.abort();
    this.#depart({ error: new VisitError('gateway-session-gone', { detail: 'closed' }), claimable: false });
  };

  #depart(departure: Departure): void {
    this.#departed.resolve(departure);
  }

  #unlessOver(): void {
    if (this.#life.signal.aborted) throw new VisitError('gateway-session-gone', { detail: 'closed' });
  }

  /** Janus checks the token with every frame: a new one takes over well before the old one ends. */
  async #rotate(first: GatewayCredentials): Promise<void> {
    const { clock, logger, policy } = this.#options;
    const { signal } = this.#life;
    let expiresAt = Date.parse(first.expiresAt);
    for (let attempt = 0; !signal.aborted;) {
      const wait = attempt > 0 ? policy(attempt, clock.random()) : (expiresAt - clock.now()) * ROTATE_AT;
      try {
        await clock.sleep(Math.max(wait, 250), signal);
        const credentials = await this.#options.credentials('renew');
        if (signal.aborted) return;
        this.#session?.setToken(credentials.apiToken);
        expiresAt = Date.parse(credentials.expiresAt);
        attempt = 0;
      } catch (error) {
        if (signal.aborted) return;
        attempt++;
        logger.warn('gateway token not renewed', { code: VisitError.from(error).code, attempt });
      }
    }
  }
}
