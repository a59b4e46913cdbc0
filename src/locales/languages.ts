import type { VisitTranslation } from './translation.ts';

/** The languages the package speaks. Each is a file of its own, fetched when first needed. */
export const languages = ['sv', 'en', 'ar'] as const;
export type Language = (typeof languages)[number];

const loaders: Record<Language, () => Promise<VisitTranslation>> = {
  sv: async () => (await import('./sv.ts')).sv,
  en: async () => (await import('./en.ts')).en,
  ar: async () => (await import('./ar.ts')).ar,
};

export const loadLanguage = (language: Language): Promise<VisitTranslation> => loaders[language]();

/** The language of ours that fits a BCP 47 tag best: the same primary language, else English. */
export function languageFor(tag: string): Language {
  const primary = tag.trim().toLowerCase().split(/[-_]/, 1)[0];
  return languages.find((language) => language === primary) ?? 'en';
}

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');
