import type { Admission, EndReason, Role, VisitStatus } from './visit-schema.ts';

/** The facts that a visit's status is derived from. */
export interface VisitFacts {
  readonly startedAt: unknown;
  readonly endReason: EndReason | null;
  readonly participants: readonly {
    readonly role: Role;
    readonly onBehalfOf?: string | null;
    readonly admission: Admission;
  }[];
}

/** Whether somebody is the patient, or acts for them. */
export const isPatientSide = ({
  role,
  onBehalfOf,
}: {
  readonly role: Role;
  readonly onBehalfOf?: string | null;
}): boolean => role === 'patient' || (role === 'companion' && Boolean(onBehalfOf));

/**
 * The status of a visit, as FHIR R4 Encounter.status.
 *
 * `arrived` when the patient's side waits (the patient, or a companion who acts for them); `in-progress` from the first
 * call-in until the end, also while the patient is put back.
 */
export function deriveStatus(facts: VisitFacts): VisitStatus {
  if (facts.endReason === 'cancelled') return 'cancelled';
  if (facts.endReason !== null) return 'finished';
  if (facts.startedAt !== null && facts.startedAt !== undefined) return 'in-progress';
  const patientSideWaits = facts.participants.some((p) => p.admission === 'waiting' && isPatientSide(p));
  return patientSideWaits ? 'arrived' : 'planned';
}

/**
 * Commands that the status decides on. `connect` is possible as long as the visit is open; `renew-presence` always: after
 * the end it changes nothing, and its answer tells a page that missed the news. `report-quality` is about a visit that has
 * begun.
 */
export type StatusCommand =
  | TellingCommand
  | PeopleCommand
  | 'connect'
  | 'arrive'
  | 'leave'
  | 'call-in'
  | 'admit'
  | 'end'
  | 'set-outcome'
  | 'cancel'
  | 'renew-presence'
  | 'report-quality'
  | 'report-self-test'
  | 'save-preparation';

const allowed: Readonly<Record<VisitStatus, ReadonlySet<StatusCommand>>> = {
  planned: new Set(['connect', 'arrive', 'leave', 'cancel', 'renew-presence', 'report-self-test', 'save-preparation']),
  arrived: new Set([
    'connect',
    'arrive',
    'leave',
    'call-in',
    'cancel',
    'renew-presence',
    'report-self-test',
    'save-preparation',
  ]),
  'in-progress': new Set([
    'connect',
    'arrive',
    'leave',
    'call-in',
    'admit',
    'end',
    'set-outcome',
    'renew-presence',
    'report-quality',
    'report-self-test',
    'save-preparation',
  ]),
  finished: new Set(['renew-presence', 'report-quality', 'set-outcome']),
  cancelled: new Set(['renew-presence']),
};

/** What people tell each other. A delay reaches nobody any more once the visit runs. */
export type TellingCommand =
  | 'tell-delay'
  | 'remind'
  | 'tell-late'
  | 'answer-early-call'
  | 'withdraw-call'
  | 'confirm-phone'
  | 'go-on-by-phone'
  | 'go-on-by-video';

const beforeVisit = ['tell-delay', 'tell-late', 'withdraw-call', 'confirm-phone', 'go-on-by-phone'] as const;
const tellings: Readonly<Record<VisitStatus, ReadonlySet<StatusCommand>>> = {
  planned: new Set([...beforeVisit, 'remind']),
  arrived: new Set([...beforeVisit, 'answer-early-call']),
  'in-progress': new Set(['confirm-phone', 'go-on-by-phone', 'go-on-by-video']),
  finished: new Set(),
  cancelled: new Set(),
};

/** Who takes part. Only one who is in the visit can be put back. */
export type PeopleCommand = 'put-back' | 'invite' | 'remove';

const ofPeople: Readonly<Record<VisitStatus, ReadonlySet<StatusCommand>>> = {
  planned: new Set(['invite', 'remove']),
  arrived: new Set(['invite', 'remove']),
  'in-progress': new Set(['put-back', 'invite', 'remove']),
  finished: new Set(),
  cancelled: new Set(),
};

/** Whether a visit in this status takes the command at all; who may give it is another question. */
export const takesCommand = (status: VisitStatus, command: StatusCommand): boolean =>
  allowed[status].has(command) || tellings[status].has(command) || ofPeople[status].has(command);

/** Whether the visit is still to come or going on. */
export const isOpen = (status: VisitStatus): boolean => status !== 'finished' && status !== 'cancelled';
