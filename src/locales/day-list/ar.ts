import { minutes } from '../arabic-minutes.ts';
import { isolateIn } from '../isolate.ts';
import type { DayListTexts } from './texts.ts';

const name = isolateIn('rtl');

export const ar: DayListTexts = {
  'ready:passed': 'تم الاختبار، كل شيء يعمل',
  'ready:warned': 'تم الاختبار، يمكن تحسينه',
  'ready:sound': 'تم الاختبار، مشكلة في الصوت',
  'ready:picture': 'تم الاختبار، مشكلة في الصورة',
  'ready:network': 'تم الاختبار، مشكلة في الاتصال',
  'ready:browser': 'تم الاختبار، المتصفح لا يعمل',
  'ready:untested': 'لم يُجرَ الاختبار',
  testedOn: (test, device) => `${test}، ${device}`,

  'preparation:not-begun': 'لم تتم الإجابة عن الأسئلة',
  'preparation:draft': 'بدأت الإجابة عن الأسئلة',
  'preparation:answered': 'تمت الإجابة عن الأسئلة',
  speaks: (language) => `اللغة: ${language}`,
  withClinician: (clinician) => `مع ${name(clinician)}`,
  'interpreter:outside': 'حُجز مترجم',
  'interpreter:waiting': 'المترجم ينتظر',
  'interpreter:admitted': 'المترجم حاضر',
  'companion:outside': 'حُجز مرافق',
  'companion:waiting': 'المرافق ينتظر',
  'companion:admitted': 'المرافق حاضر',

  tellDelayForUnit: 'أبلغ عن تأخير',

  patientLate: (count) => `المريض متأخر ${minutes(count)}`,
  clinicLate: (count) => `نحن متأخرون ${minutes(count)}`,

  remind: 'ذكّر المريض',
  reminded: (time) => `طُلب التذكير الساعة ${time}`,

  endAndCallIn: 'إنهاء واستدعاء التالي',
  endingAndCallingIn: (person) => `جارٍ الإنهاء واستدعاء ${name(person)}`,

  tomorrow: 'غدًا',
  done: 'انتهت',

  notInList: 'الزيارة المختارة ليست في القائمة. قد تكون من يوم سابق أو تابعة لعيادة أخرى.',
  inOtherVisit: 'أنت في زيارة أخرى. أنهِها أولًا.',
};
