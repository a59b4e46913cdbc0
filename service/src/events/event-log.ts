import { and, asc, eq, gt, inArray, max, ne } from 'drizzle-orm';
import type { VisitEvent, VisitEventType } from '../../../src/contract/index.ts';
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

/** Which events a reader may see: those of one visit, of whole units, or of some types in all units. */
export type Scope =
  { readonly visitId: string } | { readonly units: readonly string[] } | { readonly types: readonly VisitEventType[] };

/** What was found the patient hears from the clinician, and not from the browser's tools. */
const forClinicOnly = 'outcome-changed';
/** What a host is told of: the patient is to be reminded. */
const forHost = ['reminder-asked', 'reminder-due'] as const;

export function scopeOf(actor: Actor): Scope {
  if (actor.kind === 'host') return { types: forHost };
  return actor.kind === 'participant' ? { visitId: actor.visitId } : { units: actor.units };
}

export function isInScope(scope: Scope, row: EventRow): boolean {
  if ('types' in scope) return scope.types.includes(row.type);
  if ('visitId' in scope) return row.visitId === scope.visitId && row.type !== forClinicOnly;
  return scope.units.includes(row.unitId);
}

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
  const rows = await database
    .select()
    .from(events)
    .where(scope ? and(newer, within(scope)) : newer)
    .orderBy(asc(events.id))
    .limit(limit);
  const records = await loadVisits(database, [...new Set(rows.map((row) => row.visitId))]);
  const byId = new Map(records.map((record) => [record.visit.id, record]));
  return rows.flatMap((row) => {
    const record = byId.get(row.visitId);
    return record ? [{ row, record }] : [];
  });
}

function within(scope: Scope) {
  if ('types' in scope) return inArray(events.type, [...scope.types]);
  if ('visitId' in scope) return and(eq(events.visitId, scope.visitId), ne(events.type, forClinicOnly));
  return inArray(events.unitId, [...scope.units]);
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
