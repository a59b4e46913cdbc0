import type { ReadingKind } from '../../core/preparation/reading-trends.ts';
import type { TextPart } from '../text-part.ts';

/** What the patient has answered, for the clinician: `<visit-preparation-summary>`. */
export interface PreparationSummaryTexts extends Readonly<Record<`reading:${ReadingKind}`, string>> {
  readonly title: string;
  /** Opens them, from a list; of a draft, what there is of it. */
  readonly read: string;
  readonly readDraft: string;
  readonly opening: string;
  readonly notBegun: string;
  /** The answers are there to be read, but are a draft. */
  readonly notSent: string;
  readonly draftMeans: string;
  /** `when`: “Today at 10:20”. */
  readonly sentAt: (when: string) => string;
  /** Said aloud, and shown for a moment, where answers come while one reads. */
  readonly newAnswers: string;
  readonly unanswered: string;
  readonly notReadable: string;
  readonly yes: string;
  readonly no: string;
  readonly readings: string;
  readonly time: string;
  readonly value: string;
  readonly missing: string;
  /** The heading of a group that comes several times. */
  readonly numbered: (title: string, number: number) => string;
}

export const preparationSummaryTexts: TextPart<PreparationSummaryTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
