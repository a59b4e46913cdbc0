import type { PracticeNames } from '../../practice/practice-session.ts';
import type { TextPart } from '../text-part.ts';

export const practiceTexts: TextPart<PracticeNames> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
