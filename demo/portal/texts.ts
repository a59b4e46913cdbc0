/** What the portal itself says. The words of the visit are the package's own. */
export interface PortalTexts {
  readonly portal: string;
  readonly skip: string;
  readonly demo: string;
  readonly signedInAs: string;
  readonly oneMore: string;
  readonly foot: string;
  readonly dropIn: (clinic: string) => string;
  readonly dropInOpen: string;
  readonly dropInClosed: string;
  readonly toQueue: string;
  /** What the clinic wants the person reminded of. */
  readonly reminders: Readonly<Record<'come-now' | 'soon', (clinician: string) => string>>;
  readonly openVisit: string;
  readonly languages: string;
  readonly visits: string;
  readonly visitsLead: string;
  readonly back: string;
  readonly visit: string;
  readonly with: string;
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
  dropIn: (clinic) => `Drop-in hos ${clinic}`,
  dropInOpen: 'Kom utan bokad tid. Du får en plats i kön och ser hur den rör sig.',
  dropInClosed: 'Stängt just nu.',
  toQueue: 'Ställ dig i kön',
  reminders: {
    'come-now': (clinician) => `Påminnelse: din tid hos ${clinician} är inne. Mottagningen väntar på dig.`,
    soon: (clinician) => `Påminnelse: du har ett videobesök med ${clinician} i morgon.`,
  },
  openVisit: 'Öppna besöket',
  languages: 'Språk',
  visits: 'Mina videobesök',
  visitsLead: 'Logga gärna in några minuter före din tid. Du behöver inte installera något.',
  back: 'Mina videobesök',
  visit: 'Videobesök',
  with: 'med',
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
  dropIn: (clinic) => `Drop-in at ${clinic}`,
  dropInOpen: 'Come without a booked time. You get a place in the queue and see how it moves.',
  dropInClosed: 'Closed right now.',
  toQueue: 'Join the queue',
  reminders: {
    'come-now': (clinician) => `Reminder: it is time for your visit with ${clinician}. The clinic is waiting for you.`,
    soon: (clinician) => `Reminder: you have a video visit with ${clinician} tomorrow.`,
  },
  openVisit: 'Open the visit',
  languages: 'Language',
  visits: 'My video visits',
  visitsLead: 'Feel free to come a few minutes early. There is nothing to install.',
  back: 'My video visits',
  visit: 'Video visit',
  with: 'with',
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
  dropIn: (clinic) => `زيارة دون موعد في \u2068${clinic}\u2069`,
  dropInOpen: 'تعال دون موعد محجوز. تحصل على مكان في قائمة الانتظار وترى كيف تتحرك.',
  dropInClosed: 'مغلق الآن.',
  toQueue: 'انضم إلى قائمة الانتظار',
  reminders: {
    'come-now': (clinician) => `تذكير: حان موعدك مع \u2068${clinician}\u2069. العيادة في انتظارك.`,
    soon: (clinician) => `تذكير: لديك زيارة بالفيديو مع \u2068${clinician}\u2069 غدًا.`,
  },
  openVisit: 'افتح الزيارة',
  languages: 'اللغة',
  visits: 'زياراتي عبر الفيديو',
  visitsLead: 'يمكنك الدخول قبل موعدك ببضع دقائق. لا حاجة إلى تثبيت أي شيء.',
  back: 'زياراتي عبر الفيديو',
  visit: 'زيارة فيديو',
  with: 'مع',
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
  { code: 'sv', name: 'Svenska', short: 'SV', texts: sv, direction: 'ltr' },
  { code: 'en', name: 'English', short: 'EN', texts: en, direction: 'ltr' },
  { code: 'ar', name: 'العربية', short: 'ع', texts: ar, direction: 'rtl' },
] as const;

export type PortalLanguage = (typeof languages)[number];

export const languageOf = (code: string | null): PortalLanguage =>
  languages.find((language) => language.code === code) ?? languages[0];
