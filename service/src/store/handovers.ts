import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { type HandoverAssurance, HANDOVER_LIFE_MS } from '../../../src/contract/index.ts';
import type { Database } from './open-store.ts';
import { handovers } from './schema.ts';

type HandoverRow = typeof handovers.$inferSelect;

/** Only the one who is told it now can ever know it. */
const hashOf = (code: string): string => createHash('sha256').update(code).digest('base64url');

/** Makes the participant's code, in place of one that was made before; the code itself is stored nowhere. */
export async function makeHandover(
  database: Database,
  { participantId, visitId }: { readonly participantId: string; readonly visitId: string },
  now: Date,
): Promise<{ code: string; expiresAt: Date }> {
  const code = randomBytes(24).toString('base64url');
  const expiresAt = new Date(now.getTime() + HANDOVER_LIFE_MS);
  const made = { visitId, codeHash: hashOf(code), createdAt: now, expiresAt, redeemedAt: null, assurance: null };
  await database
    .insert(handovers)
    .values({ participantId, ...made })
    .onConflictDoUpdate({ target: handovers.participantId, set: made });
  return { code, expiresAt };
}

/** What the code stands for; null where it is unknown, voided by a newer one, used, or too old. In a transaction: locks it. */
export async function findHandover(transaction: Database, code: string, now: Date): Promise<HandoverRow | null> {
  const [row] = await transaction
    .select()
    .from(handovers)
    .where(and(eq(handovers.codeHash, hashOf(code)), isNull(handovers.redeemedAt), gt(handovers.expiresAt, now)))
    .for('update');
  return row ?? null;
}

/** From now on the code is used. */
export async function noteRedeemed(
  transaction: Database,
  { participantId }: Pick<HandoverRow, 'participantId'>,
  assurance: HandoverAssurance,
  now: Date,
): Promise<void> {
  await transaction
    .update(handovers)
    .set({ redeemedAt: now, assurance })
    .where(eq(handovers.participantId, participantId));
}
