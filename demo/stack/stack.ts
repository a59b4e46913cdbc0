import { randomInt } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type GatewayConfig, intakePathOf } from '../../service/src/config.ts';
import { Bookings } from '../site/bookings.ts';
import { type RunningSite, startSite } from '../site/site.ts';
import { buildSite } from './build-site.ts';
import { freePort } from './free-port.ts';
import { HostClient } from './host-client.ts';
import { type RunningJanus, startJanus } from './janus.ts';
import { type StackSecrets, loadSecrets } from './secrets.ts';
import { startServer } from './server-process.ts';
import { StackPart } from './stack-part.ts';

const root = resolve(import.meta.dirname, '..', '..');

export type PortName = 'site' | 'service' | 'gateway' | 'gatewayAdmin' | 'gatewayEvents';

export interface StackOptions {
  /** Keeps data, secrets and logs. Not given: a temporary folder that `stop()` removes. */
  readonly dataDirectory?: string;
  /** Built pages of the demo; default: those of the present sources, built when needed. */
  readonly pagesDirectory?: string;
  /** Where free; else another. Not given: free ones outside the range that the system hands out by itself. */
  readonly preferredPorts?: Partial<Record<PortName, number>>;
  /** Start the gateway and the service again when they end unasked. */
  readonly keepAlive?: boolean;
  /** Where browsers reach gateway and service; default 127.0.0.1. The site and what only servers use stay on loopback. */
  readonly address?: string;
  /** The network that media takes; default: all but loopback. */
  readonly networkInterface?: string;
  /** How to run `janus`; default: the program on PATH. */
  readonly janusCommand?: (directory: string) => readonly string[];
  /** Origins of other host pages than the site's. */
  readonly otherOrigins?: readonly string[];
  /** More for the service's environment. */
  readonly serviceEnvironment?: Readonly<Record<string, string>>;
  /** Gets one line at each step. */
  readonly say?: (line: string) => void;
  /** After every start of a program. */
  readonly onStarted?: (pid: number) => Promise<void>;
  /** A part ended unasked and stays away. */
  readonly onLost?: (error: Error) => void;
}

/** A whole installation on this machine: gateway, visit service, and the demo site as their host, on three origins. */
export interface Stack {
  readonly siteUrl: string;
  readonly portalUrl: string;
  readonly journalUrl: string;
  readonly serviceUrl: string;
  /** WebSocket address of the gateway, for browsers. */
  readonly gatewayUrl: string;
  /** WebSocket address of the gateway's Admin API. */
  readonly adminUrl: string;
  readonly dataDirectory: string;
  readonly secrets: StackSecrets;
  /** Null for a part that is stopped. */
  readonly pids: { readonly stack: number; readonly gateway: number | null; readonly service: number | null };
  readonly gateway: StackPart<RunningJanus>;
  readonly service: StackPart;
  /** The visit service, as a host's back end sees it. */
  readonly host: HostClient;
  /** The demo host's bookings. */
  readonly bookings: Bookings;
  /** Ends every part; safe to call twice. */
  stop(): Promise<void>;
}

/** Starts all parts; resolves when each answers. What had started is ended when one does not. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const say = options.say ?? (() => {});
  const dataDirectory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), 'video-visit-')));
  const undo: (() => Promise<void>)[] = [];
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopping ??= unwind(undo));
  if (!options.dataDirectory) undo.push(() => rm(dataDirectory, { recursive: true, force: true }));
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
    const pages = options.pagesDirectory ?? (await buildSite(say));
    const secrets = await loadSecrets(join(dataDirectory, 'secrets.json'));
    const ports = await choosePorts(options, say);
    const address = options.address ?? '127.0.0.1';
    const url = (name: PortName, scheme = 'http', host = '127.0.0.1'): string => `${scheme}://${host}:${ports[name]}`;
    const siteUrl = url('site');
    const serviceUrl = url('service', 'http', address);
    const gatewayUrl = url('gateway', 'ws', address);
    const adminUrl = url('gatewayAdmin', 'ws');
    const { adminSecret, adminKey, tokenSecret } = secrets.gateway;
    const gatewayConfig: GatewayConfig = {
      id: 'gateway-1',
      url: gatewayUrl,
      adminUrl,
      adminSecret,
      adminKey,
      tokenSecret,
    };
    const supervised = {
      keepAlive: options.keepAlive ?? false,
      say,
      ...(options.onStarted ? { onStarted: options.onStarted } : {}),
      ...(options.onLost ? { onLost: options.onLost } : {}),
    };

    const gateway = new StackPart<RunningJanus>({
      ...supervised,
      name: 'The gateway',
      launch: () =>
        startJanus({
          directory: dataDirectory,
          serverName: gatewayConfig.id,
          port: ports.gateway,
          adminPort: ports.gatewayAdmin,
          secrets: secrets.gateway,
          listenAddress: address,
          ...(options.networkInterface ? { networkInterface: options.networkInterface } : {}),
          eventBackend: `${url('gatewayEvents', 'ws')}${intakePathOf(gatewayConfig)}`,
          ...(options.janusCommand ? { command: options.janusCommand(dataDirectory) } : {}),
        }),
    });
    undo.push(() => gateway.close());
    say('Starting the gateway …');
    await gateway.start();

    const service = new StackPart({
      ...supervised,
      name: 'The visit service',
      launch: () =>
        startServer({
          name: 'the visit service',
          command: process.execPath,
          args: [join(root, 'service', 'src', 'main.ts')],
          cwd: root,
          env: {
            ...process.env,
            VIDEO_VISIT_HOST: address,
            VIDEO_VISIT_PORT: String(ports.service),
            VIDEO_VISIT_EVENT_INTAKE_PORT: String(ports.gatewayEvents),
            VIDEO_VISIT_DATA_DIR: join(dataDirectory, 'store'),
            VIDEO_VISIT_HOST_API_KEY: secrets.apiKey,
            VIDEO_VISIT_TOKEN_SECRET: secrets.tokenSecret,
            VIDEO_VISIT_ALLOWED_ORIGINS: [siteUrl, ...(options.otherOrigins ?? [])].join(','),
            VIDEO_VISIT_SELF_TEST: 'anyone',
            VIDEO_VISIT_GATEWAYS: JSON.stringify([gatewayConfig]),
            ...options.serviceEnvironment,
          },
          logFile: join(dataDirectory, 'service.log'),
          readyUrl: `${serviceUrl}/v1/health`,
        }),
    });
    undo.push(() => service.close());
    say('Starting the visit service …');
    await service.start();

    say('Starting the demo site …');
    const site: RunningSite = await startSite({
      port: ports.site,
      directory: pages,
      serviceUrl,
      gatewayUrl,
      apiKey: secrets.apiKey,
    });
    undo.push(() => site.close());
    const host = new HostClient(serviceUrl, secrets.apiKey);

    return {
      siteUrl,
      portalUrl: `${siteUrl}/portal/`,
      journalUrl: `${siteUrl}/journal/`,
      serviceUrl,
      gatewayUrl,
      adminUrl,
      dataDirectory,
      secrets,
      get pids() {
        return { stack: process.pid, gateway: gateway.pid, service: service.pid };
      },
      gateway,
      service,
      host,
      bookings: new Bookings(host),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Last in, first out; a failure does not keep the rest from ending. */
async function unwind(undo: (() => Promise<void>)[]): Promise<void> {
  for (const step of undo.reverse()) await step().catch(() => {});
}

const purposes: Readonly<Record<PortName, string>> = {
  site: 'demo site',
  service: 'visit service',
  gateway: 'gateway',
  gatewayAdmin: "gateway's admin interface",
  gatewayEvents: "intake of the gateway's events",
};

async function choosePorts(
  { preferredPorts }: StackOptions,
  say: (line: string) => void,
): Promise<Record<PortName, number>> {
  const ports = { site: 0, service: 0, gateway: 0, gatewayAdmin: 0, gatewayEvents: 0 };
  const taken = new Set<number>();
  for (const name of Object.keys(ports) as PortName[]) {
    const preferred = preferredPorts?.[name];
    // Below the range for outgoing connections, so that a part that is stopped for a while finds its port free again.
    let port = await freePort(preferred ?? randomInt(20_000, 32_000));
    while (taken.has(port)) port = await freePort(randomInt(20_000, 32_000));
    if (preferred !== undefined && port !== preferred)
      say(`Port ${preferred} is busy: the ${purposes[name]} takes ${port}.`);
    taken.add(port);
    ports[name] = port;
  }
  return ports;
}
