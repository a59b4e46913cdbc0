import { HEARTBEAT_MS } from '../../../src/contract/index.ts';
import type { Goodbye, QueueView } from '../../../src/contract/index.ts';
import type { Clock } from '../../../src/core/clock.ts';
import { describeError } from '../errors/describe-error.ts';
import type { ServiceLog } from '../service-log.ts';
import type { Store } from '../store/open-store.ts';
import { QueueWatch } from './queue-watch.ts';
import { type RecordedEvent, eventsAfter, newestEventId } from './event-log.ts';

/** Someone who reads the events as they come. */
export interface EventReader {
  takeEvent(event: RecordedEvent): void;
  takeQueue(queue: QueueView): void;
  takeHeartbeat(serverNow: Date): void;
  takeGoodbye(reason: Goodbye['reason']): void;
}

const pageSize = 200;

/**
 * Hands new events to all who listen, in the order of their ids. It reads them from the table, never from the command
 * that made them: what is sent is what is stored.
 */
export class EventHub {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: ServiceLog;
  readonly #readers = new Set<EventReader>();
  readonly #queues: QueueWatch;
  readonly #stopping = new AbortController();
  #position = 0;
  #pumping: Promise<void> | null = null;
  #news = false;

  constructor(options: { store: Store; clock: Clock; log: ServiceLog }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#log = options.log;
    const tell = (queue: QueueView): void => {
      for (const reader of [...this.#readers]) reader.takeQueue(queue);
    };
    this.#queues = new QueueWatch({ ...options, tell, stopping: this.#stopping.signal });
  }

  /** From now on, what is appended is sent. */
  async start(): Promise<void> {
    this.#position = await newestEventId(this.#store.database);
    await this.#queues.start();
    void this.#beat();
  }

  /** A drop-in queue was opened or closed. */
  lookAtQueue(unitId: string): Promise<void> {
    return this.#queues.look([unitId]);
  }

  /** Says goodbye to all readers; resolves when nothing more is read from the store. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const reader of [...this.#readers]) reader.takeGoodbye('service-stopping');
    this.#readers.clear();
    await Promise.all([this.#pumping, this.#queues.stopped()]);
  }

  /** From this moment the reader misses nothing. Returns how to end it. */
  listen(reader: EventReader): () => void {
    if (this.#stopping.signal.aborted) reader.takeGoodbye('service-stopping');
    else this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  }

  /** There is, or may be, something new in the table. */
  wake(): void {
    this.#news = true;
    this.#pumping ??= this.#pump().finally(() => {
      this.#pumping = null;
    });
  }

  async #pump(): Promise<void> {
    while (this.#news && !this.#stopping.signal.aborted) {
      this.#news = false;
      try {
        await this.#sendNew();
      } catch (error) {
        this.#log.error({ error: describeError(error) }, 'events cannot be read');
        this.#news = await this.#clock.sleep(1_000, this.#stopping.signal).then(
          () => true,
          () => false,
        );
      }
    }
  }

  async #sendNew(): Promise<void> {
    for (;;) {
      const page = await eventsAfter(this.#store.database, this.#position, pageSize);
      // Places first: so that nobody arrives without one.
      const dropIns = page.filter(({ record }) => record.visit.dropIn);
      await this.#queues.look(dropIns.map(({ row }) => row.unitId));
      for (const event of page) {
        this.#position = event.row.id;
        for (const reader of [...this.#readers]) reader.takeEvent(event);
      }
      if (page.length < pageSize) return;
    }
  }

  async #beat(): Promise<void> {
    for (;;) {
      try {
        await this.#clock.sleep(HEARTBEAT_MS, this.#stopping.signal);
      } catch {
        return;
      }
      const serverNow = new Date(this.#clock.now());
      for (const reader of [...this.#readers]) reader.takeHeartbeat(serverNow);
    }
  }
}
