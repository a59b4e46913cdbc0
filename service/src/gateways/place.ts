import type { ServiceErrorCode } from '../../../src/contract/index.ts';
import type { ConnectionRow, ParticipantRow, RoomRow } from '../store/schema.ts';
import { type VisitRecord, currentConnection, memberIdOf } from '../store/visit-record.ts';

/**
 * Why the participant may not take a place in the room now; null when they may.
 *
 * The patient while waiting (warm: nothing is sent) and when admitted; clinicians of a waiting patient's unit, and from
 * the call-in only the one who is admitted; interpreter and companion when admitted.
 */
export function reasonAgainstPlace(
  { visit, participants }: VisitRecord,
  participant: ParticipantRow,
): ServiceErrorCode | null {
  const { admission, role } = participant;
  if (visit.status === 'finished' || visit.status === 'cancelled') return 'invalid-state';
  if (admission === 'removed') return 'forbidden';
  if (admission === 'admitted') return null;
  switch (role) {
    case 'patient':
      // Waiting in a running visit is being put back: no place until called in again.
      return admission === 'waiting' && visit.status === 'arrived' ? null : 'invalid-state';
    case 'clinician': {
      if (visit.status === 'arrived') return null;
      const isTaken = participants.some((row) => row.id === visit.calledInBy && row.id !== participant.id);
      return isTaken ? 'already-called-in' : 'invalid-state';
    }
    case 'interpreter':
    case 'companion':
      return 'forbidden';
  }
}

/** Whether one who has a place may stay: as above, and a clinician's warm link also over the moment when the patient steps out. */
export const mayStay = (record: VisitRecord, participant: ParticipantRow): boolean =>
  reasonAgainstPlace(record, participant) === null ||
  (participant.role === 'clinician' && participant.admission === 'outside' && record.visit.status === 'planned');

/** Ids of those who have been here with a page of theirs, and may be in the room with none. */
export const displacedIn = (record: VisitRecord): string[] =>
  record.participants
    .filter((row) => !mayStay(record, row) && record.connections.some(({ participantId }) => participantId === row.id))
    .map(({ id }) => id);

/**
 * Whether the connection was replaced by one that the visit was moved to: then it keeps picture and sound for a moment,
 * until the new one sends, so that the person is not lost to the others.
 */
export function isMovedFrom({ participants, connections }: VisitRecord, row: ConnectionRow): boolean {
  const participant = participants.find(({ id }) => id === row.participantId);
  if (participant?.admission !== 'admitted') return false;
  const own = connections.filter(({ participantId }) => participantId === row.participantId);
  const current = own.find(({ id }) => id === participant.connectionId);
  return current != null && current.handover !== null && current.incarnation === row.incarnation + 1;
}

/** The connections that may be in the room: the current one of each participant who may stay. */
export function connectionsWithPlace(record: VisitRecord): ConnectionRow[] {
  return record.participants
    .filter((participant) => mayStay(record, participant))
    .map((participant) => currentConnection(record, participant))
    .filter((connection) => connection !== null);
}

/** What the gateway is to hold for the room: the tokens on its list, and who may be in it. */
export function rightfulIn(
  record: VisitRecord,
  room: Pick<RoomRow, 'id'>,
): { tokens: ReadonlySet<string>; members: ReadonlySet<string> } {
  const connections = connectionsWithPlace(record);
  const tokens = connections
    .filter((row) => row.roomTokenRoom === room.id && row.roomToken !== null)
    .map((row) => row.roomToken ?? '');
  return { tokens: new Set(tokens), members: new Set(connections.map(memberIdOf)) };
}
