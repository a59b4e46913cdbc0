import type { Standing } from '../../core/participants/participants.ts';
import type { TextPart } from '../text-part.ts';

/** `<visit-participants>`: who takes part in the visit, and who is invited to. For clinicians. */
export interface ParticipantsTexts {
  readonly title: string;
  readonly people: (count: number) => string;
  readonly standing: Readonly<Record<Standing, string>>;
  readonly putBack: string;
  readonly putBackPerson: (person: string) => string;
  readonly remove: string;
  readonly removePerson: (person: string) => string;
  readonly removeQuestion: (person: string) => string;
  readonly removeMeans: string;
  readonly keep: string;
  readonly inviteTitle: string;
  readonly who: string;
  readonly name: string;
  readonly nameMissing: string;
  readonly actsForPatient: (patient: string) => string;
  readonly invite: string;
  readonly full: string;
  readonly invited: (person: string) => string;
  readonly sendLink: (person: string) => string;
  readonly link: string;
  readonly linkCode: string;
  readonly linkElsewhere: string;
  readonly linkFailed: string;
  readonly linkAgain: string;
  readonly done: string;
  readonly showLink: string;
  readonly showLinkOf: (person: string) => string;
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
}

export const participantsTexts: TextPart<ParticipantsTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
