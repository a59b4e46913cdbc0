import type { DropIn, QueueView, VisitView } from '../../contract/index.ts';

/**
 * The visit with its place in the queue, as the newest news of the queue have it. The same object where nothing is new, so
 * that nothing is rendered again.
 */
export function placed(visit: VisitView, queue: QueueView | undefined): VisitView {
  if (!visit.dropIn || !queue) return visit;
  const own = queue.places.find(({ visitId }) => visitId === visit.id);
  const place: DropIn['place'] = {
    position: own?.position ?? null,
    estimateMinutes: own?.estimateMinutes ?? null,
    isOpen: queue.isOpen,
  };
  const before = visit.dropIn.place;
  const isSame =
    before?.position === place.position &&
    before.estimateMinutes === place.estimateMinutes &&
    before.isOpen === place.isOpen;
  return isSame ? visit : Object.freeze({ ...visit, dropIn: { ...visit.dropIn, place } });
}
