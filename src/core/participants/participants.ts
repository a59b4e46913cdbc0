import { isPutBack } from '../../contract/people.ts';
import type { Invite, ParticipantView, VisitView } from '../../contract/index.ts';
import { VisitError } from '../errors.ts';
import type { VisitSessionLike } from '../visit/visit-session-like.ts';

/** One who has been invited: what the host needs to make their token and link. */
export interface Invited {
  readonly visitId: string;
  readonly participantId: string;
  readonly role: Invite['role'];
  readonly name: string;
}

/**
 * The host's way to make the link: it mints the participant's token, or what later gives one, and answers with the address
 * (http or https) to open. Whoever has the link takes the part, so it is to be sent to that person only.
 */
export type InviteLink = (invited: Invited) => Promise<string>;

/** Where somebody stands, in the clinician's words. */
export type Standing = 'here' | 'put-back' | 'waiting' | 'away' | 'left' | 'invited' | 'removed';

export function standingOf(visit: VisitView, person: ParticipantView): Standing {
  switch (person.admission) {
    case 'admitted':
      return person.connection?.present === false ? 'away' : 'here';
    case 'waiting':
      return isPutBack(visit, person) ? 'put-back' : 'waiting';
    case 'outside':
      return person.periods.length > 0 ? 'left' : 'invited';
    case 'removed':
      return 'removed';
  }
}

/** The patient's side, or the person named, waits again. Resolves when the gateway lets nothing through any more. */
export async function putBack(session: VisitSessionLike, participantId?: string): Promise<void> {
  const visitId = idOf(session);
  await session.service.command({
    type: 'put-back',
    visitId,
    ...(participantId === undefined ? {} : { participantId }),
  });
}

/** The patient's side comes in again, by the clinician who is on the stage. */
export async function callInAgain(session: VisitSessionLike): Promise<void> {
  const connectionId = session.store.get().self?.connection?.id;
  if (connectionId === undefined) throw new VisitError('invalid-state', { detail: 'not connected' });
  await session.service.command({ type: 'call-in', visitId: idOf(session), connectionId });
}

/** For good. Resolves as `putBack`. */
export async function remove(session: VisitSessionLike, participantId: string): Promise<void> {
  await session.service.command({ type: 'remove', visitId: idOf(session), participantId });
}

/** One more takes part, and waits until let in. `invalid-state` where four do. */
export async function invite(
  session: VisitSessionLike,
  person: Pick<Invite, 'role' | 'name' | 'onBehalfOf'>,
): Promise<Invited> {
  const visitId = idOf(session);
  const known = new Set(session.store.get().visit?.participants.map(({ id }) => id));
  const { visit } = await session.service.command({ type: 'invite', visitId, ...person });
  const made = visit.participants.findLast(
    ({ id, role, name }) => !known.has(id) && role === person.role && name === person.name.trim(),
  );
  if (!made) throw new VisitError('service-failed', { detail: 'the service made no participant' });
  return { visitId, participantId: made.id, role: person.role, name: made.name };
}

function idOf({ store }: VisitSessionLike): string {
  const id = store.get().visit?.id;
  if (id === undefined) throw new VisitError('invalid-state', { detail: 'no visit' });
  return id;
}
