import type { PracticeNames } from '../../practice/practice-session.ts';

export const en: PracticeNames = {
  patient: 'You',
  clinician: 'Robin (not a real person)',
  unit: 'The practice clinic',
  subject: 'Practice',
};
