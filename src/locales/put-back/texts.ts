import type { TextPart } from '../text-part.ts';

/** `<visit-put-back>`: a patient who has been put back to the waiting room for a moment. */
export interface PutBackTexts {
  /** To the person who waits. */
  readonly toYou: (clinician: string) => string;
  readonly unseen: string;
  /** To the clinician. */
  readonly waits: (person: string) => string;
  readonly cannotHear: string;
  readonly callInAgain: string;
  readonly putBack: string;
}

export const putBackTexts: TextPart<PutBackTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
