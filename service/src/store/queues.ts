import { and, desc, eq, gt, inArray } from 'drizzle-orm';
import { DROP_IN_ENTRY_MS, type QueueRequest, type QueueView, isPatientSide } from '../../../src/contract/index.ts';
import {
  type DropInFacts,
  QUEUE_DAY_MS,
  isQueueOpen,
  ownPlaceIn,
  queueStanding,
} from '../../../src/core/drop-in/queue-standing.ts';
import { ServiceProblem } from '../errors/service-problem.ts';
import type { Actor } from '../tokens/actor.ts';
import type { Database } from './open-store.ts';
import { queueOpenings, visits } from './schema.ts';
import { type VisitRecord, loadParts } from './visit-record.ts';

type Opening = typeof queueOpenings.$inferSelect;

/** Opens the unit's queue, sets when it closes, or closes it; nothing happens to who waits in it. Throws `bad-request`. */
export async function setQueue(
  transaction: Database,
  unitId: string,
  request: QueueRequest,
  by: string,
  now: Date,
): Promise<void> {
  const closesAt = request.open && request.closesAt ? new Date(request.closesAt) : null;
  if (closesAt && closesAt <= now) throw new ServiceProblem('bad-request', 'closesAt is past');
  const newest = await newestOpening(transaction, unitId);
  const isOpen = isQueueOpen(factsOf(newest), now.getTime());
  if (newest && isOpen) {
    const change = request.open ? { closesAt } : { closedAt: now, closedBy: by };
    await transaction.update(queueOpenings).set(change).where(eq(queueOpenings.id, newest.id));
  } else if (request.open) {
    await transaction.insert(queueOpenings).values({ unitId, openedAt: now, openedBy: by, closesAt });
  }
}

/** The unit's queue as it stands. */
export async function queueOf(database: Database, unitId: string, now: number): Promise<QueueView> {
  const opening = factsOf(await newestOpening(database, unitId));
  const rows = await database
    .select()
    .from(visits)
    .where(
      and(
        eq(visits.unitId, unitId),
        eq(visits.dropIn, true),
        gt(visits.bookedStart, new Date(now - QUEUE_DAY_MS)),
        inArray(visits.status, ['arrived', 'in-progress', 'finished']),
      ),
    );
  return queueStanding(unitId, opening, (await loadParts(database, rows)).map(dropInFacts), now);
}

/** The queues of those units that have ever had one. */
export async function queuesInScope(database: Database, units: readonly string[], now: number): Promise<QueueView[]> {
  if (units.length === 0) return [];
  const known = await database
    .selectDistinct({ unitId: queueOpenings.unitId })
    .from(queueOpenings)
    .where(inArray(queueOpenings.unitId, [...units]));
  return Promise.all(known.map(({ unitId }) => queueOf(database, unitId, now)));
}

/** The units whose queue is open, or has somebody waiting in it. */
export async function unitsWithQueue(database: Database, now: number): Promise<string[]> {
  const units = await database.selectDistinct({ unitId: queueOpenings.unitId }).from(queueOpenings);
  const queues = await queuesInScope(
    database,
    units.map(({ unitId }) => unitId),
    now,
  );
  return queues.filter(({ isOpen, places }) => isOpen || places.length > 0).map(({ queueId }) => queueId);
}

/** The queue as the reader may see it: of others' places a participant sees nothing. */
export const queueFor = (queue: QueueView, reader: Actor): QueueView =>
  reader.kind === 'participant' ? ownPlaceIn(queue, reader.visitId) : queue;

/** Throws `queue-closed` unless the unit's queue takes new patients. */
export async function demandOpenQueue(database: Database, unitId: string, now: Date): Promise<void> {
  if (!isQueueOpen(factsOf(await newestOpening(database, unitId)), now.getTime()))
    throw new ServiceProblem('queue-closed', 'the drop-in queue of the unit is not open');
}

/** Who does not wait yet, and was given the visit long ago, does not come into a queue that has closed: `queue-closed`. */
export async function demandEntry(database: Database, record: VisitRecord, now: Date): Promise<void> {
  const { dropIn, status, createdAt, unitId } = record.visit;
  if (!dropIn || status !== 'planned' || now.getTime() <= createdAt.getTime() + DROP_IN_ENTRY_MS) return;
  await demandOpenQueue(database, unitId, now);
}

async function newestOpening(database: Database, unitId: string): Promise<Opening | null> {
  const [row] = await database
    .select()
    .from(queueOpenings)
    .where(eq(queueOpenings.unitId, unitId))
    .orderBy(desc(queueOpenings.id))
    .limit(1);
  return row ?? null;
}

const factsOf = (opening: Opening | null): { closesAt: number | null; closedAt: number | null } | null =>
  opening && { closesAt: opening.closesAt?.getTime() ?? null, closedAt: opening.closedAt?.getTime() ?? null };

function dropInFacts({ visit, participants }: VisitRecord): DropInFacts {
  const waiting = participants.filter((row) => row.admission === 'waiting' && isPatientSide(row));
  const since = waiting.map(({ waitingSince }) => waitingSince?.getTime() ?? Infinity);
  const calledInBy = participants.find(({ id }) => id === visit.calledInBy);
  return {
    visitId: visit.id,
    status: visit.status,
    enteredAt: visit.createdAt.getTime(),
    waitingSince: since.length > 0 ? Math.min(...since) : null,
    startedAt: visit.startedAt?.getTime() ?? null,
    endedAt: visit.endedAt?.getTime() ?? null,
    clinician: calledInBy ? (calledInBy.reference ?? calledInBy.id) : null,
  };
}
