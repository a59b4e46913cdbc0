import './visit-booking.define.ts';
import {
  assert,
  assertAccessible,
  assertFits,
  describe,
  it,
  mount,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { makeParticipant, makeVisit, snapshots } from '../../testing/visit-fixtures.ts';

describe('visit-booking', () => {
  const make = async ({
    session = new FakeVisitSession(snapshots.checking()),
    lang = 'en',
    compact = false,
    width = 400,
  } = {}) => {
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-booking');
    element.lang = lang;
    element.compact = compact;
    mount(home, { width }).append(element);
    await settled(element);
    return element;
  };

  for (const compact of [false, true]) {
    it(`says when, how long, with whom, where and what about${compact ? ', in short' : ''}`, async () => {
      const element = await make({ compact });
      const text = seenText(element);
      assert.match(text, /Today at \d\d:\d\d/);
      for (const part of ['20 minutes', 'Anna Berg', 'Ekdalens vårdcentral', 'Uppföljning av blodtryck'])
        assert.include(text, part);
      await assertAccessible(element);
      assertFits(element);
    });
  }

  it('shows the time of the clinic, and names its zone where this device has another', async () => {
    const visit = makeVisit({ bookedStart: '2026-01-16T13:05:00Z', unit: { timeZone: 'Pacific/Auckland' } });
    const text = seenText(await make({ session: new FakeVisitSession(snapshots.checking(visit)) }));
    assert.include(text, '02:05');
    assert.include(text, 'New Zealand Time');
    assert.include(text, '17 January');
  });

  it('says for whom somebody acts, and shows the clinician the patient', async () => {
    const visit = makeVisit({
      others: [makeParticipant('companion', 'Maria Holm')],
      patient: { onBehalfOf: 'Elsa Holm' },
    });
    const clinician = visit.participants.find(({ role }) => role === 'clinician');
    const session = new FakeVisitSession(snapshots.waiting({ ...visit, self: clinician?.id ?? null }));
    assert.include(seenText(await make({ session })), 'Karin Holm (for Elsa Holm)');
  });

  for (const compact of [false, true]) {
    it(`shows both names where a guardian acts for a child${compact ? ', in short' : ''} (N15)`, async () => {
      const parent = makeVisit({ patient: { name: 'Maria Holm', onBehalfOf: 'Elsa Holm' } });
      const element = await make({ session: new FakeVisitSession(snapshots.waiting(parent)), compact });
      assert.include(seenText(element), `${compact ? '' : 'Patient '}Maria Holm (for Elsa Holm)`);
      const guardian = makeVisit({ others: [makeParticipant('companion', 'Maria Holm', { onBehalfOf: 'Elsa Holm' })] });
      for (const self of guardian.participants.map(({ id }) => id)) {
        const session = new FakeVisitSession(snapshots.waiting({ ...guardian, self }));
        assert.include(seenText(await make({ session, compact })), 'Maria Holm (for Elsa Holm)', self);
      }
      await assertAccessible(element);
    });
  }

  it('speaks Swedish and Arabic', async () => {
    assert.match(seenText(await make({ lang: 'sv' })), /I dag kl\. \d\d:\d\d ?, 20 minuter/);
    const arabic = await make({ lang: 'ar', width: 280 });
    assert.match(seenText(arabic), /اليوم، الساعة \d\d:\d\d/);
    assert.equal(arabic.shadowRoot?.querySelector('.base')?.getAttribute('dir'), 'rtl');
    assertFits(arabic);
  });

  it('shows nothing before the first news', async () => {
    assert.equal(seenText(await make({ session: new FakeVisitSession() })), '');
  });
});
