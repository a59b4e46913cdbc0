import { isolateIn } from '../isolate.ts';
import type { TellingTexts } from './texts.ts';

const name = isolateIn('ltr');
const minutes = (count: number): string => (count === 1 ? '1 minute' : `${count} minutes`);

export const en: TellingTexts = {
  delayed: (clinician, count) => `${name(clinician)} is a little late: about ${minutes(count)}.`,
  delayedInWords: (clinician) => `${name(clinician)} is a little late.`,
  runningLate: (clinician) => `It is your time now, but ${name(clinician)} is running a little late.`,
  placeKept: 'You keep your place.',
  toldAt: (time) => `Told at ${time}`,

  earlyQuestion: (clinician, time) => `${name(clinician)} is ready now. Start now, or at ${time}?`,
  earlyUnseen: 'Nobody sees or hears you before you have answered.',
  startNow: 'Start now',
  waitUntil: (time) => `Wait until ${time}`,
  earlyAnswered: (time) => `You have answered that you want to start at ${time}. Please stay here.`,

  tellClinic: 'Tell the clinic',
  late: 'I’ll be late',
  howLate: 'How late will you be?',
  mustLeave: 'I must leave soon',
  howLong: 'How long can you wait?',
  cannotCome: 'I cannot come',
  cannotComeMeans: 'The clinic sees it. The visit is not cancelled: contact the clinic if you want another time.',
  cannotWait: 'I cannot wait any longer',
  toldLate: (count) => `You have said that you will be about ${minutes(count)} late.`,
  toldMustLeave: (count) => `You have said that you can wait for about ${minutes(count)}.`,
  toldCannotCome: 'You have said that you cannot come.',
  takeBack: 'Take it back',

  keepPhoneNear: (end) =>
    `Keep your phone near. If picture and sound do not work, the clinic rings you at the number that ends in ${end}.`,
  isNumberRight: 'Is the number right?',
  numberIsRight: 'Yes, it is right',
  changeNumber: 'Change the number',
  offerNumber: 'Add your phone number',
  giveNumber: 'If picture and sound do not work, the clinic can ring you. At which number?',
  phoneNumber: 'Phone number',
  numberExample: 'Use digits, for example 070-123 45 67.',
  save: 'Save',
  cancel: 'Cancel',
  byPhone: 'The visit goes on by phone',
  ringsYou: (end) => `The clinic rings you at the number that ends in ${end}.`,
  ringsYouNow: (end) => `The clinic is ringing you now at the number that ends in ${end}.`,
  ringsYouUnknown: 'The clinic rings you.',
  pageKeepsTrying: 'Keep this page open. You keep your place.',
  soundRests: 'The microphone here is off meanwhile, so that there is no echo. The picture is shown if it works.',
  ring: (person) => `Ring ${name(person)}`,
  noNumber:
    'There is no phone number with the booking. Look in the record. The patient can also give it on their page.',
  noNumberInRow: 'No phone number',
  confirmed: 'confirmed by the patient',
  goOnByPhone: 'Go on by phone',
  beginByPhone: 'Hold the visit by phone',
  byPhoneForClinician: (person) => `You go on by phone. ${name(person)} sees it on their page.`,
  goOnByVideo: 'Back to video',

  noticeCall: 'It is your turn now.',
  noticeEarly: 'Do you want to start now? Answer on the page.',
  chime: 'Sound when you are called in',

  asksFirst: (time) => `The booked time is ${time}. The patient is asked first whether to start now.`,
  isAsked: (person) => `${name(person)} is asked whether to start now. Nobody is seen or heard before the answer.`,
  comesAt: (person, time) => `${name(person)} has answered: start at ${time}.`,
  withdraw: 'Take it back',
  rowDelay: (count, time) => `${minutes(count)} late, told at ${time}`,
  rowDelayWords: (words, time) => `“${name(words)}”, told at ${time}`,
  'row:late': (count) => `comes ${minutes(count)} late`,
  'row:must-leave': (count) => `can wait ${minutes(count)}`,
  'row:cannot-come': 'cannot come',
  rowByPhone: 'by phone',
  tellDelay: 'Say that you are late',
  ownWords: 'Own words',
  send: 'Tell',
};
