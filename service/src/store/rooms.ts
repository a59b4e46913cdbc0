import { and, desc, eq, isNull, max } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { saveChange } from './save-change.ts';
import { type RoomRow, rooms } from './schema.ts';
import { type VisitRecord, loadVisit } from './visit-record.ts';

const stillThere = and(isNull(rooms.lostAt), isNull(rooms.destroyedAt));

/** The visit's room that is, or is about to be, in the gateway. */
export async function currentRoom(database: Database, visitId: string): Promise<RoomRow | null> {
  const [row] = await database
    .select()
    .from(rooms)
    .where(and(eq(rooms.visitId, visitId), stillThere))
    .orderBy(desc(rooms.generation))
    .limit(1);
  return row ?? null;
}

export async function roomById(database: Database, id: string): Promise<RoomRow | null> {
  const [row] = await database.select().from(rooms).where(eq(rooms.id, id));
  return row ?? null;
}

/** All rooms that the gateway should have, or that should be destroyed there. */
export const roomsOfGateway = (database: Database, gatewayId: string): Promise<RoomRow[]> =>
  database
    .select()
    .from(rooms)
    .where(and(eq(rooms.gatewayId, gatewayId), stillThere));

/** Counts all rooms that the visit ever had. */
export async function nextGeneration(database: Database, visitId: string): Promise<number> {
  const [row] = await database
    .select({ last: max(rooms.generation) })
    .from(rooms)
    .where(eq(rooms.visitId, visitId));
  return (row?.last ?? 0) + 1;
}

/** Notes a room that is about to be made, so that a crash in between leaves none unknown. */
export async function planRoom(
  database: Database,
  room: Pick<RoomRow, 'id' | 'secret' | 'visitId' | 'gatewayId' | 'generation'>,
  at: Date,
): Promise<RoomRow> {
  const row: RoomRow = { ...room, createdAt: at, madeAt: null, lostAt: null, destroyedAt: null };
  await database.insert(rooms).values(row);
  return row;
}

/** The gateway has made the room: `room-made`, and the visit counts a generation more. Resolves with the visit after it. */
export async function noteRoomMade(transaction: Database, room: RoomRow, at: Date): Promise<VisitRecord | null> {
  await transaction.update(rooms).set({ madeAt: at }).where(eq(rooms.id, room.id));
  const before = await loadVisit(transaction, room.visitId, { forChange: true });
  if (!before) return null;
  const after = { ...before, visit: { ...before.visit, roomGeneration: room.generation } };
  return saveChange(
    transaction,
    { before, after, happenings: [{ type: 'room-made', participantId: null, connectionId: null }] },
    'service',
    at,
  );
}

/** The gateway no longer has the room: `room-lost`, so that pages fetch credentials for the next. */
export async function noteRoomLost(transaction: Database, room: RoomRow, at: Date): Promise<void> {
  const lost = await transaction
    .update(rooms)
    .set({ lostAt: at })
    .where(and(eq(rooms.id, room.id), stillThere))
    .returning({ id: rooms.id });
  const before = await loadVisit(transaction, room.visitId, { forChange: true });
  if (!before || lost.length === 0 || room.madeAt === null) return;
  const happening = { type: 'room-lost' as const, participantId: null, connectionId: null };
  await saveChange(transaction, { before, after: before, happenings: [happening] }, 'service', at);
}

export async function noteRoomDestroyed(database: Database, room: RoomRow, at: Date): Promise<void> {
  await database.update(rooms).set({ destroyedAt: at }).where(eq(rooms.id, room.id));
}
