import type { HomeReadingTexts } from '../../core/preparation/home-readings.ts';
import type { TextPart } from '../text-part.ts';

/** The ready-made form for readings taken at home. */
export const homeReadingTexts: TextPart<HomeReadingTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
