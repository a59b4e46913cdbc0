import { and, asc, eq, gt, inArray, max } from 'drizzle-orm';
import type { VisitEvent } from '../../../src/contract/index.ts';
import type { Database } from '../store/open-store.ts';
import { type EventRow, events } from '../store/schema.ts';
import { type VisitRecord, loadVisits } from '../store/visit-record.ts';
import { viewOf } from '../store/visit-view.ts';
import type { Actor } from '../tokens/actor.ts';

/** An event with its visit as it stood when it was read. */
export interface RecordedEvent {
  readonly row: EventRow;
  readonly record: VisitRecord;
}

/** Which events a reader may see: those of one visit, or of whole units. */
export type Scope = { readonly visitId: string } | { readonly units: readonly string[] };

export const scopeOf = (actor: Exclude<Actor, { kind: 'host' }>): Scope =>
  actor.kind === 'participant' ? { visitId: actor.visitId } : { units: actor.units };

export const isInScope = (scope: Scope, row: EventRow): boolean =>
  'visitId' in scope ? row.visitId === scope.visitId : scope.units.includes(row.unitId);

/** Id of the newest event; 0 before the first. */
export async function newestEventId(database: Database): Promise<number> {
  const [row] = await database.select({ id: max(events.id) }).from(events);
  return row?.id ?? 0;
}

/** The next events after `afterId`, oldest first, each with its visit; of all units where no scope is given. */
export async function eventsAfter(
  database: Database,
  afterId: number,
  limit: number,
  scope?: Scope,
): Promise<RecordedEvent[]> {
  const newer = gt(events.id, afterId);
  const mine =
    scope && ('visitId' in scope ? eq(events.visitId, scope.visitId) : inArray(events.unitId, [...scope.units]));
  const rows = await database
    .select()
    .from(events)
    .where(mine ? and(newer, mine) : newer)
    .orderBy(asc(events.id))
    .limit(limit);
  const records = await loadVisits(database, [...new Set(rows.map((row) => row.visitId))]);
  const byId = new Map(records.map((record) => [record.visit.id, record]));
  return rows.flatMap((row) => {
    const record = byId.get(row.visitId);
    return record ? [{ row, record }] : [];
  });
}

/** The event as the contract sends it to this reader. */
export function eventView({ row, record }: RecordedEvent, reader: Actor): VisitEvent {
  return {
    id: row.id,
    type: row.type,
    at: row.at.toISOString(),
    visitId: row.visitId,
    participantId: row.participantId,
    connectionId: row.connectionId,
    visit: viewOf(record, reader),
  };
}
