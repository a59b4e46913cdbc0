import { isolateIn } from '../isolate.ts';
import type { MicrophoneTexts } from './texts.ts';

const name = isolateIn('rtl');

export const ar: MicrophoneTexts = {
  mute: 'كتم الصوت للإملاء',
  key: (key) => `المفتاح ${name(key)}`,
  dictateNow: 'أملِ الآن باستخدام جهاز الإملاء.',
  notHeard: (time) => `لم يسمعك المريض منذ ${time}.`,
  time: (minutes, seconds) => (minutes > 0 ? `${minutes} د ${seconds} ث` : `${seconds} ث`),
  stays: 'الميكروفون غير مستخدم إلى أن تستعيده، حتى في الزيارة التالية.',
  saidReleased: 'الميكروفون غير مستخدم. أملِ الآن باستخدام جهاز الإملاء.',
  saidBack: (label) => `عاد الميكروفون: ${name(label)}.`,

  silent: (label) => `لم نسمع شيئاً من ${name(label)} بعد. قل شيئاً، أو جرّب ميكروفوناً آخر.`,
  compare: 'مقارنة الميكروفونات',
  compareMeans: 'تكلّم، واختر الميكروفون الذي يسمعك. لا يسمع المريض إلا الميكروفون المستخدم.',
  inUse: 'مستخدم',
  opening: 'جارٍ التشغيل…',
  failed: 'لا يمكن تشغيله',
  heard: 'يسمعك',
  notHeardYet: 'لا يسمع شيئاً بعد',
  use: 'استخدام',
  useThis: (label) => `استخدام ${name(label)}`,
  leftOut: 'ميكروفونات الإملاء غير مشمولة: لا تُختار من تلقاء نفسها أبداً.',
};
