import type {
  ConnectionQuality,
  Encounter,
  HandoverRedemption,
  Message,
  NewVisit,
  Preparation,
  QueueView,
  RedeemedHandover,
  ServiceError,
  TokenRequest,
  TokenResponse,
  VisitEvent,
  VisitView,
} from '../../src/contract/index.ts';

/** The service said no to the host. */
export class HostRequestError extends Error {
  override readonly name = 'HostRequestError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** What a host does with the visit service, from its own back end: it holds the API key. */
export class HostClient {
  readonly serviceUrl: string;
  readonly #apiKey: string;

  constructor(serviceUrl: string, apiKey: string) {
    this.serviceUrl = serviceUrl;
    this.#apiKey = apiKey;
  }

  createVisit(visit: NewVisit): Promise<VisitView> {
    return this.#request('POST', '/v1/visits', visit);
  }

  cancel(visitId: string): Promise<VisitView> {
    return this.#request('POST', `/v1/visits/${encodeURIComponent(visitId)}/cancel`, {});
  }

  visit(visitId: string): Promise<VisitView> {
    return this.#request('GET', `/v1/visits/${encodeURIComponent(visitId)}`);
  }

  /** What the visit's connections have reported of their quality. */
  quality(visitId: string): Promise<ConnectionQuality[]> {
    return this.#request('GET', `/v1/visits/${encodeURIComponent(visitId)}/quality`);
  }

  /** The record of a visit that is over, in FHIR R4. */
  encounter(visitId: string): Promise<Encounter> {
    return this.#request('GET', `/v1/visits/${encodeURIComponent(visitId)}/encounter`);
  }

  /** What the patient is asked before the visit, and the answers; null where nothing is asked. */
  preparation(visitId: string): Promise<Preparation | null> {
    return this.#request('GET', `/v1/visits/${encodeURIComponent(visitId)}/preparation`);
  }

  unitVisits(unitId: string, from: Date, to: Date): Promise<VisitView[]> {
    const query = new URLSearchParams({ from: from.toISOString(), to: to.toISOString() });
    return this.#request('GET', `/v1/units/${encodeURIComponent(unitId)}/visits?${query}`);
  }

  /** How the unit's drop-in queue stands. */
  queue(unitId: string): Promise<QueueView> {
    return this.#request('GET', `/v1/units/${encodeURIComponent(unitId)}/queue`);
  }

  /** Redeems a code with which somebody moves their visit to another device. */
  redeemHandover(redemption: HandoverRedemption): Promise<RedeemedHandover> {
    return this.#request('POST', '/v1/handovers/redeem', redemption);
  }

  /** What people have written in the help, within a day. */
  messages(): Promise<Message[]> {
    return this.#request('GET', '/v1/messages');
  }

  /**
   * Which patients are to be reminded, as it comes, after the last event that was read. Ends with the stream; rejects where the
   * service cannot be reached.
   */
  async *reminders(lastEventId: number | null, signal: AbortSignal): AsyncGenerator<VisitEvent> {
    const response = await fetch(`${this.serviceUrl}/v1/reminders`, {
      headers: {
        authorization: `Bearer ${this.#apiKey}`,
        ...(lastEventId === null ? {} : { 'last-event-id': String(lastEventId) }),
      },
      signal,
    });
    if (!response.ok || !response.body) throw new Error(`GET /v1/reminders: ${response.status}`);
    let text = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        const [, data] = /^event: visit$[^]*^data: (.*)$/m.exec(message) ?? [];
        if (data !== undefined) yield JSON.parse(data) as VisitEvent;
      }
    }
  }

  token(request: TokenRequest): Promise<TokenResponse> {
    return this.#request('POST', '/v1/tokens', request);
  }

  async #request<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.serviceUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer as T;
    const { code, message } = (answer as ServiceError).error;
    throw new HostRequestError(response.status, code, `${method} ${path}: ${code}: ${message}`);
  }
}
