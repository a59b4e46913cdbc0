import { isEarlyCall } from '../../contract/early-call.ts';
import type { DeviceKind, Identity, SelfTestView, VisitView } from '../../contract/index.ts';
import { canRemind } from '../../contract/reminder.ts';
import { isOpen } from '../../contract/visit-status.ts';
import { localDay } from '../../core/day-list/local-day.ts';
import { clinicianOf, patientOf, patientSideOf } from '../visit-people.ts';

export type Readiness = 'passed' | 'warned' | 'sound' | 'picture' | 'network' | 'browser' | 'untested';

/**
 * What a row says of its visit, in the words of the locales, with what goes into them. Plain values only: a row with the same
 * values is not rendered again.
 */
export interface DayListRow {
  readonly visit: VisitView;
  readonly patient: string;
  readonly state: 'not-opened' | 'opened' | 'waiting' | 'mine' | 'with-other' | 'over' | 'cancelled';
  /** Whole minutes in the waiting room; 0 in the first. */
  readonly waitedMinutes: number;
  /** Waits, or is in the visit, but the page gives no sign of life. */
  readonly lostContact: boolean;
  readonly device: Exclude<DeviceKind, 'unknown'> | null;
  /** The patient's newest self-test, while it matters. */
  readonly selfTest: SelfTestView | null;
  /** What the self-test says of the visit to come; null where it does not matter any more. */
  readonly readiness: Readiness | null;
  readonly clinician: string;
  /** The visit is a colleague's. */
  readonly isOthers: boolean;
  /** Who is late, where nobody has said so; whole minutes after the booked time, or after the delay that was told. */
  readonly late: 'patient' | 'clinic' | null;
  readonly lateMinutes: number;
  /** Before the booked time: the patient is asked first. */
  readonly asksFirst: boolean;
  /** The time has passed, the patient has not come, and the host was not asked a moment ago. */
  readonly canRemind: boolean;
  readonly isToday: boolean;
  /** What a press of the button does; null for no button. */
  readonly action: 'call-in' | 'back' | 'end-and-call-in' | null;
}

export interface ReaderOfRows {
  /** The service's time, ms. */
  readonly now: number;
  /** The visit that the reader is in; null for none. */
  readonly inVisit: string | null;
  /** The one who waits and is next; it can be called in out of another visit. */
  readonly next: VisitView | null;
  readonly identity: Identity | null;
  /** The day that it is in a zone. */
  readonly today: (timeZone: string) => string;
}

const MINUTE_MS = 60_000;

/** A visit that has not changed is still on the same day. */
const days = new WeakMap<VisitView, string>();

/** Reads one visit for the day list. While this clinician is in a visit only the next one can be called in. */
export function rowOf(visit: VisitView, { now, inVisit, next, identity, today }: ReaderOfRows): DayListRow {
  const patient = patientOf(visit);
  const clinician = clinicianOf(visit);
  const state = stateOf(visit);
  // A guardian may come with the child, or for them.
  const side = patientSideOf(visit);
  const waitingSince = (patient?.waitingSince ? patient : side.find((person) => person.waitingSince))?.waitingSince;
  const since = waitingSince ? Date.parse(waitingSince) : now;
  const connection = (patient?.connection ? patient : side.find((person) => person.connection))?.connection ?? null;
  const here = connection?.present ?? false;
  const isBefore = visit.status === 'planned' || visit.status === 'arrived';
  const isAdmitted = visit.status === 'in-progress' && side.some(({ admission }) => admission === 'admitted');
  const booked = Date.parse(visit.bookedStart);
  const isPast = now >= booked && visit.status === 'planned' && patient?.late?.kind !== 'cannot-come';
  return {
    visit,
    patient: patient?.name ?? '',
    state,
    waitedMinutes: Math.max(0, Math.floor((now - since) / MINUTE_MS)),
    lostContact: (state === 'waiting' || isAdmitted) && connection !== null && !here,
    device:
      isOpen(visit.status) && here && connection && connection.deviceKind !== 'unknown' ? connection.deviceKind : null,
    selfTest: isBefore ? (patient?.selfTest ?? null) : null,
    readiness: isBefore ? readinessOf(patient?.selfTest ?? null) : null,
    clinician: clinician?.name ?? '',
    isOthers: clinician !== null && clinician.id !== visit.self && clinician.name !== identity?.name,
    ...lateness(visit, now),
    asksFirst: state === 'waiting' && identity?.kind !== 'unit-staff' && isEarlyCall(visit.bookedStart, now),
    canRemind: isPast && canRemind({ bookedStart: booked, reminder: visit.reminder }, now) === 'yes',
    isToday: dayOf(visit) === today(visit.unit.timeZone),
    action: identity?.kind === 'unit-staff' ? null : actionOf(visit, state, { inVisit, next }),
  };
}

function dayOf(visit: VisitView): string {
  const day = days.get(visit) ?? localDay(visit.bookedStart, visit.unit.timeZone);
  days.set(visit, day);
  return day;
}

function actionOf(
  visit: VisitView,
  state: DayListRow['state'],
  { inVisit, next }: Pick<ReaderOfRows, 'inVisit' | 'next'>,
): DayListRow['action'] {
  if (inVisit !== null) return state === 'waiting' && visit === next ? 'end-and-call-in' : null;
  return state === 'waiting' ? 'call-in' : state === 'mine' ? 'back' : null;
}

/** The first of what a visit cannot do without that did not pass: sound before all. */
function readinessOf(selfTest: SelfTestView | null): Readiness {
  if (!selfTest) return 'untested';
  const { checks, status } = selfTest;
  if (status !== 'failed') return status;
  const fails = (...names: (keyof typeof checks)[]): boolean => names.some((name) => checks[name].status === 'failed');
  if (fails('browser')) return 'browser';
  if (fails('microphone', 'speaker')) return 'sound';
  return fails('network', 'service') ? 'network' : 'picture';
}

/** In the first minute nobody is late. */
function lateness(visit: VisitView, now: number): Pick<DayListRow, 'late' | 'lateMinutes'> {
  const { delay, status } = visit;
  const told = delay?.minutes == null ? 0 : Date.parse(delay.at) + delay.minutes * MINUTE_MS;
  const expected = Math.max(Date.parse(visit.bookedStart), told);
  const lateMinutes = Math.floor((now - expected) / MINUTE_MS);
  const nobody = { late: null, lateMinutes: 0 };
  if (lateMinutes < 1) return nobody;
  if (status === 'arrived') return { late: 'clinic', lateMinutes };
  const hasTold = patientOf(visit)?.late != null;
  return status === 'planned' && !hasTold ? { late: 'patient', lateMinutes } : nobody;
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
