import { and, eq, lte, min } from 'drizzle-orm';
import { PRESENCE_LEASE_MS } from '../../../src/contract/index.ts';
import type { Clock } from '../../../src/core/clock.ts';
import { losePresence } from '../commands/connecting.ts';
import { Draft } from '../commands/draft.ts';
import type { ChangeListener } from '../commands/run-command.ts';
import { describeError } from '../errors/describe-error.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { ServiceLog } from '../service-log.ts';
import type { Store } from '../store/open-store.ts';
import { type Change, saveChange } from '../store/save-change.ts';
import { connections } from '../store/schema.ts';
import { type VisitRecord, currentConnection, loadVisit } from '../store/visit-record.ts';

/**
 * Notices pages that have gone silent. It sleeps until the next lease can end, and then looks: so nobody is found gone
 * late, and nothing is asked of the store meanwhile.
 */
export class PresenceSweeper implements ChangeListener {
  readonly #store: Store;
  readonly #hub: EventHub;
  readonly #clock: Clock;
  readonly #log: ServiceLog;
  readonly #stopping = new AbortController();
  #wake: AbortController | null = null;
  /** When it looks next, ms since 1970. */
  #nextLook = Infinity;
  #running: Promise<void> | null = null;

  constructor(options: { store: Store; hub: EventHub; clock: Clock; log: ServiceLog }) {
    this.#store = options.store;
    this.#hub = options.hub;
    this.#clock = options.clock;
    this.#log = options.log;
  }

  /** While the service was away nobody could renew: each lease that lived begins anew. */
  async start(): Promise<void> {
    const leaseUntil = new Date(this.#clock.now() + PRESENCE_LEASE_MS);
    await this.#store.database.update(connections).set({ leaseUntil }).where(eq(connections.present, true));
    this.#running = this.#run();
  }

  /** Resolves when nothing more is written. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** A new lease may end before what it is waiting for. */
  onChange({ before, after }: Change): void {
    for (const row of after.connections) {
      if (row.present && !before.connections.includes(row)) this.#look(row.leaseUntil.getTime());
    }
  }

  #look(at: number): void {
    if (at >= this.#nextLook) return;
    this.#nextLook = at;
    this.#wake?.abort();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        this.#nextLook = await this.#endLeases();
      } catch (error) {
        this.#log.error({ error: describeError(error) }, 'presence cannot be looked after');
        this.#nextLook = this.#clock.now() + 1_000;
      }
      while (!signal.aborted && this.#nextLook > this.#clock.now()) await this.#sleep();
    }
  }

  /** Until the next look, or until there is an earlier one. */
  async #sleep(): Promise<void> {
    this.#wake = new AbortController();
    const woken = AbortSignal.any([this.#wake.signal, this.#stopping.signal]);
    const day = 24 * 3600_000;
    await this.#clock.sleep(Math.min(this.#nextLook - this.#clock.now(), day), woken).catch(() => {});
    this.#wake = null;
  }

  /** Ends the leases that are over; resolves with when the next one can end. */
  async #endLeases(): Promise<number> {
    const now = new Date(this.#clock.now());
    // Set before the reading: a lease that begins meanwhile speaks up by itself.
    this.#nextLook = Infinity;
    const { database } = this.#store;
    const over = and(eq(connections.present, true), lte(connections.leaseUntil, now));
    const silent = await database.selectDistinct({ visitId: connections.visitId }).from(connections).where(over);
    for (const { visitId } of silent) await this.#endLeasesOf(visitId, now);
    if (silent.length > 0) this.#hub.wake();
    const [next] = await database
      .select({ at: min(connections.leaseUntil) })
      .from(connections)
      .where(eq(connections.present, true));
    return Math.min(next?.at?.getTime() ?? Infinity, this.#nextLook);
  }

  async #endLeasesOf(visitId: string, now: Date): Promise<void> {
    await this.#store.transaction(async (transaction) => {
      const record = await loadVisit(transaction, visitId, { forChange: true });
      if (record) await saveChange(transaction, withoutSilent(record, now), 'service', now);
    });
  }
}

/** The visit with the leases ended that are over at `now`. */
export function withoutSilent(record: VisitRecord, now: Date): Change {
  const draft = new Draft(record, now);
  for (const participant of record.participants) {
    const connection = currentConnection(record, participant);
    if (connection?.present && connection.leaseUntil <= now) losePresence(draft, participant.id, connection.id);
  }
  return draft.finish();
}
