import type { HandoverAssurance, Role } from '../../../src/contract/index.ts';
import type { ParticipantRow } from '../store/schema.ts';
import type { VisitRecord } from '../store/visit-record.ts';

/** On whose behalf something is done: what a token or an API key says, checked. */
export type Actor =
  | { readonly kind: 'host' }
  | {
      readonly kind: 'participant';
      readonly participantId: string;
      readonly visitId: string;
      readonly role: Exclude<Role, 'clinician'>;
      /** The token was given for a handover code. */
      readonly handover?: HandoverAssurance;
    }
  | {
      readonly kind: 'clinician';
      readonly subject: string;
      readonly name: string;
      readonly units: readonly string[];
      readonly assignment: string;
    }
  | { readonly kind: 'unit-staff'; readonly subject: string; readonly name: string; readonly units: readonly string[] };

/** How the log of events and the kept answers name the actor. */
export function nameOfActor(actor: Actor): string {
  switch (actor.kind) {
    case 'host':
      return 'host';
    case 'participant':
      return `participant:${actor.participantId}`;
    case 'clinician':
    case 'unit-staff':
      return `${actor.kind}:${actor.subject}`;
  }
}

/** The participant that the actor is in the visit; null for host and unit staff, and for a clinician who is none yet. */
export function participantOf(record: VisitRecord, actor: Actor): ParticipantRow | null {
  switch (actor.kind) {
    case 'participant':
      return record.participants.find((row) => row.id === actor.participantId) ?? null;
    case 'clinician':
      return record.participants.find((row) => row.role === 'clinician' && row.reference === actor.subject) ?? null;
    default:
      return null;
  }
}
