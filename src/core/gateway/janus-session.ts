import type { Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import { CONNECT_LIMIT_MS, GatewaySocket, type SocketOwner } from './gateway-socket.ts';
import { repairSound } from './janus-sdp.ts';
import { fromJanusError, type JanusFrame, type Jsep, type RoomData } from './janus-messages.ts';
import type { LibraryConstructor, LibraryHandle, LibrarySession, LibraryTrack } from './janus-library.ts';

/** One request to the gateway takes no longer than this, ms. */
export const REQUEST_LIMIT_MS = 10_000;
/** What the library calls the data channel that it opens. */
const OWN_CHANNEL = 'JanusDataChannel';
const KEEP_ALIVE_MS = 10_000;
/** Saying goodbye takes no longer than this, ms. */
const GOODBYE_LIMIT_MS = 1_000;

export interface RoomAnswer {
  readonly data: RoomData;
  readonly jsep: Jsep | null;
}

/** What the gateway says unasked on one handle. */
export type HandleNews =
  | { readonly type: 'event'; readonly data: RoomData; readonly jsep: Jsep | null }
  | { readonly type: 'up' }
  /** On a data channel; VideoRoom names it after the publisher. */
  | { readonly type: 'message'; readonly from: string; readonly text: string }
  | { readonly type: 'hangup'; readonly reason: string }
  | { readonly type: 'connection'; readonly state: RTCPeerConnectionState };

interface SessionOptions {
  readonly library: LibraryConstructor;
  readonly clock: Clock;
  readonly url: string;
  readonly token: string;
  readonly iceServers: readonly RTCIceServer[];
  readonly onLost: () => void;
}

interface Expectation {
  readonly handleId: number | null;
  resolve(frame: JanusFrame): void;
  reject(error: VisitError): void;
}

/**
 * janus.js with promises, time limits and typed errors.
 *
 * An answer is found by its transaction in the raw frames, as the library forgets it and as the answer may come before
 * the acknowledgement. Requests of one handle wait for each other: Janus hands them to a pool of threads, which may
 * carry out two at once in the wrong order.
 */
export class JanusSession {
  readonly #library: LibraryConstructor;
  readonly #clock: Clock;
  readonly #expectations = new Map<string, Expectation>();
  readonly #handles = new Map<number, JanusHandle>();
  readonly #release: (options?: { handOver?: boolean }) => void;
  readonly #server: string;
  readonly #onLost: () => void;
  /** The library looks into this very list whenever it makes a PeerConnection. */
  readonly #iceServers: RTCIceServer[];
  #session: LibrarySession | null = null;
  #token: string;
  #lastTransaction: string | null = null;
  #connectLimitMs = CONNECT_LIMIT_MS;
  #lastErrorCode: number | null = null;
  #closed = false;
  /** Janus has forgotten it: the socket is good, and there is nobody to say goodbye to. */
  #gone = false;

  private constructor({ library, clock, url, token, iceServers, onLost }: SessionOptions) {
    this.#library = library;
    this.#clock = clock;
    this.#token = token;
    this.#iceServers = [...iceServers];
    this.#onLost = onLost;
    const owner: SocketOwner = {
      clock,
      token: () => this.#token,
      connectLimit: () => this.#connectLimitMs,
      sent: (frame) => (this.#lastTransaction = frame.transaction ?? null),
      received: (frame) => this.#received(frame),
    };
    const { server, release } = GatewaySocket.register(url, owner);
    this.#server = server;
    this.#release = release;
  }

  /** Opens a socket and a session. `onLost` is called when the socket is gone later; then `claim()` or `close()`. */
  static async open(options: SessionOptions): Promise<JanusSession> {
    const session = new JanusSession(options);
    try {
      await session.#limited('create', (resolve, reject) => {
        let created = false;
        session.#session = new options.library({
          server: session.#server,
          iceServers: session.#iceServers,
          token: options.token,
          destroyOnUnload: false,
          keepAlivePeriod: KEEP_ALIVE_MS,
          success: () => {
            created = true;
            resolve(undefined);
          },
          // The library calls the same function when creating fails and when the socket is lost later.
          error: () => (created ? session.#lost() : reject(session.#connectError('create'))),
          destroyed: () => {},
        });
      });
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /** Every later frame carries this token. */
  setToken(token: string): void {
    this.#token = token;
    for (const handle of this.#handles.values()) handle.library.token = token;
  }

  /** New PeerConnections, and the next ICE restart of those there are, look for a path with these servers. */
  setIceServers(servers: readonly RTCIceServer[]): void {
    this.#iceServers.splice(0, Infinity, ...servers);
    const iceServers = [...servers];
    for (const { pc } of this.#handles.values()) {
      if (pc && pc.connectionState !== 'closed') pc.setConfiguration({ ...pc.getConfiguration(), iceServers });
    }
  }

  /** How long the gateway took to answer lately, ms; null: not known. */
  get roundTripMs(): number | null {
    return GatewaySocket.roundTrip(this.#server);
  }

  /** Whether the gateway gives a sign of life within `limitMs`. A socket that gives none is dead from then on. */
  probe(limitMs: number): Promise<boolean> {
    return GatewaySocket.probe(this.#server, limitMs);
  }

  /**
   * Takes the session to a new socket, that opens within `connectLimitMs` or is given up. Rejects with
   * `gateway-session-gone` when Janus has forgotten the session.
   */
  async claim(connectLimitMs = CONNECT_LIMIT_MS): Promise<void> {
    const session = this.#session;
    this.#connectLimitMs = connectLimitMs;
    if (!session || this.#closed) throw new VisitError('gateway-session-gone', { detail: 'closed' });
    try {
      await this.#limited('claim', (resolve, reject) =>
        session.reconnect({ success: () => resolve(undefined), error: () => reject(this.#connectError('claim')) }),
      );
    } catch (error) {
      this.#gone = (error as VisitError).code === 'gateway-session-gone';
      throw error;
    }
  }

  async attach(plugin: string, listener: (news: HandleNews) => void): Promise<JanusHandle> {
    const session = this.#session;
    if (!session) throw new VisitError('gateway-session-gone', { detail: 'attach' });
    return this.#limited<JanusHandle>('attach', (resolve, reject) =>
      session.attach({
        plugin,
        opaqueId: '',
        success: (library) => {
          const handle = new JanusHandle(library, listener, (body, jsep) => this.#request(library, body, jsep));
          this.#handles.set(library.id, handle);
          resolve(handle);
        },
        error: () => reject(this.#connectError('attach')),
        connectionState: (state) => listener({ type: 'connection', state }),
        ondataopen: () => {},
        ondata: (data, from) => {
          if (typeof data === 'string') listener({ type: 'message', from, text: data });
        },
      }),
    );
  }

  /** Gives one handle back, with its PeerConnection. */
  detach(handle: JanusHandle): void {
    handle.forget();
    this.#handles.delete(handle.library.id);
    handle.library.detach({});
  }

  /** Destroys the session at the gateway where it can be reached, and everything here. Never rejects. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const session = this.#session;
    const id = session?.getSessionId() ?? null;
    this.#fail(new VisitError('gateway-session-gone', { detail: 'closed' }));
    for (const handle of this.#handles.values()) handle.forget();
    if (this.#gone) {
      this.#release({ handOver: true });
      session?.destroy({ notifyDestroyed: false, cleanupHandles: true, success: () => {}, error: () => {} });
    } else if (session) {
      const over = new AbortController();
      await new Promise<void>((resolve) => {
        session.destroy({ notifyDestroyed: false, cleanupHandles: true, success: resolve, error: resolve });
        this.#clock.sleep(GOODBYE_LIMIT_MS, over.signal).then(resolve, () => {});
      });
      over.abort();
    }
    this.#handles.clear();
    this.#release();
    if (id !== null) this.#library.sessions.delete(id); // the library never does
  }

  async #request(library: LibraryHandle, body: object, jsep: Jsep | null): Promise<RoomAnswer> {
    const name = String((body as { request?: unknown }).request);
    const frame = await this.#limited<JanusFrame>(name, (resolve, reject) => {
      this.#lastTransaction = null;
      library.send({
        message: body,
        ...(jsep ? { jsep } : {}),
        error: () => reject(new VisitError('gateway-unreachable', { detail: name })),
      });
      const transaction = this.#lastTransaction;
      if (transaction === null) return reject(new VisitError('gateway-unreachable', { detail: name }));
      this.#expectations.set(transaction, { handleId: library.id, resolve, reject });
      return () => this.#expectations.delete(transaction);
    });
    if (frame.error) throw fromJanusError(frame.error.code, name);
    const data = frame.plugindata?.data ?? {};
    if (data.error_code !== undefined) throw fromJanusError(data.error_code, name);
    return { data, jsep: frame.jsep ?? null };
  }

  #received(frame: JanusFrame): void {
    if (frame.janus === 'error') this.#lastErrorCode = frame.error?.code ?? null;
    const expectation = frame.transaction === undefined ? undefined : this.#expectations.get(frame.transaction);
    if (expectation && frame.janus !== 'ack') {
      this.#expectations.delete(frame.transaction as string);
      expectation.resolve(frame);
      return;
    }
    const handle = frame.sender === undefined ? undefined : this.#handles.get(frame.sender);
    if (!handle) return;
    switch (frame.janus) {
      case 'event':
        return handle.tell({ type: 'event', data: frame.plugindata?.data ?? {}, jsep: frame.jsep ?? null });
      case 'webrtcup':
        return handle.tell({ type: 'up' });
      case 'hangup':
        return handle.tell({ type: 'hangup', reason: frame.reason ?? '' });
    }
  }

  #lost(): void {
    if (this.#closed) return;
    this.#fail(new VisitError('gateway-unreachable', { detail: 'socket lost' }));
    this.#onLost();
  }

  #fail(error: VisitError): void {
    const expectations = [...this.#expectations.values()];
    this.#expectations.clear();
    for (const expectation of expectations) expectation.reject(error);
  }

  /** The library gives a string; the tap has just seen the number, if the gateway said one. */
  #connectError(request: string): VisitError {
    const code = this.#lastErrorCode;
    this.#lastErrorCode = null;
    return code === null ? new VisitError('gateway-unreachable', { detail: request }) : fromJanusError(code, request);
  }

  /** Runs `start` with a time limit; what it returns is called in any case at the end. */
  async #limited<T>(
    name: string,
    start: (resolve: (value: T) => void, reject: (error: VisitError) => void) => (() => void) | void,
  ): Promise<T> {
    const over = new AbortController();
    let undo: (() => void) | undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        undo = start(resolve, reject) ?? undefined;
        this.#clock.sleep(REQUEST_LIMIT_MS, over.signal).then(
          () => reject(new VisitError('gateway-timeout', { detail: name })),
          () => {},
        );
      });
    } finally {
      over.abort();
      undo?.();
    }
  }
}

/** A plugin handle: one PeerConnection and its requests, in order. */
export class JanusHandle {
  readonly library: LibraryHandle;
  readonly #listener: (news: HandleNews) => void;
  readonly #send: (body: object, jsep: Jsep | null) => Promise<RoomAnswer>;
  #last: Promise<unknown> = Promise.resolve();
  #forgotten = false;

  constructor(
    library: LibraryHandle,
    listener: (news: HandleNews) => void,
    send: (body: object, jsep: Jsep | null) => Promise<RoomAnswer>,
  ) {
    this.library = library;
    this.#listener = listener;
    this.#send = send;
  }

  get pc(): RTCPeerConnection | null {
    return this.library.webrtcStuff.pc;
  }

  /** Sends after the requests before it have been answered. Rejects with what Janus says no with, as `VisitError`. */
  request(body: object, jsep: Jsep | null = null): Promise<RoomAnswer> {
    const answer = this.#last.then(() => this.#send(body, jsep));
    this.#last = answer.catch(() => {});
    return answer;
  }

  createOffer(tracks: LibraryTrack[], { iceRestart = false } = {}): Promise<Jsep> {
    return new Promise((resolve, reject) =>
      this.library.createOffer({
        tracks,
        iceRestart,
        customizeSdp: repairInPlace,
        success: resolve,
        error: (cause) => reject(new VisitError('media-failed', { cause })),
      }),
    );
  }

  createAnswer(jsep: Jsep, tracks: LibraryTrack[]): Promise<Jsep> {
    return new Promise((resolve, reject) =>
      this.library.createAnswer({
        jsep: { ...jsep, sdp: repairSound(jsep.sdp) },
        tracks,
        customizeSdp: repairInPlace,
        success: resolve,
        error: (cause) => reject(new VisitError('media-failed', { cause })),
      }),
    );
  }

  accept(jsep: Jsep): Promise<void> {
    return new Promise((resolve, reject) =>
      this.library.handleRemoteJsep({
        jsep: { ...jsep, sdp: repairSound(jsep.sdp) },
        success: resolve,
        error: (cause) => reject(new VisitError('media-failed', { cause })),
      }),
    );
  }

  /** Over the data channel that was offered; false where it is not open. */
  sendText(text: string): boolean {
    const channel = this.library.webrtcStuff.dataChannel[OWN_CHANNEL];
    if (channel?.readyState !== 'open') return false;
    channel.send(text);
    return true;
  }

  tell(news: HandleNews): void {
    if (!this.#forgotten) this.#listener(news);
  }

  /** From now on nobody hears of it. */
  forget(): void {
    this.#forgotten = true;
  }
}

function repairInPlace(jsep: { sdp: string }): void {
  jsep.sdp = repairSound(jsep.sdp);
}
