import '../../src/components/visit-stage/visit-stage.define.ts';
import type { DevicesSnapshot } from '../../src/core/media/devices-snapshot.ts';
import { LocalMedia } from '../../src/core/media/local-media.ts';
import { FakeDevices } from '../../src/testing/fake-devices.ts';
import { FakeVisitSession } from '../../src/testing/fake-visit-session.ts';
import { provideSession } from '../../src/testing/provide-contexts.ts';
import {
  deviceReleased,
  devicesToChoose,
  makeVisitInProgress,
  othersIn,
  snapshots,
} from '../../src/testing/visit-fixtures.ts';
import type { Pictures } from './states.ts';

const MINUTE = 60_000;
const labels = ['Jabra Evolve2 40', 'Inbyggd mikrofon (Realtek)', 'ThinkPad USB-C Dock', 'Philips SpeechMike Premium'];

/** The clinician's stage, 20 minutes into the visit. */
function stage({ own, patient }: Pictures, change: Partial<DevicesSnapshot> = {}, media?: LocalMedia): HTMLElement {
  const visit = makeVisitInProgress();
  const running = { ...visit, self: visit.calledInBy, startedAt: new Date(Date.now() - 20 * MINUTE).toISOString() };
  const microphones = labels.map((label) => ({ id: label, label, groupId: '', isDefault: false }));
  const devices = devicesToChoose(own);
  const session = new FakeVisitSession(
    snapshots.onStage(running, othersIn(running, { stream: patient }), {
      devices: { ...devices, available: { ...devices.available, microphone: microphones }, ...change },
    }),
    media ? { media } : {},
  );
  session.level = 0.05;
  const home = document.createElement('div');
  provideSession(home, session);
  const element = document.createElement('visit-stage');
  home.append(element);
  document.body.append(home);
  return element;
}

/** The patient's stage, while the clinician dictates. */
function patientStage({ own, clinician }: Pictures): void {
  const visit = makeVisitInProgress();
  const home = document.createElement('div');
  provideSession(
    home,
    new FakeVisitSession(
      snapshots.onStage(visit, othersIn(visit, { stream: clinician, microphone: 'paused', sendsAudio: false }), {
        devices: devicesToChoose(own),
      }),
    ),
  );
  home.append(document.createElement('visit-stage'));
  document.body.append(home);
}

async function within(root: Element, ...path: string[]): Promise<HTMLElement> {
  for (let found: Element | null = root; ; found = root) {
    for (const selector of path) found = found?.shadowRoot?.querySelector(selector) ?? null;
    if (found) return found as HTMLElement;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The states of `<visit-microphone>`, on the stage that it belongs to. */
export const microphoneStates: Record<string, (pictures: Pictures) => void | Promise<void>> = {
  'microphone-on': (pictures) => void stage(pictures),
  'microphone-dictating': (pictures) =>
    void stage(pictures, { microphone: deviceReleased('Jabra Evolve2 40', Date.now() - 1.5 * MINUTE) }),
  'microphone-compared': async (pictures) => {
    const devices = new FakeDevices();
    for (const label of labels) devices.plug('microphone', label);
    const silent = { kind: 'nothing', what: 'silent', device: 'microphone', label: 'Jabra Evolve2 40' } as const;
    const element = stage(pictures, { notice: silent }, new LocalMedia(devices));
    const path = ['visit-clinician-tools', 'visit-microphone', '[data-discloses=comparison]'];
    (await within(element, ...path)).click();
  },
  'microphone-paused': patientStage,
};
