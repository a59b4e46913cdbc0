import type { GatewayCredentials } from '../../contract/index.ts';
import { VisitError } from '../errors.ts';
import type { LocalTracks, PictureChoice, PictureShape, RemoteMedia } from './gateway.ts';
import type { JanusLinkOptions } from './janus-link.ts';
import { JanusPublisher, type Sending } from './janus-publisher.ts';
import { JanusSession } from './janus-session.ts';
import { JanusSubscriber } from './janus-subscriber.ts';
import { packetsReceived, StallWatch } from './stall-watch.ts';

/** How long before its end a token is replaced, as a part of its life. */
const ROTATE_AT = 0.5;
/** A sign of life takes no longer than this, where something seems wrong, ms; less where the gateway answered quickly. */
const PROBE_LIMIT_MS = 1_200;
const PROBE_LEAST_MS = 500;
/** A new path is found within this, or never, ms. Janus hangs up a failed connection after 5 s. */
const MEND_LIMIT_MS = 5_000;
/** The first path is found within this, or none is: the person is told, and all begins anew, ms. */
const FIRST_PATH_LIMIT_MS = 10_000;

/** Why one stay in the room ended. `claimable`: only the socket is gone. */
export interface Departure {
  readonly error: VisitError;
  readonly claimable: boolean;
}

export interface StayListener {
  ready(): void;
  remotes(): void;
  message(memberId: string, text: string): void;
}

/** One stay in the room: a session, a publisher, a subscriber, the token's rotation, and the mending of media. */
export class JanusStay {
  readonly #options: JanusLinkOptions;
  readonly #listener: StayListener;
  readonly #life = new AbortController();
  readonly #outer: AbortSignal;
  #session: JanusSession | null = null;
  #publisher: JanusPublisher | null = null;
  #subscriber: JanusSubscriber | null = null;
  #departed = Promise.withResolvers<Departure>();
  #stall: StallWatch | null = null;
  #mending: Promise<void> | null = null;
  remotes: readonly RemoteMedia[] = [];

  constructor(options: JanusLinkOptions, signal: AbortSignal, listener: StayListener) {
    this.#options = options;
    this.#listener = listener;
    this.#outer = signal;
    signal.addEventListener('abort', this.#onAbort);
  }

  async enter(sending: () => Sending): Promise<void> {
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
    const subscriber = new JanusSubscriber({
      session,
      credentials,
      listener: {
        remotes: (remotes) => {
          this.remotes = remotes;
          this.#listener.remotes();
        },
        message: (memberId, text) => this.#listener.message(memberId, text),
        lost,
      },
    });
    this.#subscriber = subscriber;
    const early: { came: string[]; went: string[] }[] = [];
    const publisher = await JanusPublisher.join({
      session,
      credentials,
      sending: sending(),
      group: this.#options.group,
      listener: {
        up: () => this.#listener.ready(),
        publishers: (changes) => {
          if (this.#publisher) subscriber.change(changes);
          else early.push(changes);
        },
        lost,
      },
    });
    this.#unlessOver();
    this.#publisher = publisher;
    // What was asked for while we joined.
    await publisher.send(sending().tracks);
    await this.shape(sending().shape);
    subscriber.begin(publisher.privateId);
    subscriber.change({ came: publisher.present, went: [] });
    for (const changes of early) subscriber.change(changes);
    void this.#rotate(credentials);
    void this.#expectPath(publisher);
    this.#stall = new StallWatch({
      clock,
      packets: () => packetsReceived(this.#subscriber?.pc ?? null),
      onStall: () => void this.check(),
    });
  }

  async send(tracks: LocalTracks): Promise<void> {
    await this.#publisher?.send(tracks);
  }

  async shape(shape: PictureShape): Promise<void> {
    await this.#publisher?.shape(shape);
  }

  choosePicture(memberId: string, choice: PictureChoice): void {
    this.#subscriber?.choosePicture(memberId, choice);
  }

  renewPicture(): void {
    this.#publisher?.renewPicture().catch(() => {});
  }

  holdSound(ms: number): void {
    this.#subscriber?.holdSound(ms);
  }

  sendText(text: string): boolean {
    return this.#publisher?.sendText(text) ?? false;
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

  async claim(connectLimitMs: number): Promise<void> {
    this.#departed = Promise.withResolvers();
    await this.#session?.claim(connectLimitMs);
    const broken = this.connections().find((pc) => pc.connectionState === 'failed' || pc.connectionState === 'closed');
    if (broken) throw new VisitError('gateway-session-gone', { detail: 'media is gone' });
  }

  /**
   * Something may be wrong: nothing arrives any more, or the network is another one. Asks the gateway for a sign of life;
   * a socket that gives none counts as lost, and what follows mends the media too.
   */
  async check(): Promise<void> {
    const { logger } = this.#options;
    if (!this.#session || this.#life.signal.aborted) return;
    const usual = this.#session.roundTripMs ?? PROBE_LIMIT_MS;
    const alive = await this.#session.probe(Math.min(PROBE_LIMIT_MS, Math.max(PROBE_LEAST_MS, 5 * usual)));
    logger.info('gateway checked', { alive, flows: this.#stall?.flows ?? false });
    if (alive && !this.#stall?.flows) await this.mendMedia();
  }

  /**
   * Finds a new path for both PeerConnections (ICE restart, RFC 8445 9), unless media flows. When that fails within its
   * time limit the stay is over, and a new one begins.
   */
  mendMedia(): Promise<void> {
    if (this.#stall?.flows || this.#life.signal.aborted) return Promise.resolve();
    this.#mending ??= this.#restartIce().finally(() => (this.#mending = null));
    return this.#mending;
  }

  async #restartIce(): Promise<void> {
    const { clock, logger } = this.#options;
    const { signal } = this.#life;
    const begun = clock.elapsed();
    try {
      await Promise.all([this.#publisher?.restartIce(), this.#subscriber?.restartIce()]);
      while (this.connections().some((pc) => pc.connectionState !== 'connected')) {
        if (clock.elapsed() - begun > MEND_LIMIT_MS) throw new VisitError('media-failed', { detail: 'no path' });
        await clock.sleep(100, signal);
      }
      // Whatever was lost meanwhile: the others' decoders begin anew at once.
      await this.#publisher?.sendKeyframe();
      logger.info('media path renewed', { ms: Math.round(clock.elapsed() - begun) });
    } catch (error) {
      if (!signal.aborted) this.#depart({ error: VisitError.from(error, 'media-failed'), claimable: false });
    }
  }

  /** Closes all. Never rejects. */
  async leave(): Promise<void> {
    this.#outer.removeEventListener('abort', this.#onAbort);
    this.#life.abort();
    this.#stall?.close();
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

  async #expectPath({ pc }: JanusPublisher): Promise<void> {
    await this.#options.clock.sleep(FIRST_PATH_LIMIT_MS, this.#life.signal).catch(() => {});
    if (this.#life.signal.aborted || pc === null) return;
    if (pc.iceConnectionState === 'new' || pc.iceConnectionState === 'checking')
      this.#depart({ error: new VisitError('media-failed', { detail: 'no path' }), claimable: false });
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
        this.#session?.setIceServers(credentials.iceServers);
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
