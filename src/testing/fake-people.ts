import { isFull } from '../contract/people.ts';
import { isPatientSide } from '../contract/visit-status.ts';
import type { Command, ParticipantView } from '../contract/index.ts';
import { newParticipant } from './fake-visit.ts';
import type { TellingWork } from './fake-telling.ts';

type PeopleCommand = Extract<Command, { type: 'put-back' | 'invite' | 'remove' }>;

/** What the rules of who takes part work with. */
export type PeopleWork = Pick<TellingWork, 'view' | 'now' | 'refuse' | 'happened'> & {
  /** Comes in only when called or let in again. */
  forgetAdmission(participantId: string): void;
};

export const isOfPeople = (command: Command): command is PeopleCommand =>
  command.type === 'put-back' || command.type === 'invite' || command.type === 'remove';

/** By the service's rules; that the clinician may do it has been seen to. */
export function changePeople(work: PeopleWork, command: PeopleCommand): void {
  if (command.type === 'invite') return invite(work, command);
  if (command.type === 'put-back') return putBack(work, command.participantId);
  return remove(work, command.participantId);
}

function putBack({ view, now, refuse, happened, forgetAdmission }: PeopleWork, participantId?: string): void {
  const meant = view.participants.filter((person) =>
    participantId === undefined ? isPatientSide(person) : person.id === participantId && person.role !== 'clinician',
  );
  if (meant.every(({ admission }) => admission !== 'admitted' && admission !== 'waiting')) refuse('invalid-state');
  for (const person of meant.filter(({ admission }) => admission === 'admitted')) {
    Object.assign(person, { admission: 'waiting', waitingSince: new Date(now).toISOString() });
    forgetAdmission(person.id);
    happened('participant-put-back', person, person.connection?.id ?? null);
  }
}

function invite({ view, refuse, happened }: PeopleWork, command: Extract<Command, { type: 'invite' }>): void {
  if (isFull(view.participants)) refuse('invalid-state');
  const { role, name, onBehalfOf } = command;
  const id = `${view.id}-${role}-${view.participants.length + 1}`;
  const person = newParticipant(id, role, name.trim(), { onBehalfOf });
  view.participants.push(person);
  happened('participant-invited', person, null);
}

function remove({ view, refuse, happened, forgetAdmission }: PeopleWork, participantId: string): void {
  const isGuest = ({ role }: ParticipantView): boolean => role === 'interpreter' || role === 'companion';
  const person = view.participants.find((candidate) => candidate.id === participantId && isGuest(candidate));
  if (!person) return refuse('invalid-state');
  if (person.admission === 'removed') return;
  Object.assign(person, { admission: 'removed', waitingSince: null, late: null });
  forgetAdmission(person.id);
  happened('participant-removed', person, person.connection?.id ?? null);
}
