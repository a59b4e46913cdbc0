import { randomBytes } from 'node:crypto';
import type { SelfTestCredentials } from '../../../src/contract/index.ts';
import type { Clock } from '../../../src/core/clock.ts';
import type { ServiceConfig } from '../config.ts';
import { describeError } from '../errors/describe-error.ts';
import { ServiceProblem } from '../errors/service-problem.ts';
import type { ServiceLog } from '../service-log.ts';
import type { Store } from '../store/open-store.ts';
import { connectOutside, disconnectOutside } from '../store/outside-connections.ts';
import { loadVisit } from '../store/visit-record.ts';
import type { Gateway } from './gateway.ts';
import { readGatewayToken, selfTestIdOf, signSelfTestToken } from './gateway-token.ts';
import { iceServersAt } from './turn-credentials.ts';

/** A test lasts a quarter of a minute; this is time for a slow device to begin, s. */
const lifeSeconds = 180;

export interface SelfTestsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly config: ServiceConfig;
  readonly gateways: ReadonlyMap<string, Gateway>;
  readonly log: ServiceLog;
}

/**
 * Pages that try the way to a gateway. They get what opens EchoTest for a few minutes and nothing else, and what they do is
 * kept apart from visits: it is counted as `self-test`, never as a visit or an attempt at one.
 */
export class SelfTests {
  readonly #options: SelfTestsOptions;
  /** Handle → id of the test. */
  readonly #connected = new Map<string, string>();

  constructor(options: SelfTestsOptions) {
    this.#options = options;
  }

  /** Throws `ServiceProblem('not-found')` where there is no such visit. */
  async issue(visitId: string | null, choose: () => string): Promise<SelfTestCredentials> {
    const { clock, config, gateways, store } = this.#options;
    const record = visitId === null ? null : await loadVisit(store.database, visitId);
    if (visitId !== null && !record) throw new ServiceProblem('not-found', 'no such visit');
    const gateway = gateways.get(record?.visit.gatewayId ?? choose());
    if (!gateway) throw new ServiceProblem('gateway-unreachable', 'the gateway of the visit is not configured');
    const expiry = Math.floor(clock.now() / 1000) + lifeSeconds;
    return {
      url: gateway.config.url,
      apiToken: signSelfTestToken(gateway.config.tokenSecret, expiry, randomBytes(12).toString('base64url')),
      iceServers: iceServersAt(config, clock.now(), lifeSeconds),
      expiresAt: new Date(expiry * 1000).toISOString(),
    };
  }

  /** A handle was attached. Never rejects. */
  connected(gateway: Gateway, handle: string, token: string | null): Promise<void> {
    const known = token === null ? null : readGatewayToken(gateway.config.tokenSecret, token);
    const id = known && selfTestIdOf(known);
    if (id === null) return Promise.resolve();
    this.#connected.set(handle, id);
    return this.#note(id, 'connected', (now) =>
      connectOutside(this.#options.store.database, { id, kind: 'self-test', gatewayId: gateway.config.id }, now),
    );
  }

  /** A handle is gone. Never rejects. */
  disconnected(handle: string): Promise<void> {
    const id = this.#connected.get(handle);
    if (id === undefined) return Promise.resolve();
    this.#connected.delete(handle);
    return this.#note(id, 'disconnected', (now) => disconnectOutside(this.#options.store.database, id, now));
  }

  async #note(id: string, what: 'connected' | 'disconnected', write: (now: Date) => Promise<void>): Promise<void> {
    const { clock, log } = this.#options;
    try {
      await write(new Date(clock.now()));
      log.info({ kind: 'self-test', id }, what);
    } catch (error) {
      log.error({ kind: 'self-test', id, error: describeError(error) }, 'a connection cannot be noted');
    }
  }
}
