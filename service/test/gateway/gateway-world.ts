import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GatewayCredentials } from '../../../src/contract/index.ts';
import { freePort } from '../../../demo/stack/free-port.ts';
import { type JanusOptions, type RunningJanus, makeGatewaySecrets, startJanus } from '../../../demo/stack/janus.ts';
import { type GatewayConfig, type ServiceOptions, intakePathOf } from '../../src/config.ts';
import type { LogStream } from '../../src/http-server.ts';
import type { ServiceParts } from '../../src/service.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { AdminConnection } from '../../src/gateways/admin-connection.ts';
import { type Person, ServiceWorld } from '../support/service-world.ts';
import { type Message, RawJanusClient } from '../support/raw-janus-client.ts';

/** A real Janus and a service that knows it. */
export class GatewayWorld {
  readonly gateway: GatewayConfig;
  readonly directory: string;
  world!: ServiceWorld;
  janus!: RunningJanus;
  readonly #janusOptions: JanusOptions;
  readonly #serviceOptions: Partial<ServiceOptions>;
  readonly #parts: ServiceParts;
  readonly #clients = new Set<RawJanusClient>();

  private constructor(
    gateway: GatewayConfig,
    directory: string,
    janus: JanusOptions,
    service: Partial<ServiceOptions>,
    parts: ServiceParts,
  ) {
    this.#parts = parts;
    this.gateway = gateway;
    this.directory = directory;
    this.#janusOptions = janus;
    this.#serviceOptions = service;
  }

  static async start(
    options: { store?: boolean; events?: boolean; logStream?: LogStream } = {},
  ): Promise<GatewayWorld> {
    const directory = await mkdtemp(join(tmpdir(), 'visit-gateway-'));
    const [port, adminPort, eventIntakePort] = [await freePort(), await freePort(), await freePort()];
    const secrets = makeGatewaySecrets();
    const { adminKey, adminSecret, tokenSecret } = secrets;
    const gateway = {
      id: 'gateway-1',
      url: `ws://127.0.0.1:${port}`,
      adminUrl: `ws://127.0.0.1:${adminPort}`,
      adminKey,
      adminSecret,
      tokenSecret,
    };
    const eventBackend = options.events === false ? null : `ws://127.0.0.1:${eventIntakePort}${intakePathOf(gateway)}`;
    const created = new GatewayWorld(
      gateway,
      directory,
      { directory, port, adminPort, secrets, eventBackend },
      {
        gateways: [gateway],
        eventIntakePort,
        ...(options.store ? { dataDir: join(directory, 'store') } : {}),
        ...(options.logStream ? { logLevel: 'info' } : {}),
      },
      options.logStream ? { logStream: options.logStream } : {},
    );
    await created.startService();
    await created.startJanus();
    return created;
  }

  async startJanus(): Promise<void> {
    this.janus = await startJanus(this.#janusOptions);
  }
  async startService(more: Partial<ServiceOptions> = {}): Promise<void> {
    this.world = await ServiceWorld.start({ ...this.#serviceOptions, ...more }, this.#parts);
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.world.stop();
    await this.janus.stop();
    await rm(this.directory, { recursive: true, force: true });
  }

  async client(apiToken: string): Promise<RawJanusClient> {
    const client = await RawJanusClient.connect(this.janus.url, apiToken);
    this.#clients.add(client);
    return client;
  }

  /** Credentials that must be given. Asks again while the gateway starts. */
  async credentials(
    person: Person,
    connectionId: string,
    purpose: 'join' | 'renew' = 'join',
  ): Promise<GatewayCredentials> {
    const answer = await this.eventually(async () => {
      const given = await person.credentials<GatewayCredentials & { error?: { code: string } }>(connectionId, purpose);
      return given.body.error?.code === 'gateway-unreachable' ? null : given;
    });
    if (answer.status !== 200) throw new Error(`credentials: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Asks Janus itself, by the Admin API. */
  async admin(request: Message): Promise<Message> {
    const connection = new AdminConnection({
      gatewayId: 'test',
      url: this.gateway.adminUrl,
      secret: this.gateway.adminSecret,
      clock: systemClock,
      log: { debug() {}, info() {}, warn() {}, error() {} },
      onOpen() {},
      onClose() {},
    });
    try {
      return await connection.request(request);
    } finally {
      connection.stop();
    }
  }

  async roomRequest(request: Message): Promise<Message> {
    const answer = await this.admin({ janus: 'message_plugin', plugin: 'janus.plugin.videoroom', request });
    return answer['response'] as Message;
  }

  /** Ids of all rooms in Janus, private ones too. */
  async rooms(): Promise<readonly Message[]> {
    const { list } = await this.roomRequest({ request: 'list', admin_key: this.gateway.adminKey });
    return list as readonly Message[];
  }

  async membersOf(room: string): Promise<readonly string[]> {
    const { participants } = await this.roomRequest({ request: 'listparticipants', room });
    return (participants as readonly { id: string }[]).map((member) => member.id);
  }

  /** Looks again until there is something; rejects after half a minute. */
  async eventually<T>(look: () => Promise<T | null | false | undefined>): Promise<T> {
    const deadline = performance.now() + 30_000;
    for (;;) {
      const seen = await look();
      if (seen !== null && seen !== false && seen !== undefined) return seen;
      if (performance.now() > deadline) throw new Error('it did not come about within half a minute');
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
