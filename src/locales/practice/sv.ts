import type { PracticeTexts } from './texts.ts';

export const sv: PracticeTexts = {
  patient: 'Du',
  clinician: 'Robin (finns inte på riktigt)',
  unit: 'Övningsmottagningen',
  subject: 'Övning',
  you: 'Du',
  patients: [
    { name: 'Maja Sandström', subject: 'Uppföljning av blodtryck' },
    { name: 'Ali Rahimi', subject: 'Provsvar' },
    { name: 'Gunnel Åkerlund', subject: 'Hosta sedan tre veckor' },
  ],
};
