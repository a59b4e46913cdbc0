import { createHmac } from 'node:crypto';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { OPENS_BEFORE_MINUTES } from '../../src/contract/index.ts';

const Secret = Type.String({ minLength: 16 });

const GatewaySchema = Type.Object(
  {
    /** Names the gateway in visits and logs. */
    id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }),
    /** WebSocket address that pages use. */
    url: Type.String({ pattern: '^wss?://' }),
    /** WebSocket address of the Admin API; never reachable from outside. */
    adminUrl: Type.String({ pattern: '^wss?://' }),
    /** `admin_secret` of the Janus configuration. */
    adminSecret: Secret,
    /** `admin_key` of the VideoRoom plugin. */
    adminKey: Secret,
    /** `token_auth_secret` of the Janus configuration. */
    tokenSecret: Secret,
    /** Last part of the address that takes this gateway's events; made from `adminSecret` where not given. */
    intakeSecret: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{16,128}$' })),
  },
  { additionalProperties: false },
);
export type GatewayConfig = Static<typeof GatewaySchema>;

const ServiceConfigSchema = Type.Object(
  {
    /** 0 takes a free one. */
    port: Type.Integer({ minimum: 0, maximum: 65_535 }),
    host: Type.String({ minLength: 1 }),
    /** Folder of the store; in memory where not given. */
    dataDir: Type.Optional(Type.String({ minLength: 1 })),
    /** What the host's back end shows as `Authorization: Bearer`. */
    hostApiKey: Secret,
    /** Signs participants', clinicians' and unit staff's tokens (HS256). */
    tokenSecret: Type.String({ minLength: 32 }),
    /** Addresses or nets of the proxies in front, whose word (`X-Forwarded-For`) is taken for who asks. */
    trustedProxies: Type.Array(Type.String({ pattern: '^[0-9a-fA-F:.]+(/[0-9]{1,3})?$' })),
    /** Origins of the pages that may call the service. */
    allowedOrigins: Type.Array(Type.String({ pattern: '^https?://[^/]+$' })),
    gateways: Type.Array(GatewaySchema, { minItems: 1 }),
    /** Where the gateways send their events; loopback only; 0 takes a free one. */
    eventIntakePort: Type.Integer({ minimum: 0, maximum: 65_535 }),
    /** How long before the booked time the waiting room opens, min. */
    opensBeforeMinutes: Type.Integer({ minimum: 0, maximum: 24 * 60 }),
    /** How long before the booked time the host is told that a reminder is due, min; 0: never. */
    remindBeforeMinutes: Type.Integer({ minimum: 0, maximum: 30 * 24 * 60 }),
    /**
     * Handed to pages as they are, with the gateway's credentials: STUN servers, or TURN servers whose name and password
     * anyone may know.
     */
    iceServers: Type.Array(
      Type.Object({
        urls: Type.Array(Type.String()),
        username: Type.Optional(Type.String()),
        credential: Type.Optional(Type.String()),
      }),
    ),
    /** TURN servers that share a secret with the service (coturn: `use-auth-secret`); pages get passwords, never it. */
    turnServers: Type.Array(
      Type.Object(
        { urls: Type.Array(Type.String({ pattern: '^turns?:[^/\\s]+$' }), { minItems: 1 }), secret: Secret },
        { additionalProperties: false },
      ),
    ),
    /**
     * Life of a TURN password, s. A path found with it may be refreshed with it for as long as the visit lasts, and some
     * servers refuse that after its end: so it outlives the longest visit and the wait before it.
     */
    turnCredentialSeconds: Type.Integer({ minimum: 20, maximum: 48 * 3600 }),
    /** Life of a gateway API token, s; the page fetches a new one before. */
    apiTokenSeconds: Type.Integer({ minimum: 10, maximum: 24 * 3600 }),
    /** Who may try the way to a gateway outside a visit; `anyone`: also without a token, as a public help page does. */
    selfTest: Type.Enum(['off', 'with-token', 'anyone']),
    /** Life of a room token, s; it can be revoked at any time. */
    roomTokenSeconds: Type.Integer({ minimum: 20, maximum: 24 * 3600 }),
    /** A reader of the event stream that lets this much wait unread is dropped, bytes. */
    streamBufferBytes: Type.Integer({ minimum: 1 }),
    logLevel: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']),
  },
  { additionalProperties: false },
);

export type ServiceConfig = Readonly<Static<typeof ServiceConfigSchema>>;
/** What must be given; the rest has the values of `defaults`. */
export type ServiceOptions = Partial<ServiceConfig> & Pick<ServiceConfig, 'hostApiKey' | 'tokenSecret' | 'gateways'>;

const defaults = {
  port: 0,
  host: '127.0.0.1',
  trustedProxies: [] as string[],
  allowedOrigins: [] as string[],
  eventIntakePort: 0,
  opensBeforeMinutes: OPENS_BEFORE_MINUTES,
  remindBeforeMinutes: 24 * 60,
  iceServers: [] as ServiceConfig['iceServers'],
  turnServers: [] as ServiceConfig['turnServers'],
  turnCredentialSeconds: 12 * 3600,
  apiTokenSeconds: 15 * 60,
  selfTest: 'with-token',
  roomTokenSeconds: 60 * 60,
  streamBufferBytes: 4 * 1024 * 1024,
  logLevel: 'info',
} as const;

const checkedConfig = Compile(ServiceConfigSchema);

/** The configuration with its defaults. Throws with one clear line, which names the setting and not its value. */
export function completeConfig(options: ServiceOptions): ServiceConfig {
  const config = { ...defaults, ...options };
  const [failure] = checkedConfig.Errors(config);
  if (failure) throw new Error(`configuration: ${failure.instancePath.slice(1) || 'settings'} ${failure.message}`);
  if (new Set(config.gateways.map((gateway) => gateway.id)).size < config.gateways.length) {
    throw new Error('configuration: two gateways have the same id');
  }
  // Pages get new passwords when their API token is renewed.
  if (config.turnCredentialSeconds < config.apiTokenSeconds) {
    throw new Error('configuration: turnCredentialSeconds is less than apiTokenSeconds');
  }
  return config;
}

const prefix = 'VIDEO_VISIT_';
const number = (text: string): unknown => (/^\d+$/.test(text) ? Number(text) : text);
const list = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

/** How each setting is written as an environment variable: `VIDEO_VISIT_` and the name in capitals. */
const settings: { readonly [K in keyof Required<ServiceConfig>]: (text: string) => unknown } = {
  port: number,
  host: String,
  dataDir: String,
  hostApiKey: String,
  tokenSecret: String,
  trustedProxies: list,
  allowedOrigins: list,
  gateways: JSON.parse,
  eventIntakePort: number,
  opensBeforeMinutes: number,
  remindBeforeMinutes: number,
  iceServers: JSON.parse,
  turnServers: JSON.parse,
  turnCredentialSeconds: number,
  apiTokenSeconds: number,
  selfTest: String,
  roomTokenSeconds: number,
  streamBufferBytes: number,
  logLevel: String,
};

/** `hostApiKey` → `VIDEO_VISIT_HOST_API_KEY`. */
export const variableOf = (setting: string): string =>
  prefix + setting.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** Reads the configuration from environment variables. Throws with one clear line that names the variable. */
export function configFromEnvironment(environment: NodeJS.ProcessEnv): ServiceConfig {
  const options: Record<string, unknown> = {};
  for (const [setting, read] of Object.entries(settings)) {
    const text = environment[variableOf(setting)];
    if (text === undefined || text === '') continue;
    try {
      options[setting] = read(text);
    } catch {
      throw new Error(`configuration: ${variableOf(setting)} is not JSON`);
    }
  }
  for (const needed of ['hostApiKey', 'tokenSecret', 'gateways']) {
    if (!(needed in options)) throw new Error(`configuration: ${variableOf(needed)} is missing`);
  }
  return completeConfig(options as ServiceOptions);
}

/** The secret part of the address that takes this gateway's events. */
export const intakeSecretOf = (gateway: GatewayConfig): string =>
  gateway.intakeSecret ?? createHmac('sha256', gateway.adminSecret).update('gateway-events').digest('base64url');

/** Path of the address that takes this gateway's events. */
export const intakePathOf = (gateway: GatewayConfig): string =>
  `/gateway-events/${gateway.id}/${intakeSecretOf(gateway)}`;
