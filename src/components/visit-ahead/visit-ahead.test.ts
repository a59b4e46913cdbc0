import './visit-ahead.define.ts';
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
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { makeConnection, makeVisit, snapshots } from '../../testing/visit-fixtures.ts';

describe('visit-ahead', () => {
  const make = async (session = new FakeVisitSession(snapshots.ahead()), { lang = 'en', width = 360 } = {}) => {
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-ahead');
    element.lang = lang;
    mount(home, { width }).append(element);
    await settled(element);
    return { element, session };
  };

  it('says that the clinic sees it, that nothing needs approving, the booking, and when the waiting room opens', async () => {
    const { element } = await make();
    const text = seenText(element);
    assert.match(
      text,
      /^Your visit is booked The clinic sees that you have opened the visit You need not approve or confirm anything\./,
    );
    for (const part of ['20 minutes', 'Anna Berg', 'Ekdalens vårdcentral', 'Uppföljning av blodtryck'])
      assert.include(text, part);
    assert.match(text, /The waiting room opens \w+day,? \d+ \w+( \d{4})? at \d\d:\d\d \(in 3 days\)/);
    assert.include(text, 'It will then appear here by itself.');
    assert.include(text, 'Add to calendar');
    await assertAccessible(element);
    assertFits(element);
  });

  it('does not say that the clinic sees it before it is so, nor while the service is away', async () => {
    const { element, session } = await make(
      new FakeVisitSession(snapshots.ahead(makeVisit({ startsInMinutes: 3000 }))),
    );
    assert.notInclude(seenText(element), 'The clinic sees');
    session.show(snapshots.ahead());
    await settled(element);
    assert.include(seenText(element), 'The clinic sees');
    session.change({ service: 'away', problem: new VisitError('service-unreachable') });
    await settled(element);
    assert.notInclude(seenText(element), 'The clinic sees');
    assert.include(seenText(element), 'We have lost contact with the clinic. We keep trying.');
    await assertAccessible(element);
  });

  it('says what else is wrong, and tries again', async () => {
    const { element, session } = await make();
    session.change({ problem: new VisitError('token-expired') });
    await settled(element);
    find(element, 'button', 'Try again').click();
    assert.deepEqual(
      session.calls,
      ['retry'].map((name) => [name] as never),
    );
  });

  it('on the day it says the hours', async () => {
    const visit = makeVisit({
      startsInMinutes: 4 * 60,
      opensAt: new Date(Date.now() + 3 * 3_600_000).toISOString(),
      patient: { connection: makeConnection() },
    });
    const { element } = await make(new FakeVisitSession(snapshots.ahead(visit)));
    assert.match(seenText(element), /Today at \d\d:\d\d \(in 3 hours\)/);
  });

  it('fits from 280 px, in every language', async () => {
    for (const lang of ['sv', 'en', 'ar']) {
      for (const width of [280, 900]) {
        const { element } = await make(undefined, { lang, width });
        assertFits(element);
        await assertAccessible(element);
      }
    }
  });
});
