import { systemClock, type Clock } from '../core/clock.ts';
import type { PageDayList } from '../core/day-list/create-day-list.ts';
import { DayList } from '../core/day-list/day-list.ts';
import { thisDeviceKind } from '../core/device-kind.ts';
import { silentLogger } from '../core/logger.ts';
import { LocalMedia } from '../core/media/local-media.ts';
import { browserMedia, type MediaEnvironment } from '../core/media/media-environment.ts';
import { defaultReconnectPolicy } from '../core/reconnect-policy.ts';
import { NewsFeed } from '../core/service/news-feed.ts';
import { Store } from '../core/store.ts';
import { uniqueId } from '../core/unique-id.ts';
import type { PracticeTexts } from '../locales/practice/texts.ts';
import { FakeVisitService } from '../testing/fake-visit-service.ts';
import { PracticeGateway, type SimulatedMember } from './practice-gateway.ts';
import { actAsPatient, type SimulatedPlan } from './simulated-patient.ts';

const MINUTE_MS = 60_000;
const CLINICIAN = 'practice';

/** One waits from the start, one comes while the first is in the visit, one says that they are late. */
const day: readonly (SimulatedPlan & { readonly startsInMinutes: number; readonly phone: string })[] = [
  {
    startsInMinutes: 0,
    opensAfter: 0,
    saysLateAfter: null,
    arrivesAfter: 0,
    hue: 205,
    pitch: 196,
    phone: '070-174 06 31',
  },
  {
    startsInMinutes: 20,
    opensAfter: 0,
    saysLateAfter: null,
    arrivesAfter: 30_000,
    hue: 150,
    pitch: 131,
    phone: '070-174 06 32',
  },
  {
    startsInMinutes: 40,
    opensAfter: 10_000,
    saysLateAfter: 20_000,
    arrivesAfter: 90_000,
    hue: 28,
    pitch: 220,
    phone: '070-174 06 33',
  },
];

/**
 * A clinician's day to practise with (N28): the real day list, sessions and devices, over a service and a gateway in the page,
 * with patients who do not exist. No server is asked for anything, nothing leaves the device, and nobody counts it.
 */
export function createPracticeDayList(
  texts: PracticeTexts,
  { clock = systemClock, devices = browserMedia() }: { clock?: Clock; devices?: MediaEnvironment } = {},
): PageDayList {
  const service = new FakeVisitService({ clock });
  const now = clock.now();
  const booked = day.map(({ startsInMinutes, phone }, i) =>
    service.book({
      bookedStart: new Date(now + startsInMinutes * MINUTE_MS).toISOString(),
      durationMinutes: 20,
      subject: texts.patients[i]?.subject ?? '',
      patient: { name: texts.patients[i]?.name ?? '', phone },
      clinician: { name: texts.you, reference: CLINICIAN },
      unit: { id: 'practice', name: texts.unit, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    }),
  );
  const members = new Store<ReadonlyMap<string, SimulatedMember>>(new Map());
  const show = (visitId: string) => (member: SimulatedMember | null) => {
    const known = members.get().get(visitId);
    if (known?.memberId === member?.memberId) return;
    const others = [...members.get()].filter(([room]) => room !== visitId);
    members.set(new Map(member ? [...others, [visitId, member]] : others));
  };
  const act = (signal: AbortSignal): void => {
    booked.forEach(({ id: visitId }, i) => {
      const plan = day[i];
      // A practice that is left ends in the middle of whatever the patient was about to do.
      if (plan) actAsPatient({ service, visitId, clock, signal }, plan, show(visitId)).catch(() => {});
    });
  };
  const own = service.clinician(CLINICIAN);
  return new PracticeDayList(
    {
      service: own,
      feed: new NewsFeed({ service: own, clock, policy: defaultReconnectPolicy, logger: silentLogger }),
      gateway: new PracticeGateway({ clock, members }),
      media: new LocalMedia(devices, clock),
      clock,
      policy: defaultReconnectPolicy,
      logger: silentLogger,
      deviceKind: thisDeviceKind(),
      makeStream: (tracks) => new MediaStream(tracks),
      makeId: uniqueId,
      isVisible: () => document.visibilityState === 'visible',
    },
    act,
  );
}

class PracticeDayList extends DayList implements PageDayList {
  readonly #patients = new AbortController();
  readonly #feed: NewsFeed;
  readonly #act: (signal: AbortSignal) => void;

  constructor(parts: ConstructorParameters<typeof DayList>[0], act: (signal: AbortSignal) => void) {
    super(parts);
    this.#feed = parts.feed;
    this.#act = act;
  }

  override start(): void {
    this.#feed.start();
    super.start();
    this.#act(this.#patients.signal);
  }

  override async close(): Promise<void> {
    this.#patients.abort();
    await Promise.all([super.close(), this.#feed.close()]);
  }

  /** There is none. */
  setToken(): void {}
}
