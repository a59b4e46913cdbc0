import type { TextPart } from '../text-part.ts';

/** Before the day: `<visit-ahead>`. */
export interface AheadTexts {
  readonly title: string;
  readonly clinicSeesOpened: string;
  readonly nothingToApprove: string;
  /** Above the day and time. */
  readonly opens: string;
  readonly opensByItself: string;
  readonly mayClose: string;
  /** While the person is in the middle of something when the waiting room opens. */
  readonly hasOpened: string;
  readonly goOnWhenReady: string;
  readonly goOn: string;
  readonly prepare: string;
  /** Said of each thing in the list. */
  readonly done: string;
  readonly left: string;
  readonly allDone: string;
  readonly selfTest: string;
  readonly selfTestWhy: string;
  readonly testNow: string;
  readonly testAgain: string;
  /** `when`: “yesterday”, “3 days ago”. */
  readonly 'tested:passed': (when: string) => string;
  readonly 'tested:warned': (when: string) => string;
  readonly 'tested:failed': (when: string) => string;
  readonly preparation: string;
  readonly preparationWhy: string;
  readonly preparationDone: string;
  readonly 'answer:not-begun': string;
  readonly 'answer:draft': string;
  readonly seeAnswers: string;
  readonly calendar: string;
  readonly calendarWhy: string;
  readonly back: string;
}

export const aheadTexts: TextPart<AheadTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
