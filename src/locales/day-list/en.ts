import { isolateIn } from '../isolate.ts';
import type { DayListTexts } from './texts.ts';

const name = isolateIn('ltr');

export const en: DayListTexts = {
  'ready:passed': 'tested OK',
  'ready:warned': 'tested, could be better',
  'ready:sound': 'tested, trouble with sound',
  'ready:picture': 'tested, trouble with the picture',
  'ready:network': 'tested, trouble with the connection',
  'ready:browser': 'tested, the browser does not work',
  'ready:untested': 'not tested',
  testedOn: (test, device) => `${test}, ${device}`,

  'preparation:not-begun': 'has not answered the questions',
  'preparation:draft': 'has begun to answer the questions',
  'preparation:answered': 'has answered the questions',
  speaks: (language) => `language: ${language}`,
  withClinician: (clinician) => `with ${name(clinician)}`,
  'interpreter:outside': 'interpreter booked',
  'interpreter:waiting': 'interpreter waits',
  'interpreter:admitted': 'interpreter is there',
  'companion:outside': 'companion booked',
  'companion:waiting': 'companion waits',
  'companion:admitted': 'companion is there',

  tellDelayForUnit: 'Tell of a delay',

  patientLate: (count) => `the patient is ${count} min late`,
  clinicLate: (count) => `we are ${count} min late`,

  remind: 'Remind the patient',
  reminded: (time) => `Reminder asked for at ${time}`,

  endAndCallIn: 'End and call in',
  endingAndCallingIn: (person) => `Ending and calling in ${name(person)}`,

  tomorrow: 'Tomorrow',
  done: 'Over',

  notInList: 'The visit you chose is not in the list. It may be from an earlier day, or belong to another clinic.',
  inOtherVisit: 'You are in another visit. End it first.',
};
