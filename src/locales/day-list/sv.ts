import { isolateIn } from '../isolate.ts';
import type { DayListTexts } from './texts.ts';

const name = isolateIn('ltr');

export const sv: DayListTexts = {
  'ready:passed': 'testad, allt fungerar',
  'ready:warned': 'testad, kan bli bättre',
  'ready:sound': 'testad, problem med ljudet',
  'ready:picture': 'testad, problem med bilden',
  'ready:network': 'testad, problem med uppkopplingen',
  'ready:browser': 'testad, webbläsaren fungerar inte',
  'ready:untested': 'inte testad',
  testedOn: (test, device) => `${test}, ${device}`,

  'preparation:not-begun': 'har inte svarat på frågorna',
  'preparation:draft': 'har börjat svara på frågorna',
  'preparation:answered': 'har svarat på frågorna',
  speaks: (language) => `språk: ${language}`,
  withClinician: (clinician) => `hos ${name(clinician)}`,
  'interpreter:outside': 'tolk bokad',
  'interpreter:waiting': 'tolk väntar',
  'interpreter:admitted': 'tolk är med',
  'companion:outside': 'medföljande bokad',
  'companion:waiting': 'medföljande väntar',
  'companion:admitted': 'medföljande är med',

  tellDelayForUnit: 'Säg till om försening',

  patientLate: (count) => `patienten är ${count} min sen`,
  clinicLate: (count) => `vi är ${count} min sena`,

  remind: 'Påminn patienten',
  reminded: (time) => `Påminnelse begärd kl. ${time}`,

  endAndCallIn: 'Avsluta och ta nästa',
  endingAndCallingIn: (person) => `Avslutar och ropar in ${name(person)}`,

  tomorrow: 'I morgon',
  done: 'Avslutade',

  notInList:
    'Det valda besöket finns inte i listan. Det kan vara från en tidigare dag eller höra till en annan mottagning.',
  inOtherVisit: 'Du är i ett annat besök. Avsluta det först.',
};
