import type { AdminAnswer, AdminConnection } from './admin-connection.ts';

/** A room in the gateway, and what opens it to its master. */
export interface RoomKey {
  readonly id: string;
  readonly secret: string;
}

/** The VideoRoom plugin said no (`error_code`). */
export class RoomRefusal extends Error {
  override readonly name = 'RoomRefusal';
  readonly code: number;
  constructor(code: number) {
    super(`room refused: ${code}`);
    this.code = code;
  }
}

const noSuchRoom = 426;
const roomExists = 427;
const noSuchFeed = 428;

/** Highest video bit rate of one member, bit/s. */
export const ROOM_BITRATE = 1_500_000;
/** More than a visit has people: a clinician's colleagues may keep a link warm for the same waiting patient. */
const publishers = 16;

/** What the service does to rooms, by the Admin API. Each rejects as `AdminConnection.request` does, or with `RoomRefusal`. */
export class VideoRooms {
  readonly #connection: AdminConnection;
  readonly #adminKey: string;

  constructor(connection: AdminConnection, adminKey: string) {
    this.#connection = connection;
    this.#adminKey = adminKey;
  }

  /** Makes the room; one that is there already is ours, for nobody else knows its id. */
  async create(room: RoomKey): Promise<void> {
    await this.#ask(
      {
        request: 'create',
        room: room.id,
        secret: room.secret,
        admin_key: this.#adminKey,
        permanent: false,
        is_private: true,
        description: 'visit',
        signed_tokens: true,
        require_pvtid: true,
        // Even empty it makes the gateway ask for a token that is on the list: that is how tokens are revoked.
        allowed: [],
        publishers,
        notify_joining: true,
        bitrate: ROOM_BITRATE,
        bitrate_cap: true,
        videocodec: 'vp8,h264',
        audiocodec: 'opus',
        opus_fec: true,
        audiolevel_event: true,
        audio_active_packets: 25,
        audio_level_average: 50,
        record: false,
        lock_record: true,
      },
      [roomExists],
    );
  }

  async exists(room: Pick<RoomKey, 'id'>): Promise<boolean> {
    const answer = await this.#ask({ request: 'exists', room: room.id });
    return answer['exists'] === true;
  }

  /** Destroys the room, if it is there. */
  async destroy(room: RoomKey): Promise<void> {
    await this.#ask({ request: 'destroy', room: room.id, secret: room.secret, permanent: false }, [noSuchRoom]);
  }

  /** Puts tokens on the room's list, or takes them off; resolves with the list after it. */
  async allow(room: RoomKey, action: 'add' | 'remove', tokens: readonly string[]): Promise<readonly string[]> {
    const answer = await this.#ask({ request: 'allowed', room: room.id, secret: room.secret, action, allowed: tokens });
    return texts(answer['allowed']);
  }

  /** Ids of those who are in the room. */
  async members(room: RoomKey): Promise<readonly string[]> {
    const answer = await this.#ask({ request: 'listparticipants', room: room.id });
    const list = Array.isArray(answer['participants']) ? (answer['participants'] as readonly { id?: unknown }[]) : [];
    return texts(list.map((member) => member.id));
  }

  /** Removes the member; resolves with whether it was there. Rejects with `RoomRefusal` where the room is not. */
  async kick(room: RoomKey, memberId: string): Promise<boolean> {
    const answer = await this.#ask({ request: 'kick', room: room.id, secret: room.secret, id: memberId }, [noSuchFeed]);
    return answer['error_code'] === undefined;
  }

  async #ask(request: Readonly<Record<string, unknown>>, passable: readonly number[] = []): Promise<AdminAnswer> {
    const answer = await this.#connection.request({
      janus: 'message_plugin',
      plugin: 'janus.plugin.videoroom',
      request,
    });
    const response = (answer['response'] ?? {}) as AdminAnswer;
    const code = response['error_code'];
    if (typeof code === 'number' && !passable.includes(code)) throw new RoomRefusal(code);
    return response;
  }
}

/** Whether the gateway has no such room (any more). */
export const isRoomMissing = (error: unknown): boolean => error instanceof RoomRefusal && error.code === noSuchRoom;

const texts = (list: unknown): readonly string[] =>
  Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
