import { isolateIn } from '../isolate.ts';
import type { ParticipantsTexts } from './texts.ts';

const name = isolateIn('ltr');

export const sv: ParticipantsTexts = {
  title: 'Personer i besöket',
  people: (count) => `Personer (${count})`,
  standing: {
    here: 'Med nu',
    'put-back': 'Satt i väntrummet',
    waiting: 'Väntar',
    away: 'Har tappat kontakten',
    left: 'Har lämnat besöket',
    invited: 'Har inte kommit än',
    removed: 'Borttagen',
  },
  putBackPerson: (person) => `Tillbaka till väntrummet: ${name(person)}`,
  remove: 'Ta bort',
  removePerson: (person) => `Ta bort ${name(person)}`,
  removeQuestion: (person) => `Ska ${name(person)} tas bort från besöket?`,
  removeMeans: 'Personen ser och hör inget mer, och kommer bara tillbaka med en ny inbjudan.',
  keep: 'Behåll',
  inviteTitle: 'Bjud in en till',
  who: 'Vem bjuder du in?',
  name: 'Namn',
  nameMissing: 'Skriv vad personen heter.',
  actsForPatient: (patient) => `Företräder ${name(patient)}, till exempel som vårdnadshavare`,
  invite: 'Bjud in',
  full: 'Fyra är det flesta som kan vara med. Ta bort någon om en annan ska komma.',
  invited: (person) => `${name(person)} är inbjuden`,
  sendLink: (person) => `Skicka länken till ${name(person)} och ingen annan. Du släpper in när det passar.`,
  link: 'Länk till besöket',
  linkCode: 'QR-kod med länken till besöket',
  linkElsewhere: 'Länken skickas inte härifrån. Den kommer från er bokning.',
  linkFailed: 'Länken kunde inte hämtas. Inbjudan gäller ändå.',
  linkAgain: 'Hämta länken igen',
  showLink: 'Visa länken',
  showLinkOf: (person) => `Visa länken till ${name(person)}`,
  copy: 'Kopiera länken',
  copied: 'Länken är kopierad.',
  notCopied: 'Länken kunde inte kopieras. Markera den och kopiera själv.',
};
