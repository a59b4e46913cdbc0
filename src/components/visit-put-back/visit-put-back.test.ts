import './visit-put-back.define.ts';
import {
  announced,
  assert,
  assertAccessible,
  assertFits,
  describe,
  it,
  mount,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import type { VisitView } from '../../contract/index.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { makeVisitInProgress, snapshots } from '../../testing/visit-fixtures.ts';

const now = new Date().toISOString();
const putBack = (): VisitView =>
  makeVisitInProgress({ patient: { admission: 'waiting', waitingSince: now, periods: [{ start: now, end: now }] } });

describe('visit-put-back', () => {
  const make = async (visit: VisitView, { lang = 'en', width = 360 } = {}) => {
    const phase = visit.self === visit.calledInBy ? snapshots.onStage(visit, []) : snapshots.waiting(visit);
    const session = new FakeVisitSession(phase);
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-put-back');
    element.lang = lang;
    mount(home, { width }).append(element);
    await settled(element);
    return { element };
  };
  const forClinician = (): VisitView => {
    const visit = putBack();
    return { ...visit, self: visit.calledInBy };
  };

  for (const [lang, says] of [
    ['en', 'Anna Berg has put you in the waiting room for a moment. You keep your place.'],
    ['sv', 'Anna Berg har satt dig i väntrummet en stund. Du har kvar din plats.'],
  ] as const) {
    it(`tells the patient who has done it, and that the place is kept (${lang})`, async () => {
      const { element } = await make(putBack(), { lang });
      assert.include(seenText(element), says);
      assert.equal(announced(element), says);
      await assertAccessible(element);
      assertFits(element);
    });
  }

  it('says nothing to one who waits for the first time, or is in the visit', async () => {
    const waiting = makeVisitInProgress({ patient: { admission: 'waiting', waitingSince: now } });
    for (const visit of [waiting, makeVisitInProgress()]) {
      const { element } = await make(visit);
      assert.equal(seenText(element), '');
    }
  });

  for (const width of [280, 420]) {
    it(`tells the clinician who waits, ${width} px wide`, async () => {
      const { element } = await make(forClinician(), { width });
      assert.include(seenText(element), 'Karin Holm is in the waiting room');
      await assertAccessible(element);
      assertFits(element);
    });
  }

  it('names the child and the guardian who comes alone', async () => {
    const visit = forClinician();
    const [patient, ...rest] = visit.participants;
    assert.isOk(patient);
    const guardian = { ...patient, id: 'guardian', role: 'companion' as const, name: 'Ulla Holm', onBehalfOf: 'Ella' };
    const { element } = await make({ ...visit, participants: [guardian, ...rest] });
    assert.include(seenText(element), 'Ulla Holm (for Ella)');
  });
});
