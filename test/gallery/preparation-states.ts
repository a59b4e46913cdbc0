import '../../src/components/visit-preparation/visit-preparation.define.ts';
import type { NewVisit } from '../../src/contract/index.ts';
import { SAVE_AFTER_MS } from '../../src/core/preparation/preparation-editor.ts';
import { FakeVisitService } from '../../src/testing/fake-visit-service.ts';
import { FakeVisitSession } from '../../src/testing/fake-visit-session.ts';
import { ManualClock } from '../../src/testing/manual-clock.ts';
import { everyKind } from '../../src/testing/preparation-fixtures.ts';
import { provideSession } from '../../src/testing/provide-contexts.ts';
import { makeWaitingVisit, snapshots } from '../../src/testing/visit-fixtures.ts';

/** A page with the form, before the fake service; what is typed is saved when `clock` says so. */
class Desk {
  readonly clock = new ManualClock(new Date().toISOString());
  readonly service = new FakeVisitService({ clock: this.clock });
  readonly visitId: string;
  readonly page = document.createElement('div');

  constructor(preparation: NonNullable<NewVisit['preparation']>) {
    this.visitId = this.service.book({ preparation }).id;
    this.page.className = 'desk';
  }

  async open(shown = this.page): Promise<ShadowRoot> {
    const { preparation } = this.service.visit(this.visitId);
    const visit = makeWaitingVisit(4, { id: this.visitId, preparation });
    const service = this.service.participant(this.visitId);
    provideSession(shown, new FakeVisitSession(snapshots.waiting(visit), { service, clock: this.clock }));
    const element = document.createElement('visit-preparation');
    shown.append(element);
    document.body.append(shown);
    const root = await until(() => element.shadowRoot);
    await until(() => root.querySelector('form, .given'));
    return root;
  }
}

async function until<T>(find: () => T | null | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function type(root: ShadowRoot, index: number, text: string): void {
  const input = root.querySelectorAll<HTMLInputElement>('input.number, input.text, textarea')[index];
  if (!input) throw new Error(`no field ${index}`);
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** The states of `<visit-preparation>`. */
export const preparationStates: Record<string, () => Promise<void>> = {
  'preparation-form': async () => void (await new Desk(everyKind).open()),
  'preparation-faults': async () => {
    const root = await new Desk(everyKind).open();
    type(root, 1, 'nio');
    root.querySelector<HTMLElement>('[type=submit]')?.click();
    await until(() => root.querySelector('.summary'));
  },
  'preparation-home-readings': async () => {
    const desk = new Desk('home-readings');
    const root = await desk.open();
    ['138', '86', '72', '81,5'].forEach((text, index) => type(root, index, text));
    await desk.clock.advance(SAVE_AFTER_MS);
  },
  'preparation-not-saved': async () => {
    const desk = new Desk('home-readings');
    const root = await desk.open();
    desk.service.goAway();
    type(root, 0, '138');
    await desk.clock.advance(SAVE_AFTER_MS);
  },
  'preparation-clash': async () => {
    const desk = new Desk('home-readings');
    const [here, there] = [await desk.open(), await desk.open(document.createElement('div'))];
    (there.host as HTMLElement).hidden = true;
    for (const [root, text] of [
      [there, '138'],
      [here, '142'],
    ] as const) {
      type(root, 0, text);
      await desk.clock.advance(SAVE_AFTER_MS);
    }
  },
  'preparation-sent': async () => {
    const desk = new Desk('home-readings');
    const root = await desk.open();
    ['138', '86', '72', '81,5'].forEach((text, index) => type(root, index, text));
    root.querySelector<HTMLElement>('[type=submit]')?.click();
    await until(() => root.querySelector('.given'));
  },
};
