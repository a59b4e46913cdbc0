import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Clock } from '../../../src/core/clock.ts';
import type { ServiceLog } from '../service-log.ts';

/** The gateway does not answer. */
export class GatewayUnreachableError extends Error {
  override readonly name = 'GatewayUnreachableError';
}

/** The gateway answered with an error of its core (Janus's `error.code`). */
export class GatewayRefusal extends Error {
  override readonly name = 'GatewayRefusal';
  readonly code: number;
  constructor(code: number, reason: string) {
    super(`gateway refused: ${code} ${reason}`);
    this.code = code;
  }
}

export interface AdminConnectionOptions {
  readonly gatewayId: string;
  readonly url: string;
  readonly secret: string;
  readonly clock: Clock;
  readonly log: ServiceLog;
  /** Called each time the gateway can be reached (again): it may be another process than before. */
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

export type AdminAnswer = Readonly<Record<string, unknown>>;

interface Waiting {
  resolve(answer: AdminAnswer): void;
  reject(error: Error): void;
}

const answerMs = 5_000;
const openMs = 3_000;
const pingMs = 10_000;
const firstPauseMs = 250;
const longestPauseMs = 5_000;

/** One WebSocket to a Janus's Admin API; opens itself anew, and notices a gateway that has gone silent. */
export class AdminConnection {
  readonly #options: AdminConnectionOptions;
  readonly #stopping = new AbortController();
  readonly #waiting = new Map<string, Waiting>();
  #socket: WebSocket | null = null;
  #opening: Promise<WebSocket> | null = null;
  #wasOpen: boolean | null = null;

  constructor(options: AdminConnectionOptions) {
    this.#options = options;
  }

  /** Keeps the connection open until `stop()`. */
  start(): void {
    void this.#keepOpen();
  }

  stop(): void {
    this.#stopping.abort();
    this.#socket?.terminate();
  }

  /**
   * Sends one request and resolves with the answer. Rejects with `GatewayUnreachableError`, also when no answer comes
   * within five seconds, or with `GatewayRefusal`.
   */
  async request(body: Readonly<Record<string, unknown>>): Promise<AdminAnswer> {
    const socket = await this.#open();
    const transaction = randomUUID();
    const answer = await new Promise<AdminAnswer>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new GatewayUnreachableError('the gateway does not answer'));
        socket.terminate();
      }, answerMs);
      const settled = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(transaction);
      };
      this.#waiting.set(transaction, {
        resolve: (value) => (settled(), resolve(value)),
        reject: (error) => (settled(), reject(error)),
      });
      socket.send(JSON.stringify({ ...body, transaction, admin_secret: this.#options.secret }));
    });
    if (answer['janus'] === 'error') {
      const error = answer['error'] as { code?: number; reason?: string } | undefined;
      throw new GatewayRefusal(error?.code ?? 0, error?.reason ?? 'unknown');
    }
    return answer;
  }

  async #keepOpen(): Promise<void> {
    const { clock, gatewayId, log } = this.#options;
    const { signal } = this.#stopping;
    let pause = firstPauseMs;
    while (!signal.aborted) {
      try {
        const socket = await this.#open();
        pause = firstPauseMs;
        await this.#whileOpen(socket);
      } catch {
        if (this.#wasOpen !== false && !signal.aborted) log.warn({ gatewayId }, 'gateway cannot be reached');
        this.#wasOpen = false;
      }
      await clock.sleep(pause * (0.75 + clock.random() / 2), signal).catch(() => {});
      pause = Math.min(pause * 2, longestPauseMs);
    }
  }

  /** Asks now and then, for a dead machine closes no socket; resolves when the socket is closed. */
  async #whileOpen(socket: WebSocket): Promise<void> {
    const closed = new AbortController();
    socket.once('close', () => closed.abort());
    if (socket.readyState !== WebSocket.OPEN) return;
    while (!closed.signal.aborted) {
      await this.#options.clock.sleep(pingMs, closed.signal).catch(() => {});
      if (!closed.signal.aborted) await this.request({ janus: 'ping' }).catch(() => {});
    }
  }

  #open(): Promise<WebSocket> {
    if (this.#stopping.signal.aborted) return Promise.reject(new GatewayUnreachableError('the service stops'));
    if (this.#socket?.readyState === WebSocket.OPEN) return Promise.resolve(this.#socket);
    this.#opening ??= this.#openSocket().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  #openSocket(): Promise<WebSocket> {
    const { gatewayId, log, onClose, onOpen, url } = this.#options;
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, 'janus-admin-protocol', { handshakeTimeout: openMs, perMessageDeflate: false });
      this.#socket = socket;
      socket.on('error', () => {});
      socket.on('message', (data) => this.#take(String(data)));
      socket.once('open', () => {
        if (this.#wasOpen === false) log.info({ gatewayId }, 'gateway can be reached again');
        this.#wasOpen = true;
        resolve(socket);
        onOpen();
      });
      socket.once('close', () => {
        if (this.#socket === socket) this.#socket = null;
        const gone = new GatewayUnreachableError('the gateway cannot be reached');
        reject(gone);
        for (const waiting of [...this.#waiting.values()]) waiting.reject(gone);
        onClose();
      });
    });
  }

  #take(text: string): void {
    let answer: AdminAnswer;
    try {
      answer = JSON.parse(text) as AdminAnswer;
    } catch {
      return;
    }
    const { transaction } = answer;
    if (typeof transaction === 'string') this.#waiting.get(transaction)?.resolve(answer);
  }
}
