import type { PracticeNames } from '../../practice/practice-session.ts';

export const sv: PracticeNames = {
  patient: 'Du',
  clinician: 'Robin (finns inte på riktigt)',
  unit: 'Övningsmottagningen',
  subject: 'Övning',
};
