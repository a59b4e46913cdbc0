/** A participant has joined a room, says the gateway. `token` is the room token it showed. */
export interface HandleJoined {
  readonly kind: 'joined';
  readonly handle: string;
  readonly sessionId: number;
  readonly handleId: number;
  readonly room: string;
  readonly memberId: string;
  readonly token: string | null;
}

/** What the service understands of Janus's events (https://janus.conf.meetecho.com/docs/eventhandlers.html). */
export type GatewayEvent =
  | { readonly kind: 'started' }
  | { readonly kind: 'attached'; readonly handle: string; readonly token: string | null }
  | { readonly kind: 'detached'; readonly handle: string }
  | HandleJoined;

const typeHandle = 2;
const typePlugin = 64;
const typeCore = 256;

type Json = Readonly<Record<string, unknown>>;

/** Reads one message of the event handler: one event, or a list of them; passes over all that is of no concern. */
export function readGatewayEvents(message: string): GatewayEvent[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    return [];
  }
  const list: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  return list.map((item) => (isObject(item) ? readEvent(item) : null)).filter((event) => event !== null);
}

function readEvent(message: Json): GatewayEvent | null {
  const { session_id: sessionId, handle_id: handleId, type } = message;
  const event = isObject(message['event']) ? message['event'] : {};
  if (type === typeCore) return event['status'] === 'started' ? { kind: 'started' } : null;
  if (typeof sessionId !== 'number' || typeof handleId !== 'number') return null;
  const handle = `${sessionId}/${handleId}`;
  if (type === typeHandle) {
    if (event['name'] === 'attached') return { kind: 'attached', handle, token: textOrNull(event['token']) };
    return event['name'] === 'detached' ? { kind: 'detached', handle } : null;
  }
  if (type !== typePlugin || event['plugin'] !== 'janus.plugin.videoroom') return null;
  const data = isObject(event['data']) ? event['data'] : {};
  const { room, id } = data;
  if (data['event'] !== 'joined' || typeof room !== 'string' || typeof id !== 'string') return null;
  return { kind: 'joined', handle, sessionId, handleId, room, memberId: id, token: textOrNull(data['token']) };
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
