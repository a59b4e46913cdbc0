import { isolateIn } from '../isolate.ts';
import type { MicrophoneTexts } from './texts.ts';

const name = isolateIn('ltr');

export const en: MicrophoneTexts = {
  mute: 'Mute for dictation',
  key: (key) => `key ${key}`,
  dictateNow: 'Dictate now with the dictation device.',
  notHeard: (time) => `The patient has not heard you for ${time}.`,
  time: (minutes, seconds) => (minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`),
  stays: 'The microphone is released until you take it back, also in the next visit.',
  saidReleased: 'The microphone is released. Dictate now with the dictation device.',
  saidBack: (label) => `The microphone is back: ${name(label)}.`,

  silent: (label) => `We have not heard anything from ${name(label)} yet. Say something, or try another microphone.`,
  compare: 'Compare microphones',
  compareMeans: 'Speak, and choose the microphone that hears you. The patient hears only the one in use.',
  inUse: 'In use',
  opening: 'Starting …',
  failed: 'Cannot be started',
  heard: 'Hears you',
  notHeardYet: 'Hears nothing yet',
  use: 'Use',
  useThis: (label) => `Use ${name(label)}`,
  leftOut: 'Dictation microphones are left out: they are never chosen by themselves.',
};
