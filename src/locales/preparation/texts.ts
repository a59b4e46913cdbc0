import type { TextPart } from '../text-part.ts';

/** What is asked before the visit: `<visit-preparation>`. */
export interface PreparationTexts {
  readonly title: string;
  readonly why: string;
  readonly notNeeded: string;
  readonly opening: string;
  readonly nothingAsked: string;
  readonly begin: string;
  readonly goOn: string;
  readonly seeAnswers: string;
  readonly begun: string;
  /** What cannot be answered here, in the place of its field. */
  readonly unsupported: string;
  readonly notUsable: string;
  readonly required: string;
  readonly yes: string;
  readonly no: string;
  readonly choose: string;
  readonly other: string;
  readonly clear: string;
  readonly unit: string;
  readonly addAnswer: string;
  readonly addGroup: string;
  readonly addNamed: (name: string) => string;
  readonly remove: string;
  /** “Answer 2”, where a question has several. */
  readonly answerNumber: (number: number) => string;
  readonly groupNumber: (name: string, number: number) => string;
  readonly atMost: (characters: number) => string;
  readonly send: string;
  readonly sendAgain: string;
  readonly sending: string;
  readonly sent: string;
  readonly sentTo: (clinic: string, when: string) => string;
  readonly change: string;
  readonly changeMeans: string;
  // how safe the answers are
  readonly 'saving:untouched': string;
  readonly 'saving:unsaved': string;
  readonly 'saving:saving': string;
  readonly 'saving:saved': string;
  readonly 'saving:failed': string;
  readonly 'saving:clash': string;
  readonly 'saving:closed': string;
  readonly savedAt: (time: string) => string;
  readonly unreadable: string;
  // answered on two devices
  readonly clashTitle: string;
  readonly clashMeans: string;
  readonly keepHere: string;
  readonly takeThere: string;
  readonly updatedElsewhere: string;
  // what is wrong with an answer
  readonly faultsTitle: (count: number) => string;
  readonly 'fault:required': string;
  readonly 'fault:wrong-type': string;
  readonly 'fault:not-a-number': string;
  readonly 'fault:not-whole': string;
  readonly 'fault:too-small': (limit: string) => string;
  readonly 'fault:too-large': (limit: string) => string;
  readonly 'fault:too-early': (limit: string) => string;
  readonly 'fault:too-late': (limit: string) => string;
  readonly 'fault:not-a-date': string;
  readonly 'fault:not-a-time': string;
  readonly 'fault:too-long': (limit: string) => string;
  readonly 'fault:too-many': string;
  readonly 'fault:not-an-option': string;
}

export const preparationTexts: TextPart<PreparationTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
