import { isolateIn } from '../isolate.ts';
import type { PopOutTexts } from './texts.ts';

const name = isolateIn('ltr');

export const en: PopOutTexts = {
  ownWindow: 'Own window',
  closeOwnWindow: 'Close own window',
  smallPicture: 'Small picture',
  closeSmallPicture: 'Close small picture',
  smallPictureOf: (patient) => `Small picture of ${name(patient)}`,
  back: 'Back',
  dictation: 'Dictation',
  dictating: 'The patient does not hear you. Dictate now with the dictation device.',
  move: 'Move',
  moveMeans: 'Drag it, or use the arrow keys.',

  wasAway: (patient) =>
    `You did not see ${name(patient)} while you were in another tab. Do you want the picture in a window that always stays on top?`,
  noThanks: 'No, thank you',

  toControls: 'To the buttons',
};
