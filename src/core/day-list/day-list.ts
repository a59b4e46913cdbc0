import type { Preparation, QueueRequest, QueueView, VisitView } from '../../contract/index.ts';
import { VisitError } from '../errors.ts';
import { microphoneKind } from '../media/microphone-kind.ts';
import type { NewsFeed } from '../service/news-feed.ts';
import { Store, type ReadableStore } from '../store.ts';
import { tell, type Telling } from '../visit/telling.ts';
import { VisitSession, type VisitSessionOptions } from '../visit/visit-session.ts';
import type { DayListLike, DayListSnapshot } from './day-list-like.ts';
import { ReadyDevices } from './ready-devices.ts';
import { pickWarm } from './warm-pool.ts';

export interface DayListOptions extends Omit<VisitSessionOptions, 'side' | 'visitId'> {
  readonly feed: NewsFeed;
}

/**
 * A clinician's or unit's visits, live, and the sessions that stand behind them: warm ones for those who wait and are
 * next, and the one in front.
 */
export class DayList implements DayListLike {
  readonly #options: DayListOptions;
  readonly #store: Store<DayListSnapshot>;
  readonly #life = new AbortController();
  readonly #sessions = new Map<string, VisitSession>();
  #front: string | null = null;
  #frontLife = new AbortController();
  /** Visits that are over and were put away: they do not come to the front again by themselves. */
  readonly #putAway = new Set<string>();
  #sortedFrom: ReadonlyMap<string, VisitView> | null = null;
  #sortedVisits: readonly VisitView[] = [];
  #queuesFrom: ReadonlyMap<string, QueueView> | null = null;
  #queues: readonly QueueView[] = [];
  readonly #ready: ReadyDevices;
  #inView: ReadonlySet<string> = new Set();
  /** The visit that is about to begin by telephone. */
  #rings: string | null = null;

  constructor(options: DayListOptions) {
    this.#options = options;
    this.#ready = new ReadyDevices({ ...options, onChange: () => this.#publish() });
    this.#store = new Store<DayListSnapshot>(this.#compose());
  }

  get store(): ReadableStore<DayListSnapshot> {
    return this.#store;
  }

  start(): void {
    const { feed, media } = this.#options;
    const { signal } = this.#life;
    media.stayReleased();
    media.store.subscribe(() => this.#publish(), { signal });
    feed.store.subscribe(() => this.#follow(), { signal });
    this.#follow();
  }

  frontSession(): VisitSession | null {
    return this.#front === null ? null : (this.#sessions.get(this.#front) ?? null);
  }

  async callIn(visitId: string): Promise<void> {
    const visit = this.#options.feed.store.get().visits.get(visitId);
    if (!visit) throw new VisitError('visit-not-found');
    const before = this.frontSession();
    if (before && this.#front !== visitId && isInVisit(before)) {
      throw new VisitError('invalid-state', { detail: 'another visit is going on' });
    }
    const session = this.#session(visitId);
    const { phase } = session.store.get();
    // Another window of the same clinician has taken over, or the visit was left: the click takes it back.
    if (phase === 'taken-over' || phase === 'over') await session.resumeHere();
    if (phase === 'failed') session.retry();
    if (!isInVisit(session)) {
      this.#withdrawOthers(visitId);
      const done = session.callIn();
      this.#keepReady();
      try {
        await done;
      } catch (error) {
        this.#keepReady();
        throw error;
      }
    }
    // Before the booked time the patient is asked first.
    if (isInVisit(session)) this.#bringToFront(visitId);
  }

  async endAndCallIn(visitId: string): Promise<void> {
    const front = this.frontSession();
    if (front && this.#front !== visitId && isInVisit(front)) await front.end();
    return this.callIn(visitId);
  }

  async tell(visitId: string, telling: Telling): Promise<void> {
    if (telling.type === 'go-on-by-phone') return this.#beginByPhone(visitId, telling);
    const session = this.#sessions.get(visitId);
    if (session) return session.tell(telling);
    const { service, feed } = this.#options;
    feed.take(await tell(service, telling, { visitId }, this.#life.signal));
  }

  /** As a call-in, but nobody has to wait for it. */
  async #beginByPhone(visitId: string, telling: Telling): Promise<void> {
    const before = this.frontSession();
    if (before && this.#front !== visitId && isInVisit(before)) {
      throw new VisitError('invalid-state', { detail: 'another visit is going on' });
    }
    this.#rings = visitId;
    try {
      await this.#session(visitId).tell(telling);
      this.#bringToFront(visitId);
    } finally {
      this.#rings = null;
      this.#follow();
    }
  }

  async setQueue(queueId: string, request: QueueRequest): Promise<void> {
    const { service, feed } = this.#options;
    feed.takeQueue(await service.setQueue(queueId, request, this.#life.signal));
  }

  preparation(visitId: string, signal?: AbortSignal): Promise<Preparation | null> {
    return this.#options.service.preparation(visitId, signal);
  }

  setInView(visitIds: readonly string[]): void {
    this.#inView = new Set(visitIds);
    this.#keepReady();
  }

  noteReturn(): void {
    this.#ready.renew();
  }

  /** Whether camera and microphone are opened ahead of the call-in; they are at first. */
  setOpensDevicesAhead(opens: boolean): void {
    this.#ready.setEnabled(opens);
  }

  muteForDictation(on: boolean): Promise<void> {
    return this.#options.media.muteForDictation(on);
  }

  closeFront(): void {
    if (this.#front === null) return;
    this.#putAway.add(this.#front);
    this.#drop(this.#front);
    this.#front = null;
    this.#follow();
  }

  retry(): void {
    this.#options.feed.retry();
    for (const session of this.#sessions.values()) session.retry();
  }

  /** The page goes away (`pagehide`). */
  announceClosing(): void {
    for (const session of this.#sessions.values()) session.announceClosing();
  }

  /** The page was frozen and is back, or the network has changed. */
  announceReturn(): void {
    for (const session of this.#sessions.values()) session.announceReturn();
  }

  async close(): Promise<void> {
    this.#life.abort();
    this.#frontLife.abort();
    this.#ready.close();
    await Promise.all([...this.#sessions.values()].map((session) => session.close()));
    this.#sessions.clear();
  }

  #follow(): void {
    const { identity } = this.#options.feed.store.get();
    if (identity?.kind === 'clinician') {
      this.#resume();
      this.#keepWarm();
      this.#keepReady();
    }
    this.#publish();
  }

  #keepReady(): void {
    if (this.#life.signal.aborted) return;
    const front = this.frontSession()?.store.get().phase ?? 'over';
    const callsIn = [...this.#sessions.values()].some(({ isCallingIn }) => isCallingIn);
    this.#ready.follow({
      waiting: this.#visits().flatMap(({ id, status }) => (status === 'arrived' ? [id] : [])),
      inView: this.#inView,
      busy: callsIn || !['over', 'failed', 'taken-over'].includes(front),
    });
  }

  /** A visit that this clinician is in comes to the front: after a reload, and in a second window. */
  #resume(): void {
    if (this.#front !== null && this.frontSession()?.store.get().phase !== 'over') return;
    const mine = this.#visits().find((visit) => {
      const self = visit.participants.find(({ id }) => id === visit.self);
      return visit.status === 'in-progress' && self?.admission === 'admitted' && !this.#putAway.has(visit.id);
    });
    if (mine) this.#bringToFront(mine.id);
  }

  #keepWarm(): void {
    const asked = this.#visits().filter(isAskedBySelf);
    const warm = new Set([...pickWarm(this.#visits(), this.#front), ...asked.map(({ id }) => id)]);
    for (const visitId of warm) this.#session(visitId);
    for (const [visitId, session] of this.#sessions) {
      const calls = session.isCallingIn || session.isAskingFirst || visitId === this.#rings;
      if (visitId !== this.#front && !warm.has(visitId) && !calls) this.#drop(visitId);
    }
  }

  /** Whoever calls another waits no longer for an answer. */
  #withdrawOthers(visitId: string): void {
    for (const { id } of this.#visits().filter(isAskedBySelf)) {
      if (id === visitId) continue;
      // The patient may just have answered: then both visits are in the list.
      void this.tell(id, { type: 'withdraw-call' }).catch((error: unknown) => {
        this.#options.logger.warn('call not withdrawn', { code: VisitError.from(error).code });
      });
    }
  }

  #bringToFront(visitId: string): void {
    if (this.#front === visitId) return;
    if (this.#front !== null) this.#drop(this.#front);
    this.#front = visitId;
    this.#frontLife = new AbortController();
    this.#session(visitId).store.subscribe(() => this.#keepReady(), { signal: this.#frontLife.signal });
    this.#keepReady();
    this.#publish();
  }

  #session(visitId: string): VisitSession {
    const known = this.#sessions.get(visitId);
    if (known) return known;
    const session = new VisitSession({ ...this.#options, side: 'clinician', visitId });
    this.#sessions.set(visitId, session);
    session.start();
    return session;
  }

  #drop(visitId: string): void {
    const session = this.#sessions.get(visitId);
    if (visitId === this.#front) this.#frontLife.abort();
    this.#sessions.delete(visitId);
    void session?.close();
  }

  #publish(): void {
    if (!this.#life.signal.aborted) this.#store.set(this.#compose());
  }

  #visits(): readonly VisitView[] {
    return this.#compose().visits;
  }

  #compose(): DayListSnapshot {
    const { microphone } = this.#options.media.store.get();
    const { identity, visits, queues, connection, problem, clockOffset } = this.#options.feed.store.get();
    if (queues !== this.#queuesFrom) {
      this.#queuesFrom = queues;
      this.#queues = [...queues.values()];
    }
    return {
      identity,
      visits: this.#sorted(visits),
      queues: this.#queues,
      service: connection,
      problem: connection === 'away' ? problem : null,
      frontVisitId: this.#front,
      clockOffset,
      openAhead: this.#ready.ready,
      microphone,
      microphoneKind: microphoneKind(microphone),
    };
  }

  /** Sorted once for each new map: the list keeps its object while no visit changes. */
  #sorted(visits: ReadonlyMap<string, VisitView>): readonly VisitView[] {
    if (visits !== this.#sortedFrom) {
      this.#sortedFrom = visits;
      this.#sortedVisits = [...visits.values()].sort(
        (a, b) => Date.parse(a.bookedStart) - Date.parse(b.bookedStart) || (a.id < b.id ? -1 : 1),
      );
    }
    return this.#sortedVisits;
  }
}

const isAskedBySelf = ({ earlyCall, self }: VisitView): boolean =>
  earlyCall !== null && earlyCall.answer === null && earlyCall.by === self;
const isInVisit = ({ store }: VisitSession): boolean => ['called-in', 'on-stage'].includes(store.get().phase);
