import { type Phone, type VisitView, isPatientSide } from '../../../src/contract/index.ts';
import { type Actor, participantOf } from '../tokens/actor.ts';
import type { ParticipantRow } from './schema.ts';
import { type VisitRecord, currentConnection } from './visit-record.ts';

/** The visit as the reader may see it: no reference, no token, no room; to one who was removed, nobody else. */
export function viewOf(record: VisitRecord, reader: Actor): VisitView {
  const { visit } = record;
  const self = participantOf(record, reader);
  return {
    id: visit.id,
    unit: { id: visit.unitId, name: visit.unitName, timeZone: visit.unitTimeZone },
    subject: visit.subject,
    bookedStart: visit.bookedStart.toISOString(),
    durationMinutes: visit.durationMinutes,
    // Their place is in the news of the queue: it moves when others do.
    dropIn: visit.dropIn ? { queueId: visit.unitId, place: null } : null,
    opensAt: visit.opensAt.toISOString(),
    status: visit.status,
    modality: visit.modality,
    participants: record.participants
      .filter(({ id }) => self?.admission !== 'removed' || id === self.id)
      .map((participant) => participantView(record, participant, reader)),
    self: self?.id ?? null,
    delay: visit.delay,
    reminder: visit.reminder,
    earlyCall: visit.earlyCall,
    calledInBy: visit.calledInBy,
    startedAt: visit.startedAt?.toISOString() ?? null,
    endedAt: visit.endedAt?.toISOString() ?? null,
    endReason: visit.endReason,
    // The patient hears what was found from the clinician, and of the record from the journal.
    outcome: reader.kind === 'participant' ? null : { physicalVisitNeeded: visit.physicalVisitNeeded },
    encounter: mayReadRecord(reader, self) ? visit.encounter : null,
    preparation: reader.kind !== 'participant' || (self && isPatientSide(self)) ? preparationOf(record) : null,
    gatewayId: visit.gatewayId,
    roomGeneration: visit.roomGeneration,
    version: visit.version,
    seq: visit.seq,
  };
}

/** The host, and the clinicians who take part: no other page carries the record. */
export const mayReadRecord = (reader: Actor, self: ParticipantRow | null): boolean =>
  reader.kind === 'host' || (reader.kind === 'clinician' && self !== null);

function preparationOf({ visit: { preparationStatus, preparationAt } }: VisitRecord): VisitView['preparation'] {
  return preparationStatus && preparationAt ? { status: preparationStatus, at: preparationAt.toISOString() } : null;
}

function participantView(
  record: VisitRecord,
  participant: ParticipantRow,
  reader: Actor,
): VisitView['participants'][number] {
  const connection = currentConnection(record, participant);
  return {
    id: participant.id,
    role: participant.role,
    name: participant.name,
    onBehalfOf: participant.onBehalfOf,
    language: participant.language,
    admission: participant.admission,
    waitingSince: participant.waitingSince?.toISOString() ?? null,
    periods: [...participant.periods],
    late: participant.late,
    phone: phoneView(participant, reader),
    connection: connection && {
      id: connection.id,
      incarnation: connection.incarnation,
      deviceKind: connection.deviceKind,
      present: connection.present,
      publicKey: connection.publicKey,
      handover: connection.handover,
    },
    selfTest: participant.selfTest,
  };
}

/** Whole for who may ring; masked for the person; of others nothing. */
function phoneView(participant: ParticipantRow, reader: Actor): Phone | null {
  const { id, phone, phoneConfirmed } = participant;
  if (phone === null || (reader.kind === 'participant' && reader.participantId !== id)) return null;
  return {
    number: reader.kind === 'participant' ? null : phone,
    ends: phone.replaceAll(/\D/g, '').slice(-2),
    confirmed: phoneConfirmed,
  };
}
