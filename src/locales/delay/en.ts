import { isolateIn } from '../isolate.ts';
import type { DelayTexts } from './texts.ts';

const name = isolateIn('ltr');
const patients = (count: number): string => (count === 1 ? '1 patient' : `${count} patients`);

export const en: DelayTexts = {
  whom: 'Who is to know?',
  onlyThis: (person) => `Only ${name(person)}`,
  allRemaining: (clinician, count) => `All that remain today with ${name(clinician)} (${count})`,
  howLong: 'How long will the delay be?',
  phrases: 'Ready-made sentences',
  ownWords: 'Own words',
  writtenIn: 'Written in',
  send: 'Tell',
  takeBackAll: (count) => `Take back for all (${count})`,
  telling: (done, count) => `Telling ${done} of ${count}`,
  toldMany: (count) => `${patients(count)} ${count === 1 ? 'has' : 'have'} been told.`,
  takenBackMany: (count) => `Taken back for ${patients(count)}.`,
  notTold: (who) => `It did not work for ${who}.`,
  again: 'Try again',
  done: 'Done',
};
