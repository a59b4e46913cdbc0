import { PRESENCE_RENEW_MS } from '../contract/timing.ts';
import { systemClock, type Clock } from '../core/clock.ts';
import { thisDeviceKind } from '../core/device-kind.ts';
import { silentLogger } from '../core/logger.ts';
import { LocalMedia } from '../core/media/local-media.ts';
import { browserMedia } from '../core/media/media-environment.ts';
import { defaultReconnectPolicy } from '../core/reconnect-policy.ts';
import { NewsFeed } from '../core/service/news-feed.ts';
import { Store } from '../core/store.ts';
import type { PatientSession } from '../core/visit/create-patient-session.ts';
import { VisitSession } from '../core/visit/visit-session.ts';
import { uniqueId } from '../core/unique-id.ts';
import { FakeVisitService } from '../testing/fake-visit-service.ts';
import type { PracticeTexts } from '../locales/practice/texts.ts';
import { PracticeGateway } from './practice-gateway.ts';

/** What people and places of a patient's practice visit are called. */
export type PracticeNames = Pick<PracticeTexts, 'patient' | 'clinician' | 'unit' | 'subject'>;

/** The simulated clinician calls in after this, ms: time to look around in the waiting room. */
const CALLS_IN_AFTER_MS = 4_000;
/** And ends the visit after this, ms. */
const ENDS_AFTER_MS = 3 * 60_000;
const CLINICIAN = 'practice';
const CONNECTION = 'practice-clinician';

/**
 * A visit to practise with (N28): the real session and the person's own camera and microphone, over a service and a gateway
 * in the page. No server is asked for anything, nothing leaves the device, and nobody counts it.
 */
export function createPracticeSession(names: PracticeNames, clock: Clock = systemClock): PatientSession {
  const service = new FakeVisitService({ clock });
  const visit = service.book({
    bookedStart: new Date(clock.now()).toISOString(),
    subject: names.subject,
    patient: { name: names.patient },
    clinician: { name: names.clinician, reference: CLINICIAN },
    unit: { id: 'practice', name: names.unit, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
  });
  const clinicianId = visit.participants.find(({ role }) => role === 'clinician')?.id ?? '';
  const clinicianMember = { memberId: `${clinicianId}~1`, hue: 205, pitch: 196 };
  const own = service.participant(visit.id);
  const feed = new NewsFeed({ service: own, clock, policy: defaultReconnectPolicy, logger: silentLogger });
  const session = new PracticeSession({
    side: 'participant',
    visitId: null,
    service: own,
    gateway: new PracticeGateway({ clock, members: new Store(new Map([[visit.id, clinicianMember]])) }),
    feed,
    media: new LocalMedia(browserMedia(), clock),
    clock,
    policy: defaultReconnectPolicy,
    logger: silentLogger,
    deviceKind: thisDeviceKind(),
    makeStream: (tracks) => new MediaStream(tracks),
    makeId: uniqueId,
  });
  session.open(feed, (signal) => actAsClinician(service, visit.id, clock, signal));
  return session;
}

class PracticeSession extends VisitSession implements PatientSession {
  readonly #clinician = new AbortController();
  #feed: NewsFeed | null = null;
  #act: ((signal: AbortSignal) => Promise<void>) | null = null;

  open(feed: NewsFeed, act: (signal: AbortSignal) => Promise<void>): void {
    this.#feed = feed;
    this.#act = act;
  }

  override start(): void {
    this.#feed?.start();
    super.start();
    // A practice that is left ends in the middle of whatever the clinician was about to do.
    this.#act?.(this.#clinician.signal).catch(() => {});
  }

  override async close(): Promise<void> {
    this.#clinician.abort();
    await Promise.all([super.close(), this.#feed?.close()]);
  }

  /** There is none. */
  setToken(): void {}
}

/** Waits until the patient is in the waiting room, calls in, stays, and ends. Rejects when `signal` aborts. */
async function actAsClinician(
  service: FakeVisitService,
  visitId: string,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const clinician = service.clinician(CLINICIAN);
  const onVisit = { visitId, connectionId: CONNECTION } as const;
  await clinician.command({ type: 'connect', ...onVisit, deviceKind: 'computer' });
  const stays = async (ms: number, until: () => boolean = () => false): Promise<void> => {
    for (let left = ms; left > 0 && !until(); left -= PRESENCE_RENEW_MS) {
      await clock.sleep(Math.min(left, PRESENCE_RENEW_MS), signal);
      await clinician.command({ type: 'renew-presence', ...onVisit });
    }
  };
  const status = () => service.visit(visitId).status;
  for (;;) {
    await stays(Infinity, () => status() === 'arrived');
    await stays(CALLS_IN_AFTER_MS);
    // Who has left the waiting room meanwhile is waited for anew.
    if (status() === 'arrived') break;
  }
  await clinician.command({ type: 'call-in', ...onVisit });
  await stays(ENDS_AFTER_MS);
  await clinician.command({ type: 'end', visitId });
}
