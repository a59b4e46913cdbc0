import type { Admission, EarlyCall, EndReason, Late, Role } from '../../../src/contract/index.ts';
import { deriveStatus } from '../../../src/contract/index.ts';
import type { ConnectionRow, ParticipantRow } from '../../src/store/schema.ts';
import type { VisitRecord } from '../../src/store/visit-record.ts';

export const now = new Date('2026-03-02T09:00:00Z');

export interface PersonSketch {
  readonly role?: Role;
  readonly admission?: Admission;
  /** Ids of the connections, oldest first; the last is the current one. */
  readonly connections?: readonly string[];
  readonly onBehalfOf?: string;
  readonly admittedBefore?: boolean;
  readonly late?: Late;
  readonly phone?: string;
}

export interface VisitSketch {
  /** By id; a clinician's `reference` is the id too. */
  readonly people?: Readonly<Record<string, PersonSketch>>;
  readonly startedAt?: Date | null;
  readonly endReason?: EndReason | null;
  readonly calledInBy?: string | null;
  readonly opensAt?: Date;
  readonly bookedStart?: Date;
  readonly earlyCall?: EarlyCall;
}

/** A visit drawn with few strokes. */
export function sketchVisit(sketch: VisitSketch = {}): VisitRecord {
  const people = Object.entries(sketch.people ?? { patient: {}, klas: { role: 'clinician' } });
  const participants = people.map(([id, person], position): ParticipantRow => ({
    id,
    visitId: 'visit',
    position,
    role: person.role ?? 'patient',
    name: `Name of ${id}`,
    reference: id,
    onBehalfOf: person.onBehalfOf ?? null,
    language: null,
    admission: person.admission ?? 'outside',
    waitingSince: person.admission === 'waiting' ? now : null,
    periods:
      person.admission === 'admitted'
        ? [{ start: now.toISOString(), end: sketch.endReason ? now.toISOString() : null }]
        : [],
    late: person.late ?? null,
    phone: person.phone ?? null,
    phoneConfirmed: false,
    admittedBefore: person.admittedBefore ?? person.admission === 'admitted',
    connectionId: person.connections?.at(-1) ?? null,
    selfTest: null,
  }));
  const connections = people.flatMap(([participantId, person]) =>
    (person.connections ?? []).map((id, index, all): ConnectionRow => ({
      participantId,
      id,
      visitId: 'visit',
      incarnation: index + 1,
      deviceKind: 'computer',
      present: index === all.length - 1,
      leaseUntil: new Date(now.getTime() + 5_000),
      publicKey: null,
      handover: null,
      roomToken: null,
      roomTokenRoom: null,
      roomTokenExpiresAt: null,
    })),
  );
  const { calledInBy = null, endReason = null, startedAt = null } = sketch;
  return {
    visit: {
      id: 'visit',
      unitId: 'unit',
      unitName: 'Unit',
      unitTimeZone: 'Europe/Stockholm',
      subject: '',
      bookedStart: sketch.bookedStart ?? now,
      durationMinutes: 20,
      dropIn: false,
      opensAt: sketch.opensAt ?? new Date(now.getTime() - 60_000),
      status: deriveStatus({ startedAt, endReason, participants }),
      modality: 'video',
      delay: null,
      reminder: null,
      reminderDueAt: null,
      earlyCall: sketch.earlyCall ?? null,
      calledInBy,
      startedAt,
      endedAt: endReason === null ? null : now,
      endReason,
      statusHistory: [{ status: 'planned', at: now.toISOString() }],
      physicalVisitNeeded: false,
      encounter: null,
      preparationStatus: 'not-begun',
      preparationAt: now,
      gatewayId: 'gateway-1',
      roomGeneration: 0,
      version: 7,
      seq: 40,
      createdAt: now,
    },
    participants,
    connections,
  };
}

const others: Readonly<Record<string, PersonSketch>> = {
  klas: { role: 'clinician', connections: ['k1'] },
  tolk: { role: 'interpreter', connections: ['t1'] },
};

/** One visit in each status. */
export const visitIn = {
  planned: () => sketchVisit({ people: { patient: { connections: ['p1'] }, ...others } }),
  arrived: () => sketchVisit({ people: { patient: { admission: 'waiting', connections: ['p1'] }, ...others } }),
  'in-progress': () =>
    sketchVisit({
      people: {
        patient: { admission: 'admitted', connections: ['p1'] },
        ...others,
        klas: { role: 'clinician', admission: 'admitted', connections: ['k1'] },
      },
      startedAt: now,
      calledInBy: 'klas',
    }),
  finished: () =>
    sketchVisit({
      people: { patient: { admission: 'admitted', connections: ['p1'] }, ...others },
      startedAt: now,
      calledInBy: 'klas',
      endReason: 'ended-by-clinician',
    }),
  cancelled: () => sketchVisit({ people: { patient: { connections: ['p1'] }, ...others }, endReason: 'cancelled' }),
};
