import type { ServerResponse } from 'node:http';
import type { Goodbye, Hello, HostHello, Identity, QueueView } from '../../../src/contract/index.ts';
import type { Clock } from '../../../src/core/clock.ts';
import type { Database } from '../store/open-store.ts';
import { queueFor, queuesInScope } from '../store/queues.ts';
import type { VisitRecord } from '../store/visit-record.ts';
import { loadVisit } from '../store/visit-record.ts';
import { viewOf } from '../store/visit-view.ts';
import { visitsOfUnits } from '../store/day-list.ts';
import { type Actor, participantOf } from '../tokens/actor.ts';
import type { Bearer } from '../tokens/visit-token.ts';
import type { EventHub, EventReader } from './event-hub.ts';
import {
  type RecordedEvent,
  type Scope,
  eventView,
  eventsAfter,
  isInScope,
  newestEventId,
  scopeOf,
} from './event-log.ts';
import { SseWriter } from './sse-writer.ts';

/** Who reads: a person with a token, or the host, whose key does not end. */
export type StreamReader = Bearer | { readonly actor: Extract<Actor, { kind: 'host' }>; readonly expiresAt: null };

export interface StreamOptions {
  readonly bearer: StreamReader;
  /** Id of the last event that the reader has seen; null for one who begins. */
  readonly lastEventId: number | null;
  readonly response: ServerResponse;
  readonly database: Database;
  readonly hub: Pick<EventHub, 'listen'>;
  readonly clock: Clock;
  readonly bufferBytes: number;
  readonly gatewayHint: (records: readonly VisitRecord[]) => string | null;
}

const pageSize = 100;
/** What may come while older events are sent. */
const backlogLimit = 2_000;
const patienceMs = 30_000;

/**
 * Serves one reader until it goes, its token ends or the service stops: `hello`, what it has missed, what happens. Of a
 * drop-in queue it sends what has changed for this reader: one who joins at the end is no news to those before.
 *
 * It listens to the hub before it reads the table, and passes over ids it has sent: no gap and nothing twice.
 */
export async function serveStream(options: StreamOptions): Promise<void> {
  const { bearer, response, hub, clock } = options;
  const stream = new EventStream(options);
  const ended = new AbortController();
  const stopListening = hub.listen(stream);
  const cleanUp = (): void => {
    stopListening();
    ended.abort();
  };
  response.once('close', cleanUp);
  if (response.destroyed) cleanUp();
  if (bearer.expiresAt) {
    void clock.sleep(Math.max(0, bearer.expiresAt.getTime() - clock.now()), ended.signal).then(
      () => stream.takeGoodbye('token-expired'),
      () => {},
    );
  }
  try {
    await stream.begin();
  } catch (error) {
    cleanUp();
    response.destroy();
    throw error;
  }
}

class EventStream implements EventReader {
  readonly #options: StreamOptions;
  readonly #scope: Scope;
  readonly #writer: SseWriter;
  /** Live events that wait for the older ones; null when those are sent. */
  #backlog: RecordedEvent[] | null = [];
  #lastSent = 0;
  #greeted = false;
  /** What was sent last of each drop-in queue in the reader's scope. */
  readonly #queues = new Map<string, string>();
  /** The unit in whose queue a participant's visit is; the units of a clinician or unit staff. */
  #queueUnits: readonly string[] = [];
  readonly #queueBacklog: QueueView[] = [];

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#scope = scopeOf(options.bearer.actor);
    this.#writer = new SseWriter(options.response, options.bufferBytes);
  }

  async begin(): Promise<void> {
    const { database, lastEventId } = this.#options;
    // The cursor before the visits: what happens between the two is sent as an event too.
    const cursor = await newestEventId(database);
    await this.#sendHello(cursor);
    // An id from the future is of another store: its reader begins anew.
    this.#lastSent = lastEventId === null || lastEventId > cursor ? cursor : lastEventId;
    await this.#replay();
    const backlog = this.#backlog ?? [];
    this.#backlog = null;
    for (const event of backlog) this.#send(event);
  }

  takeEvent(event: RecordedEvent): void {
    if (!isInScope(this.#scope, event.row)) return;
    if (this.#backlog === null) this.#send(event);
    else if (this.#backlog.length < backlogLimit) this.#backlog.push(event);
    else this.#writer.drop();
  }

  takeQueue(queue: QueueView): void {
    // What `hello` says may be older.
    if (!this.#greeted) this.#queueBacklog.push(queue);
    else if (this.#queueUnits.includes(queue.queueId)) this.#sendQueue(queueFor(queue, this.#options.bearer.actor));
  }

  #sendQueue(queue: QueueView): void {
    const now = JSON.stringify(queue);
    if (this.#queues.get(queue.queueId) === now) return;
    this.#queues.set(queue.queueId, now);
    this.#writer.write('queue', queue);
  }

  takeHeartbeat(serverNow: Date): void {
    if (this.#greeted) this.#writer.write('heartbeat', { serverNow: serverNow.toISOString() });
  }

  takeGoodbye(reason: Goodbye['reason']): void {
    if (this.#greeted) this.#writer.write('goodbye', { reason });
    this.#writer.end();
  }

  async #sendHello(cursor: number): Promise<void> {
    const { bearer, clock } = this.#options;
    const serverNow = new Date(clock.now()).toISOString();
    const hello = bearer.expiresAt
      ? await this.#helloFor(bearer, cursor, serverNow)
      : ({ cursor, serverNow } satisfies HostHello);
    this.#writer.write('hello', hello);
    this.#greeted = true;
    for (const queue of this.#queueBacklog.splice(0)) this.takeQueue(queue);
  }

  async #helloFor(bearer: Bearer, cursor: number, serverNow: string): Promise<Hello> {
    const { database, clock, gatewayHint } = this.#options;
    const { actor } = bearer;
    const records =
      actor.kind === 'participant'
        ? [await loadVisit(database, actor.visitId)].filter((record) => record !== null)
        : await visitsOfUnits(database, actor.units, { now: clock.now() });
    const ofVisit = records.flatMap(({ visit }) => (visit.dropIn ? [visit.unitId] : []));
    this.#queueUnits = actor.kind === 'participant' ? ofVisit : actor.units;
    const standing = await queuesInScope(database, this.#queueUnits, clock.now());
    const queues = standing.map((queue) => queueFor(queue, actor));
    for (const queue of queues) this.#queues.set(queue.queueId, JSON.stringify(queue));
    return {
      identity: identityOf(bearer, records),
      visits: records.map((record) => viewOf(record, actor)),
      queues,
      cursor,
      serverNow,
      gatewayHint: gatewayHint(records),
    };
  }

  async #replay(): Promise<void> {
    while (this.#writer.isOpen) {
      const page = await eventsAfter(this.#options.database, this.#lastSent, pageSize, this.#scope);
      let keepsUp = true;
      for (const event of page) keepsUp = this.#send(event) && keepsUp;
      if (page.length < pageSize) return;
      if (!keepsUp) await this.#writer.drained(patienceMs);
    }
  }

  #send(event: RecordedEvent): boolean {
    if (event.row.id <= this.#lastSent) return true;
    this.#lastSent = event.row.id;
    return this.#writer.write('visit', eventView(event, this.#options.bearer.actor), event.row.id);
  }
}

function identityOf({ actor, expiresAt }: Bearer, records: readonly VisitRecord[]): Identity {
  const [record] = records;
  const isParticipant = actor.kind === 'participant';
  return {
    kind: actor.kind,
    name: isParticipant ? ((record && participantOf(record, actor)?.name) ?? '') : actor.name,
    visitId: isParticipant ? actor.visitId : null,
    participantId: isParticipant ? actor.participantId : null,
    units: isParticipant ? (record ? [record.visit.unitId] : []) : [...actor.units],
    expiresAt: expiresAt.toISOString(),
  };
}
