import { type AdminAnswer, type AdminConnection, GatewayRefusal } from './admin-connection.ts';
import { readGatewayToken } from './gateway-token.ts';

/** A handle of the gateway that takes part in a room, or receives from it. */
export interface RoomHandle {
  readonly sessionId: number;
  readonly handleId: number;
  /** The id it has joined under, with a token that was made for it; null for one that receives, or has another's token. */
  readonly memberId: string | null;
  /** A member's own, or that of the member on whose account it receives. */
  readonly privateId: number;
}

/** What the gateway's `handle_info` says, as far as it is of use. */
interface HandleInfo {
  readonly token?: unknown;
  readonly plugin_specific?: { type?: unknown; room?: unknown; id?: unknown; private_id?: unknown };
}

/** The session or the handle has gone meanwhile. */
const gone = new Set([458, 459]);

/**
 * Finds and ends what lies in a room on nobody's account.
 *
 * Kicking a member ends what it receives, but a member that leaves by itself takes its private id along and leaves its
 * subscriptions open: nobody's any more, and out of reach of every request to the room (Janus 1.1.2 to 1.4.1). So the gateway
 * is asked for all its handles.
 */
export class RoomHandles {
  readonly #connection: Pick<AdminConnection, 'request'>;
  readonly #tokenSecret: string;

  constructor(connection: Pick<AdminConnection, 'request'>, tokenSecret: string) {
    this.#connection = connection;
    this.#tokenSecret = tokenSecret;
  }

  /**
   * Ends every handle in the room that neither belongs to one of `members` nor receives on the account of one; resolves with
   * how many there were. To be called when nobody else can join any more.
   */
  async endStrangers(room: string, members: ReadonlySet<string>): Promise<number> {
    const first = strangersAmong(await this.#inRoom(room), members);
    if (first.length === 0) return 0;
    // A rightful member may have joined while the first answers came in, and begun to receive before the last.
    const still = new Set(strangersAmong(await this.#inRoom(room), members).map(keyOf));
    const strangers = first.filter((handle) => still.has(keyOf(handle)));
    await Promise.all(strangers.map((handle) => this.#detach(handle)));
    return strangers.length;
  }

  async #inRoom(room: string): Promise<RoomHandle[]> {
    const sessions = numbers((await this.#ask({ janus: 'list_sessions' }))?.['sessions']);
    const found = await Promise.all(sessions.map((sessionId) => this.#inSession(sessionId, room)));
    return found.flat();
  }

  async #inSession(sessionId: number, room: string): Promise<RoomHandle[]> {
    const answer = await this.#ask({ janus: 'list_handles', session_id: sessionId });
    const found = await Promise.all(
      numbers(answer?.['handles']).map(async (handleId) => {
        const request = { janus: 'handle_info', session_id: sessionId, handle_id: handleId, plugin_only: true };
        const info = (await this.#ask(request))?.['info'];
        return this.#read(sessionId, handleId, (info ?? {}) as HandleInfo, room);
      }),
    );
    return found.filter((handle) => handle !== null);
  }

  /** A handle of the VideoRoom plugin that is in this room; null for every other. */
  #read(sessionId: number, handleId: number, info: HandleInfo, room: string): RoomHandle | null {
    const { plugin_specific: state, token } = info;
    if (state?.room !== room || typeof state.private_id !== 'number') return null;
    const bearer = typeof token === 'string' ? readGatewayToken(this.#tokenSecret, token)?.memberId : null;
    const isMember = state.type === 'publisher' && typeof state.id === 'string' && state.id === bearer;
    return { sessionId, handleId, memberId: isMember ? bearer : null, privateId: state.private_id };
  }

  async #detach({ sessionId, handleId }: RoomHandle): Promise<void> {
    await this.#ask({ janus: 'detach_handle', session_id: sessionId, handle_id: handleId });
  }

  /** Null where what is asked about is no more. */
  async #ask(request: Readonly<Record<string, unknown>>): Promise<AdminAnswer | null> {
    try {
      return await this.#connection.request(request);
    } catch (error) {
      if (error instanceof GatewayRefusal && gone.has(error.code)) return null;
      throw error;
    }
  }
}

function strangersAmong(handles: readonly RoomHandle[], members: ReadonlySet<string>): RoomHandle[] {
  const isRightful = ({ memberId }: RoomHandle): boolean => memberId !== null && members.has(memberId);
  const accounts = new Set(handles.filter(isRightful).map(({ privateId }) => privateId));
  return handles.filter(({ privateId }) => !accounts.has(privateId));
}

const keyOf = ({ sessionId, handleId }: RoomHandle): string => `${sessionId}/${handleId}`;

const numbers = (list: unknown): readonly number[] =>
  Array.isArray(list) ? list.filter((item) => typeof item === 'number') : [];
