import type { ParticipantView, VisitView } from '../contract/index.ts';
import { isPatientSide } from '../contract/visit-status.ts';
import type { Localize } from '../locales/localize.ts';

/** The clinician the patient will meet: who called in, else who is booked; nobody yet for a drop-in visit. */
export function clinicianOf(visit: VisitView): ParticipantView | null {
  const clinicians = visit.participants.filter(({ role }) => role === 'clinician');
  const calledIn = clinicians.find(({ id }) => id === visit.calledInBy);
  // Whoever has the queue before them is in the list of participants, and need not be the one who takes the visit.
  return calledIn ?? (visit.dropIn ? null : clinicians[0]) ?? null;
}

export const patientOf = (visit: VisitView): ParticipantView | null =>
  visit.participants.find(({ role }) => role === 'patient') ?? null;

/** The patient, and who acts for them (a guardian for a child): both names belong together (N15). */
export const patientSideOf = (visit: VisitView): ParticipantView[] =>
  visit.participants.filter((person) => isPatientSide(person) && person.admission !== 'removed');

/** Is let in by the clinician, into a visit that may be running; a guardian who acts for the patient is called in. */
export const isGuest = (self: ParticipantView | null): boolean =>
  self?.role === 'interpreter' || (self?.role === 'companion' && self.onBehalfOf === null);

/** The clinician's name, or the unit's where none is booked: there is always somebody to name. */
export const clinicianName = (visit: VisitView): string => clinicianOf(visit)?.name ?? visit.unit.name;

/** The name, and for whom the person acts. */
export const fullName = (words: Localize, { name, onBehalfOf }: ParticipantView): string =>
  onBehalfOf ? `${name} (${words.term('actsFor', onBehalfOf)})` : name;

/** To one who is on the way into the visit: who calls, or lets in. */
export function callingSentence(words: Localize, visit: VisitView): string {
  const self = visit.participants.find(({ id }) => id === visit.self) ?? null;
  return words.term(isGuest(self) ? 'lettingYouIn' : 'callingYouIn', clinicianName(visit));
}
