import type { Role } from '../contract/index.ts';
import { DayList } from '../core/day-list/day-list.ts';
import { silentLogger } from '../core/logger.ts';
import { LocalMedia } from '../core/media/local-media.ts';
import { defaultReconnectPolicy } from '../core/reconnect-policy.ts';
import { NewsFeed } from '../core/service/news-feed.ts';
import type { VisitService } from '../core/service/visit-service.ts';
import { VisitSession } from '../core/visit/visit-session.ts';
import type { Phase } from '../core/visit/visit-state.ts';
import { FakeDevices, makeFakeStream } from './fake-devices.ts';
import { FakeGateway } from './fake-gateway.ts';
import { FakeVisitService, type TokenOptions } from './fake-visit-service.ts';
import { ManualClock, settle } from './manual-clock.ts';

let count = 0;

/**
 * Real sessions and day lists of several people, over a service, a gateway, devices and a clock in memory.
 *
 *     const world = new FakeWorld();
 *     const visit = world.service.book();
 *     const page = await world.patient(visit.id);
 *     await page.session.arrive();
 */
export class FakeWorld {
  readonly clock = new ManualClock();
  readonly service = new FakeVisitService({ clock: this.clock });
  readonly gateway = new FakeGateway({ clock: this.clock });
  readonly #pages: { close(): Promise<void> }[] = [];

  /** The page of the participant of this role, started. */
  async patient(
    visitId: string,
    options: TokenOptions & { role?: Exclude<Role, 'clinician'>; devices?: FakeDevices } = {},
  ): Promise<SessionPage> {
    const service = this.service.participant(visitId, options.role ?? 'patient', options);
    return this.#open(new SessionPage(this.#parts(service, options.devices)));
  }

  /** The page of a clinician, with the day list of all units that have visits, started. */
  async clinician(subject = 'anna', options: TokenOptions & { devices?: FakeDevices } = {}): Promise<DayListPage> {
    return this.#open(new DayListPage(this.#parts(this.service.clinician(subject, options), options.devices)));
  }

  /** A page over a service of the caller's own. */
  async page(service: VisitService): Promise<SessionPage> {
    return this.#open(new SessionPage(this.#parts(service)));
  }

  async unitStaff(): Promise<DayListPage> {
    return this.#open(new DayListPage(this.#parts(this.service.unitStaff())));
  }

  /** Closes every page. */
  async close(): Promise<void> {
    await Promise.all(this.#pages.splice(0).map((page) => page.close()));
    await settle();
  }

  async #open<T extends { start(): void; close(): Promise<void> }>(page: T): Promise<T> {
    this.#pages.push(page);
    page.start();
    await settle();
    return page;
  }

  #parts(service: VisitService, devices = new FakeDevices()): PageParts {
    const { clock, gateway } = this;
    const policy = defaultReconnectPolicy;
    const logger = silentLogger;
    return {
      service,
      gateway,
      clock,
      policy,
      logger,
      devices,
      feed: new NewsFeed({ service, clock, policy, logger }),
      media: new LocalMedia(devices, this.clock),
      deviceKind: 'computer' as const,
      makeStream: makeFakeStream,
      makeId: () => `page-${++count}`,
    };
  }
}

interface PageParts extends Omit<ConstructorParameters<typeof DayList>[0], 'gateway'> {
  readonly gateway: FakeGateway;
  readonly devices: FakeDevices;
}

/** One person's page with one visit. */
class SessionPage {
  readonly parts: PageParts;
  readonly session: VisitSession;
  /** Every phase that was shown, in order. */
  readonly phases: Phase[];

  constructor(parts: PageParts) {
    this.parts = parts;
    this.session = new VisitSession({ ...parts, side: 'participant', visitId: null });
    this.phases = [this.phase];
    this.session.store.subscribe(({ phase }) => phase !== this.phases.at(-1) && this.phases.push(phase));
  }

  get phase(): Phase {
    return this.session.store.get().phase;
  }
  get devices(): FakeDevices {
    return this.parts.devices;
  }

  start(): void {
    this.parts.feed.start();
    this.session.start();
  }

  async close(): Promise<void> {
    await Promise.all([this.session.close(), this.parts.feed.close()]);
  }
}

/** One clinician's page with a day list. */
class DayListPage {
  readonly parts: PageParts;
  readonly dayList: DayList;

  constructor(parts: PageParts) {
    this.parts = parts;
    this.dayList = new DayList(parts);
  }

  /** The phase of the visit in front; null without one. */
  get phase(): Phase | null {
    return this.dayList.frontSession()?.store.get().phase ?? null;
  }
  get devices(): FakeDevices {
    return this.parts.devices;
  }

  start(): void {
    this.parts.feed.start();
    this.dayList.start();
  }

  async close(): Promise<void> {
    await Promise.all([this.dayList.close(), this.parts.feed.close()]);
  }
}

export type { DayListPage, SessionPage };
