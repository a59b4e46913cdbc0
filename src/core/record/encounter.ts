import type {
  Encounter,
  EncounterParticipant,
  FhirCodeableConcept,
  FhirCoding,
  FhirExtension,
  FhirIdentifier,
  FhirReference,
  ParticipantView,
  Period,
  UnitView,
  VisitView,
} from '../../contract/index.ts';
import { recordExtension } from '../../contract/encounter.ts';

/** From when a visit has had a status. Instants are in UTC, ISO 8601. */
export interface StatusSince {
  readonly status: VisitView['status'];
  readonly at: string;
}

/** What a record is made of. */
export interface RecordFacts extends Pick<VisitView, 'id' | 'status' | 'modality' | 'startedAt' | 'endedAt'> {
  readonly unit: Pick<UnitView, 'id' | 'name'>;
  /** Oldest first. */
  readonly statusHistory: readonly StatusSince[];
  readonly physicalVisitNeeded: boolean;
  readonly participants: readonly PersonFacts[];
}

export interface PersonFacts extends Pick<ParticipantView, 'role' | 'name' | 'onBehalfOf'> {
  /** The host's own id of the person; of a clinician, the subject of the token. */
  readonly reference: string | null;
  /** When they were in the visit, in order. */
  readonly periods: readonly Period[];
}

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem/';
const SNOMED_CT = 'http://snomed.info/sct';
const UCUM = 'http://unitsofmeasure.org';
/** HSA-id (https://www.inera.se, OID register): what a care unit is known by. */
const HSA_ID = 'urn:oid:1.2.752.29.4.19';
/** Klassifikation av vårdåtgärder (KVÅ), in the OID register of Socialstyrelsen. */
const KVA = 'urn:oid:1.2.752.116.1.3.2.1.4';
const VISIT_ID = 'urn:video-visit:visit';

/**
 * The record of a visit that is over, as a FHIR R4 Encounter (https://hl7.org/fhir/R4/encounter.html): real times, who took
 * part in which role, and what was found (N18, N35). Pure. `madeAt`: an instant in UTC.
 *
 * People are known by what the host gave: its own identifiers, and names. Who was booked and never in the visit did not take
 * part. The patient is the `subject`, also where a guardian sat in their place.
 */
export function encounterOf(visit: RecordFacts, madeAt: string): Encounter {
  const { startedAt, endedAt, participants } = visit;
  const held = visit.status === 'finished';
  const people = participants.flatMap(participantOf);
  return {
    resourceType: 'Encounter',
    meta: { lastUpdated: madeAt },
    ...(held ? { extension: findings(visit) } : {}),
    identifier: [visitIdentifier(visit)],
    status: visit.status,
    statusHistory: statusHistory(visit),
    class: { system: `${TERMINOLOGY}v3-ActCode`, code: 'VR', display: 'virtual' },
    ...(held ? { type: [kindOfVisit(visit)] } : {}),
    subject: subjectOf(participants),
    ...(people.length > 0 ? { participant: people } : {}),
    appointment: [{ type: 'Appointment', identifier: visitIdentifier(visit) }],
    ...(startedAt && endedAt
      ? {
          period: { start: startedAt, end: endedAt },
          length: { value: minutesBetween(startedAt, endedAt), unit: 'min', system: UCUM, code: 'min' },
        }
      : {}),
    serviceProvider: {
      type: 'Organization',
      identifier: { system: HSA_ID, value: visit.unit.id },
      display: visit.unit.name,
    },
  };
}

const visitIdentifier = ({ id }: RecordFacts): FhirIdentifier => ({ system: VISIT_ID, value: id });

/** To the tenth. */
const minutesBetween = (start: string, end: string): number =>
  Math.round((Date.parse(end) - Date.parse(start)) / 6_000) / 10;

function statusHistory({ statusHistory: history }: RecordFacts): Encounter['statusHistory'] {
  return history.map(({ status, at }, index) => {
    const end = history[index + 1]?.at;
    return { status, period: { start: at, ...(end === undefined ? {} : { end }) } };
  });
}

function kindOfVisit({ modality }: RecordFacts): FhirCodeableConcept {
  const coding =
    modality === 'phone'
      ? { system: SNOMED_CT, code: '185317003', display: 'Telephone encounter' }
      : { system: SNOMED_CT, code: '448337001', display: 'Telemedicine consultation with patient' };
  return { coding: [coding] };
}

/**
 * ZV051 is the code that is added to others for care at a distance with information and communication technology. For a
 * contact by telephone none is suggested: it is registered as such, by the journal's own type of contact.
 */
const suggestedCode = ({ modality }: RecordFacts): FhirCoding | null =>
  modality === 'video' ? { system: KVA, code: 'ZV051' } : null;

function findings(visit: RecordFacts): FhirExtension[] {
  const code = suggestedCode(visit);
  return [
    { url: recordExtension.modality, valueCode: visit.modality },
    ...(visit.physicalVisitNeeded ? [{ url: recordExtension.physicalVisitNeeded, valueBoolean: true }] : []),
    ...(code ? [{ url: recordExtension.suggestedCode, valueCoding: code }] : []),
  ];
}

/** A guardian in the patient's place has given their own reference: of the child the name is known. */
function subjectOf(participants: readonly PersonFacts[]): FhirReference {
  const patient = participants.find(({ role }) => role === 'patient');
  if (!patient) return { type: 'Patient' };
  return patient.onBehalfOf
    ? { type: 'Patient', display: patient.onBehalfOf }
    : { type: 'Patient', ...identified(patient) };
}

function participantOf(person: PersonFacts): EncounterParticipant[] {
  const { periods, onBehalfOf } = person;
  const [first] = periods;
  const part = partOf(person);
  if (!first || !part) return [];
  const end = periods.at(-1)?.end;
  return [
    {
      ...(onBehalfOf ? { extension: [{ url: recordExtension.onBehalfOf, valueString: onBehalfOf }] } : {}),
      type: [{ coding: [part.coding] }],
      period: { start: first.start, ...(end ? { end } : {}) },
      individual: { type: part.type, ...identified(person) },
    },
  ];
}

const participation = (code: string, display: string): FhirCoding => ({
  system: `${TERMINOLOGY}v3-ParticipationType`,
  code,
  display,
});

/**
 * By the value set of R4 (https://hl7.org/fhir/R4/valueset-encounter-participant-type.html): its interpreter is `translator`; of
 * ParticipationType `TRANS` is one who writes down.
 */
function partOf({ role, onBehalfOf }: PersonFacts): { coding: FhirCoding; type: string } | null {
  switch (role) {
    case 'clinician':
      return { coding: participation('PPRF', 'primary performer'), type: 'Practitioner' };
    case 'interpreter':
      return {
        coding: { system: `${TERMINOLOGY}participant-type`, code: 'translator', display: 'Translator' },
        type: 'Practitioner',
      };
    case 'companion':
      return { coding: participation('PART', 'Participation'), type: 'RelatedPerson' };
    case 'patient':
      return onBehalfOf ? { coding: participation('PART', 'Participation'), type: 'RelatedPerson' } : null;
  }
}

/** `SE`, the number of an organisation, and what it has chosen: then the system is known. */
const HSA_FORM = /^SE\d{10}-[A-Z0-9]{1,18}$/;

function identified({ name, reference }: PersonFacts): Omit<FhirReference, 'type'> {
  if (!reference) return { display: name };
  const system = HSA_FORM.test(reference) ? { system: HSA_ID } : {};
  return { identifier: { ...system, value: reference }, display: name };
}
