import type { DeviceKind, SelfTestView, VisitView } from '../../contract/index.ts';
import { isOpen } from '../../contract/visit-status.ts';
import { clinicianOf, patientOf } from '../visit-people.ts';

/** What a row says of its visit, in the words of the locales, with what goes into them. */
export interface DayListRow {
  readonly visit: VisitView;
  readonly patient: string;
  readonly state: 'not-opened' | 'opened' | 'waiting' | 'mine' | 'with-other' | 'over' | 'cancelled';
  /** Whole minutes in the waiting room; 0 in the first. */
  readonly waitedMinutes: number;
  /** Waits, but the page gives no sign of life. */
  readonly lostContact: boolean;
  readonly device: Exclude<DeviceKind, 'unknown'> | null;
  /** The patient's newest self-test, while it matters. */
  readonly selfTest: SelfTestView | null;
  readonly clinician: string;
  /** What a press of the button does; null for no button. */
  readonly action: 'call-in' | 'back' | null;
}

/**
 * Reads one visit for the day list. `now` is the service's time, ms. While this clinician is in a visit no other can be
 * called in.
 */
export function rowOf(visit: VisitView, { now, inVisit }: { now: number; inVisit: string | null }): DayListRow {
  const patient = patientOf(visit);
  const state = stateOf(visit);
  const since = patient?.waitingSince ? Date.parse(patient.waitingSince) : now;
  const connection = patient?.connection ?? null;
  const here = connection?.present ?? false;
  return {
    visit,
    patient: patient?.name ?? '',
    state,
    waitedMinutes: Math.max(0, Math.floor((now - since) / 60_000)),
    lostContact: state === 'waiting' && connection !== null && !here,
    device:
      isOpen(visit.status) && here && connection && connection.deviceKind !== 'unknown' ? connection.deviceKind : null,
    selfTest: state === 'not-opened' || state === 'opened' || state === 'waiting' ? (patient?.selfTest ?? null) : null,
    clinician: clinicianOf(visit)?.name ?? '',
    action: inVisit !== null ? null : state === 'waiting' ? 'call-in' : state === 'mine' ? 'back' : null,
  };
}

function stateOf(visit: VisitView): DayListRow['state'] {
  switch (visit.status) {
    case 'finished':
      return 'over';
    case 'cancelled':
      return 'cancelled';
    case 'in-progress':
      return visit.self !== null && visit.self === visit.calledInBy ? 'mine' : 'with-other';
    case 'arrived':
      return 'waiting';
    case 'planned':
      return patientOf(visit)?.connection ? 'opened' : 'not-opened';
  }
}

/** Not those who are in the drop-in queue, or on their way to it: they are taken from there (N33). */
export const outsideQueue = ({ dropIn, status }: VisitView): boolean =>
  !dropIn || (status !== 'planned' && status !== 'arrived');

/** The first who waits, by booked time: the one to call in next. */
export const nextWaiting = (visits: readonly VisitView[]): VisitView | null =>
  visits.find((visit) => visit.status === 'arrived' && outsideQueue(visit)) ?? null;
