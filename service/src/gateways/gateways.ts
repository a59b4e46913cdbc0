import { isOpen } from '../../../src/contract/index.ts';
import type { CredentialsRequest, GatewayCredentials, SelfTestCredentials } from '../../../src/contract/index.ts';
import type { Clock } from '../../../src/core/clock.ts';
import type { ServiceConfig } from '../config.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { ServiceLog } from '../service-log.ts';
import type { Store } from '../store/open-store.ts';
import type { VisitRecord } from '../store/visit-record.ts';
import type { Actor } from '../tokens/actor.ts';
import { EventIntake } from './event-intake.ts';
import { Gateway } from './gateway.ts';
import type { GatewayEvent } from './gateway-event.ts';
import { CredentialsIssuer } from './issue-credentials.ts';
import { SelfTests } from './self-tests.ts';
import { MemberWatch } from './member-watch.ts';
import { RoomKeeper } from './room-keeper.ts';
import { TurnTaking } from './turn-taking.ts';

export interface GatewaysOptions {
  readonly config: ServiceConfig;
  readonly store: Store;
  readonly hub: EventHub;
  readonly clock: Clock;
  readonly log: ServiceLog;
}

/** How often rooms that were left are looked for, ms. */
const sweepMs = 3 * 60_000;

/** All gateways of the configuration, and what the service does with them. */
export class Gateways {
  readonly keeper: RoomKeeper;
  readonly #options: GatewaysOptions;
  readonly #gateways: ReadonlyMap<string, Gateway>;
  readonly #watches: ReadonlyMap<Gateway, MemberWatch>;
  readonly #selfTests: SelfTests;
  readonly #intake: EventIntake;
  readonly #issuer: CredentialsIssuer;
  readonly #visitTurns = new TurnTaking();
  readonly #gatewayTurns = new TurnTaking();
  readonly #toReconcile = new Set<Gateway>();
  readonly #stopping = new AbortController();
  #chosen = 0;

  constructor(options: GatewaysOptions) {
    const { clock, config, hub, log, store } = options;
    this.#options = options;
    const onReachable = (gateway: Gateway): void => this.#reconcile(gateway);
    this.#gateways = new Map(
      config.gateways.map((gateway) => [gateway.id, new Gateway(gateway, { clock, log, onReachable })]),
    );
    const gateways = this.#gateways;
    this.keeper = new RoomKeeper({ store, hub, clock, log, gateways, turns: this.#visitTurns });
    this.#issuer = new CredentialsIssuer({
      store,
      clock,
      config,
      gateways,
      keeper: this.keeper,
      turns: this.#visitTurns,
    });
    this.#selfTests = new SelfTests({ store, clock, config, gateways, log });
    this.#watches = new Map(
      [...gateways.values()].map((gateway) => [gateway, new MemberWatch({ gateway, store, hub, clock, log })]),
    );
    this.#intake = new EventIntake({
      port: config.eventIntakePort,
      gateways: [...gateways.values()],
      log,
      onConnected: (gateway) => this.#reconcile(gateway),
      onEvent: (gateway, event) => this.#take(gateway, event),
    });
  }

  get eventIntakePort(): number {
    return this.#intake.port;
  }

  async start(): Promise<void> {
    await this.#intake.start();
    for (const gateway of this.#gateways.values()) gateway.connection.start();
    void this.#sweep();
  }

  /** Resolves when nothing more is read from the store. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.keeper.stop();
    await this.#intake.stop();
    for (const gateway of this.#gateways.values()) gateway.connection.stop();
    await this.#gatewayTurns.idle();
    await this.#visitTurns.idle();
  }

  credentials(request: CredentialsRequest, actor: Actor): Promise<GatewayCredentials> {
    return this.#issuer.issue(request, actor);
  }

  /** For the gateway of the visit, or of no visit in particular. Throws `ServiceProblem('not-found')`. */
  async selfTestCredentials(visitId: string | null): Promise<SelfTestCredentials> {
    return this.#selfTests.issue(visitId, () => this.choose());
  }

  /** The gateway for a new visit: each in turn. */
  choose(): string {
    const { gateways } = this.#options.config;
    const chosen = gateways[this.#chosen++ % gateways.length];
    if (!chosen) throw new Error('no gateway is configured');
    return chosen.id;
  }

  /** WebSocket address that a reader with these visits will most likely need next; `null`: with visits that are not known. */
  hint(records: readonly VisitRecord[] | null): string | null {
    if (records === null) {
      const [only, ...more] = this.#gateways.values();
      return only && more.length === 0 ? only.config.url : null;
    }
    const next = records.find((record) => isOpen(record.visit.status));
    const gateway = next ? this.#gateways.get(next.visit.gatewayId) : null;
    return gateway?.config.url ?? null;
  }

  /** Address to put as `backend` into this gateway's event handler. */
  eventAddress(gatewayId: string): string {
    const gateway = this.#gateways.get(gatewayId);
    if (!gateway) throw new Error(`no gateway ${gatewayId}`);
    return this.#intake.addressFor(gateway);
  }

  #take(gateway: Gateway, event: GatewayEvent): void {
    const watch = this.#watches.get(gateway);
    switch (event.kind) {
      case 'started':
        gateway.knownRooms.clear();
        return this.#reconcile(gateway);
      case 'attached':
        void this.#gatewayTurns.run(event.handle, () => this.#selfTests.connected(gateway, event.handle, event.token));
        return watch?.attached(event.handle, event.token);
      case 'detached':
        void this.#gatewayTurns.run(event.handle, () => this.#selfTests.disconnected(event.handle));
        return watch?.detached(event.handle);
      case 'joined':
        void this.#gatewayTurns.run(event.handle, async () => watch?.joined(event));
    }
  }

  /** Several signs of the same restart lead to one look. */
  #reconcile(gateway: Gateway): void {
    if (this.#stopping.signal.aborted || this.#toReconcile.has(gateway)) return;
    this.#toReconcile.add(gateway);
    void this.#gatewayTurns.run(gateway.config.id, () => {
      this.#toReconcile.delete(gateway);
      return this.keeper.reconcile(gateway);
    });
  }

  async #sweep(): Promise<void> {
    const { clock } = this.#options;
    for (;;) {
      try {
        await clock.sleep(sweepMs, this.#stopping.signal);
      } catch {
        return;
      }
      for (const gateway of this.#gateways.values()) this.#reconcile(gateway);
    }
  }
}
