import type { TextPart } from '../text-part.ts';

/** What goes to the journal from a visit: `<visit-record>`. */
export interface RecordTexts {
  readonly title: string;
  /** The host's page has been given it; whether it has kept it only the journal knows. */
  readonly handedOver: string;
  readonly nothingToWrite: string;
  readonly when: string;
  /** “10:02–10:14, 12 minutes”. */
  readonly fromTo: (from: string, to: string, length: string) => string;
  readonly how: string;
  readonly video: string;
  readonly phone: string;
  readonly who: string;
  readonly 'role:interpreter': string;
  readonly 'role:companion': string;
  readonly actsFor: (name: string) => string;
  readonly suggestedCode: string;
  readonly suggestionMeans: string;
  readonly physicalVisitNeeded: string;
  readonly yes: string;
  readonly no: string;
}

export const recordTexts: TextPart<RecordTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
