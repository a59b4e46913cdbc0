import type { VisitView } from '../../contract/index.ts';

/** So many waiting patients are kept warm at most, besides the visit in front. */
export const WARM_LIMIT = 2;

/**
 * Which visits are kept warm: those who wait and are next by booked time, and nobody has called in. Pure; `visits` is
 * in order of booked time.
 */
export function pickWarm(
  visits: readonly VisitView[],
  frontVisitId: string | null,
  limit = WARM_LIMIT,
): readonly string[] {
  return visits
    .filter(({ id, status }) => status === 'arrived' && id !== frontVisitId)
    .slice(0, limit)
    .map(({ id }) => id);
}
