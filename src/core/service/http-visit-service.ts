import type {
  Command,
  CommandResult,
  CredentialsRequest,
  GatewayCredentials,
  Handover,
  MessageReceipt,
  NewMessage,
  SelfTestCredentials,
  Preparation,
  QueueRequest,
  QueueView,
  ServiceError,
  ServiceErrorCode,
  VisitView,
} from '../../contract/index.ts';
import { HEARTBEAT_MS } from '../../contract/timing.ts';
import { systemClock, type Clock } from '../clock.ts';
import { VisitError, type VisitErrorCode } from '../errors.ts';
import { uniqueId } from '../unique-id.ts';
import { readNews } from './event-stream.ts';
import type { News, VisitService } from './visit-service.ts';

export interface HttpVisitServiceOptions {
  /** Address of the service, e.g. `https://video.example.se`. Throws `bad-attribute` when it is none. */
  readonly service: string;
  /** Empty: asks without one, which helps with `sendMessage`, and with `selfTestCredentials` where the service is set so. */
  readonly token: string;
  /** Asks the host for a new token. Without it an expired token ends in `token-expired`. */
  readonly renewToken?: (() => Promise<string>) | undefined;
  readonly clock?: Clock;
  readonly fetch?: typeof globalThis.fetch;
  /** Cache mode of the stream of news, see `streamCacheOf`; default: the browser's. */
  readonly streamCache?: RequestCache;
}

/** One answer takes no longer than this, ms. */
const ANSWER_LIMIT_MS = 10_000;
/** Waits before the second and third try of a command whose answer did not come, ms. */
const RETRY_AFTER_MS = [400, 1_200] as const;
/** A command waits no longer than this for a service that asks to be left alone, ms: longer, and the person is told. */
const LONGEST_PAUSE_MS = 5_000;

const codes: Readonly<Record<ServiceErrorCode, VisitErrorCode>> = {
  'bad-request': 'service-failed',
  'token-missing': 'token-missing',
  'token-invalid': 'token-invalid',
  'token-expired': 'token-expired',
  forbidden: 'forbidden',
  'wrong-visit': 'wrong-visit',
  'not-found': 'visit-not-found',
  'already-called-in': 'already-called-in',
  'version-conflict': 'version-conflict',
  'invalid-state': 'invalid-state',
  'connection-replaced': 'connection-replaced',
  'too-early': 'too-early',
  'queue-closed': 'queue-closed',
  'too-many-requests': 'too-many-requests',
  'gateway-unreachable': 'gateway-unreachable',
  internal: 'service-failed',
};

/** The port to the service over HTTP and server-sent events (docs: src/contract/README.md). */
export class HttpVisitService implements VisitService {
  readonly #base: URL;
  readonly #clock: Clock;
  readonly #fetch: typeof globalThis.fetch;
  readonly #renew: (() => Promise<string>) | undefined;
  readonly #streamCache: RequestCache;
  #token: string;
  #renewing: Promise<void> | null = null;

  constructor(options: HttpVisitServiceOptions) {
    this.#base = parseAddress(options.service);
    this.#clock = options.clock ?? systemClock;
    this.#fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
    this.#renew = options.renewToken;
    this.#streamCache = options.streamCache ?? 'default';
    this.#token = options.token;
  }

  /** The host's new token. */
  setToken(token: string): void {
    this.#token = token;
  }

  async command(command: Command, signal?: AbortSignal): Promise<CommandResult> {
    const key = uniqueId();
    // What a page says while it closes has to outlive it.
    const closing =
      command.type === 'report-quality' ||
      command.type === 'save-preparation' ||
      (command.type === 'renew-presence' && command.closing === true);
    const post = (): Promise<CommandResult> =>
      this.#json('/v1/commands', command, { 'Idempotency-Key': key }, signal, { keepalive: closing });
    // A lost renewal is made good by the next one; a page that closes has no time for a second try.
    return command.type === 'renew-presence' ? post() : this.#retrying(post, signal);
  }

  visit(visitId: string, signal?: AbortSignal): Promise<VisitView> {
    return this.#json(`/v1/visits/${encodeURIComponent(visitId)}`, null, {}, signal);
  }

  gatewayCredentials(request: CredentialsRequest, signal?: AbortSignal): Promise<GatewayCredentials> {
    return this.#json('/v1/gateway-credentials', request, {}, signal);
  }

  selfTestCredentials(signal?: AbortSignal): Promise<SelfTestCredentials> {
    return this.#json('/v1/self-test-credentials', {}, {}, signal);
  }

  preparation(visitId: string, signal?: AbortSignal): Promise<Preparation | null> {
    return this.#json(`/v1/visits/${encodeURIComponent(visitId)}/preparation`, null, {}, signal);
  }

  setQueue(unitId: string, request: QueueRequest, signal?: AbortSignal): Promise<QueueView> {
    return this.#json(`/v1/units/${encodeURIComponent(unitId)}/queue`, request, {}, signal, { method: 'PUT' });
  }

  makeHandover(visitId: string, signal?: AbortSignal): Promise<Handover> {
    return this.#json('/v1/handovers', { visitId }, {}, signal);
  }

  async sendMessage(message: NewMessage, signal?: AbortSignal): Promise<MessageReceipt> {
    const post = (): Promise<MessageReceipt> => this.#json('/v1/messages', message, {}, signal);
    try {
      return await post();
    } catch (error) {
      const { code } = error as VisitError;
      if (this.#token === '' || (code !== 'token-expired' && code !== 'token-invalid')) throw error;
      const { href: service } = this.#base;
      return new HttpVisitService({ service, token: '', clock: this.#clock, fetch: this.#fetch }).sendMessage(
        message,
        signal,
      );
    }
  }

  async *subscribe(lastEventId: number | null, signal: AbortSignal): AsyncGenerator<News> {
    let response: Response;
    try {
      response = await this.#withinLimit(signal, (limited) =>
        this.#send('/v1/events', {
          headers: {
            Accept: 'text/event-stream',
            ...(lastEventId === null ? {} : { 'Last-Event-ID': String(lastEventId) }),
          },
          cache: this.#streamCache,
          signal: limited,
        }),
      );
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    }
    if (!response.body) throw new VisitError('service-failed', { detail: 'no stream' });
    yield* readNews(response.body, { signal, clock: this.#clock, silenceLimitMs: 3 * HEARTBEAT_MS });
  }

  renewToken(): Promise<void> {
    this.#renewing ??= this.#askForToken().finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  async #askForToken(): Promise<void> {
    if (!this.#renew) throw new VisitError('token-expired', { detail: 'no renewToken' });
    try {
      this.#token = await this.#renew();
    } catch (cause) {
      throw new VisitError('token-expired', { cause });
    }
  }

  async #retrying<T>(post: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    for (const wait of RETRY_AFTER_MS) {
      try {
        return await post();
      } catch (error) {
        const pause = pauseAfter(error as VisitError, wait);
        if (pause === null || signal?.aborted) throw error;
        await this.#clock.sleep(pause, signal).catch(() => Promise.reject(error));
      }
    }
    return post();
  }

  /** A body is posted, unless `method` says otherwise; null: the path is read. */
  async #json<T>(
    path: string,
    body: object | null,
    headers: HeadersInit,
    signal?: AbortSignal,
    { keepalive = false, method = 'POST' } = {},
  ): Promise<T> {
    const ask = (): Promise<T> =>
      this.#withinLimit(signal, async (limited) => {
        const response = await this.#send(path, {
          ...(body && { method, body: JSON.stringify(body) }),
          headers: body ? { 'Content-Type': 'application/json', ...headers } : headers,
          signal: limited,
          keepalive,
        });
        return readJson<T>(response, path);
      });
    const token = this.#token;
    try {
      return await ask();
    } catch (error) {
      if ((error as VisitError).code !== 'token-expired' || !this.#renew) throw error;
      // Another request may have had it renewed while this one was on its way.
      if (this.#token === token) await this.renewToken();
      return ask();
    }
  }

  /** Runs a request that is given up when `signal` aborts or no answer comes in time. */
  async #withinLimit<T>(signal: AbortSignal | undefined, request: (limited: AbortSignal) => Promise<T>): Promise<T> {
    const limit = new AbortController();
    const answered = new AbortController();
    this.#clock.sleep(ANSWER_LIMIT_MS, answered.signal).then(
      () => limit.abort(new VisitError('service-unreachable', { detail: 'no answer' })),
      () => {},
    );
    try {
      return await request(signal ? AbortSignal.any([signal, limit.signal]) : limit.signal);
    } finally {
      answered.abort();
    }
  }

  /** Resolves with a 2xx answer only. */
  async #send(path: string, init: RequestInit & { headers: Record<string, string> | HeadersInit }): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.#token !== '') headers.set('Authorization', `Bearer ${this.#token}`);
    let response: Response;
    try {
      response = await this.#fetch(new URL(path.slice(1), this.#base), {
        ...init,
        headers,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
      });
    } catch (cause) {
      throw new VisitError('service-unreachable', { cause, detail: path });
    }
    if (response.ok) return response;
    throw await toError(response, path, this.#clock.now());
  }
}

async function readJson<T>(response: Response, path: string): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch (cause) {
    // No JSON at all, or an answer that broke off on its way: then it is worth another try.
    const code = cause instanceof SyntaxError ? 'service-failed' : 'service-unreachable';
    throw new VisitError(code, { cause, detail: path });
  }
}

async function toError(response: Response, path: string, now: number): Promise<VisitError> {
  const { status } = response;
  const body = (await response.json().catch(() => null)) as ServiceError | null;
  const code = body?.error?.code;
  const told = { detail: `${path} ${status}`, retryAfterMs: retryAfter(response, now) };
  const known = code === undefined ? undefined : codes[code];
  if (known) return new VisitError(known, { ...told, cause: body?.visit });
  // Whatever stands between us and the service (a proxy that has lost it) answers without our body.
  if (status === 429) return new VisitError('too-many-requests', told);
  return new VisitError(status >= 502 && status <= 504 ? 'service-unreachable' : 'service-failed', told);
}

/** `Retry-After` as seconds or as a date (RFC 9110, 10.2.3), ms; null without one that can be read. */
function retryAfter({ headers }: Response, now: number): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

/** How long a command waits before it is sent once more, ms; null: it is not. */
function pauseAfter({ code, retryAfterMs }: VisitError, wait: number): number | null {
  if (code === 'service-unreachable') return wait;
  if (code !== 'too-many-requests' || retryAfterMs === null || retryAfterMs > LONGEST_PAUSE_MS) return null;
  return Math.max(wait, retryAfterMs);
}

function parseAddress(service: string): URL {
  const address = URL.parse(service.endsWith('/') ? service : `${service}/`);
  if (!address || !/^https?:$/.test(address.protocol)) throw new VisitError('bad-attribute', { detail: 'service' });
  return address;
}
