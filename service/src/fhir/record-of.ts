import type { Encounter } from '../../../src/contract/index.ts';
import { encounterOf } from '../../../src/core/record/encounter.ts';
import type { VisitRecord } from '../store/visit-record.ts';

/** The FHIR record of a stored visit that is over. `madeAt`: an instant in UTC, ISO 8601. */
export function recordOf({ visit, participants }: VisitRecord, madeAt: string): Encounter {
  return encounterOf(
    {
      ...visit,
      unit: { id: visit.unitId, name: visit.unitName },
      startedAt: visit.startedAt?.toISOString() ?? null,
      endedAt: visit.endedAt?.toISOString() ?? null,
      participants,
    },
    madeAt,
  );
}
