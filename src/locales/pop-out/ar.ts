import { isolateIn } from '../isolate.ts';
import type { PopOutTexts } from './texts.ts';

const name = isolateIn('rtl');

export const ar: PopOutTexts = {
  ownWindow: 'نافذة مستقلة',
  closeOwnWindow: 'أغلق النافذة المستقلة',
  smallPicture: 'صورة صغيرة',
  closeSmallPicture: 'أغلق الصورة الصغيرة',
  smallPictureOf: (patient) => `صورة صغيرة: ${name(patient)}`,
  back: 'رجوع',
  dictation: 'الإملاء',
  dictating: 'المريض لا يسمعك. أملِ الآن في جهاز الإملاء.',
  move: 'حرّك',
  moveMeans: 'اسحب النافذة، أو استخدم مفاتيح الأسهم.',

  wasAway: (patient) =>
    `لم تكن ترى ${name(patient)} وأنت في علامة تبويب أخرى. هل تريد الصورة في نافذة تبقى دائمًا فوق غيرها؟`,
  noThanks: 'لا، شكرًا',

  toControls: 'إلى الأزرار',
};
