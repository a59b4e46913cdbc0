import { isolateIn } from '../isolate.ts';
import type { TellingTexts } from './texts.ts';

const name = isolateIn('ltr');
const minutes = (count: number): string => (count === 1 ? '1 minut' : `${count} minuter`);

export const sv: TellingTexts = {
  delayed: (clinician, count) => `${name(clinician)} är lite sen: ungefär ${minutes(count)}.`,
  delayedInWords: (clinician) => `${name(clinician)} är lite sen.`,
  runningLate: (clinician) => `Din tid är inne, men ${name(clinician)} är lite sen.`,
  placeKept: 'Du har kvar din plats.',
  toldAt: (time) => `Sagt kl. ${time}`,

  earlyQuestion: (clinician, time) => `${name(clinician)} är redo nu. Vill du börja nu eller kl. ${time}?`,
  earlyUnseen: 'Ingen ser eller hör dig innan du har svarat.',
  startNow: 'Börja nu',
  waitUntil: (time) => `Vänta till kl. ${time}`,
  earlyAnswered: (time) => `Du har svarat att du vill börja kl. ${time}. Vänta kvar här.`,

  tellClinic: 'Säg till mottagningen',
  late: 'Jag blir sen',
  howLate: 'Hur sen blir du?',
  mustLeave: 'Jag måste gå snart',
  howLong: 'Hur länge kan du vänta?',
  cannotCome: 'Jag kan inte komma',
  cannotComeMeans: 'Mottagningen ser det. Besöket är inte avbokat: kontakta mottagningen om du vill ha en ny tid.',
  cannotWait: 'Jag kan inte vänta längre',
  toldLate: (count) => `Du har sagt att du blir ungefär ${minutes(count)} sen.`,
  toldMustLeave: (count) => `Du har sagt att du kan vänta i ungefär ${minutes(count)}.`,
  toldCannotCome: 'Du har sagt att du inte kan komma.',
  takeBack: 'Ta tillbaka',

  keepPhoneNear: (end) =>
    `Ha telefonen nära. Om bild och ljud inte fungerar ringer mottagningen dig på numret som slutar på ${end}.`,
  isNumberRight: 'Stämmer numret?',
  numberIsRight: 'Ja, det stämmer',
  changeNumber: 'Ändra numret',
  offerNumber: 'Lägg till ditt telefonnummer',
  giveNumber: 'Om bild och ljud inte fungerar kan mottagningen ringa dig. På vilket nummer?',
  phoneNumber: 'Telefonnummer',
  numberExample: 'Skriv med siffror, till exempel 070-123 45 67.',
  save: 'Spara',
  cancel: 'Avbryt',
  byPhone: 'Besöket fortsätter på telefon',
  ringsYou: (end) => `Mottagningen ringer dig på numret som slutar på ${end}.`,
  ringsYouNow: (end) => `Mottagningen ringer dig nu på numret som slutar på ${end}.`,
  ringsYouUnknown: 'Mottagningen ringer dig.',
  pageKeepsTrying: 'Ha den här sidan öppen. Du har kvar din plats.',
  soundRests: 'Mikrofonen här är av så länge, så att det inte blir eko. Bilden visas om den fungerar.',
  ring: (person) => `Ring ${name(person)}`,
  noNumber:
    'Inget telefonnummer finns på bokningen. Se efter i journalen. Patienten kan också skriva numret på sin sida.',
  noNumberInRow: 'Inget telefonnummer',
  confirmed: 'bekräftat av patienten',
  goOnByPhone: 'Fortsätt på telefon',
  beginByPhone: 'Ta besöket på telefon',
  byPhoneForClinician: (person) => `Ni fortsätter på telefon. ${name(person)} ser det på sin sida.`,
  goOnByVideo: 'Tillbaka till video',

  noticeCall: 'Det är din tur nu.',
  noticeEarly: 'Vill du börja nu? Svara på sidan.',
  chime: 'Ljud när du ropas in',

  asksFirst: (time) => `Bokad tid är kl. ${time}. Patienten får först frågan om att börja nu.`,
  isAsked: (person) => `${name(person)} får frågan om att börja nu. Ingen syns eller hörs innan svaret.`,
  comesAt: (person, time) => `${name(person)} har svarat: börja kl. ${time}.`,
  withdraw: 'Ångra',
  rowDelay: (count, time) => `${minutes(count)} sen, sagt kl. ${time}`,
  rowDelayWords: (words, time) => `”${name(words)}”, sagt kl. ${time}`,
  'row:late': (count) => `kommer ${minutes(count)} sent`,
  'row:must-leave': (count) => `kan vänta ${minutes(count)}`,
  'row:cannot-come': 'kan inte komma',
  rowByPhone: 'på telefon',
  tellDelay: 'Säg att du är sen',
  ownWords: 'Egna ord',
  send: 'Säg till',
};
