import { isOpen } from '../../contract/visit-status.ts';
import type { VisitView } from '../../contract/index.ts';
import type { Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import type { VisitService } from '../service/visit-service.ts';
import { Store, type ReadableStore } from '../store.ts';

/** One visit, and the service as the person reaches it for this visit. */
export interface OwnVisit {
  readonly visitId: string;
  readonly service: Pick<VisitService, 'visit'>;
}

export interface OwnVisitState {
  readonly visitId: string;
  /** As read last; null before the first answer. */
  readonly visit: VisitView | null;
  /** Why the latest reading gave nothing. */
  readonly problem: VisitError | null;
}

/** A person's own visits, in the order in which they were given. */
export interface VisitListSnapshot {
  readonly visits: readonly OwnVisitState[];
}

/** Each visit is read this often, ms. A token opens one visit, and a page may hold only few streams at a time. */
export const LIST_READ_MS = 20_000;

/** Reads a person's own visits now and then. Visits that are over are read once, and what cannot be opened is left alone. */
export class VisitList {
  readonly #clock: Clock;
  readonly #store = new Store<VisitListSnapshot>({ visits: [] });
  #own: readonly OwnVisit[] = [];
  #reading: AbortController | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get store(): ReadableStore<VisitListSnapshot> {
    return this.#store;
  }

  /** These visits from now on; what is known of them is kept. */
  follow(own: readonly OwnVisit[]): void {
    this.#own = own;
    const known = new Map(this.#store.get().visits.map((state) => [state.visitId, state.visit]));
    this.#store.set({
      visits: own.map(({ visitId }) => ({ visitId, visit: known.get(visitId) ?? null, problem: null })),
    });
    if (!this.#reading) return;
    this.stop();
    this.start();
  }

  /** Reads at once, and then now and then. */
  start(): void {
    if (this.#reading) return;
    this.#reading = new AbortController();
    void this.#read(this.#own, this.#reading.signal);
  }

  stop(): void {
    this.#reading?.abort();
    this.#reading = null;
  }

  async #read(own: readonly OwnVisit[], signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await Promise.all(own.filter(({ visitId }) => this.#mayChange(visitId)).map((one) => this.#readOne(one, signal)));
      await this.#clock.sleep(LIST_READ_MS, signal).catch(() => {});
    }
  }

  #mayChange(visitId: string): boolean {
    const state = this.#store.get().visits.find((one) => one.visitId === visitId);
    if (state?.problem && !state.problem.recoverable) return false;
    return !state?.visit || isOpen(state.visit.status);
  }

  async #readOne({ visitId, service }: OwnVisit, signal: AbortSignal): Promise<void> {
    const change = await service.visit(visitId, signal).then(
      (visit) => ({ visit, problem: null }),
      (error: unknown) => ({ problem: VisitError.from(error) }),
    );
    if (signal.aborted) return;
    this.#store.set({
      visits: this.#store.get().visits.map((state) => (state.visitId === visitId ? { ...state, ...change } : state)),
    });
  }
}
