import type { Person } from '../../core/visit/visit-state.ts';
import type { Localize } from '../../locales/localize.ts';
import { patientOf } from '../visit-people.ts';
import { stillPictureWords } from '../visit-stage/quality-words.ts';
import type { StageState } from '../visit-stage/stage-state.ts';

/** The one to be seen where there is room for one: the patient, else who acts for them, else whoever is here. */
export function shownPerson({ people, visit }: Pick<StageState, 'people' | 'visit'>): Person | null {
  const patient = visit && patientOf(visit);
  return (
    people.find(({ participant }) => participant.id === patient?.id) ??
    people.find(({ participant }) => participant.onBehalfOf) ??
    people[0] ??
    null
  );
}

/** What is said in the place of their picture, or on one that has stopped; null while it moves. */
export function whyNoPicture(
  words: Localize,
  person: Person,
  { phase, gateway }: Pick<StageState, 'phase' | 'gateway'>,
): string | null {
  const { participant, present, sendsVideo, camera } = person;
  if (phase !== 'on-stage') return null;
  if (!present) return words.term('lostContact', participant.name);
  if (sendsVideo) return null;
  return camera === 'off' ? words.term('cameraIsOffAt', participant.name) : stillPictureWords(words, person, gateway);
}
