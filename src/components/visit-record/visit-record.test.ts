import './visit-record.define.ts';
import {
  assert,
  assertAccessible,
  assertFits,
  describe,
  find,
  it,
  mount,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import { VisitError } from '../../core/errors.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { makeFinishedVisit, makeVisitInProgress, othersIn, snapshots } from '../../testing/visit-fixtures.ts';

const inVisit = (needed: boolean | null = false): VisitSnapshot => {
  const visit = makeVisitInProgress();
  const own = { ...visit, self: visit.calledInBy, outcome: needed === null ? null : { physicalVisitNeeded: needed } };
  return snapshots.onStage(own, othersIn(own));
};
const over = (options: Parameters<typeof makeFinishedVisit>[0] = {}): VisitSnapshot =>
  snapshots.over('ended', { visit: makeFinishedVisit(options) });

describe('visit-record', () => {
  const make = async (snapshot: VisitSnapshot, { lang = 'en', width = 320 } = {}) => {
    const session = new FakeVisitSession(snapshot);
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-record');
    element.lang = lang;
    mount(home, { width }).append(element);
    await settled(element);
    return { element, session };
  };

  it('has the one choice in the visit, and shows what is so and not what was pressed (N35)', async () => {
    const { element, session } = await make(inVisit());
    const button = find(element, '[role=switch]', 'A visit in person is needed');
    assert.equal(button.getAttribute('aria-checked'), 'false');
    await assertAccessible(element);
    session.refuse('setOutcome', new VisitError('service-unreachable'));
    button.click();
    await settled(element);
    assert.equal(button.getAttribute('aria-checked'), 'false', 'it was refused');
    assert.ok(find(element, '.notice'));
    button.click();
    await settled(element);
    assert.equal(button.getAttribute('aria-checked'), 'true');
    assert.include(seenText(element), 'A visit in person is needed Yes');
    assert.deepEqual(session.calls.at(-1), ['setOutcome', { physicalVisitNeeded: true }]);
    await assertAccessible(element);
  });

  it('after the end it says what was handed over, and the choice can be changed (N18)', async () => {
    const { element, session } = await make(over());
    const text = seenText(element);
    assert.match(text, /Handed over to the journal\. .*Time 10:02–10:14, 12 minutes Kind of visit Video/);
    assert.match(text, /Took part Karin Holm Anna Berg Tove Tolk \(interpreter\) Mia Mamma \(for Karin Holm\)/);
    assert.match(text, /Suggested code KVÅ ZV051 Nothing has been registered\./);
    await assertAccessible(element);
    find(element, '[role=switch]').click();
    await settled(element);
    assert.deepEqual(session.calls, [['setOutcome', { physicalVisitNeeded: true }]]);
    assertFits(element);
  });

  it('by telephone it says so, and suggests no code', async () => {
    const { element } = await make(over({ modality: 'phone' }));
    assert.include(seenText(element), 'Kind of visit Phone');
    assert.notInclude(seenText(element), 'KVÅ');
  });

  it('shows nothing to others, and nothing of a visit that was cancelled', async () => {
    assert.equal(seenText((await make(inVisit(null))).element), '');
    const cancelled = { ...makeFinishedVisit(), status: 'cancelled' as const };
    assert.equal(seenText((await make(snapshots.over('cancelled', { visit: cancelled }))).element), '');
  });

  it('fits 280 px and a wide page, in Swedish and Arabic', async () => {
    for (const lang of ['sv', 'ar'])
      for (const width of [280, 420, 1100])
        for (const snapshot of [over(), inVisit(true)]) assertFits((await make(snapshot, { lang, width })).element);
  });
});
