import { OPENS_BEFORE_MINUTES } from '../contract/timing.ts';
import { isPatientSide } from '../contract/visit-status.ts';
import type {
  HandoverAssurance,
  NewVisit,
  ParticipantView,
  Preparation,
  QualityReport,
  Role,
  VisitView,
} from '../contract/index.ts';
import { VisitError } from '../core/errors.ts';
import type { StatusSince } from '../core/record/encounter.ts';
import { fakePhone, maskPhones } from './fake-telling.ts';

const MINUTE_MS = 60_000;

/** On whose behalf something is done. */
export type Caller =
  | { readonly kind: 'host' }
  | {
      readonly kind: 'participant';
      readonly visitId: string;
      readonly participantId: string;
      readonly role: Role;
      /** Came by the visit with a handover code. */
      readonly handover?: HandoverAssurance;
    }
  | { readonly kind: 'clinician'; readonly subject: string; readonly name: string; readonly units: readonly string[] }
  | { readonly kind: 'unit-staff'; readonly subject: string; readonly name: string; readonly units: readonly string[] };

/** A visit, and what its view does not show. */
export interface FakeVisit {
  /** As the host sees it. */
  readonly view: VisitView;
  /** The host's id of each clinician, by participant. */
  readonly subjects: Map<string, string>;
  /** Connections that others have taken over from: they never come back. */
  readonly replaced: Set<string>;
  /** When each participant's presence lease ends, on `Clock.now()`, ms. */
  readonly leases: Map<string, number>;
  /** Participants who have been in the visit and may come back without being let in again. */
  readonly admittedBefore: Set<string>;
  /** The newest report of each connection. */
  readonly reports: Map<string, FakeQuality>;
  /** When it was made, on `Clock.now()`, ms. */
  readonly madeAt: number;
  /** Every status that it has had, oldest first. */
  readonly statusHistory: StatusSince[];
  /** What the patient is asked, and the answers; null: nothing. */
  preparation: Preparation | null;
}

export interface FakeQuality {
  readonly participantId: string;
  readonly role: Role;
  readonly connectionId: string;
  readonly report: QualityReport;
}

/** A visit as it stands when it has just been booked: for now, with these people, unless told otherwise. */
export function bookVisit(id: string, booked: Partial<NewVisit>, now: number): FakeVisit {
  const start = booked.bookedStart ? Date.parse(booked.bookedStart) : now;
  const patient = booked.patient ?? { name: 'Karin Holm' };
  const clinician = booked.dropIn ? null : (booked.clinician ?? { name: 'Anna Berg', reference: 'anna' });
  const unit = booked.unit ?? { id: 'SE2321000016-4ABC', name: 'Ekdalens vårdcentral', timeZone: 'Europe/Stockholm' };
  const view: VisitView = {
    id,
    unit,
    subject: booked.subject ?? '',
    bookedStart: new Date(start).toISOString(),
    durationMinutes: booked.durationMinutes ?? 20,
    dropIn: booked.dropIn ? { queueId: unit.id, place: null } : null,
    opensAt: new Date(start - OPENS_BEFORE_MINUTES * MINUTE_MS).toISOString(),
    status: 'planned',
    modality: 'video',
    participants: [
      newParticipant(`${id}-patient`, 'patient', patient.name, patient),
      ...(clinician ? [newParticipant(`${id}-clinician`, 'clinician', clinician.name, clinician)] : []),
      ...(booked.others ?? []).map((person, i) =>
        newParticipant(`${id}-${person.role}-${i + 1}`, person.role, person.name, person),
      ),
    ],
    self: null,
    delay: null,
    reminder: null,
    earlyCall: null,
    calledInBy: null,
    startedAt: null,
    endedAt: null,
    endReason: null,
    outcome: { physicalVisitNeeded: false },
    encounter: null,
    preparation: booked.preparation ? { status: 'not-begun', at: new Date(now).toISOString() } : null,
    gatewayId: 'gateway-1',
    roomGeneration: 0,
    version: 1,
    seq: 0,
  };
  const [self] = view.participants;
  if (self && patient.phone) self.phone = fakePhone(patient.phone);
  const subjects = new Map(clinician?.reference ? [[`${id}-clinician`, clinician.reference]] : []);
  const preparation = booked.preparation
    ? { form: booked.preparation, response: null, version: 0, savedAt: null, observations: [] }
    : null;
  return {
    view,
    subjects,
    replaced: new Set(),
    leases: new Map(),
    admittedBefore: new Set(),
    reports: new Map(),
    madeAt: now,
    statusHistory: [{ status: 'planned', at: new Date(now).toISOString() }],
    preparation,
  };
}

/** The visit as the caller sees it: a copy of its own. */
export function viewFor(visit: FakeVisit, caller: Caller): VisitView {
  const self = participantOf(visit, caller);
  const view = structuredClone(visit.view);
  if (self?.admission === 'removed') view.participants = view.participants.filter(({ id }) => id === self.id);
  const concerned = caller.kind !== 'participant' || (self && isPatientSide(self));
  const own = {
    ...view,
    self: self?.id ?? null,
    preparation: concerned ? view.preparation : null,
    outcome: caller.kind === 'participant' ? null : view.outcome,
    encounter: caller.kind === 'host' || (caller.kind === 'clinician' && self) ? view.encounter : null,
  };
  return maskPhones(own, { isParticipant: caller.kind === 'participant' });
}

export function participantOf(visit: FakeVisit, caller: Caller): ParticipantView | null {
  const id = caller.kind === 'participant' ? caller.participantId : null;
  const subject = caller.kind === 'clinician' ? caller.subject : null;
  return (
    visit.view.participants.find((p) => p.id === id || (subject !== null && visit.subjects.get(p.id) === subject)) ??
    null
  );
}

/** Rejects whoever may have nothing to do with the visit. */
export function demandAccess(visit: FakeVisit, caller: Caller): void {
  if (caller.kind === 'participant' && caller.visitId !== visit.view.id) throw new VisitError('wrong-visit');
  if ('units' in caller && !caller.units.includes(visit.view.unit.id)) throw new VisitError('forbidden');
}

export const newParticipant = (
  id: string,
  role: Role,
  name: string,
  { onBehalfOf, language }: { onBehalfOf?: string | undefined; language?: string | undefined } = {},
): ParticipantView => ({
  id,
  role,
  name,
  onBehalfOf: onBehalfOf ?? null,
  language: language ?? null,
  admission: 'outside',
  waitingSince: null,
  periods: [],
  late: null,
  phone: null,
  connection: null,
  selfTest: null,
});
