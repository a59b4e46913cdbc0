import { and, asc, eq, gte, inArray, lt, or } from 'drizzle-orm';
import { localDay } from './local-day.ts';
import type { Database } from './open-store.ts';
import { visits } from './schema.ts';
import { type VisitRecord, loadParts } from './visit-record.ts';

const dayMs = 24 * 3600_000;

export interface Period {
  readonly now: number;
  /** Booked at or after; default: the start of today in the unit's zone. */
  readonly from?: Date;
  /** Booked before; default: no end. */
  readonly to?: Date;
}

/**
 * Visits of the units by booked start. Where no start is given also those of the last day that still go on: a visit
 * over midnight stays in sight.
 */
export async function visitsOfUnits(
  database: Database,
  unitIds: readonly string[],
  period: Period,
): Promise<VisitRecord[]> {
  const zones = await database
    .selectDistinct({ unitId: visits.unitId, zone: visits.unitTimeZone })
    .from(visits)
    .where(inArray(visits.unitId, [...unitIds]));
  if (zones.length === 0) return [];
  const ofUnits = zones.map(({ unitId, zone }) => {
    const mine = and(eq(visits.unitId, unitId), eq(visits.unitTimeZone, zone));
    if (period.from) return and(mine, gte(visits.bookedStart, period.from));
    const today = localDay(period.now, zone).start;
    const goingOn = and(
      inArray(visits.status, ['arrived', 'in-progress']),
      gte(visits.bookedStart, new Date(today - dayMs)),
    );
    return and(mine, or(gte(visits.bookedStart, new Date(today)), goingOn));
  });
  const rows = await database
    .select()
    .from(visits)
    .where(and(or(...ofUnits), period.to && lt(visits.bookedStart, period.to)))
    .orderBy(asc(visits.bookedStart), asc(visits.id));
  return loadParts(database, rows);
}
