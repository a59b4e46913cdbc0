import type { TextPart } from '../text-part.ts';

/** What the rows of `<visit-day-list>` say of a visit, beside the words that all views share. */
export interface DayListTexts {
  /** How the patient's self-test went: a line before the call-in, and a word on other rows. */
  readonly 'ready:passed': string;
  readonly 'ready:warned': string;
  readonly 'ready:sound': string;
  readonly 'ready:picture': string;
  readonly 'ready:network': string;
  readonly 'ready:browser': string;
  readonly 'ready:untested': string;
  readonly testedOn: (test: string, device: string) => string;

  readonly 'preparation:not-begun': string;
  readonly 'preparation:draft': string;
  readonly 'preparation:answered': string;
  /** `name`: of the language. */
  readonly speaks: (name: string) => string;
  /** The clinician of a visit that is not the reader's own. */
  readonly withClinician: (name: string) => string;
  readonly 'interpreter:outside': string;
  readonly 'interpreter:waiting': string;
  readonly 'interpreter:admitted': string;
  readonly 'companion:outside': string;
  readonly 'companion:waiting': string;
  readonly 'companion:admitted': string;

  // who is late, where nobody has said so
  /** Said by unit staff, who are not late themselves. */
  readonly tellDelayForUnit: string;
  readonly patientLate: (minutes: number) => string;
  readonly clinicLate: (minutes: number) => string;

  // the absent patient is reminded by the host
  readonly remind: string;
  readonly reminded: (time: string) => string;

  // while another visit goes on
  readonly endAndCallIn: string;
  readonly endingAndCallingIn: (name: string) => string;

  // days
  readonly tomorrow: string;
  readonly done: string;

  // a visit that the host has opened from the record
  readonly notInList: string;
  readonly inOtherVisit: string;
}

export const dayListTexts: TextPart<DayListTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
