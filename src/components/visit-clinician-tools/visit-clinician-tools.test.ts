import './visit-clinician-tools.define.ts';
import {
  assert,
  assertAccessible,
  assertFits,
  describe,
  it,
  mount,
  settled,
} from '../../../test/components/harness.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { makeVisitInProgress, snapshots } from '../../testing/visit-fixtures.ts';

describe('visit-clinician-tools', () => {
  for (const width of [280, 400, 900]) {
    it(`has one row of tools, named, ${width} px wide`, async () => {
      const visit = makeVisitInProgress();
      const home = document.createElement('div');
      provideSession(home, new FakeVisitSession(snapshots.onStage({ ...visit, self: visit.calledInBy })));
      const element = document.createElement('visit-clinician-tools');
      element.lang = 'en';
      mount(home, { width }).append(element);
      await settled(element);
      assert.equal(element.shadowRoot?.querySelector('[role=group]')?.getAttribute('aria-label'), 'Tools');
      await assertAccessible(element);
      assertFits(element);
    });
  }
});
