import type { GatewayCredentials } from '../contract/index.ts';
import { systemClock, type Clock } from '../core/clock.ts';
import { VisitError } from '../core/errors.ts';
import type {
  CredentialsSource,
  Gateway,
  GatewayLink,
  LinkSnapshot,
  LocalTracks,
  PictureShape,
  RemoteMedia,
} from '../core/gateway/gateway.ts';
import { Store, type ReadableStore } from '../core/store.ts';

const NOTHING: LocalTracks = { audio: null, video: null };
/** Refused or removed so often: it stays so, as with the real adapter. */
const REFUSALS_BEFORE_GIVING_UP = 3;
/** What is broken is mended after this, ms. */
const REPAIR_MS = 250;

/**
 * A gateway in memory for tests and practice: no server, no PeerConnection. Links of one `FakeGateway` meet each other;
 * what one sends is what the others receive (the same tracks). Faults are methods.
 */
export class FakeGateway implements Gateway {
  readonly #clock: Clock;
  readonly #links = new Set<FakeLink>();
  readonly #revoked = new Set<string>();
  readonly obstacle: VisitError | null;
  #swallowed: string | null = null;

  constructor(options: { clock?: Clock; obstacle?: VisitError } = {}) {
    this.#clock = options.clock ?? systemClock;
    this.obstacle = options.obstacle ?? null;
  }

  connect({ credentials }: { credentials: CredentialsSource }): GatewayLink {
    const link = new FakeLink(this, credentials, this.#clock);
    this.#links.add(link);
    return link;
  }

  /** Links that have not been closed. */
  get linkCount(): number {
    return this.#links.size;
  }

  /** Who is in the room, and what each sends. */
  get members(): ReadonlyMap<string, LocalTracks> {
    return new Map(this.#inRoom().map((link) => [link.memberId, link.sends]));
  }

  /** The next request of this name is never answered: the links that wait for it run into `gateway-timeout`. */
  swallowAnswerTo(request: string): void {
    this.#swallowed = request;
  }

  /** The member is refused from now on. */
  revoke(memberId: string): void {
    this.#revoked.add(memberId);
  }

  /** Throws the member out; it comes back unless it was revoked. */
  kick(memberId: string): void {
    for (const link of this.#inRoom())
      if (link.memberId === memberId) link.interrupt(new VisitError('removed-from-room'));
  }

  /** The room is gone; links ask for new credentials. */
  destroyRoom(): void {
    for (const link of this.#inRoom()) link.interrupt(new VisitError('room-gone'));
  }

  /** All sessions are forgotten; links join anew. */
  forgetSessions(): void {
    for (const link of this.#inRoom()) link.interrupt(new VisitError('gateway-session-gone'));
  }

  /** The signalling breaks off and mends itself; places and media stay. */
  cutSockets(): void {
    for (const link of this.#inRoom()) link.pause(new VisitError('gateway-unreachable'));
  }

  /** Only for the links of this gateway. */
  enter(link: FakeLink, request: string): VisitError | null {
    if (this.#swallowed === request) {
      this.#swallowed = null;
      return new VisitError('gateway-timeout', { detail: request });
    }
    return this.#revoked.has(link.memberId) ? new VisitError('gateway-refused') : null;
  }

  /** Only for the links of this gateway. */
  pass(from: FakeLink, message: string): void {
    for (const link of this.#inRoom()) if (link !== from) link.hear(from.memberId, message);
  }

  /** Only for the links of this gateway: tells all of each other. */
  meet(): void {
    const present = this.#inRoom();
    for (const link of present) link.see(present.filter((other) => other !== link));
  }

  leave(link: FakeLink): void {
    this.#links.delete(link);
    this.meet();
  }

  #inRoom(): FakeLink[] {
    return [...this.#links].filter((link) => link.inRoom);
  }
}

class FakeLink implements GatewayLink {
  readonly #gateway: FakeGateway;
  readonly #credentials: CredentialsSource;
  readonly #clock: Clock;
  readonly #store = new Store<LinkSnapshot>({ state: 'connecting', remotes: [], error: null });
  readonly #life = new AbortController();
  #stay = new AbortController();
  readonly #listeners = new Set<(memberId: string, message: string) => void>();
  #tracks: LocalTracks = NOTHING;
  #shape: PictureShape | null = null;
  #idle: LocalTracks | null = null;
  #refusals = 0;
  memberId = '';
  inRoom = false;

  constructor(gateway: FakeGateway, credentials: CredentialsSource, clock: Clock) {
    this.#gateway = gateway;
    this.#credentials = credentials;
    this.#clock = clock;
    void this.#join();
  }

  get store(): ReadableStore<LinkSnapshot> {
    return this.#store;
  }

  async send(tracks: LocalTracks): Promise<void> {
    this.#tracks = tracks;
    if (this.inRoom) this.#gateway.meet();
  }

  get sends(): LocalTracks {
    return this.#shape?.active === false ? { ...this.#tracks, video: null } : this.#tracks;
  }

  async shape(shape: PictureShape): Promise<void> {
    this.#shape = shape;
    if (this.inRoom) this.#gateway.meet();
  }

  /** In memory there is room for all pictures. */
  choosePicture(): void {}

  /** How often somebody who waited for a new picture was given one. */
  renewals = 0;

  renewPicture(): void {
    this.renewals++;
  }

  /** And nothing comes late. */
  holdSound(): void {}

  tell(message: string): boolean {
    if (this.inRoom) this.#gateway.pass(this, message);
    return this.inRoom;
  }

  listen(listener: (memberId: string, message: string) => void, { signal }: { signal: AbortSignal }): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  hear(memberId: string, message: string): void {
    for (const listener of this.#listeners) listener(memberId, message);
  }

  /** What others receive of this link: a track of each kind, with nothing on it where nothing is sent. */
  get received(): LocalTracks {
    this.#idle ??= idleTracks();
    return { audio: this.sends.audio ?? this.#idle.audio, video: this.sends.video ?? this.#idle.video };
  }

  async stats(): Promise<readonly RTCStatsReport[]> {
    return [];
  }

  /** A gateway in memory is always near. */
  check(): void {}

  async close(): Promise<void> {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    this.#stay.abort();
    this.inRoom = false;
    this.#gateway.leave(this);
    this.#store.set({ state: 'closed', remotes: [], error: null });
  }

  /** Out of the room; joins anew by itself. */
  interrupt(error: VisitError): void {
    this.inRoom = false;
    this.#stay.abort();
    this.#gateway.meet();
    this.#refuse(error);
  }

  /** The signalling is away for a moment. */
  pause(error: VisitError): void {
    const { remotes } = this.#store.get();
    this.#store.set({ state: 'interrupted', remotes, error });
    this.#clock.sleep(REPAIR_MS, this.#stay.signal).then(
      () => this.#store.set({ ...this.#store.get(), state: 'ready', error: null }),
      () => {},
    );
  }

  see(others: readonly FakeLink[]): void {
    const remotes: RemoteMedia[] = others.map(({ memberId, received: { audio, video } }) => ({
      memberId,
      audio,
      video,
    }));
    this.#store.set({ ...this.#store.get(), remotes });
  }

  async #join(): Promise<void> {
    try {
      const credentials = await this.#credentials('join');
      if (this.#life.signal.aborted) return;
      this.memberId = credentials.memberId;
      const refusal = this.#gateway.enter(this, 'joinandconfigure');
      if (refusal) return this.#refuse(refusal);
      this.inRoom = true;
      this.#stay = new AbortController();
      this.#store.set({ state: 'ready', remotes: [], error: null });
      this.#gateway.meet();
      void this.#rotate(credentials);
    } catch (error) {
      this.#refuse(VisitError.from(error, 'gateway-unreachable'));
    }
  }

  #refuse(error: VisitError): void {
    if (this.#life.signal.aborted) return;
    if (error.code === 'gateway-refused' || error.code === 'removed-from-room') this.#refusals++;
    if (!error.recoverable || this.#refusals >= REFUSALS_BEFORE_GIVING_UP) {
      this.#store.set({ state: 'closed', remotes: [], error });
      return;
    }
    this.#store.set({ state: 'interrupted', remotes: [], error });
    this.#clock.sleep(REPAIR_MS, this.#life.signal).then(
      () => this.#join(),
      () => {},
    );
  }

  async #rotate(first: GatewayCredentials): Promise<void> {
    const { signal } = this.#stay;
    let { expiresAt } = first;
    try {
      for (;;) {
        await this.#clock.sleep(Math.max(250, (Date.parse(expiresAt) - this.#clock.now()) / 2), signal);
        ({ expiresAt } = await this.#credentials('renew'));
      }
    } catch {
      // Left, or the service is away: a fake has no token that could end.
    }
  }
}

/** Tracks without a source, from a PeerConnection that is never used; none where there is no WebRTC (Node). */
function idleTracks(): LocalTracks {
  if (typeof RTCPeerConnection === 'undefined') return NOTHING;
  const pc = new RTCPeerConnection();
  const [audio, video] = (['audio', 'video'] as const).map((kind) => pc.addTransceiver(kind).receiver.track);
  return { audio: audio ?? null, video: video ?? null };
}
