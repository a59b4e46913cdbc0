import type { QueuePlaceTexts } from './texts.ts';

const hours = (count: number): string => (count === 1 ? 'en timme' : `${count} timmar`);

export const sv: QueuePlaceTexts = {
  dropIn: 'Drop-in',
  place: (position) => `Du är nummer ${position} i kön`,
  about: (minutes) => (minutes <= 60 ? `Ungefär ${minutes} minuter` : `Mer än ${hours(Math.floor(minutes / 60))}`),
  unknown: 'Vi kan inte säga hur länge än',
  closed: 'Kön är stängd för nya. Du har kvar din plats.',
  notYet: 'Du får en plats i kön när du går till väntrummet.',
};
