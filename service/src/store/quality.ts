import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { ConnectionQuality, QualityReport } from '../../../src/contract/index.ts';
import type { Database } from './open-store.ts';
import { type ParticipantRow, connections, qualityReports } from './schema.ts';

/** Stores what a connection reports in place of what it reported before; one that has seen less came late, and is dropped. */
export async function saveQuality(
  transaction: Database,
  participant: ParticipantRow,
  connectionId: string,
  report: QualityReport,
  now: Date,
): Promise<void> {
  const seconds = Object.values(report.sending.seconds).reduce((sum, part) => sum + part, 0);
  const { id: participantId, visitId, role } = participant;
  await transaction
    .insert(qualityReports)
    .values({ participantId, connectionId, visitId, role, firstReportedAt: now, reportedAt: now, seconds, report })
    .onConflictDoUpdate({
      target: [qualityReports.participantId, qualityReports.connectionId],
      set: { reportedAt: now, seconds, report },
      setWhere: lte(qualityReports.seconds, sql`excluded.seconds`),
    });
}

/** What the connections of a visit have reported. */
export async function readQuality(database: Database, visitId: string): Promise<ConnectionQuality[]> {
  const rows = await database
    .select()
    .from(qualityReports)
    .innerJoin(
      connections,
      and(eq(connections.participantId, qualityReports.participantId), eq(connections.id, qualityReports.connectionId)),
    )
    .where(eq(qualityReports.visitId, visitId))
    .orderBy(asc(qualityReports.firstReportedAt), asc(qualityReports.participantId));
  return rows.map(({ quality_reports: { participantId, role, reportedAt, report }, connections: connection }) => ({
    participantId,
    role,
    incarnation: connection.incarnation,
    deviceKind: connection.deviceKind,
    reportedAt: reportedAt.toISOString(),
    report,
  }));
}
