import type { NewVisit } from '../../../src/contract/index.ts';
import { ServiceProblem } from '../errors/service-problem.ts';
import { isTimeZone } from './local-day.ts';
import { demandOpenQueue } from './queues.ts';
import type { Database } from './open-store.ts';
import { saveChange } from './save-change.ts';
import { saveForm } from './preparations.ts';
import { type ParticipantRow, participants, visits } from './schema.ts';
import type { VisitRecord } from './visit-record.ts';

export interface Booking {
  readonly now: Date;
  readonly opensBeforeMinutes: number;
  /** How long before the booked time the host is told that a reminder is due; 0: never. */
  readonly remindBeforeMinutes: number;
  readonly gatewayId: string;
  readonly newId: () => string;
}

/**
 * Stores a visit, booked or into the drop-in queue, with its participants and what the patient is asked. Throws
 * `bad-request` for a time zone that does not exist, and for a form that cannot be used; `queue-closed`.
 */
export async function createVisit(transaction: Database, booked: NewVisit, booking: Booking): Promise<VisitRecord> {
  if (!isTimeZone(booked.unit.timeZone))
    throw new ServiceProblem('bad-request', 'unit.timeZone is not an IANA time zone');
  const { now, newId } = booking;
  const visitId = newId();
  const { dropIn = false, clinician } = booked;
  const isWhole = dropIn ? !booked.bookedStart && !clinician : booked.bookedStart && clinician;
  if (!isWhole)
    throw new ServiceProblem('bad-request', 'bookedStart and clinician, or dropIn: one of the two, and not both');
  if (dropIn) await demandOpenQueue(transaction, booked.unit.id, now);
  const bookedStart = booked.bookedStart ? new Date(booked.bookedStart) : now;
  const visit = {
    id: visitId,
    unitId: booked.unit.id,
    unitName: booked.unit.name,
    unitTimeZone: booked.unit.timeZone,
    subject: booked.subject ?? '',
    bookedStart,
    durationMinutes: booked.durationMinutes,
    dropIn,
    opensAt: new Date(bookedStart.getTime() - booking.opensBeforeMinutes * 60_000),
    status: 'planned' as const,
    modality: 'video' as const,
    delay: null,
    reminder: null,
    reminderDueAt: reminderDueAt(bookedStart, booking),
    earlyCall: null,
    calledInBy: null,
    startedAt: null,
    endedAt: null,
    endReason: null,
    statusHistory: [{ status: 'planned' as const, at: now.toISOString() }],
    physicalVisitNeeded: false,
    encounter: null,
    preparationStatus: booked.preparation ? ('not-begun' as const) : null,
    preparationAt: booked.preparation ? now : null,
    gatewayId: booking.gatewayId,
    roomGeneration: 0,
    version: 1,
    seq: 0,
    createdAt: now,
  };
  const people = [
    { ...booked.patient, role: 'patient' as const },
    ...(clinician ? [{ ...clinician, role: 'clinician' as const }] : []),
    ...(booked.others ?? []),
  ].map((person, position): ParticipantRow => ({
    id: newId(),
    visitId,
    position,
    role: person.role,
    name: person.name,
    reference: person.reference ?? null,
    onBehalfOf: ('onBehalfOf' in person ? person.onBehalfOf : undefined) ?? null,
    language: person.language ?? null,
    admission: 'outside',
    waitingSince: null,
    periods: [],
    late: null,
    phone: person.phone ?? null,
    phoneConfirmed: false,
    admittedBefore: false,
    connectionId: null,
    selfTest: null,
  }));
  await transaction.insert(visits).values(visit);
  await transaction.insert(participants).values(people);
  if (booked.preparation) await saveForm(transaction, visitId, booked.preparation, now);
  const record: VisitRecord = { visit, participants: people, connections: [] };
  const happening = { type: 'visit-created' as const, participantId: null, connectionId: null };
  return saveChange(transaction, { before: record, after: record, happenings: [happening] }, 'host', now);
}

/** Who books later than that has just told the patient themselves. */
function reminderDueAt(bookedStart: Date, { now, remindBeforeMinutes }: Booking): Date | null {
  const due = new Date(bookedStart.getTime() - remindBeforeMinutes * 60_000);
  return remindBeforeMinutes > 0 && due > now ? due : null;
}
