import type { TextPart } from '../text-part.ts';

/** Telling patients that the clinic runs late: `<visit-delay>`. */
export interface DelayTexts {
  readonly whom: string;
  readonly onlyThis: (name: string) => string;
  /** `count`: how many are left today, this one among them. */
  readonly allRemaining: (clinician: string, count: number) => string;
  readonly howLong: string;
  readonly phrases: string;
  readonly ownWords: string;
  readonly writtenIn: string;
  readonly send: string;
  readonly takeBackAll: (count: number) => string;
  readonly telling: (done: number, count: number) => string;
  readonly toldMany: (count: number) => string;
  readonly takenBackMany: (count: number) => string;
  /** `who`: names with times. */
  readonly notTold: (who: string) => string;
  readonly again: string;
  readonly done: string;
}

export const delayTexts: TextPart<DelayTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
