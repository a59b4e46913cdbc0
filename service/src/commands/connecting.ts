import type { DeviceKind, HandoverAssurance } from '../../../src/contract/index.ts';
import { ServiceProblem } from '../errors/service-problem.ts';
import type { Draft } from './draft.ts';
import { withdrawCall } from './early-call.ts';

/** What is known of the device that a page runs on. */
export interface Device {
  readonly deviceKind: DeviceKind;
  /** The visit was moved to it with a handover code. */
  readonly handover: HandoverAssurance | null;
}

/**
 * The connection becomes its participant's current one: a new one replaces the one before, the current one renews its
 * lease. One that has been replaced never comes back: `connection-replaced`.
 */
export function takeOver(
  draft: Draft,
  participantId: string,
  connectionId: string,
  { deviceKind, handover }: Device,
  leaseMs: number,
): void {
  if (draft.connection(participantId, connectionId)) return showAlive(draft, participantId, connectionId, leaseMs);
  const earlier = draft.current(participantId);
  const incarnations = draft.record.connections
    .filter((row) => row.participantId === participantId)
    .map((row) => row.incarnation);
  if (earlier) {
    draft.patchConnection(participantId, earlier.id, { present: false });
    draft.happened('connection-replaced', participantId, earlier.id);
  }
  draft.addConnection({
    participantId,
    id: connectionId,
    visitId: draft.visit.id,
    incarnation: Math.max(0, ...incarnations) + 1,
    deviceKind,
    present: true,
    leaseUntil: new Date(draft.now.getTime() + leaseMs),
    publicKey: null,
    handover,
    roomToken: null,
    roomTokenRoom: null,
    roomTokenExpiresAt: null,
  });
  draft.patchParticipant(participantId, { connectionId });
  draft.happened('participant-connected', participantId, connectionId);
}

/** Any command from the current connection shows that the page lives: its lease begins anew. */
export function showAlive(draft: Draft, participantId: string, connectionId: string, leaseMs: number): void {
  const connection = demandCurrent(draft, participantId, connectionId);
  draft.patchConnection(participantId, connectionId, {
    present: true,
    leaseUntil: new Date(draft.now.getTime() + leaseMs),
  });
  if (!connection.present) draft.happened('presence-regained', participantId, connectionId);
}

/** The lease of the current connection ends. */
export function losePresence(draft: Draft, participantId: string, connectionId: string): void {
  const connection = demandCurrent(draft, participantId, connectionId);
  if (!connection.present) return;
  draft.patchConnection(participantId, connectionId, { present: false, leaseUntil: draft.now });
  draft.happened('presence-lost', participantId, connectionId);
  // An answer would bring the patient to nobody.
  withdrawCall(draft, participantId);
}

/** Throws `connection-replaced` for an earlier connection, `invalid-state` for one that never connected. */
export function demandCurrent(
  draft: Draft,
  participantId: string,
  connectionId: string,
): NonNullable<ReturnType<Draft['connection']>> {
  const connection = draft.connection(participantId, connectionId);
  if (!connection)
    throw new ServiceProblem('invalid-state', 'the connection is unknown: connect first', { record: draft.before });
  if (draft.participant(participantId).connectionId !== connectionId) {
    throw new ServiceProblem('connection-replaced', 'a newer connection has taken over', { record: draft.before });
  }
  return connection;
}
