import type { PracticeTexts } from './texts.ts';

export const en: PracticeTexts = {
  patient: 'You',
  clinician: 'Robin (not a real person)',
  unit: 'The practice clinic',
  subject: 'Practice',
  you: 'You',
  patients: [
    { name: 'Maja Sandström', subject: 'Blood pressure follow-up' },
    { name: 'Ali Rahimi', subject: 'Test results' },
    { name: 'Gunnel Åkerlund', subject: 'A cough for three weeks' },
  ],
};
