import { randomBytes } from 'node:crypto';
import { HANDOVER_OVERLAP_MS, isOpen } from '../../../src/contract/index.ts';
import type { Clock } from '../../../src/core/clock.ts';
import type { ChangeListener } from '../commands/run-command.ts';
import { describeError } from '../errors/describe-error.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { ServiceLog } from '../service-log.ts';
import type { Store } from '../store/open-store.ts';
import {
  currentRoom,
  nextGeneration,
  noteRoomDestroyed,
  noteRoomLost,
  noteRoomMade,
  planRoom,
  roomsOfGateway,
} from '../store/rooms.ts';
import { type Change, saveRoomToken } from '../store/save-change.ts';
import type { RoomRow } from '../store/schema.ts';
import { type VisitRecord, loadVisit } from '../store/visit-record.ts';
import { GatewayUnreachableError } from './admin-connection.ts';
import type { Gateway } from './gateway.ts';
import { connectionsWithPlace, displacedIn, isMovedFrom, rightfulIn } from './place.ts';
import type { TurnTaking } from './turn-taking.ts';
import { isRoomMissing } from './video-room.ts';

export interface RoomKeeperOptions {
  readonly store: Store;
  readonly hub: EventHub;
  readonly clock: Clock;
  readonly log: ServiceLog;
  readonly gateways: ReadonlyMap<string, Gateway>;
  /** One visit's room is worked on by one at a time. */
  readonly turns: TurnTaking;
}

/** A page needs so long to leave after its time, ms. */
const leavingMs = 2_000;
/** How long after its booked end an open visit that nobody is present in keeps its room, ms. */
const unusedRoomMs = 12 * 3600_000;

/**
 * Keeps the gateways' rooms as the store says: makes them when first needed, takes away what someone may no longer
 * have, destroys them after the visit. What fails while a gateway is away is done when it is back.
 */
export class RoomKeeper implements ChangeListener {
  readonly #options: RoomKeeperOptions;
  /** Visits in which someone moves to another device right now. */
  readonly #moving = new Set<string>();
  /** By room: participants without a place, of whom nothing is left there. */
  readonly #cleared = new Map<string, ReadonlySet<string>>();
  readonly #stopping = new AbortController();

  constructor(options: RoomKeeperOptions) {
    this.#options = options;
  }

  /** Takes places away in the background when a change has cost someone theirs. */
  onChange({ before, after }: Change): void {
    const placed = new Set(connectionsWithPlace(after).map((row) => `${row.participantId} ${row.id}`));
    const losers = after.connections.filter(
      (row) => row.roomToken !== null && !placed.has(`${row.participantId} ${row.id}`),
    );
    const isClosed = isOpen(before.visit.status) && !isOpen(after.visit.status);
    if (isClosed || losers.some((row) => !isMovedFrom(after, row))) void this.bringInLine(after.visit.id);
    else if (losers.length > 0) void this.#bringInLineLater(after.visit.id);
  }

  /** The participant is about to get what opens the room. In the visit's turn only. */
  noteGiven(room: RoomRow, participantId: string): void {
    const cleared = this.#cleared.get(room.id);
    if (cleared) this.#cleared.set(room.id, new Set([...cleared].filter((id) => id !== participantId)));
  }

  /** Ends what is still waited for. */
  stop(): void {
    this.#stopping.abort();
  }

  /** The device that someone has moved from leaves by itself when the new one sends; one that does not is removed. */
  async #bringInLineLater(visitId: string): Promise<void> {
    if (this.#moving.has(visitId)) return;
    this.#moving.add(visitId);
    await this.#options.clock.sleep(HANDOVER_OVERLAP_MS + leavingMs, this.#stopping.signal).catch(() => {});
    this.#moving.delete(visitId);
    if (!this.#stopping.signal.aborted) await this.bringInLine(visitId);
  }

  /** The visit's room, made where it is not. In the visit's turn only. Rejects when the gateway cannot be reached. */
  async ensureRoom(gateway: Gateway, visitId: string): Promise<RoomRow> {
    const { clock, hub, store } = this.#options;
    let room = await currentRoom(store.database, visitId);
    if (room?.madeAt) {
      if (gateway.knownRooms.has(room.id)) return room;
      if (await gateway.rooms.exists(room)) {
        gateway.knownRooms.add(room.id);
        return room;
      }
      await this.#loseRoom(room);
      room = null;
    }
    const now = new Date(clock.now());
    room ??= await planRoom(
      store.database,
      {
        id: randomBytes(16).toString('base64url'),
        secret: randomBytes(24).toString('base64url'),
        visitId,
        gatewayId: gateway.config.id,
        generation: await nextGeneration(store.database, visitId),
      },
      now,
    );
    const planned = room;
    await gateway.rooms.create(planned);
    await store.transaction((transaction) => noteRoomMade(transaction, planned, now));
    gateway.knownRooms.add(planned.id);
    hub.wake();
    return { ...planned, madeAt: now };
  }

  /** The room turned out to be missing. In the visit's turn only. */
  async loseRoom(gateway: Gateway, room: RoomRow): Promise<void> {
    gateway.knownRooms.delete(room.id);
    await this.#loseRoom(room);
  }

  /** Makes the gateway hold what the store says of this visit. Never rejects. */
  bringInLine(visitId: string): Promise<void> {
    return this.enforce(visitId).catch((error: unknown) => {
      if (!(error instanceof GatewayUnreachableError))
        this.#options.log.error({ visitId, error: describeError(error) }, 'room cannot be brought in line');
    });
  }

  /** As `bringInLine`, and rejects where it cannot be done now; it is then done when the gateway is back. */
  enforce(visitId: string): Promise<void> {
    return this.#options.turns.run(visitId, () => this.#bringInLine(visitId));
  }

  /** Looks at every room of a gateway that has (again) become reachable, or may have been restarted. */
  async reconcile(gateway: Gateway): Promise<void> {
    const { log, store } = this.#options;
    try {
      for (const room of await roomsOfGateway(store.database, gateway.config.id)) await this.bringInLine(room.visitId);
    } catch (error) {
      log.error({ gatewayId: gateway.config.id, error: describeError(error) }, 'rooms cannot be read');
    }
  }

  async #bringInLine(visitId: string): Promise<void> {
    const { clock, gateways, log, store } = this.#options;
    const record = await loadVisit(store.database, visitId);
    const room = await currentRoom(store.database, visitId);
    const gateway = room && gateways.get(room.gatewayId);
    if (!record || !room || !gateway) return;
    if (isRoomUnneeded(record, clock.now())) {
      await gateway.rooms.destroy(room);
      gateway.knownRooms.delete(room.id);
      this.#cleared.delete(room.id);
      await noteRoomDestroyed(store.database, room, new Date(clock.now()));
      log.info({ visitId, gatewayId: gateway.config.id, generation: room.generation }, 'room destroyed');
    } else if (room.madeAt) {
      try {
        await this.#takeAway(gateway, room, record);
      } catch (error) {
        if (!isRoomMissing(error)) throw error;
        await this.loseRoom(gateway, room);
      }
    }
  }

  /**
   * First the tokens, then the members: who is removed finds no way back. Then what is left of someone who has lost their
   * place altogether: whom a newer page of their own has replaced may go on receiving.
   */
  async #takeAway(gateway: Gateway, room: RoomRow, record: VisitRecord): Promise<void> {
    const { log, store } = this.#options;
    const { tokens, members } = rightfulIn(record, room);
    const listed = await gateway.rooms.allow(room, 'add', []);
    const extra = listed.filter((token) => !tokens.has(token));
    if (extra.length > 0) await gateway.rooms.allow(room, 'remove', extra);
    const strangers = (await gateway.rooms.members(room)).filter((member) => !members.has(member));
    for (const member of strangers) await gateway.rooms.kick(room, member);
    const ended = await this.#endLeftovers(gateway, room, record, members);
    for (const row of record.connections) {
      if (row.roomToken !== null && !tokens.has(row.roomToken)) await saveRoomToken(store.database, row, null);
    }
    gateway.knownRooms.add(room.id);
    if (extra.length + strangers.length + ended > 0) {
      const counts = { revoked: extra.length, removed: strangers.length, ended };
      log.info({ visitId: record.visit.id, ...counts }, 'places taken away');
    }
  }

  /** Whoever may no longer be there is looked for once, until they are given something again. */
  async #endLeftovers(
    gateway: Gateway,
    room: RoomRow,
    record: VisitRecord,
    members: ReadonlySet<string>,
  ): Promise<number> {
    const cleared = this.#cleared.get(room.id) ?? new Set();
    const displaced = displacedIn(record);
    if (displaced.every((id) => cleared.has(id))) return 0;
    const ended = await gateway.handles.endStrangers(room.id, members);
    this.#cleared.set(room.id, new Set(displaced));
    return ended;
  }

  async #loseRoom(room: RoomRow): Promise<void> {
    const { clock, hub, log, store } = this.#options;
    this.#cleared.delete(room.id);
    await store.transaction((transaction) => noteRoomLost(transaction, room, new Date(clock.now())));
    log.warn({ visitId: room.visitId, gatewayId: room.gatewayId, generation: room.generation }, 'room lost');
    hub.wake();
  }
}

function isRoomUnneeded({ visit, connections }: VisitRecord, now: number): boolean {
  if (!isOpen(visit.status)) return true;
  const unusedFrom = visit.bookedStart.getTime() + visit.durationMinutes * 60_000 + unusedRoomMs;
  return now > unusedFrom && connections.every((row) => !row.present);
}
