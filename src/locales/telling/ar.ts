import { isolateIn } from '../isolate.ts';
import type { TellingTexts } from './texts.ts';

const name = isolateIn('rtl');
const plural = new Intl.PluralRules('ar');

/** After a word that asks for the genitive or accusative. */
function minutes(count: number): string {
  switch (plural.select(count)) {
    case 'one':
      return 'دقيقة واحدة';
    case 'two':
      return 'دقيقتين';
    case 'few':
      return `${count} دقائق`;
    default:
      return `${count} دقيقة`;
  }
}

export const ar: TellingTexts = {
  delayed: (clinician, count) => `سيكون هناك تأخير بسيط من ${name(clinician)}: حوالي ${minutes(count)}.`,
  delayedInWords: (clinician) => `سيكون هناك تأخير بسيط من ${name(clinician)}.`,
  runningLate: (clinician) => `حان موعدك، لكن هناك تأخيرًا بسيطًا من ${name(clinician)}.`,
  placeKept: 'مكانك محفوظ.',
  toldAt: (time) => `أُبلغت بذلك الساعة ${time}`,

  earlyQuestion: (clinician, time) => `يمكن لـ${name(clinician)} البدء الآن. هل تريد البدء الآن أم الساعة ${time}؟`,
  earlyUnseen: 'لن يراك أو يسمعك أحد قبل أن تجيب.',
  startNow: 'ابدأ الآن',
  waitUntil: (time) => `الانتظار حتى الساعة ${time}`,
  earlyAnswered: (time) => `أجبت بأنك تريد البدء الساعة ${time}. انتظر هنا.`,

  tellClinic: 'أخبر العيادة',
  late: 'سأتأخر',
  howLate: 'كم ستتأخر؟',
  mustLeave: 'عليّ أن أغادر قريبًا',
  howLong: 'كم يمكنك الانتظار؟',
  cannotCome: 'لا أستطيع الحضور',
  cannotComeMeans: 'سترى العيادة ذلك. لم تُلغَ الزيارة: اتصل بالعيادة إذا أردت موعدًا آخر.',
  cannotWait: 'لا أستطيع الانتظار أكثر',
  toldLate: (count) => `قلت إنك ستتأخر حوالي ${minutes(count)}.`,
  toldMustLeave: (count) => `قلت إنه يمكنك الانتظار حوالي ${minutes(count)}.`,
  toldCannotCome: 'قلت إنك لا تستطيع الحضور.',
  takeBack: 'تراجع',

  keepPhoneNear: (end) =>
    `أبقِ هاتفك قريبًا. إذا لم تعمل الصورة والصوت فستتصل بك العيادة على الرقم الذي ينتهي بـ ${end}.`,
  isNumberRight: 'هل الرقم صحيح؟',
  numberIsRight: 'نعم، الرقم صحيح',
  changeNumber: 'تغيير الرقم',
  offerNumber: 'أضف رقم هاتفك',
  giveNumber: 'إذا لم تعمل الصورة والصوت يمكن للعيادة أن تتصل بك هاتفيًا. على أي رقم؟',
  phoneNumber: 'رقم الهاتف',
  numberExample: 'اكتب الرقم بالأرقام، مثل \u2066070-123 45 67\u2069.',
  save: 'حفظ',
  cancel: 'إلغاء',
  byPhone: 'تستمر الزيارة عبر الهاتف',
  ringsYou: (end) => `ستتصل بك العيادة على الرقم الذي ينتهي بـ ${end}.`,
  ringsYouNow: (end) => `تتصل بك العيادة الآن على الرقم الذي ينتهي بـ ${end}.`,
  ringsYouUnknown: 'ستتصل بك العيادة هاتفيًا.',
  pageKeepsTrying: 'أبقِ هذه الصفحة مفتوحة. مكانك محفوظ.',
  soundRests: 'الميكروفون هنا مغلق في هذه الأثناء حتى لا يحدث صدى. تظهر الصورة إذا كانت تعمل.',
  ring: (person) => `اتصل بـ${name(person)}`,
  noNumber: 'لا يوجد رقم هاتف مع الحجز. انظر في السجل. يمكن للمريض أيضًا أن يكتب الرقم في صفحته.',
  noNumberInRow: 'لا يوجد رقم هاتف',
  confirmed: 'أكده المريض',
  goOnByPhone: 'المتابعة عبر الهاتف',
  beginByPhone: 'إجراء الزيارة عبر الهاتف',
  byPhoneForClinician: (person) => `تتابعان عبر الهاتف. يرى ${name(person)} ذلك في صفحته.`,
  goOnByVideo: 'العودة إلى الفيديو',

  noticeCall: 'حان دورك الآن.',
  noticeEarly: 'هل تريد البدء الآن؟ أجب في الصفحة.',
  chime: 'صوت عند استدعائك',

  asksFirst: (time) => `الموعد المحجوز الساعة ${time}. يُسأل المريض أولًا إن كان يريد البدء الآن.`,
  isAsked: (person) => `يُسأل ${name(person)} إن كان يريد البدء الآن. لا يُرى أو يُسمع أحد قبل الإجابة.`,
  comesAt: (person, time) => `أجاب ${name(person)}: البدء الساعة ${time}.`,
  withdraw: 'تراجع',
  rowDelay: (count, time) => `تأخير ${minutes(count)}، أُبلغ به الساعة ${time}`,
  rowDelayWords: (words, time) => `«${name(words)}»، أُبلغ به الساعة ${time}`,
  'row:late': (count) => `سيتأخر ${minutes(count)}`,
  'row:must-leave': (count) => `يمكنه الانتظار ${minutes(count)}`,
  'row:cannot-come': 'لا يستطيع الحضور',
  rowByPhone: 'عبر الهاتف',
  tellDelay: 'أخبر بأنك ستتأخر',
  ownWords: 'بكلماتك',
  send: 'إبلاغ',
};
