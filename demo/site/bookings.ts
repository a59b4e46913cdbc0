import type { NewVisit, PreparationForm, VisitView } from '../../src/contract/index.ts';
import type { HostClient } from '../stack/host-client.ts';
import { dropInTriage } from './drop-in-triage.ts';
import { handEczema } from './hand-eczema.ts';
import { findRecord } from './records.ts';
import { type DemoPatient, clinicians, patients, unit } from './people.ts';

const day = 24 * 3600_000;

interface Plan {
  readonly patientId: string;
  readonly clinicianId: string;
  readonly subject: string;
  /** From when the visit is made. */
  readonly startsInMinutes: number;
  readonly durationMinutes: number;
  /** What the patient is asked before the visit. */
  readonly preparation?: PreparationForm;
}

const plans: readonly Plan[] = [
  {
    patientId: 'karin-lind',
    clinicianId: 'anna-berg',
    subject: 'Uppföljning av blodtryck',
    startsInMinutes: 0,
    durationMinutes: 20,
    preparation: 'home-readings',
  },
  {
    patientId: 'yusuf-haddad',
    clinicianId: 'anna-berg',
    subject: 'Provsvar och läkemedel',
    startsInMinutes: 25,
    durationMinutes: 20,
  },
  {
    patientId: 'elsa-nygren',
    clinicianId: 'johan-ek',
    subject: 'Eksem på händerna',
    startsInMinutes: 30,
    durationMinutes: 15,
    preparation: handEczema,
  },
];

/**
 * The demo host's bookings. They are kept by the visit service alone, and a person is known by name, which is enough where
 * all are made up; a real host has a booking system of its own, and its own opaque references.
 */
export class Bookings {
  readonly #host: HostClient;

  constructor(host: HostClient) {
    this.#host = host;
  }

  /** From yesterday on, so that a visit that passes midnight stays in the list. */
  async all(): Promise<VisitView[]> {
    const visits = await this.#host.unitVisits(unit.id, new Date(Date.now() - day), new Date(Date.now() + 30 * day));
    return visits.sort((a, b) => a.bookedStart.localeCompare(b.bookedStart));
  }

  async of(patient: DemoPatient): Promise<VisitView[]> {
    return (await this.all()).filter((visit) => belongsTo(visit, patient));
  }

  /** Gives each demo patient a visit that can still be held today; those who have one keep it. */
  async makeTodays(): Promise<VisitView[]> {
    const open = (await this.all()).filter((visit) => !visit.dropIn && isOpen(visit) && isCurrent(visit));
    const made: VisitView[] = [];
    for (const plan of plans) {
      const patient = patients.find(({ id }) => id === plan.patientId);
      if (patient && !open.some((visit) => belongsTo(visit, patient))) made.push(await this.#make(plan));
    }
    return made;
  }

  /** One more visit, now: for when today's are over. */
  async makeOneMore(patientId: string): Promise<VisitView> {
    const plan = plans.find((candidate) => candidate.patientId === patientId);
    if (!plan) throw new Error(`no demo patient ${patientId}`);
    return this.#make({ ...plan, startsInMinutes: 0 });
  }

  /** A place in the clinic's drop-in queue; who has one keeps it. */
  async dropIn(patient: DemoPatient): Promise<VisitView> {
    const own = (await this.of(patient)).find((visit) => visit.dropIn && isOpen(visit));
    if (own) return own;
    return this.#host.createVisit({
      unit: { ...unit },
      dropIn: true,
      durationMinutes: 15,
      patient: { name: patient.name, reference: patient.id, ...phoneOf(patient.id) },
      preparation: dropInTriage,
    });
  }

  #make(plan: Plan): Promise<VisitView> {
    const named = (
      people: readonly { id: string; name: string }[],
      id: string,
    ): { name: string; reference: string } => {
      const person = people.find((candidate) => candidate.id === id);
      if (!person) throw new Error(`no demo person ${id}`);
      return { name: person.name, reference: person.id };
    };
    const visit: NewVisit = {
      unit: { ...unit },
      subject: plan.subject,
      bookedStart: onFiveMinutes(Date.now() + plan.startsInMinutes * 60_000).toISOString(),
      durationMinutes: plan.durationMinutes,
      patient: { ...named(patients, plan.patientId), ...phoneOf(plan.patientId) },
      clinician: named(clinicians, plan.clinicianId),
      ...(plan.preparation ? { preparation: plan.preparation } : {}),
    };
    return this.#host.createVisit(visit);
  }
}

function phoneOf(patientId: string): { phone: string } | undefined {
  const phone = findRecord(patientId)?.phone;
  return phone ? { phone } : undefined;
}

export const belongsTo = (visit: VisitView, patient: DemoPatient): boolean =>
  visit.participants.some((participant) => participant.role === 'patient' && participant.name === patient.name);

const isOpen = ({ status }: VisitView): boolean => status !== 'finished' && status !== 'cancelled';

/** Round about now, whatever the calendar says: near midnight today's visits are tomorrow's. */
const isCurrent = (visit: VisitView): boolean => Math.abs(Date.parse(visit.bookedStart) - Date.now()) < day / 2;

const onFiveMinutes = (instant: number): Date => new Date(Math.floor(instant / 300_000) * 300_000);
