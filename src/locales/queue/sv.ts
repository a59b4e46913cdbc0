import { isolateIn } from '../isolate.ts';
import type { QueueTexts } from './texts.ts';

const name = isolateIn('ltr');

export const sv: QueueTexts = {
  title: 'Drop-in',
  open: 'Öppen',
  openUntil: (time) => `Öppen till ${time}`,
  closed: 'Stängd',
  closedKeeps: 'Stängd för nya. De som väntar har kvar sin plats.',
  waiting: (count) => `${count} väntar`,
  nobody: 'Ingen väntar',
  longest: (minutes) => (minutes < 1 ? 'nyss kommen' : `längst ${minutes} min`),
  takeNext: 'Ta nästa',
  endAndTakeNext: 'Avsluta och ta nästa',
  taking: 'Ropar in nästa',
  choose: 'Välj ur kön',
  inQueue: 'De som väntar',
  answered: 'Har svarat på frågorna',
  draft: 'Svarar på frågorna',
  openQueue: 'Öppna drop-in',
  howLong: 'Hur länge?',
  hours: (count) => (count === 1 ? '1 timme' : `${count} timmar`),
  untilClosed: 'Tills någon stänger',
  closeQueue: 'Stäng för nya',
  othersWereFirst: 'En kollega hann före. Ingen annan väntar nu.',
  otherWasFirst: (patient) => `En kollega hann före med ${name(patient)}.`,
  nobodyLeft: 'Ingen väntar längre.',
  came: (count) => (count === 1 ? 'En till i drop-in-kön.' : `${count} till i drop-in-kön.`),
};
