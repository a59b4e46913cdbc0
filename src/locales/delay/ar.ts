import { isolateIn } from '../isolate.ts';
import type { DelayTexts } from './texts.ts';

const name = isolateIn('rtl');
const plural = new Intl.PluralRules('ar');

function patients(count: number, two: 'مريضان' | 'مريضين'): string {
  switch (plural.select(count)) {
    case 'one':
      return 'مريض واحد';
    case 'two':
      return two;
    case 'few':
      return `${count} مرضى`;
    default:
      return `${count} مريضًا`;
  }
}

export const ar: DelayTexts = {
  whom: 'من الذي يجب إبلاغه؟',
  onlyThis: (person) => `${name(person)} فقط`,
  allRemaining: (clinician, count) => `كل من تبقّى اليوم مع ${name(clinician)} (${count})`,
  howLong: 'كم سيكون التأخير؟',
  phrases: 'جمل جاهزة',
  ownWords: 'بكلماتك',
  writtenIn: 'مكتوب باللغة',
  send: 'أبلغ',
  takeBackAll: (count) => `تراجع للجميع (${count})`,
  telling: (done, count) => `جارٍ الإبلاغ: ${done} من ${count}`,
  toldMany: (count) => `أُبلغ بذلك ${patients(count, 'مريضان')}.`,
  takenBackMany: (count) => `تم التراجع لـ${patients(count, 'مريضين')}.`,
  notTold: (who) => `لم ينجح ذلك مع ${who}.`,
  again: 'حاول مرة أخرى',
  done: 'تم',
};
