import { asc, eq } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { type OutsideConnectionRow, outsideConnections } from './schema.ts';

/** Notes that a page has connected to a gateway outside a visit. The same page again changes nothing. */
export async function connectOutside(
  database: Database,
  connection: Pick<OutsideConnectionRow, 'id' | 'kind' | 'gatewayId'>,
  now: Date,
): Promise<void> {
  await database
    .insert(outsideConnections)
    .values({ ...connection, connectedAt: now })
    .onConflictDoNothing();
}

export async function disconnectOutside(database: Database, id: string, now: Date): Promise<void> {
  await database.update(outsideConnections).set({ disconnectedAt: now }).where(eq(outsideConnections.id, id));
}

/** All of them, oldest first. */
export const readOutsideConnections = (database: Database): Promise<OutsideConnectionRow[]> =>
  database.select().from(outsideConnections).orderBy(asc(outsideConnections.connectedAt));
