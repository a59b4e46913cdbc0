import type { HomeReadingTexts } from '../../core/preparation/home-readings.ts';

export const sv: HomeReadingTexts = {
  title: 'Mätvärden hemifrån',
  intro: 'Fyll i det du har mätt och lämna resten tomt. Mätte du i dag kan du lämna datumet tomt.',
  pressure: 'Blodtryck och puls',
  others: 'Andra mätvärden',
  systolic: 'Övertryck (det högre talet)',
  diastolic: 'Undertryck (det lägre talet)',
  pulse: 'Puls',
  weight: 'Vikt',
  temperature: 'Kroppstemperatur',
  glucose: 'Blodsocker',
  saturation: 'Syremättnad (saturation)',
  date: 'Vilken dag mätte du?',
  time: 'Vilken tid mätte du?',
  comment: 'Vill du berätta något om mätningarna?',
};
