import './visit-put-back.define.ts';
import {
  announced,
  assert,
  assertAccessible,
  assertFits,
  describe,
  find,
  it,
  listen,
  mount,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import type { Command, VisitView } from '../../contract/index.ts';
import { VisitError } from '../../core/errors.ts';
import type { VisitService } from '../../core/service/visit-service.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { makeVisitInProgress, snapshots } from '../../testing/visit-fixtures.ts';

const now = new Date().toISOString();
const putBack = (): VisitView =>
  makeVisitInProgress({ patient: { admission: 'waiting', waitingSince: now, periods: [{ start: now, end: now }] } });

describe('visit-put-back', () => {
  const make = async (visit: VisitView, { lang = 'en', width = 360, error = null as VisitError | null } = {}) => {
    const given: Command[] = [];
    const service = {
      command: async (command: Command) => {
        given.push(command);
        if (error) throw error;
        return { visit };
      },
    } as Partial<VisitService> as VisitService;
    const phase = visit.self === visit.calledInBy ? snapshots.onStage(visit, []) : snapshots.waiting(visit);
    const session = new FakeVisitSession(phase, { service });
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-put-back');
    element.lang = lang;
    mount(home, { width }).append(element);
    await settled(element);
    return { element, session, given };
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
    it(`lets the clinician call in again with one press, ${width} px wide`, async () => {
      const visit = forClinician();
      const { element, given } = await make(visit, { width });
      assert.include(seenText(element), 'Karin Holm is in the waiting room');
      await assertAccessible(element);
      assertFits(element);
      find(element, 'button', 'Call in again').click();
      await settled(element);
      const { connection } = visit.participants.find(({ id }) => id === visit.self) ?? {};
      const connectionId = connection?.id ?? '';
      assert.deepEqual(given, [{ type: 'call-in', visitId: visit.id, connectionId }]);
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

  it('says why a call-in is refused, and tells the host', async () => {
    const { element } = await make(forClinician(), { error: new VisitError('service-unreachable') });
    const errors = listen('visit-error');
    find(element, 'button', 'Call in again').click();
    await settled(element);
    assert.equal(errors.length, 1);
    await assertAccessible(element);
  });
});
