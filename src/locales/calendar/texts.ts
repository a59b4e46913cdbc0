import type { TextPart } from '../text-part.ts';

/** The file for a person's own calendar: `<visit-calendar>`. */
export interface CalendarTexts {
  readonly add: string;
  readonly downloaded: string;
  /** In the file: what the calendar shows, to whoever sees it. Says neither clinic nor subject. */
  readonly eventTitle: string;
  /** The address comes after it. */
  readonly eventDescription: string;
  /** Without `.ics`; letters of a–z, as some systems turn others into signs. */
  readonly fileName: string;
}

export const calendarTexts: TextPart<CalendarTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
