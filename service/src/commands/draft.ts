import { type VisitEventType, deriveStatus, followPeriods, isOpen } from '../../../src/contract/index.ts';
import { recordOf } from '../fhir/record-of.ts';
import type { Change, Happening } from '../store/save-change.ts';
import type { ConnectionRow, ParticipantRow, VisitRow } from '../store/schema.ts';
import { type VisitRecord, currentConnection } from '../store/visit-record.ts';

/**
 * A visit while a rule works on it. The record it started from stays as it was; what is patched is copied, so that
 * saving sees what differs.
 */
export class Draft {
  readonly before: VisitRecord;
  readonly now: Date;
  #record: VisitRecord;
  readonly #happenings: Happening[] = [];

  constructor(before: VisitRecord, now: Date) {
    this.before = before;
    this.now = now;
    this.#record = before;
  }

  get record(): VisitRecord {
    return this.#record;
  }
  get visit(): VisitRow {
    return this.#record.visit;
  }

  participant(id: string): ParticipantRow {
    const found = this.#record.participants.find((row) => row.id === id);
    if (!found) throw new Error('no such participant in the visit');
    return found;
  }

  /** The connection that counts. */
  current(participantId: string): ConnectionRow | null {
    return currentConnection(this.#record, this.participant(participantId));
  }

  /** Any connection of the participant, replaced or not. */
  connection(participantId: string, connectionId: string): ConnectionRow | null {
    return (
      this.#record.connections.find((row) => row.participantId === participantId && row.id === connectionId) ?? null
    );
  }

  patchVisit(patch: Partial<VisitRow>): void {
    this.#record = { ...this.#record, visit: { ...this.visit, ...patch } };
  }

  patchParticipant(id: string, patch: Partial<ParticipantRow>): void {
    const participants = this.#record.participants.map((row) => (row.id === id ? { ...row, ...patch } : row));
    this.#record = { ...this.#record, participants };
  }

  patchConnection(participantId: string, connectionId: string, patch: Partial<ConnectionRow>): void {
    const connections = this.#record.connections.map((row) =>
      row.participantId === participantId && row.id === connectionId ? { ...row, ...patch } : row,
    );
    this.#record = { ...this.#record, connections };
  }

  addParticipant(row: ParticipantRow): void {
    this.#record = { ...this.#record, participants: [...this.#record.participants, row] };
  }

  addConnection(row: ConnectionRow): void {
    this.#record = { ...this.#record, connections: [...this.#record.connections, row] };
  }

  happened(type: VisitEventType, participantId: string | null, connectionId: string | null): void {
    this.#happenings.push({ type, participantId, connectionId });
  }

  /**
   * Derives the status with its time and who was in the visit when, and counts the version up where booking, status or admission
   * differ from before.
   */
  finish(): Change {
    const status = deriveStatus({ ...this.visit, participants: this.#record.participants });
    if (status !== this.visit.status) this.patchVisit({ status });
    // Nobody is there any more to answer, or it has been answered.
    if (status !== 'arrived' && this.visit.earlyCall) this.patchVisit({ earlyCall: null });
    this.#followPeriods();
    if (isNewVersion(this.before, this.#record)) this.patchVisit({ version: this.before.visit.version + 1 });
    this.#keepRecord();
    return { before: this.before, after: this.#record, happenings: this.#happenings };
  }

  #followPeriods(): void {
    for (const { id, admission, periods } of this.#record.participants) {
      const isIn = admission === 'admitted' && this.visit.status === 'in-progress';
      const now = followPeriods(periods, isIn, this.now.toISOString());
      if (now !== periods) this.patchParticipant(id, { periods: now });
    }
  }

  /** Since when the visit stands as it does; of one that is over, the record, also when it has changed. */
  #keepRecord(): void {
    const at = this.now.toISOString();
    const { status, statusHistory, physicalVisitNeeded } = this.visit;
    const was = this.before.visit;
    if (status !== was.status) this.patchVisit({ statusHistory: [...statusHistory, { status, at }] });
    else if (physicalVisitNeeded === was.physicalVisitNeeded) return;
    if (!isOpen(status)) this.patchVisit({ encounter: recordOf(this.#record, at) });
  }
}

function isNewVersion(before: VisitRecord, after: VisitRecord): boolean {
  if (before.visit.status !== after.visit.status || before.visit.calledInBy !== after.visit.calledInBy) return true;
  const admissions = new Map(before.participants.map((row) => [row.id, row.admission]));
  return after.participants.some((row) => (admissions.get(row.id) ?? 'outside') !== row.admission);
}
