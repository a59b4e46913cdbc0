import type { QueuePlaceTexts } from './texts.ts';

const plural = new Intl.PluralRules('ar');
/** After a word that asks for the genitive: whole five minutes are few or many. */
const minutes = (count: number): string => `${count} ${plural.select(count) === 'few' ? 'دقائق' : 'دقيقة'}`;

function hours(count: number): string {
  switch (plural.select(count)) {
    case 'one':
      return 'ساعة';
    case 'two':
      return 'ساعتين';
    default:
      return `${count} ساعات`;
  }
}

export const ar: QueuePlaceTexts = {
  dropIn: 'زيارة دون موعد',
  place: (position) => `رقمك في قائمة الانتظار ${position}`,
  about: (count) => (count <= 60 ? `حوالي ${minutes(count)}` : `أكثر من ${hours(Math.floor(count / 60))}`),
  unknown: 'لا يمكننا بعد أن نقول كم ستطول المدة',
  closed: 'قائمة الانتظار مغلقة أمام آخرين. مكانك محفوظ.',
  notYet: 'تحصل على مكان في قائمة الانتظار عندما تدخل غرفة الانتظار.',
};
