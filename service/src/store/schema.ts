import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type {
  Admission,
  Delay,
  DeviceKind,
  EarlyCall,
  Encounter,
  EndReason,
  PreparationForm,
  PreparationState,
  HandoverAssurance,
  MessageKind,
  Late,
  Period,
  Reminder,
  QualityReport,
  QuestionnaireResponse,
  Role,
  SelfTestView,
  SupportStep,
  VisitEventType,
  VisitStatus,
  VisitView,
} from '../../../src/contract/index.ts';
import type { StatusSince } from '../../../src/core/record/encounter.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** One booked visit. `status` is derived from the other facts each time they are saved; it stands here for the indexes. */
export const visits = pgTable(
  'visits',
  {
    id: text('id').primaryKey(),
    unitId: text('unit_id').notNull(),
    unitName: text('unit_name').notNull(),
    unitTimeZone: text('unit_time_zone').notNull(),
    subject: text('subject').notNull(),
    bookedStart: instant('booked_start').notNull(),
    durationMinutes: integer('duration_minutes').notNull(),
    /** In the unit's drop-in queue; `bookedStart` is then the time of entry. */
    dropIn: boolean('drop_in').notNull().default(false),
    opensAt: instant('opens_at').notNull(),
    status: text('status').$type<VisitStatus>().notNull(),
    modality: text('modality').$type<VisitView['modality']>().notNull(),
    delay: jsonb('delay').$type<Delay>(),
    reminder: jsonb('reminder').$type<Reminder>(),
    /** When the host is told that a reminder of the visit is due; null: never, or it has been told. */
    reminderDueAt: instant('reminder_due_at'),
    earlyCall: jsonb('early_call').$type<EarlyCall>(),
    calledInBy: text('called_in_by'),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    endReason: text('end_reason').$type<EndReason>(),
    /** Every status that it has had, oldest first. */
    statusHistory: jsonb('status_history').$type<readonly StatusSince[]>().notNull().default([]),
    physicalVisitNeeded: boolean('physical_visit_needed').notNull().default(false),
    /** The record, once it is over. */
    encounter: jsonb('encounter').$type<Encounter>(),
    /** How far the patient has come with what is asked before the visit, and since when; null: nothing is asked. */
    preparationStatus: text('preparation_status').$type<PreparationState['status']>(),
    preparationAt: instant('preparation_at'),
    gatewayId: text('gateway_id').notNull(),
    roomGeneration: integer('room_generation').notNull(),
    version: integer('version').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('visits_by_unit_and_start').on(table.unitId, table.bookedStart),
    index('visits_by_status').on(table.status),
    index('visits_by_queue')
      .on(table.unitId, table.bookedStart)
      .where(sql`${table.dropIn}`),
    index('visits_by_reminder').on(table.reminderDueAt),
  ],
);

/** A person's part in a visit. `reference` is the host's opaque id of the person; of a clinician, the subject of the token. */
export const participants = pgTable(
  'participants',
  {
    id: text('id').primaryKey(),
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    position: integer('position').notNull(),
    role: text('role').$type<Role>().notNull(),
    name: text('name').notNull(),
    reference: text('reference'),
    onBehalfOf: text('on_behalf_of'),
    /** BCP 47, as the host gave it. */
    language: text('language'),
    admission: text('admission').$type<Admission>().notNull(),
    waitingSince: instant('waiting_since'),
    /** When the person was in the running visit, in order. */
    periods: jsonb('periods').$type<readonly Period[]>().notNull().default([]),
    late: jsonb('late').$type<Late>(),
    /** Whole, as the host or the person gave it. Never logged. */
    phone: text('phone'),
    phoneConfirmed: boolean('phone_confirmed').notNull().default(false),
    /** Has been in the running visit, and so comes back into it without being called in again. */
    admittedBefore: boolean('admitted_before').notNull(),
    /** The connection that counts; every other one of the participant has been replaced. */
    connectionId: text('connection_id'),
    /** The newest; closed words and numbers only. */
    selfTest: jsonb('self_test').$type<SelfTestView>(),
  },
  (table) => [uniqueIndex('participants_by_visit').on(table.visitId, table.position)],
);

/** One page or device of a participant, also when replaced. The page chooses the id, so it is unique within its participant only. */
export const connections = pgTable(
  'connections',
  {
    participantId: text('participant_id')
      .notNull()
      .references(() => participants.id),
    id: text('id').notNull(),
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    incarnation: integer('incarnation').notNull(),
    deviceKind: text('device_kind').$type<DeviceKind>().notNull(),
    present: boolean('present').notNull(),
    leaseUntil: instant('lease_until').notNull(),
    publicKey: text('public_key'),
    /** The visit was moved to this device with a handover code. */
    handover: text('handover').$type<HandoverAssurance>(),
    /** The room token that this connection may join with, in the gateway's `allowed` list; null when it has none. */
    roomToken: text('room_token'),
    roomTokenRoom: text('room_token_room'),
    roomTokenExpiresAt: instant('room_token_expires_at'),
  },
  (table) => [
    primaryKey({ columns: [table.participantId, table.id] }),
    index('connections_by_visit').on(table.visitId),
    index('connections_by_lease').on(table.present, table.leaseUntil),
  ],
);

/** When a unit's drop-in queue has been open, append-only but for its end; the newest of a unit is how it stands. */
export const queueOpenings = pgTable(
  'queue_openings',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    unitId: text('unit_id').notNull(),
    openedAt: instant('opened_at').notNull(),
    /** As in `events`. */
    openedBy: text('opened_by').notNull(),
    closesAt: instant('closes_at'),
    closedAt: instant('closed_at'),
    closedBy: text('closed_by'),
  },
  (table) => [index('queue_openings_by_unit').on(table.unitId, table.id)],
);

/** What has happened, append-only, written in the transaction of the change itself. */
export const events = pgTable(
  'events',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    type: text('type').$type<VisitEventType>().notNull(),
    at: instant('at').notNull(),
    unitId: text('unit_id').notNull(),
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    participantId: text('participant_id'),
    connectionId: text('connection_id'),
    /** Who made it happen: `host`, `service`, `participant:<id>` or `clinician:<subject>`. */
    actor: text('actor').notNull(),
  },
  (table) => [index('events_by_unit').on(table.unitId, table.id), index('events_by_visit').on(table.visitId, table.id)],
);

/** A visit's rooms in the gateway; `destroyedAt` or `lostAt` closes one, and the next has a higher generation. */
export const rooms = pgTable(
  'rooms',
  {
    id: text('id').primaryKey(),
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    generation: integer('generation').notNull(),
    gatewayId: text('gateway_id').notNull(),
    secret: text('secret').notNull(),
    createdAt: instant('created_at').notNull(),
    /** When the gateway had made it. */
    madeAt: instant('made_at'),
    lostAt: instant('lost_at'),
    destroyedAt: instant('destroyed_at'),
  },
  (table) => [uniqueIndex('rooms_by_visit').on(table.visitId, table.generation)],
);

/** Answers kept for a day under the caller's idempotency key, so that a repeated request is not carried out twice. */
export const keptAnswers = pgTable(
  'kept_answers',
  {
    caller: text('caller').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    status: integer('status'),
    body: jsonb('body'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.caller, table.key] }), index('kept_answers_by_age').on(table.createdAt)],
);

/**
 * How the visit went for each connection, as its page saw it; the newest report of each. Nothing about the person: whose
 * connection it was is known only while the visit is.
 */
export const qualityReports = pgTable(
  'quality_reports',
  {
    participantId: text('participant_id').notNull(),
    connectionId: text('connection_id').notNull(),
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    role: text('role').$type<Role>().notNull(),
    firstReportedAt: instant('first_reported_at').notNull(),
    reportedAt: instant('reported_at').notNull(),
    /** What the report covers, s: one that has seen less came late. */
    seconds: integer('seconds').notNull(),
    report: jsonb('report').$type<QualityReport>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.participantId, table.connectionId] }),
    foreignKey({
      name: 'quality_reports_connection_fk',
      columns: [table.participantId, table.connectionId],
      foreignColumns: [connections.participantId, connections.id],
    }),
    index('quality_reports_by_visit').on(table.visitId),
  ],
);

/** Pages that were connected to a gateway outside any visit: never counted as one. Nothing of the person or the visit. */
export const outsideConnections = pgTable('outside_connections', {
  id: text('id').primaryKey(),
  kind: text('kind').$type<'self-test'>().notNull(),
  gatewayId: text('gateway_id').notNull(),
  connectedAt: instant('connected_at').notNull(),
  disconnectedAt: instant('disconnected_at'),
});

/** A participant's newest handover code. A redeemed one stays, so that it can be told how sure it was who took over. */
export const handovers = pgTable('handovers', {
  participantId: text('participant_id')
    .primaryKey()
    .references(() => participants.id),
  visitId: text('visit_id')
    .notNull()
    .references(() => visits.id),
  /** SHA-256, base64url: the code itself is kept nowhere. */
  codeHash: text('code_hash').notNull().unique(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  redeemedAt: instant('redeemed_at'),
  assurance: text('assurance').$type<HandoverAssurance>(),
});

/** What people have written in the help. Whose it is only as far as the token said: a visit and a role. */
export const messages = pgTable(
  'messages',
  {
    id: text('id').primaryKey(),
    receivedAt: instant('received_at').notNull(),
    kind: text('kind').$type<MessageKind>().notNull(),
    step: text('step').$type<SupportStep>().notNull(),
    problems: jsonb('problems').$type<string[]>().notNull(),
    language: text('language').notNull(),
    visitId: text('visit_id').references(() => visits.id),
    role: text('role').$type<Role | 'unit-staff'>(),
    text: text('text').notNull(),
  },
  (table) => [index('messages_by_time').on(table.receivedAt)],
);

/** What the patient is asked before the visit, and the newest answers: read by the patient's side, the unit's clinicians and the host. */
export const preparations = pgTable('preparations', {
  visitId: text('visit_id')
    .primaryKey()
    .references(() => visits.id),
  form: jsonb('form').$type<PreparationForm>().notNull(),
  response: jsonb('response').$type<QuestionnaireResponse>(),
  /** Counts how often answers have been saved. */
  version: integer('version').notNull(),
  savedAt: instant('saved_at'),
  createdAt: instant('created_at').notNull(),
});

export type VisitRow = typeof visits.$inferSelect;
export type ParticipantRow = typeof participants.$inferSelect;
export type ConnectionRow = typeof connections.$inferSelect;
export type EventRow = typeof events.$inferSelect;
export type RoomRow = typeof rooms.$inferSelect;
export type OutsideConnectionRow = typeof outsideConnections.$inferSelect;
