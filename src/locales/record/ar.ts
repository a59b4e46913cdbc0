import { isolateIn } from '../isolate.ts';
import type { RecordTexts } from './texts.ts';

const isolated = isolateIn('rtl');

export const ar: RecordTexts = {
  title: 'بيانات الزيارة',
  handedOver: 'سُلّمت إلى السجل الطبي.',
  nothingToWrite: 'لا حاجة إلى كتابة شيء.',
  when: 'الوقت',
  fromTo: (from, to, length) => `${isolated(`${from}–${to}`)}، ${length}`,
  how: 'نوع الزيارة',
  video: 'فيديو',
  phone: 'هاتف',
  who: 'المشاركون',
  'role:interpreter': 'مترجم',
  'role:companion': 'مرافق',
  actsFor: (name) => `نيابة عن ${isolated(name)}`,
  suggestedCode: 'رمز مقترح',
  suggestionMeans: 'لم يُسجَّل شيء.',
  physicalVisitNeeded: 'يلزم حضور المريض شخصيًا',
  yes: 'نعم',
  no: 'لا',
};
