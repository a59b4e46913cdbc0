import type {
  Command,
  CommandResult,
  CredentialsRequest,
  NewVisit,
  ServiceError,
  TokenRequest,
  VisitView,
} from '../../../src/contract/index.ts';
import type { GatewayConfig, ServiceOptions } from '../../src/config.ts';
import { type RunningService, type ServiceParts, startService } from '../../src/service.ts';
import { NewsReader } from './news-reader.ts';

export const hostApiKey = 'host-key-of-the-tests-0123456789';
export const tokenSecret = 'token-secret-of-the-tests-0123456789abcdef';

/** A gateway where nobody answers. */
export const absentGateway: GatewayConfig = {
  id: 'gateway-1',
  url: 'ws://127.0.0.1:9',
  adminUrl: 'ws://127.0.0.1:9',
  adminSecret: 'admin-secret-of-the-tests',
  adminKey: 'admin-key-of-the-tests-0',
  tokenSecret: 'gateway-token-secret-of-the-tests',
};

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** Command without the visit: what a person does in theirs. */
type Deed = Command extends infer C ? (C extends Command ? Omit<C, 'visitId'> : never) : never;

let count = 0;
/** Ids that no other test uses. */
export const fresh = (name: string): string => `${name}-${process.pid}-${++count}`;

/** A running service, and short ways to speak to it over HTTP. */
export class ServiceWorld {
  readonly service: RunningService;

  private constructor(service: RunningService) {
    this.service = service;
  }

  static async start(options: Partial<ServiceOptions> = {}, parts: ServiceParts = {}): Promise<ServiceWorld> {
    const settings: ServiceOptions = {
      hostApiKey,
      tokenSecret,
      gateways: [absentGateway],
      logLevel: 'silent',
      opensBeforeMinutes: 24 * 60,
      ...options,
    };
    return new ServiceWorld(await startService(settings, parts));
  }

  get url(): string {
    return this.service.url;
  }
  stop(): Promise<void> {
    return this.service.stop();
  }

  async ask<T>(
    method: string,
    path: string,
    options: { credential?: string; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer<T>> {
    const { body, credential, headers } = options;
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(credential === undefined ? {} : { authorization: `Bearer ${credential}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as T };
  }

  async book(more: Partial<NewVisit> = {}): Promise<VisitView> {
    const unit = { id: fresh('unit'), name: 'Solna vårdcentral', timeZone: 'Europe/Stockholm' };
    const booked: NewVisit = {
      unit,
      subject: 'Hudutslag',
      durationMinutes: 20,
      patient: { name: 'Pia Patient', reference: fresh('patient') },
      ...(more.dropIn
        ? {}
        : {
            bookedStart: new Date(Date.now()).toISOString(),
            clinician: { name: 'Klas Kliniker', reference: 'klas' },
          }),
      ...more,
    };
    const { status, body } = await this.ask<VisitView>('POST', '/v1/visits', { credential: hostApiKey, body: booked });
    if (status !== 201) throw new Error(`booking: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  async token(request: TokenRequest): Promise<string> {
    const { status, body } = await this.ask<{ token: string }>('POST', '/v1/tokens', {
      credential: hostApiKey,
      body: request,
    });
    if (status !== 200) throw new Error(`token: ${status} ${JSON.stringify(body)}`);
    return body.token;
  }

  async patient(visit: VisitView, role: 'patient' | 'interpreter' | 'companion' = 'patient'): Promise<Person> {
    return new Person(this, visit.id, await this.token({ kind: 'participant', visitId: visit.id, role }));
  }

  async clinician(
    visit: VisitView,
    subject = 'klas',
    more: { units?: string[]; ttlSeconds?: number } = {},
  ): Promise<Person> {
    const token = await this.token({
      kind: 'clinician',
      subject,
      name: `Klinikern ${subject}`,
      units: [visit.unit.id],
      assignment: 'SE2321000016-1234',
      ...more,
    });
    return new Person(this, visit.id, token);
  }

  /** A visit whose patient waits. */
  async waitingVisit(more: Partial<NewVisit> = {}): Promise<{ visit: VisitView; patient: Person }> {
    const visit = await this.book(more);
    const patient = await this.patient(visit);
    await patient.must({ type: 'connect', connectionId: 'patient-1', deviceKind: 'phone' });
    return { visit: await patient.must({ type: 'arrive', connectionId: 'patient-1' }), patient };
  }
}

/** Someone with a token. */
export class Person {
  readonly world: ServiceWorld;
  readonly visitId: string;
  readonly token: string;

  constructor(world: ServiceWorld, visitId: string, token: string) {
    this.world = world;
    this.visitId = visitId;
    this.token = token;
  }

  does(deed: Deed, headers: Record<string, string> = {}): Promise<Answer<CommandResult & ServiceError>> {
    return this.world.ask('POST', '/v1/commands', {
      credential: this.token,
      body: { visitId: this.visitId, ...deed },
      headers,
    });
  }

  /** Does what has to succeed; resolves with the visit after it. */
  async must(deed: Deed): Promise<VisitView> {
    const { status, body } = await this.does(deed);
    if (status !== 200) throw new Error(`${deed.type}: ${status} ${JSON.stringify(body.error)}`);
    return body.visit;
  }

  credentials<T>(connectionId: string, purpose: CredentialsRequest['purpose'] = 'join'): Promise<Answer<T>> {
    return this.world.ask('POST', '/v1/gateway-credentials', {
      credential: this.token,
      body: { visitId: this.visitId, connectionId, purpose },
    });
  }

  news(lastEventId?: number): Promise<NewsReader> {
    return NewsReader.open(this.world.url, this.token, lastEventId);
  }
}
