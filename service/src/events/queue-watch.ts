import type { QueueView } from '../../../src/contract/index.ts';
import type { Clock } from '../../../src/core/clock.ts';
import { describeError } from '../errors/describe-error.ts';
import { TurnTaking } from '../gateways/turn-taking.ts';
import type { ServiceLog } from '../service-log.ts';
import type { Store } from '../store/open-store.ts';
import { queueOf, unitsWithQueue } from '../store/queues.ts';

/** So often it looks what time alone has changed: a queue closes by itself, a visit goes on for longer, ms. */
const LOOK_MS = 30_000;

/**
 * Tells how the drop-in queues stand, when something has happened in one, and now and then while somebody may wait. It tells
 * of a whole queue at once, for all who wait, and writes nothing: places follow from the visits, so that no command need
 * lock the visits of others, and one who leaves makes one message for each reader and not one for each who moves up.
 */
export class QueueWatch {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: ServiceLog;
  readonly #tell: (queue: QueueView) => void;
  readonly #stopping: AbortSignal;
  /** Queues that are open, or have somebody waiting. */
  readonly #live = new Set<string>();
  readonly #turns = new TurnTaking();
  #running: Promise<void> | null = null;

  constructor(options: {
    store: Store;
    clock: Clock;
    log: ServiceLog;
    tell: (queue: QueueView) => void;
    stopping: AbortSignal;
  }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#tell = options.tell;
    this.#stopping = options.stopping;
  }

  async start(): Promise<void> {
    for (const unitId of await unitsWithQueue(this.#store.database, this.#clock.now())) this.#live.add(unitId);
    this.#running = this.#run();
  }

  /** Resolves when nothing more is read. */
  async stopped(): Promise<void> {
    await Promise.all([this.#running, this.#turns.idle()]);
  }

  /** Reads the queues of these units and tells of them; one reading at a time, so that what is told last is the newest. */
  async look(unitIds: readonly string[]): Promise<void> {
    await Promise.all([...new Set(unitIds)].map((unitId) => this.#turns.run(unitId, () => this.#lookAt(unitId))));
  }

  async #lookAt(unitId: string): Promise<void> {
    const queue = await queueOf(this.#store.database, unitId, this.#clock.now());
    if (queue.isOpen || queue.places.length > 0) this.#live.add(unitId);
    else this.#live.delete(unitId);
    this.#tell(queue);
  }

  async #run(): Promise<void> {
    for (;;) {
      try {
        await this.#clock.sleep(LOOK_MS, this.#stopping);
      } catch {
        return;
      }
      try {
        await this.look([...this.#live]);
      } catch (error) {
        this.#log.error({ error: describeError(error) }, 'queues cannot be read');
      }
    }
  }
}
