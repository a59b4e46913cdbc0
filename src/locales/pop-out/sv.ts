import { isolateIn } from '../isolate.ts';
import type { PopOutTexts } from './texts.ts';

const name = isolateIn('ltr');

export const sv: PopOutTexts = {
  ownWindow: 'Eget fönster',
  closeOwnWindow: 'Stäng eget fönster',
  smallPicture: 'Liten bild',
  closeSmallPicture: 'Stäng liten bild',
  smallPictureOf: (patient) => `Liten bild av ${name(patient)}`,
  back: 'Tillbaka',
  dictation: 'Diktering',
  dictating: 'Patienten hör dig inte. Diktera nu med diktafonen.',
  move: 'Flytta',
  moveMeans: 'Dra, eller använd piltangenterna.',

  wasAway: (patient) =>
    `Du såg inte ${name(patient)} medan du var på en annan flik. Vill du ha bilden i ett fönster som alltid ligger överst?`,
  noThanks: 'Nej tack',

  toControls: 'Till knapparna',
};
