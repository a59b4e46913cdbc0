import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the gateway and the visit service share; no browser ever sees any of it. */
export interface GatewaySecrets {
  /** All-powerful on the Janus API. Nobody uses it: it is set so that tokens are demanded. */
  readonly apiSecret: string;
  /** Janus's Admin API. */
  readonly adminSecret: string;
  /** Making and listing rooms. */
  readonly adminKey: string;
  /** HMAC key of the signed tokens. */
  readonly tokenSecret: string;
}

export interface JanusConfig {
  /** Gets the configuration files; made when missing. */
  readonly directory: string;
  readonly serverName: string;
  readonly port: number;
  readonly adminPort: number;
  readonly secrets: GatewaySecrets;
  /** WebSocket address that takes Janus's events; null for none. */
  readonly eventBackend: string | null;
  /** A name of the machine's own network to gather candidates on; all but loopback where not given. */
  readonly networkInterface?: string;
  /** Address the API listens on; default 127.0.0.1. */
  readonly listenAddress?: string;
}

const unusedPlugins = [
  'audiobridge',
  'duktape',
  'lua',
  'nosip',
  'recordplay',
  'sip',
  'streaming',
  'textroom',
  'videocall',
  'voicemail',
];
const unusedTransports = ['http', 'mqtt', 'nanomsg', 'pfunix', 'rabbitmq'];
const unusedHandlers = ['gelfevh', 'mqttevh', 'nanomsgevh', 'rabbitmqevh', 'sampleevh'];
const libraries = (names: readonly string[]): string => names.map((name) => `libjanus_${name}.so`).join(',');

/** Writes the configuration of a gateway that only does what a visit needs; returns the main file's path. */
export async function writeJanusConfig(config: JanusConfig): Promise<string> {
  const { directory, secrets } = config;
  const address = config.listenAddress ?? '127.0.0.1';
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const write = (name: string, text: string): Promise<void> => writeFile(join(directory, name), text, { mode: 0o600 });
  const main = `general: {
  configs_folder = "${directory}"
  server_name = "${config.serverName}"
  debug_level = 3
  debug_timestamps = true
  debug_colors = false
  api_secret = "${secrets.apiSecret}"
  admin_secret = "${secrets.adminSecret}"
  token_auth = true
  token_auth_secret = "${secrets.tokenSecret}"
  session_timeout = 60
  candidates_timeout = 45
  reclaim_session_timeout = 30
  hide_dependencies = true
  protected_folders = [ "/" ]
}
media: {
  slowlink_threshold = 6
  no_media_timer = 1
}
nat: {
  ignore_mdns = true
${config.networkInterface ? `  ice_enforce_list = "${config.networkInterface}"\n` : ''}}
plugins: { disable = "${libraries(unusedPlugins)}" }
transports: { disable = "${libraries(unusedTransports)}" }
loggers: { disable = "libjanus_jsonlog.so" }
events: {
  broadcast = ${config.eventBackend === null ? 'false' : 'true'}
  disable = "${libraries(unusedHandlers)}"
  stats_period = 0
}
`;
  await write('janus.jcfg', main);
  await write(
    'janus.transport.websockets.jcfg',
    `general: {
  json = "compact"
  ws = true
  ws_ip = "${address}"
  ws_port = ${config.port}
  pingpong_trigger = 10
  pingpong_timeout = 10
}
admin: {
  admin_ws = true
  admin_ws_ip = "127.0.0.1"
  admin_ws_port = ${config.adminPort}
}
`,
  );
  await write(
    'janus.plugin.videoroom.jcfg',
    `general: {\n  admin_key = "${secrets.adminKey}"\n  lock_rtp_forward = true\n  string_ids = true\n}\n`,
  );
  await write('janus.plugin.echotest.jcfg', 'general: { }\n');
  await write(
    'janus.eventhandler.wsevh.jcfg',
    `general: {
  enabled = ${config.eventBackend === null ? 'false' : 'true'}
  events = "sessions,handles,webrtc,media,plugins,core"
  grouping = true
  json = "compact"
  backend = "${config.eventBackend ?? 'ws://127.0.0.1:9'}"
}
`,
  );
  return join(directory, 'janus.jcfg');
}
