import type { Clock } from '../../../src/core/clock.ts';
import { describeError } from '../errors/describe-error.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { ServiceLog } from '../service-log.ts';
import type { Store } from '../store/open-store.ts';
import { roomById } from '../store/rooms.ts';
import { saveChange } from '../store/save-change.ts';
import type { RoomRow } from '../store/schema.ts';
import { type VisitRecord, loadVisit, memberIdOf } from '../store/visit-record.ts';
import { GatewayRefusal, GatewayUnreachableError } from './admin-connection.ts';
import type { Gateway } from './gateway.ts';
import type { HandleJoined } from './gateway-event.ts';
import { readGatewayToken } from './gateway-token.ts';
import { rightfulIn } from './place.ts';
import { isRoomMissing } from './video-room.ts';

export interface MemberWatchOptions {
  readonly gateway: Gateway;
  readonly store: Store;
  readonly hub: EventHub;
  readonly clock: Clock;
  readonly log: ServiceLog;
}

/** More handles than a gateway holds at once; the oldest are forgotten first, and looked up again when needed. */
const handleLimit = 20_000;

/**
 * Sees to it that each member of a room is who it says. The gateway binds a token to no id: whoever holds one could
 * join under another's. But it tells which token a handle was attached with, and in it stands, signed, whose it is.
 */
export class MemberWatch {
  readonly #options: MemberWatchOptions;
  /** Handle → member whose token it was attached with; null for none of ours. No token is kept. */
  readonly #identities = new Map<string, string | null>();

  constructor(options: MemberWatchOptions) {
    this.#options = options;
  }

  attached(handle: string, token: string | null): void {
    this.#identities.set(handle, this.#memberOf(token));
    if (this.#identities.size <= handleLimit) return;
    for (const oldest of this.#identities.keys()) {
      this.#identities.delete(oldest);
      break;
    }
  }

  detached(handle: string): void {
    this.#identities.delete(handle);
  }

  /** Removes the one who has joined unless token, id and visit agree. Never rejects. */
  async joined(joined: HandleJoined): Promise<void> {
    const { gateway, log, store } = this.#options;
    const gatewayId = gateway.config.id;
    try {
      const room = await roomById(store.database, joined.room);
      const record = room && (await loadVisit(store.database, room.visitId));
      // Another user of the same gateway: none of ours.
      if (!room || !record) return;
      const identity = await this.#identityOf(joined);
      const roomTokenOf = joined.token === null ? identity : this.#memberOf(joined.token);
      if (
        identity === joined.memberId &&
        roomTokenOf === joined.memberId &&
        rightfulIn(record, room).members.has(joined.memberId)
      )
        return;
      // What is told late, of one who has left since, is no news.
      if (!(await gateway.rooms.kick(room, joined.memberId))) return;
      await this.#noteImpostor(room, record, identity);
      log.warn({ gatewayId, visitId: room.visitId, memberId: identity, joinedAs: joined.memberId }, 'impostor removed');
    } catch (error) {
      // When the gateway is back, all who should not be in a room are removed; with the room, all have gone.
      if (error instanceof GatewayUnreachableError || isRoomMissing(error)) return;
      log.error({ gatewayId, error: describeError(error) }, 'a member cannot be checked');
    }
  }

  #memberOf(token: string | null): string | null {
    return token === null
      ? null
      : (readGatewayToken(this.#options.gateway.config.tokenSecret, token)?.memberId ?? null);
  }

  /** Asks the gateway for handles that were attached while nobody listened. */
  async #identityOf({ handle, handleId, sessionId }: HandleJoined): Promise<string | null> {
    const known = this.#identities.get(handle);
    if (known !== undefined) return known;
    try {
      const answer = await this.#options.gateway.connection.request({
        janus: 'handle_info',
        session_id: sessionId,
        handle_id: handleId,
      });
      const { token } = (answer['info'] ?? {}) as { token?: unknown };
      this.attached(handle, typeof token === 'string' ? token : null);
    } catch (error) {
      // Gone already, or not to be made out: then it is nobody's.
      if (!(error instanceof GatewayRefusal)) throw error;
    }
    return this.#identities.get(handle) ?? null;
  }

  async #noteImpostor(room: RoomRow, record: VisitRecord, identity: string | null): Promise<void> {
    const { clock, hub, store } = this.#options;
    const connection = record.connections.find((row) => memberIdOf(row) === identity);
    const happening = {
      type: 'impostor-removed' as const,
      participantId: connection?.participantId ?? null,
      connectionId: connection?.id ?? null,
    };
    await store.transaction(async (transaction) => {
      const now = await loadVisit(transaction, room.visitId, { forChange: true });
      if (now)
        await saveChange(
          transaction,
          { before: now, after: now, happenings: [happening] },
          'service',
          new Date(clock.now()),
        );
    });
    hub.wake();
  }
}
