import { isolateIn } from '../isolate.ts';
import type { QueueTexts } from './texts.ts';

const name = isolateIn('ltr');

export const en: QueueTexts = {
  title: 'Drop-in',
  open: 'Open',
  openUntil: (time) => `Open until ${time}`,
  closed: 'Closed',
  closedKeeps: 'Closed to others. Those who wait keep their place.',
  waiting: (count) => (count === 1 ? '1 waits' : `${count} wait`),
  nobody: 'Nobody waits',
  longest: (minutes) => (minutes < 1 ? 'just come' : `longest ${minutes} min`),
  takeNext: 'Take the next',
  endAndTakeNext: 'End and take the next',
  taking: 'Calling in the next',
  choose: 'Choose from the queue',
  inQueue: 'Those who wait',
  answered: 'Has answered the questions',
  draft: 'Is answering the questions',
  openQueue: 'Open drop-in',
  howLong: 'For how long?',
  hours: (count) => (count === 1 ? '1 hour' : `${count} hours`),
  untilClosed: 'Until somebody closes it',
  closeQueue: 'Close to others',
  othersWereFirst: 'A colleague was first. Nobody else waits now.',
  otherWasFirst: (patient) => `A colleague was first with ${name(patient)}.`,
  nobodyLeft: 'Nobody waits any more.',
  came: (count) => (count === 1 ? 'One more in the drop-in queue.' : `${count} more in the drop-in queue.`),
};
