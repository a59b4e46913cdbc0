import { asc, eq, inArray } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { type ConnectionRow, type ParticipantRow, type VisitRow, connections, participants, visits } from './schema.ts';

/** A visit with all its participants and all their connections, replaced ones too. Never changed in place. */
export interface VisitRecord {
  readonly visit: VisitRow;
  readonly participants: readonly ParticipantRow[];
  readonly connections: readonly ConnectionRow[];
}

/** Reads one visit; `forChange` locks its row to the end of the transaction. */
export async function loadVisit(
  database: Database,
  visitId: string,
  options: { forChange?: boolean } = {},
): Promise<VisitRecord | null> {
  const query = database.select().from(visits).where(eq(visits.id, visitId));
  const [visit] = options.forChange ? await query.for('update') : await query;
  if (!visit) return null;
  const [record] = await loadParts(database, [visit]);
  return record ?? null;
}

/** Reads several visits in three queries, in the order of their booked start. */
export async function loadVisits(database: Database, visitIds: readonly string[]): Promise<VisitRecord[]> {
  if (visitIds.length === 0) return [];
  const rows = await database
    .select()
    .from(visits)
    .where(inArray(visits.id, [...visitIds]))
    .orderBy(asc(visits.bookedStart), asc(visits.id));
  return loadParts(database, rows);
}

/** Completes visits with what belongs to them. */
export async function loadParts(database: Database, rows: readonly VisitRow[]): Promise<VisitRecord[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const people = await database
    .select()
    .from(participants)
    .where(inArray(participants.visitId, ids))
    .orderBy(asc(participants.position));
  const pages = await database
    .select()
    .from(connections)
    .where(inArray(connections.visitId, ids))
    .orderBy(asc(connections.incarnation));
  const peopleOf = Map.groupBy(people, (person) => person.visitId);
  const pagesOf = Map.groupBy(pages, (page) => page.visitId);
  return rows.map((visit) => ({
    visit,
    participants: peopleOf.get(visit.id) ?? [],
    connections: pagesOf.get(visit.id) ?? [],
  }));
}

/** The participant's connection that counts, or null before the first. */
export function currentConnection(record: VisitRecord, participant: ParticipantRow): ConnectionRow | null {
  return (
    record.connections.find((row) => row.participantId === participant.id && row.id === participant.connectionId) ??
    null
  );
}

/** The id that the connection joins the room under. */
export const memberIdOf = (connection: Pick<ConnectionRow, 'participantId' | 'incarnation'>): string =>
  `${connection.participantId}~${connection.incarnation}`;
