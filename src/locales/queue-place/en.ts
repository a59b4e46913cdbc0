import type { QueuePlaceTexts } from './texts.ts';

const hours = (count: number): string => (count === 1 ? 'an hour' : `${count} hours`);

export const en: QueuePlaceTexts = {
  dropIn: 'Drop-in',
  place: (position) => `You are number ${position} in the queue`,
  about: (minutes) => (minutes <= 60 ? `About ${minutes} minutes` : `More than ${hours(Math.floor(minutes / 60))}`),
  unknown: 'We cannot say how long yet',
  closed: 'The queue is closed to others. You keep your place.',
  notYet: 'You get a place in the queue when you go to the waiting room.',
};
