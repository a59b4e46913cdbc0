import type { VisitView } from '../../contract/index.ts';

/** So many waiting patients are kept warm at most, besides the visit in front. */
export const WARM_LIMIT = 2;

/**
 * Which visits are kept warm: those who wait and are next by booked time, and nobody has called in; after them those who
 * are next in the drop-in queue. Pure; `visits` is in order of booked time.
 */
export function pickWarm(
  visits: readonly VisitView[],
  frontVisitId: string | null,
  limit = WARM_LIMIT,
): readonly string[] {
  const waiting = visits.filter(({ id, status }) => status === 'arrived' && id !== frontVisitId);
  const place = ({ dropIn }: VisitView): number => (dropIn ? (dropIn.place?.position ?? Infinity) : 0);
  return waiting
    .sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0))
    .slice(0, limit)
    .map(({ id }) => id);
}
