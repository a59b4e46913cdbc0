import { createHash } from 'node:crypto';
import { and, eq, lt } from 'drizzle-orm';
import { ServiceProblem } from '../errors/service-problem.ts';
import type { Database } from './open-store.ts';
import { keptAnswers } from './schema.ts';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** How long an idempotency key is remembered, ms. */
export const KEPT_ANSWER_MS = 24 * 3600_000;

/**
 * Does `work` once for a caller's key and keeps its answer: the same request again gets that answer. A second one at the
 * same time waits for the first. Throws `bad-request` where the key was used for another request.
 */
export async function answerOnce<Body>(
  transaction: Database,
  request: { readonly caller: string; readonly key: string; readonly request: unknown; readonly now: number },
  work: () => Promise<Answer<Body>>,
): Promise<Answer<Body>> {
  const { caller, key, now } = request;
  const requestHash = createHash('sha256').update(JSON.stringify(request.request)).digest('base64url');
  const mine = and(eq(keptAnswers.caller, caller), eq(keptAnswers.key, key));
  const claimed = await transaction
    .insert(keptAnswers)
    .values({ caller, key, requestHash, createdAt: new Date(now) })
    .onConflictDoNothing()
    .returning({ key: keptAnswers.key });
  if (claimed.length === 0) {
    const [kept] = await transaction.select().from(keptAnswers).where(mine);
    if (!kept || kept.requestHash !== requestHash)
      throw new ServiceProblem('bad-request', 'the idempotency key was used for another request');
    return { status: kept.status ?? 500, body: kept.body as Body };
  }
  const answer = await work();
  await transaction.update(keptAnswers).set({ status: answer.status, body: answer.body }).where(mine);
  return answer;
}

/** Forgets the keys older than a day. */
export async function forgetOldAnswers(database: Database, now: number): Promise<void> {
  await database.delete(keptAnswers).where(lt(keptAnswers.createdAt, new Date(now - KEPT_ANSWER_MS)));
}
