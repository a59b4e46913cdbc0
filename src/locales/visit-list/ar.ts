import { isolateIn } from '../isolate.ts';
import type { VisitListTexts } from './texts.ts';

const name = isolateIn('rtl');

export const ar: VisitListTexts = {
  coming: 'الزيارات المحجوزة',
  earlier: 'الزيارات السابقة',
  none: 'ليس لديك زيارات فيديو محجوزة.',
  opening: 'جارٍ جلب زياراتك',
  old: 'انقطع الاتصال، لذا قد يكون ما تراه قديمًا. نواصل المحاولة.',
  missing: 'لا يمكن عرض جميع زياراتك هنا الآن.',
  missingNext: 'أعد تحميل الصفحة. اتصل بالعيادة إن لم يُجدِ ذلك.',
  opens: 'تفتح غرفة الانتظار',
  open: 'غرفة الانتظار مفتوحة',
  waiting: 'أنت في غرفة الانتظار',
  inProgress: 'الزيارة جارية',
  finished: 'انتهت',
  cancelled: 'أُلغيت',
  opened: 'لقد فتحت الزيارة',
  notOpened: 'لم تفتح الزيارة بعد',
  tested: 'تم اختبار الكاميرا والصوت',
  notTested: 'لم يتم اختبار الكاميرا والصوت',
  testFailed: 'هناك شيء لم يعمل عندما اختبرت الكاميرا والصوت',
  answered: 'وصلت إجاباتك إلى العيادة',
  notAnswered: 'لدى العيادة أسئلة لك',
  goToVisit: 'اذهب إلى الزيارة',
  dropIn: 'زيارة دون موعد',
  withPerson: (person) => `زيارة فيديو مع ${name(person)}`,
};
