import type { PracticeTexts } from './texts.ts';

export const ar: PracticeTexts = {
  patient: 'أنت',
  clinician: 'روبن (شخص غير حقيقي)',
  unit: 'عيادة التدريب',
  subject: 'تدريب',
  you: 'أنت',
  patients: [
    { name: 'مايا ساندستروم', subject: 'متابعة ضغط الدم' },
    { name: 'علي رحيمي', subject: 'نتائج التحاليل' },
    { name: 'غونيل أوكرلوند', subject: 'سعال منذ ثلاثة أسابيع' },
  ],
};
