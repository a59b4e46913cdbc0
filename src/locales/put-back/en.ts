import { isolateIn } from '../isolate.ts';
import type { PutBackTexts } from './texts.ts';

const name = isolateIn('ltr');

export const en: PutBackTexts = {
  toYou: (clinician) => `${name(clinician)} has put you in the waiting room for a moment. You keep your place.`,
  unseen: 'Nobody sees or hears you, and you see and hear nobody, until you are called in again.',
  waits: (person) => `${name(person)} is in the waiting room`,
  cannotHear: 'You do not see or hear each other.',
  callInAgain: 'Call in again',
  putBack: 'Back to the waiting room',
};
