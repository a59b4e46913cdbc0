import type { TextPart } from '../text-part.ts';

/** Who and what there is in a practice visit: the patient's, and a clinician's practice day. */
export interface PracticeTexts {
  readonly patient: string;
  readonly clinician: string;
  readonly unit: string;
  readonly subject: string;
  /** The clinician's own name in the practice day. */
  readonly you: string;
  /** Invented, in the order of their booked times: one who waits, one who comes while the first is in the visit, one who is late. */
  readonly patients: readonly [PracticePatientTexts, PracticePatientTexts, PracticePatientTexts];
}

export interface PracticePatientTexts {
  readonly name: string;
  readonly subject: string;
}

export const practiceTexts: TextPart<PracticeTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
