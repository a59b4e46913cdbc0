import type { Preparation, QueueRequest, VisitView } from '../contract/index.ts';
import type { DayListLike, DayListSnapshot } from '../core/day-list/day-list-like.ts';
import { VisitError } from '../core/errors.ts';
import { Store } from '../core/store.ts';
import type { Telling } from '../core/visit/telling.ts';
import { applyTelling } from './fake-telling.ts';
import { FakeVisitSession } from './fake-visit-session.ts';
import { deviceReleased, makeCommon, snapshots } from './visit-fixtures.ts';

/** A day list without a service: holds the visits it is given, and brings one in front when asked to call in. */
export class FakeDayList implements DayListLike {
  readonly store: Store<DayListSnapshot>;
  /** Ids of the visits that were to be called in, in order. */
  readonly calledIn: string[] = [];
  /** What was told of which visit, in order. */
  readonly told: [visitId: string, telling: Telling][] = [];
  /** What was asked of which queue, in order. */
  readonly queuesSet: [queueId: string, request: QueueRequest][] = [];
  /** What was answered before a visit, or why it cannot be read. */
  readonly preparations = new Map<string, Preparation | VisitError>();
  /** Of which visits it was read, in order. */
  readonly preparationsRead: string[] = [];
  /** Ids of the visits that are in view, as told last. */
  inView: readonly string[] = [];
  /** How often the person has turned to the list. */
  returns = 0;
  /** How often a new try was asked for. */
  retries = 0;
  /** What `muteForDictation` was asked for, in order. */
  readonly dictations: boolean[] = [];
  /** What the next `callIn` is refused with; null to let it through. */
  refusal: VisitError | null = null;
  /** The session of the visit in front. */
  front: FakeVisitSession | null = null;

  constructor(visits: readonly VisitView[] = [], more: Partial<DayListSnapshot> = {}) {
    this.store = new Store<DayListSnapshot>({
      identity: {
        kind: 'clinician',
        name: 'Anna Berg',
        visitId: null,
        participantId: null,
        units: ['SE2321000016-4ABC'],
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      },
      visits,
      queues: [],
      service: 'connected',
      problem: null,
      frontVisitId: null,
      clockOffset: 0,
      openAhead: [],
      microphone: { status: 'off' },
      microphoneKind: null,
      ...more,
    });
  }

  change(more: Partial<DayListSnapshot>): void {
    this.store.set({ ...this.store.get(), ...more });
  }

  /** Puts `visit` in the place of the one with its id. */
  changeVisit(visit: VisitView): void {
    this.change({ visits: this.store.get().visits.map((known) => (known.id === visit.id ? visit : known)) });
  }

  frontSession(): FakeVisitSession | null {
    return this.front;
  }

  async callIn(visitId: string): Promise<void> {
    this.calledIn.push(visitId);
    const { refusal } = this;
    this.refusal = null;
    if (refusal) throw refusal;
    const visit = this.store.get().visits.find(({ id }) => id === visitId);
    if (!visit) throw new VisitError('visit-not-found');
    const clinician = visit.participants.find(({ role }) => role === 'clinician')?.id ?? null;
    const own = { ...visit, self: clinician };
    this.front = new FakeVisitSession({ ...makeCommon(own), phase: 'waiting', visit: own });
    this.front.calledIn();
    const now = this.front.store.get().visit ?? own;
    this.change({
      frontVisitId: visitId,
      visits: this.store.get().visits.map((known) => (known.id === visitId ? now : known)),
    });
  }

  async endAndCallIn(visitId: string): Promise<void> {
    this.endFront();
    return this.callIn(visitId);
  }

  /** The visit in front has been ended. */
  endFront(): void {
    const visit = this.front?.store.get().visit;
    if (!this.front || !visit) return;
    const finished: VisitView = { ...visit, status: 'finished' };
    this.front.show(snapshots.over('ended', { visit: finished, self: this.front.store.get().self }));
    this.changeVisit(finished);
  }

  async tell(visitId: string, telling: Telling): Promise<void> {
    this.told.push([visitId, telling]);
    const visit = this.store.get().visits.find(({ id }) => id === visitId);
    if (visit) this.changeVisit(applyTelling(visit, telling));
  }

  async preparation(visitId: string): Promise<Preparation | null> {
    this.preparationsRead.push(visitId);
    const preparation = this.preparations.get(visitId) ?? null;
    if (preparation instanceof VisitError) throw preparation;
    return preparation;
  }

  closeFront(): void {
    this.front = null;
    this.change({ frontVisitId: null });
  }

  async setQueue(queueId: string, request: QueueRequest): Promise<void> {
    this.queuesSet.push([queueId, request]);
    const { queues } = this.store.get();
    const before = queues.find((queue) => queue.queueId === queueId) ?? { queueId, places: [] };
    const closesAt = request.open ? (request.closesAt ?? null) : null;
    const now = { ...before, isOpen: request.open, closesAt };
    this.change({ queues: [...queues.filter((queue) => queue.queueId !== queueId), now] });
  }

  setInView(visitIds: readonly string[]): void {
    this.inView = visitIds;
  }

  noteReturn(): void {
    this.returns++;
  }

  async muteForDictation(on: boolean): Promise<void> {
    this.dictations.push(on);
    this.change({ microphone: on ? deviceReleased() : { status: 'off' } });
    await this.front?.muteForDictation(on);
  }

  retry(): void {
    this.retries++;
  }
}
