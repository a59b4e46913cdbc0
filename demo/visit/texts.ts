/** What the page itself says. The words of the visit are the package's own. */
export interface VisitPageTexts {
  readonly visit: string;
  readonly skip: string;
  readonly backTo: (portal: string) => string;
  readonly loading: string;
  readonly away: string;
  readonly again: string;
  readonly notYours: string;
}

const sv: VisitPageTexts = {
  visit: 'Videobesök',
  skip: 'Till innehållet',
  backTo: (portal) => `Tillbaka till ${portal}`,
  loading: 'Hämtar …',
  away: 'Vi når inte besöket just nu. Det brukar gå över snart.',
  again: 'Försök igen',
  notYours: 'Det här besöket finns inte bland dina bokningar.',
};

const en: VisitPageTexts = {
  visit: 'Video visit',
  skip: 'To the content',
  backTo: (portal) => `Back to ${portal}`,
  loading: 'Loading …',
  away: 'We cannot reach the visit right now. It usually passes soon.',
  again: 'Try again',
  notYours: 'This visit is not among your bookings.',
};

const ar: VisitPageTexts = {
  visit: 'زيارة عبر الفيديو',
  skip: 'إلى المحتوى',
  backTo: (portal) => `العودة إلى \u2068${portal}\u2069`,
  loading: 'جارٍ التحميل …',
  away: 'لا يمكننا الوصول إلى الزيارة الآن. عادةً ما يزول ذلك قريبًا.',
  again: 'حاول مرة أخرى',
  notYours: 'هذه الزيارة ليست ضمن حجوزاتك.',
};

const languages = [
  { code: 'sv', texts: sv, direction: 'ltr' },
  { code: 'en', texts: en, direction: 'ltr' },
  { code: 'ar', texts: ar, direction: 'rtl' },
] as const;

export const languageOf = (code: string | null): (typeof languages)[number] =>
  languages.find((language) => language.code === code) ?? languages[0];
