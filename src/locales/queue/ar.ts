import { isolateIn } from '../isolate.ts';
import type { QueueTexts } from './texts.ts';

const name = isolateIn('rtl');
const plural = new Intl.PluralRules('ar');

function counted(count: number, [one, two, few, other]: readonly [string, string, string, string]): string {
  switch (plural.select(count)) {
    case 'one':
      return one;
    case 'two':
      return two;
    case 'few':
      return `${count} ${few}`;
    default:
      return `${count} ${other}`;
  }
}
const patients = (count: number): string => counted(count, ['مريض واحد', 'مريضان', 'مرضى', 'مريضًا']);
const minutes = (count: number): string => counted(count, ['دقيقة واحدة', 'دقيقتان', 'دقائق', 'دقيقة']);

export const ar: QueueTexts = {
  title: 'زيارات دون موعد',
  open: 'مفتوحة',
  openUntil: (time) => `مفتوحة حتى الساعة ${time}`,
  closed: 'مغلقة',
  closedKeeps: 'مغلقة أمام آخرين. يحتفظ المنتظرون بأماكنهم.',
  waiting: (count) => `في الانتظار: ${patients(count)}`,
  nobody: 'لا أحد ينتظر',
  longest: (count) => (count < 1 ? 'وصل للتو' : `أطول انتظار ${minutes(count)}`),
  takeNext: 'استدعاء التالي',
  endAndTakeNext: 'إنهاء واستدعاء التالي',
  taking: 'جارٍ استدعاء التالي',
  choose: 'الاختيار من القائمة',
  inQueue: 'المنتظرون',
  answered: 'أجاب عن الأسئلة',
  draft: 'يجيب عن الأسئلة',
  openQueue: 'فتح الزيارات دون موعد',
  howLong: 'إلى متى؟',
  hours: (count) => counted(count, ['ساعة واحدة', 'ساعتان', 'ساعات', 'ساعة']),
  untilClosed: 'حتى يغلقها أحد',
  closeQueue: 'إغلاق أمام آخرين',
  othersWereFirst: 'سبقك زميل. لا ينتظر أحد غيره الآن.',
  otherWasFirst: (patient) => `سبقك زميل إلى ${name(patient)}.`,
  nobodyLeft: 'لم يعد أحد ينتظر.',
  came: (count) => `انضم إلى قائمة الانتظار: ${patients(count)}.`,
};
