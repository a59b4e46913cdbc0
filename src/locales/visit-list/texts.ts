import type { TextPart } from '../text-part.ts';

/** A person's own visits: `<visit-list>`. */
export interface VisitListTexts {
  readonly coming: string;
  readonly earlier: string;
  readonly none: string;
  readonly opening: string;
  readonly old: string;
  readonly missing: string;
  readonly missingNext: string;
  /** The time comes after it. */
  readonly opens: string;
  readonly open: string;
  readonly waiting: string;
  readonly inProgress: string;
  readonly finished: string;
  readonly cancelled: string;
  readonly opened: string;
  readonly notOpened: string;
  readonly tested: string;
  readonly notTested: string;
  readonly testFailed: string;
  readonly answered: string;
  readonly notAnswered: string;
  readonly goToVisit: string;
  /** In place of the booked time. */
  readonly dropIn: string;
  readonly withPerson: (name: string) => string;
}

export const visitListTexts: TextPart<VisitListTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
