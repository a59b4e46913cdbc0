import type { PracticeNames } from '../../practice/practice-session.ts';

export const ar: PracticeNames = {
  patient: 'أنت',
  clinician: 'روبن (شخص غير حقيقي)',
  unit: 'عيادة التدريب',
  subject: 'تدريب',
};
