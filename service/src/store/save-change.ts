import { and, eq, sql } from 'drizzle-orm';
import type { VisitEventType } from '../../../src/contract/index.ts';
import type { Database } from './open-store.ts';
import { connections, events, participants, visits } from './schema.ts';
import type { VisitRecord } from './visit-record.ts';

/** One thing that happened to a visit; becomes one event. */
export interface Happening {
  readonly type: VisitEventType;
  readonly participantId: string | null;
  readonly connectionId: string | null;
}

/** What changes in a visit, and what the world is told of it. */
export interface Change {
  readonly before: VisitRecord;
  readonly after: VisitRecord;
  readonly happenings: readonly Happening[];
}

/**
 * One number for all units: a clinician's stream over several units has one cursor, so ids must be in commit order
 * across them, not only within each.
 */
const eventLock = 0x76_69_73_69;

/**
 * Writes what differs, and the events, in the caller's transaction; returns the record with its new `seq`.
 *
 * Rows that have not changed are the same objects in both records.
 */
export async function saveChange(transaction: Database, change: Change, actor: string, at: Date): Promise<VisitRecord> {
  const { before, after } = change;
  for (const row of after.participants) {
    if (before.participants.includes(row)) continue;
    await transaction.insert(participants).values(row).onConflictDoUpdate({ target: participants.id, set: row });
  }
  for (const row of after.connections) {
    if (before.connections.includes(row)) continue;
    await transaction
      .insert(connections)
      .values(row)
      .onConflictDoUpdate({ target: [connections.participantId, connections.id], set: row });
  }
  const seq = await appendEvents(transaction, after, change.happenings, actor, at);
  const visit = seq === null ? after.visit : { ...after.visit, seq };
  if (visit !== before.visit) await transaction.update(visits).set(visit).where(eq(visits.id, visit.id));
  return { ...after, visit };
}

/** Appends one event a happening and returns the id of the last; null where there is none. */
async function appendEvents(
  transaction: Database,
  record: VisitRecord,
  happenings: readonly Happening[],
  actor: string,
  at: Date,
): Promise<number | null> {
  if (happenings.length === 0) return null;
  await transaction.execute(sql`select pg_advisory_xact_lock(${eventLock})`);
  const { id: visitId, unitId } = record.visit;
  const rows = happenings.map((happening) => ({ ...happening, at, unitId, visitId, actor }));
  const ids = await transaction.insert(events).values(rows).returning({ id: events.id });
  return Math.max(...ids.map((row) => row.id));
}

/** Notes which room token the connection holds now; null when it holds none. Tokens are no part of the visit's view. */
export async function saveRoomToken(
  transaction: Database,
  connection: { readonly participantId: string; readonly id: string },
  token: { readonly token: string; readonly room: string; readonly expiresAt: Date } | null,
): Promise<void> {
  await transaction
    .update(connections)
    .set({
      roomToken: token?.token ?? null,
      roomTokenRoom: token?.room ?? null,
      roomTokenExpiresAt: token?.expiresAt ?? null,
    })
    .where(and(eq(connections.participantId, connection.participantId), eq(connections.id, connection.id)));
}
