/** What the portal itself says. The words of the visit are the package's own. */
export interface PortalTexts {
  readonly portal: string;
  readonly skip: string;
  readonly demo: string;
  readonly signedInAs: string;
  readonly oneMore: string;
  readonly foot: string;
  readonly languages: string;
  readonly visits: string;
  readonly visitsLead: string;
  readonly coming: string;
  readonly earlier: string;
  readonly noVisits: string;
  readonly open: string;
  readonly back: string;
  readonly visit: string;
  readonly with: string;
  readonly minutes: (count: number) => string;
  readonly today: string;
  readonly opens: (time: string) => string;
  readonly status: Readonly<Record<'planned' | 'arrived' | 'in-progress' | 'finished' | 'cancelled', string>>;
  /** What a host may say before a visit. */
  readonly before: string;
  readonly advice: readonly string[];
  readonly loading: string;
  readonly away: string;
  readonly again: string;
  readonly notYours: string;
}

const sv: PortalTexts = {
  portal: 'Min vård',
  skip: 'Till innehållet',
  demo: 'Demonstration. Alla personer är påhittade.',
  signedInAs: 'Inloggad:',
  oneMore: 'Boka ett besök till',
  foot: 'Region Norrvik finns inte på riktigt. Vid livshotande tillstånd: ring 112.',
  languages: 'Språk',
  visits: 'Mina videobesök',
  visitsLead: 'Logga gärna in några minuter före din tid. Du behöver inte installera något.',
  coming: 'Bokade',
  earlier: 'Tidigare',
  noVisits: 'Du har inga bokade videobesök.',
  open: 'Öppna besöket',
  back: 'Mina videobesök',
  visit: 'Videobesök',
  with: 'med',
  minutes: (count) => `${count} minuter`,
  today: 'I dag',
  opens: (time) => `Väntrummet öppnar ${time}`,
  status: {
    planned: 'Bokat',
    arrived: 'Du väntar',
    'in-progress': 'Pågår',
    finished: 'Avslutat',
    cancelled: 'Avbokat',
  },
  before: 'Inför ditt besök',
  advice: [
    'Sitt där du kan prata ostört.',
    'Ha ljus framför dig, inte bakom dig.',
    'Använd gärna ett headset. Då hörs du bättre, och ingen annan hör.',
    'Du behöver inte bekräfta besöket. Det räcker att du kommer.',
  ],
  loading: 'Hämtar …',
  away: 'Vi når inte bokningarna just nu. Det brukar gå över snart.',
  again: 'Försök igen',
  notYours: 'Det här besöket finns inte bland dina bokningar.',
};

const en: PortalTexts = {
  portal: 'My care',
  skip: 'To the content',
  demo: 'Demonstration. All people are made up.',
  signedInAs: 'Signed in:',
  oneMore: 'Book one more visit',
  foot: 'Region Norrvik does not exist. In a life-threatening emergency: call 112.',
  languages: 'Language',
  visits: 'My video visits',
  visitsLead: 'Feel free to come a few minutes early. There is nothing to install.',
  coming: 'Booked',
  earlier: 'Earlier',
  noVisits: 'You have no video visits booked.',
  open: 'Open the visit',
  back: 'My video visits',
  visit: 'Video visit',
  with: 'with',
  minutes: (count) => `${count} minutes`,
  today: 'Today',
  opens: (time) => `The waiting room opens at ${time}`,
  status: {
    planned: 'Booked',
    arrived: 'You are waiting',
    'in-progress': 'Going on',
    finished: 'Over',
    cancelled: 'Cancelled',
  },
  before: 'Before your visit',
  advice: [
    'Sit where you can talk in private.',
    'Have the light in front of you, not behind you.',
    'Use a headset if you have one. You will be heard better, and nobody else hears.',
    'You need not confirm the visit. It is enough to come.',
  ],
  loading: 'Loading …',
  away: 'We cannot reach your bookings right now. It usually passes soon.',
  again: 'Try again',
  notYours: 'This visit is not among your bookings.',
};

const ar: PortalTexts = {
  portal: 'رعايتي',
  skip: 'إلى المحتوى',
  demo: 'عرض توضيحي. جميع الأشخاص خياليون.',
  signedInAs: 'تم الدخول باسم:',
  oneMore: 'احجز زيارة أخرى',
  foot: 'منطقة نورفيك غير موجودة في الواقع. في حالة خطر على الحياة: اتصل بالرقم 112.',
  languages: 'اللغة',
  visits: 'زياراتي عبر الفيديو',
  visitsLead: 'يمكنك الدخول قبل موعدك ببضع دقائق. لا حاجة إلى تثبيت أي شيء.',
  coming: 'المحجوزة',
  earlier: 'السابقة',
  noVisits: 'ليس لديك زيارات فيديو محجوزة.',
  open: 'افتح الزيارة',
  back: 'زياراتي عبر الفيديو',
  visit: 'زيارة فيديو',
  with: 'مع',
  minutes: (count) => `${count} دقيقة`,
  today: 'اليوم',
  opens: (time) => `تفتح غرفة الانتظار في الساعة ${time}`,
  status: {
    planned: 'محجوزة',
    arrived: 'أنت في الانتظار',
    'in-progress': 'جارية',
    finished: 'انتهت',
    cancelled: 'ألغيت',
  },
  before: 'قبل زيارتك',
  advice: [
    'اجلس في مكان يمكنك التحدث فيه على انفراد.',
    'اجعل الضوء أمامك وليس خلفك.',
    'استخدم سماعة رأس إن أمكن. سيُسمع صوتك بشكل أفضل ولن يسمع أحد غيرك.',
    'لا حاجة إلى تأكيد الزيارة. يكفي أن تحضر.',
  ],
  loading: 'جارٍ التحميل …',
  away: 'لا يمكننا الوصول إلى حجوزاتك الآن. عادةً ما يزول ذلك قريبًا.',
  again: 'حاول مرة أخرى',
  notYours: 'هذه الزيارة ليست ضمن حجوزاتك.',
};

export const languages = [
  { code: 'sv', name: 'Svenska', short: 'SV', texts: sv, locale: 'sv-SE', direction: 'ltr' },
  { code: 'en', name: 'English', short: 'EN', texts: en, locale: 'en-GB', direction: 'ltr' },
  // Western digits, as Swedish care writes times in Arabic too.
  { code: 'ar', name: 'العربية', short: 'ع', texts: ar, locale: 'ar-u-nu-latn', direction: 'rtl' },
] as const;

export type PortalLanguage = (typeof languages)[number];

export const languageOf = (code: string | null): PortalLanguage =>
  languages.find((language) => language.code === code) ?? languages[0];
