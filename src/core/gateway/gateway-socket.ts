import type { Clock } from '../clock.ts';
import type { JanusFrame } from './janus-messages.ts';

/** Not open after this: counts as failed, unless the owner says otherwise, ms. */
export const CONNECT_LIMIT_MS = 8_000;
/** Silent for this long: asked for a sign of life, ms. */
const SILENCE_MS = 5_000;
/** No sign of life after this: dead, whatever TCP says, ms. */
const ANSWER_LIMIT_MS = 4_000;
const WATCH_PERIOD_MS = 1_000;
/** WebSocket subprotocol of the Janus API. */
const PROTOCOL = 'janus-protocol';
/** A socket that was opened early and not asked for is closed after this, ms. */
const EARLY_LIMIT_MS = 10_000;
/** When a probe looks for its answer, as parts of its limit: often at first, as most answers come soon. */
const PROBE_STEPS = [0.1, 0.1, 0.2, 0.2, 0.4] as const;

/** What a session wants to know of and say about its sockets. */
export interface SocketOwner {
  readonly clock: Clock;
  /** The token that every frame out carries now; janus.js itself cannot change it. */
  token(): string | null;
  /** ms */
  connectLimit?(): number;
  sent(frame: JanusFrame): void;
  /** Called before the library sees the frame. */
  received(frame: JanusFrame): void;
}

type SocketEvent = 'open' | 'message' | 'error' | 'close';

/**
 * The `WebSocket` that janus.js is given. It adds what the library lacks: a time limit for connecting, a probe that
 * finds half-open connections, a tap for both directions, token rotation, and an end to superseded sockets, whose late
 * `close` would otherwise kill the session that has moved to a new one.
 */
export class GatewaySocket {
  static readonly #owners = new Map<string, SocketOwner>();
  static readonly #current = new Map<string, GatewaySocket>();
  static readonly #early = new Map<string, { native: WebSocket; taken: AbortController }>();
  static #nextId = 1;

  /** Opens a connection before it is known whether it is needed; the next socket to this address takes it. */
  static openEarly(url: string, clock: Clock): void {
    if (GatewaySocket.#early.has(url)) return;
    let native: WebSocket;
    try {
      native = new globalThis.WebSocket(url, PROTOCOL);
    } catch {
      return; // Whoever needs it meets the same and tells.
    }
    GatewaySocket.#offer(url, native, clock);
  }

  /** For the next socket to this address; closed when none comes. */
  static #offer(url: string, native: WebSocket, clock: Clock): void {
    const taken = new AbortController();
    GatewaySocket.#early.set(url, { native, taken });
    clock.sleep(EARLY_LIMIT_MS, taken.signal).then(
      () => {
        GatewaySocket.#early.delete(url);
        native.close();
      },
      () => {},
    );
  }

  /** Takes the connection that was offered, unless it has failed meanwhile. Reads the global late, for interceptors. */
  static #takeOrOpen(url: string, protocol: string): WebSocket {
    const offered = GatewaySocket.#early.get(url);
    offered?.taken.abort();
    GatewaySocket.#early.delete(url);
    return offered && offered.native.readyState <= 1 ? offered.native : new globalThis.WebSocket(url, protocol);
  }

  /**
   * An address for janus.js under which sockets find their owner. Release it when the session is gone; `handOver`: its
   * connection is good, and the next session may have it.
   */
  static register(
    url: string,
    owner: SocketOwner,
  ): { server: string; release: (options?: { handOver?: boolean }) => void } {
    const server = `${url}#${GatewaySocket.#nextId++}`;
    GatewaySocket.#owners.set(server, owner);
    return {
      server,
      release: ({ handOver = false } = {}) => {
        GatewaySocket.#owners.delete(server);
        const socket = GatewaySocket.#current.get(server);
        if (handOver && socket?.readyState === 1) {
          socket.#listeners.clear();
          GatewaySocket.#offer(url, socket.#letGo(), owner.clock);
        } else socket?.supersede();
        GatewaySocket.#current.delete(server);
      },
    };
  }

  /** How long the gateway took to answer lately over the newest socket of this address, ms; null: not known. */
  static roundTrip(server: string): number | null {
    const socket = GatewaySocket.#current.get(server);
    return socket ? socket.#roundTripMs : null;
  }

  /**
   * Whether anything comes back over the newest socket of this address within `limitMs`. One over which nothing comes is
   * dead: its session is told as of any lost socket.
   */
  static probe(server: string, limitMs: number): Promise<boolean> {
    const socket = GatewaySocket.#current.get(server);
    return socket ? socket.#probe(limitMs) : Promise.resolve(false);
  }

  // janus.js sets these to null; it listens with addEventListener.
  onopen: unknown = null;
  onerror: unknown = null;
  onclose: unknown = null;

  readonly #native: WebSocket;
  readonly #owner: SocketOwner | undefined;
  readonly #listeners = new Map<SocketEvent, Set<(event: Event) => void>>();
  readonly #life = new AbortController();
  #closed = false;
  #lastInbound: number;
  #probedAt: number | null = null;
  #everOpen = false;
  /** When the last frame went out that nothing has followed yet. */
  #sentAt: number | null = null;
  #roundTripMs: number | null = null;

  constructor(server: string, protocol: string) {
    this.#owner = GatewaySocket.#owners.get(server);
    GatewaySocket.#current.get(server)?.supersede();
    const cut = server.lastIndexOf('#');
    this.#native = GatewaySocket.#takeOrOpen(cut < 0 ? server : server.slice(0, cut), protocol);
    // Only what has come to be: the line above throws for an address that the browser refuses.
    GatewaySocket.#current.set(server, this);
    this.#lastInbound = this.#now();
    const { signal } = this.#life;
    this.#native.addEventListener('open', (event) => this.#opened(event), { signal });
    this.#native.addEventListener('message', (event) => this.#inbound(event), { signal });
    this.#native.addEventListener('error', () => this.#die(), { signal });
    this.#native.addEventListener('close', () => this.#die(), { signal });
    // Opened early: it is told when there is someone to hear it.
    if (this.#native.readyState === 1) queueMicrotask(() => this.#closed || this.#opened(new Event('open')));
    void this.#limitConnecting();
    void this.#watch();
  }

  get readyState(): number {
    return this.#closed ? 3 : this.#native.readyState;
  }

  addEventListener(type: SocketEvent, listener: (event: Event) => void): void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
  }

  removeEventListener(type: SocketEvent, listener: (event: Event) => void): void {
    this.#listeners.get(type)?.delete(listener);
  }

  send(text: string): void {
    if (this.readyState !== 1) return; // janus.js does not look; what is lost here runs into its time limit
    const frame = JSON.parse(text) as Record<string, unknown> & JanusFrame;
    const token = this.#owner?.token();
    const out = token && 'token' in frame ? { ...frame, token } : frame;
    this.#owner?.sent(out);
    this.#sentAt = this.#now();
    if (frame.janus === 'create') return this.#create(out);
    this.#native.send(JSON.stringify(out));
  }

  /**
   * Janus takes the id that a session asks for, and does what one connection asks in order: so the library need not wait
   * for the answer. Where Janus refuses it, it refuses what is asked of the session too.
   */
  #create(frame: JanusFrame): void {
    const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
    const id = (high % 0x20_0000) * 0x1_0000_0000 + low;
    this.#native.send(JSON.stringify({ ...frame, id }));
    const data = JSON.stringify({ janus: 'success', transaction: frame.transaction, data: { id } });
    queueMicrotask(() => this.#dispatch('message', new MessageEvent('message', { data })));
  }

  close(): void {
    this.#end();
  }

  /** From now on it tells nobody anything. */
  supersede(): void {
    this.#listeners.clear();
    this.#end();
  }

  #opened(event: Event): void {
    this.#lastInbound = this.#now();
    this.#dispatch('open', event);
  }

  #inbound(event: MessageEvent): void {
    this.#lastInbound = this.#now();
    if (this.#sentAt !== null) this.#roundTripMs = this.#lastInbound - this.#sentAt;
    this.#sentAt = null;
    this.#probedAt = null;
    const frame = JSON.parse(String(event.data)) as JanusFrame;
    this.#owner?.received(frame);
    // Answers to our own probe mean nothing to janus.js.
    if (frame.janus !== 'pong') this.#dispatch('message', event);
  }

  async #limitConnecting(): Promise<void> {
    const clock = this.#owner?.clock;
    await clock?.sleep(this.#owner?.connectLimit?.() ?? CONNECT_LIMIT_MS, this.#life.signal).catch(() => {});
    if (clock && this.readyState === 0) this.#die();
  }

  async #watch(): Promise<void> {
    const clock = this.#owner?.clock;
    if (!clock) return;
    try {
      for (;;) {
        await clock.sleep(WATCH_PERIOD_MS, this.#life.signal);
        const now = this.#now();
        if (this.readyState !== 1) continue;
        if (this.#probedAt === null) {
          if (now - this.#lastInbound > SILENCE_MS) this.#ping(now);
        } else if (now - this.#probedAt > ANSWER_LIMIT_MS) {
          return this.#die();
        }
      }
    } catch {
      // Closed: the life signal ends the watch.
    }
  }

  async #probe(limitMs: number): Promise<boolean> {
    const clock = this.#owner?.clock;
    if (!clock || this.readyState !== 1) return false;
    const asked = this.#now();
    this.#ping(asked);
    for (const step of PROBE_STEPS) {
      await clock.sleep(limitMs * step, this.#life.signal).catch(() => {});
      if (this.readyState !== 1) return false;
      if (this.#lastInbound > asked) return true;
    }
    this.#die();
    return false;
  }

  #ping(now: number): void {
    this.#probedAt = now;
    this.#native.send(JSON.stringify({ janus: 'ping', transaction: `probe-${Math.round(now)}` }));
  }

  #now(): number {
    return this.#owner?.clock.elapsed() ?? performance.now();
  }

  /** The connection is gone. janus.js reports a failed connect on `error`, a lost session on `close`. */
  #die(): void {
    if (this.#closed) return;
    const wasOpen = this.#native.readyState !== 0 && this.#everOpen;
    this.#end();
    this.#dispatch(wasOpen ? 'close' : 'error', new Event(wasOpen ? 'close' : 'error'));
  }

  #dispatch(type: SocketEvent, event: Event): void {
    if (type === 'open') this.#everOpen = true;
    for (const listener of [...(this.#listeners.get(type) ?? [])]) listener(event);
  }

  #end(): void {
    if (!this.#closed) this.#letGo().close();
  }

  /** Has no more to do with the connection. */
  #letGo(): WebSocket {
    this.#closed = true;
    this.#life.abort();
    return this.#native;
  }
}
