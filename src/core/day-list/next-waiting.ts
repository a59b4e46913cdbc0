import type { VisitView } from '../../contract/index.ts';

/** Not those who are in the drop-in queue, or on their way to it: they are taken from there (N33). */
export const outsideQueue = ({ dropIn, status }: VisitView): boolean =>
  !dropIn || (status !== 'planned' && status !== 'arrived');

/** The first who waits, by booked time: the one to call in next. */
export const nextWaiting = (visits: readonly VisitView[]): VisitView | null =>
  visits.find((visit) => visit.status === 'arrived' && outsideQueue(visit)) ?? null;
