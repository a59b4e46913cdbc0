import { and, asc, gte, lt } from 'drizzle-orm';
import type { Message, NewMessage } from '../../../src/contract/index.ts';
import type { Database } from './open-store.ts';
import { messages } from './schema.ts';

/** Whose message it is, as far as a token says. */
export type Writer = Pick<Message, 'visitId' | 'role'>;

/** Keeps a message; the same one again is kept once. */
export async function saveMessage(
  database: Database,
  message: NewMessage,
  { visitId, role }: Writer,
  receivedAt: Date,
): Promise<void> {
  await database
    .insert(messages)
    .values({ ...message, visitId, role, receivedAt })
    .onConflictDoNothing();
}

/** What came from `from` on and, where given, before `to`; oldest first. */
export async function readMessages(database: Database, from: Date, to: Date | null): Promise<Message[]> {
  const rows = await database
    .select()
    .from(messages)
    .where(and(gte(messages.receivedAt, from), to ? lt(messages.receivedAt, to) : undefined))
    .orderBy(asc(messages.receivedAt), asc(messages.id));
  return rows.map(({ receivedAt, ...message }) => ({ ...message, receivedAt: receivedAt.toISOString() }));
}
