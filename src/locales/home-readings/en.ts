import type { HomeReadingTexts } from '../../core/preparation/home-readings.ts';

export const en: HomeReadingTexts = {
  title: 'Readings from home',
  intro:
    'Fill in what you have measured and leave the rest empty. If you measured today, you can leave the date empty.',
  pressure: 'Blood pressure and pulse',
  others: 'Other readings',
  systolic: 'Upper blood pressure (the higher number)',
  diastolic: 'Lower blood pressure (the lower number)',
  pulse: 'Pulse',
  weight: 'Weight',
  temperature: 'Body temperature',
  glucose: 'Blood sugar',
  saturation: 'Oxygen saturation',
  date: 'Which day did you measure?',
  time: 'What time did you measure?',
  comment: 'Would you like to say something about the readings?',
};
