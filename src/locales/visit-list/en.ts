import { isolateIn } from '../isolate.ts';
import type { VisitListTexts } from './texts.ts';

const name = isolateIn('ltr');

export const en: VisitListTexts = {
  coming: 'Booked visits',
  earlier: 'Earlier visits',
  none: 'You have no video visits booked.',
  opening: 'Fetching your visits',
  old: 'We have lost contact, so what you see may be old. We keep trying.',
  missing: 'Not all of your visits can be shown here right now.',
  missingNext: 'Load the page again. Contact the clinic if that does not help.',
  opens: 'The waiting room opens',
  open: 'The waiting room is open',
  waiting: 'You are in the waiting room',
  inProgress: 'The visit is going on',
  finished: 'Over',
  cancelled: 'Cancelled',
  opened: 'You have opened the visit',
  notOpened: 'You have not opened the visit yet',
  tested: 'Camera and sound are tested',
  notTested: 'Camera and sound are not tested',
  testFailed: 'Something did not work when you tested camera and sound',
  answered: 'The clinic has your answers',
  notAnswered: 'The clinic has questions for you',
  goToVisit: 'Go to the visit',
  dropIn: 'Drop-in',
  withPerson: (person) => `Video visit with ${name(person)}`,
};
