import { and, eq, lte } from 'drizzle-orm';
import { Draft } from '../commands/draft.ts';
import type { Store } from '../store/open-store.ts';
import { saveChange } from '../store/save-change.ts';
import { visits } from '../store/schema.ts';
import { loadVisit } from '../store/visit-record.ts';

/** How often it is looked for reminders that are due, ms: a day ahead a minute more or less is nothing. */
export const REMINDERS_EVERY_MS = 60_000;

/**
 * Tells, once for each visit that is still to come, that its reminder is due (N03). Resolves with how many were told.
 * `now`: ms since 1970.
 */
export async function tellDueReminders(store: Store, now: number): Promise<number> {
  const at = new Date(now);
  const due = await store.database
    .select({ id: visits.id })
    .from(visits)
    .where(and(lte(visits.reminderDueAt, at), eq(visits.status, 'planned')));
  for (const { id } of due) {
    await store.transaction(async (transaction) => {
      const record = await loadVisit(transaction, id, { forChange: true });
      if (!record || record.visit.reminderDueAt === null || record.visit.status !== 'planned') return;
      const draft = new Draft(record, at);
      draft.patchVisit({ reminderDueAt: null });
      draft.happened('reminder-due', null, null);
      await saveChange(transaction, draft.finish(), 'service', at);
    });
  }
  return due.length;
}
