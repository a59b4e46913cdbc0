import '../../src/components/visit-pinned-picture/visit-pinned-picture.define.ts';
import '../../src/components/visit-pop-out/visit-pop-out.define.ts';
import '../../src/components/visit-stage/visit-stage.define.ts';
import { FakeVisitSession } from '../../src/testing/fake-visit-session.ts';
import { provideSession } from '../../src/testing/provide-contexts.ts';
import { devicesOn, makeQuality, makeVisitInProgress, othersIn, snapshots } from '../../src/testing/visit-fixtures.ts';
import type { Pictures } from './states.ts';

type Show = (pictures: Pictures) => Promise<void>;
type Stage = Parameters<typeof snapshots.onStage>[2];

function session({ own, patient }: Pictures, more: Stage = {}): FakeVisitSession {
  const visit = makeVisitInProgress();
  const mine = { ...visit, self: visit.calledInBy };
  return new FakeVisitSession(
    snapshots.onStage(mine, othersIn(mine, { stream: patient }), { devices: devicesOn(own), ...more }),
  );
}

async function until<T>(find: () => T | null | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** On a dark ground, as the stage has it. */
async function popOut(pictures: Pictures, more: Stage = {}): Promise<HTMLButtonElement> {
  // As in a browser that gives no window.
  Reflect.deleteProperty(window, 'documentPictureInPicture');
  const ground = document.createElement('main');
  ground.className = 'stage-ground';
  provideSession(ground, session(pictures, more));
  const element = document.createElement('visit-pop-out');
  ground.append(element);
  document.body.append(ground);
  return until(() => element.shadowRoot?.querySelector<HTMLButtonElement>('[data-pops-out]'));
}

/** The patient's picture outside the stage. */
export const smallPictureStates: Record<string, Show> = {
  'small-picture': async (pictures) => (await popOut(pictures)).click(),
  'small-picture-weak': async (pictures) => {
    const quality = makeQuality({ receiving: { signal: 'poor', cause: 'loss' } });
    (await popOut(pictures, { quality })).click();
  },
  'small-picture-pinned': async (pictures) => {
    const panel = document.createElement('main');
    panel.className = 'scrolled-panel';
    provideSession(panel, session(pictures));
    const rest = document.createElement('div');
    panel.append(document.createElement('visit-pinned-picture'), document.createElement('visit-stage'), rest);
    document.body.append(panel);
    const stage = panel.querySelector('visit-stage');
    await until(() => stage?.shadowRoot?.querySelector('.pictures visit-picture'));
    rest.scrollIntoView();
    await until(() => panel.querySelector('visit-pinned-picture')?.shadowRoot?.querySelector('.pinned'));
  },
};
