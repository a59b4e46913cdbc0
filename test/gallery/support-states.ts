import '../../src/components/video-visit/video-visit.define.ts';
import '../../src/components/video-visit-clinician/video-visit-clinician.define.ts';
import '../../src/components/visit-guide/visit-guide.define.ts';
import '../../src/components/visit-handover/visit-handover.define.ts';
import '../../src/components/visit-support/visit-support.define.ts';
import { HANDOVER_LIFE_MS } from '../../src/contract/timing.ts';
import { VisitError } from '../../src/core/errors.ts';
import type { VisitSnapshot } from '../../src/core/visit/visit-state.ts';
import { FakeDayList } from '../../src/testing/fake-day-list.ts';
import { FakeVisitService } from '../../src/testing/fake-visit-service.ts';
import { FakeVisitSession } from '../../src/testing/fake-visit-session.ts';
import { ManualClock } from '../../src/testing/manual-clock.ts';
import { deviceFailed, devicesOn, makeVisitInProgress, othersIn, snapshots } from '../../src/testing/visit-fixtures.ts';
import type { Pictures } from './states.ts';

type Show = (pictures: Pictures) => Promise<void>;

/** A whole visit, one of whose panels is open. */
async function withPanel(
  panel: 'help' | 'moveVisit',
  snapshot: (visitId: string) => VisitSnapshot,
): Promise<{ root: ShadowRoot; clock: ManualClock }> {
  const clock = new ManualClock(new Date().toISOString());
  const service = new FakeVisitService({ clock });
  const visit = service.book();
  const element = document.createElement('video-visit');
  element.session = new FakeVisitSession(snapshot(visit.id), { service: service.participant(visit.id), clock });
  element.phonePage = '/visits/continue';
  element.supportPhone = '010-123 45 67';
  element.supportEmail = 'videobesok@example.se';
  element.supportGuide = '/guide';
  document.body.append(element);
  const root = await until(() => element.shadowRoot);
  (await until(() => root.querySelector<HTMLElement>(`[data-opens="${panel}"]`))).click();
  const inside = await until(() => root.querySelector<HTMLElement>('visit-support, visit-move'));
  return { root: await until(() => inside.shadowRoot?.querySelector('h2') && inside.shadowRoot), clock };
}

async function until<T>(find: () => T | null | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const waiting = (visitId: string): VisitSnapshot => {
  const snapshot = snapshots.waiting();
  return { ...snapshot, visit: snapshot.visit && { ...snapshot.visit, id: visitId } } as VisitSnapshot;
};

const handover = (state: 'asking' | 'moving' | 'failed'): Show => {
  return async () => {
    const element = document.createElement('visit-handover');
    element.state = state;
    document.body.append(element);
    await until(() => element.shadowRoot?.querySelector('h2'));
  };
};

/** Help, the move to another device, the guide, and practice. */
export const supportStates: Record<string, Show> = {
  'help-waiting': async () => void (await withPanel('help', waiting)),
  'help-stage': async ({ own, clinician }) => {
    const visit = makeVisitInProgress();
    const people = othersIn(visit, { stream: clinician });
    await withPanel('help', () => snapshots.onStage(visit, people, { devices: devicesOn(own) }));
  },
  'help-camera-fails': async () => {
    const camera = deviceFailed(new VisitError('device-in-use'));
    await withPanel('help', () => snapshots.checking(undefined, { devices: { ...devicesOn(), camera } }));
  },
  'help-writing': async () => {
    const { root } = await withPanel('help', waiting);
    root.querySelector<HTMLElement>('.kind')?.click();
    await until(() => root.querySelector('textarea'));
  },
  'help-page': async () => {
    const element = document.createElement('visit-support');
    element.phone = '010-123 45 67';
    element.service = location.origin;
    document.body.append(element);
    await until(() => element.shadowRoot?.querySelector('h2'));
  },
  'move-waiting': async () => {
    const { root } = await withPanel('moveVisit', waiting);
    await until(() => root.querySelector('.qr-code'));
  },
  'move-expired': async () => {
    const { root, clock } = await withPanel('moveVisit', waiting);
    await until(() => root.querySelector('.qr-code'));
    await clock.advance(HANDOVER_LIFE_MS);
    await until(() => root.querySelector('.button.primary'));
  },
  'handover-asking': handover('asking'),
  'handover-moving': handover('moving'),
  'handover-failed': handover('failed'),
  guide: async () => {
    const element = document.createElement('visit-guide');
    element.innerHTML = '<p><bdi dir="ltr">010-123 45 67</bdi></p>';
    document.body.append(element);
    await until(() => element.shadowRoot?.querySelector('h2'));
  },
  practice: async () => {
    const element = document.createElement('video-visit');
    element.practice = true;
    document.body.append(element);
    await until(() => element.shadowRoot?.querySelector('visit-check')?.shadowRoot?.querySelector('h2'));
  },
  'practice-day': async () => {
    const element = document.createElement('video-visit-clinician');
    element.practice = true;
    element.devicesOnlyInVisit = true;
    document.body.append(element);
    await until(() => element.shadowRoot?.querySelector('visit-day-list')?.shadowRoot?.querySelector('[data-visit]'));
    const framing = await until(() => element.shadowRoot?.querySelector('visit-framing')?.shadowRoot);
    (await until(() => framing.querySelector('details'))).open = true;
  },
  'help-of-panel': async () => {
    const element = document.createElement('video-visit-clinician');
    element.dayList = new FakeDayList();
    element.supportPhone = '010-123 45 67';
    document.body.append(element);
    (await until(() => element.shadowRoot?.querySelector<HTMLElement>('[data-opens="help"]'))).click();
    await until(() => element.shadowRoot?.querySelector('visit-support')?.shadowRoot?.querySelector('h2'));
  },
};
