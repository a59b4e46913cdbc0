import { isolateIn } from '../isolate.ts';
import type { DelayTexts } from './texts.ts';

const name = isolateIn('ltr');
const patients = (count: number): string => (count === 1 ? '1 patient' : `${count} patienter`);

export const sv: DelayTexts = {
  whom: 'Vem ska få veta det?',
  onlyThis: (person) => `Bara ${name(person)}`,
  allRemaining: (clinician, count) => `Alla som är kvar i dag hos ${name(clinician)} (${count})`,
  howLong: 'Hur lång blir förseningen?',
  phrases: 'Färdiga meningar',
  ownWords: 'Egna ord',
  writtenIn: 'Skrivet på',
  send: 'Säg till',
  takeBackAll: (count) => `Ta tillbaka för alla (${count})`,
  telling: (done, count) => `Säger till ${done} av ${count}`,
  toldMany: (count) => `${patients(count)} har fått veta det.`,
  takenBackMany: (count) => `Det är taget tillbaka för ${patients(count)}.`,
  notTold: (who) => `Det gick inte för ${who}.`,
  again: 'Försök igen',
  done: 'Klar',
};
