import { isolateIn } from '../isolate.ts';
import type { ParticipantsTexts } from './texts.ts';

const name = isolateIn('ltr');

export const en: ParticipantsTexts = {
  title: 'People in the visit',
  people: (count) => `People (${count})`,
  standing: {
    here: 'Here now',
    'put-back': 'Put in the waiting room',
    waiting: 'Waiting',
    away: 'Has lost contact',
    left: 'Has left the visit',
    invited: 'Has not come yet',
    removed: 'Removed',
  },
  putBackPerson: (person) => `Back to the waiting room: ${name(person)}`,
  remove: 'Remove',
  removePerson: (person) => `Remove ${name(person)}`,
  removeQuestion: (person) => `Remove ${name(person)} from the visit?`,
  removeMeans: 'They see and hear nothing more, and come back only with a new invitation.',
  keep: 'Keep',
  inviteTitle: 'Invite one more',
  who: 'Whom do you invite?',
  name: 'Name',
  nameMissing: 'Write what the person is called.',
  actsForPatient: (patient) => `Acts for ${name(patient)}, as a guardian does`,
  invite: 'Invite',
  full: 'Four is the most who can take part. Remove somebody if another is to come.',
  invited: (person) => `${name(person)} is invited`,
  sendLink: (person) => `Send the link to ${name(person)} and nobody else. You let them in when it suits.`,
  link: 'Link to the visit',
  linkCode: 'QR code with the link to the visit',
  linkElsewhere: 'The link is not sent from here. It comes from your booking.',
  linkFailed: 'The link could not be fetched. The invitation stands all the same.',
  linkAgain: 'Fetch the link again',
  showLink: 'Show the link',
  showLinkOf: (person) => `Show the link for ${name(person)}`,
  copy: 'Copy the link',
  copied: 'The link is copied.',
  notCopied: 'The link could not be copied. Select it and copy it yourself.',
};
