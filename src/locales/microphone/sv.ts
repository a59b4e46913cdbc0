import { isolateIn } from '../isolate.ts';
import type { MicrophoneTexts } from './texts.ts';

const name = isolateIn('ltr');

export const sv: MicrophoneTexts = {
  mute: 'Tyst för diktering',
  key: (key) => `tangent ${key}`,
  dictateNow: 'Diktera nu med diktafonen.',
  notHeard: (time) => `Patienten har inte hört dig på ${time}.`,
  time: (minutes, seconds) => (minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`),
  stays: 'Mikrofonen är släppt tills du tar tillbaka den, även i nästa besök.',
  saidReleased: 'Mikrofonen är släppt. Diktera nu med diktafonen.',
  saidBack: (label) => `Mikrofonen är tillbaka: ${name(label)}.`,

  silent: (label) => `Vi har inte hört något från ${name(label)} än. Säg något, eller prova en annan mikrofon.`,
  compare: 'Jämför mikrofoner',
  compareMeans: 'Prata, och välj den mikrofon som hör dig. Patienten hör bara den som används.',
  inUse: 'Används',
  opening: 'Startar …',
  failed: 'Går inte att starta',
  heard: 'Hör dig',
  notHeardYet: 'Hör inget än',
  use: 'Använd',
  useThis: (label) => `Använd ${name(label)}`,
  leftOut: 'Dikteringsmikrofoner är inte med: de väljs aldrig av sig själva.',
};
