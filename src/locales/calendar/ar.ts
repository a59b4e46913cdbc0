import type { CalendarTexts } from './texts.ts';

export const ar: CalendarTexts = {
  add: 'أضف إلى التقويم',
  downloaded: 'تم تنزيل الملف. افتحه ليُضاف الموعد إلى تقويمك.',
  eventTitle: 'زيارة عبر الفيديو',
  eventDescription: 'افتح زيارتك عبر الفيديو من هنا. يمكنك الدخول قبل موعدك ببضع دقائق.',
  fileName: 'video-visit',
};
