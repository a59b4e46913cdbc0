import type { ParticipantView, VisitView } from '../../src/contract/index.ts';
import { FakeDayList } from '../../src/testing/fake-day-list.ts';
import { makeSelfTest } from '../../src/testing/self-test-fixtures.ts';
import { makeConnection, makeParticipant, makeVisit, makeWaitingVisit } from '../../src/testing/visit-fixtures.ts';

const day = 24 * 60;
const interpreter = (more: Partial<ParticipantView> = {}): ParticipantView =>
  makeParticipant('interpreter', 'Tina Åberg', more);
const now = (): string => new Date().toISOString();

/** All that a row can say. */
const rows = (): VisitView[] => [
  makeVisit({ id: 'a', startsInMinutes: -70, status: 'finished', patient: { name: 'Olle Sand' } }),
  makeVisit({
    id: 'b',
    startsInMinutes: -20,
    patient: { name: 'Bo Ek', connection: null },
    reminder: { at: new Date(Date.now() - 6 * 60_000).toISOString() },
    subject: 'Recept',
  }),
  makeWaitingVisit(14, {
    id: 'c',
    startsInMinutes: -10,
    patient: { name: 'Rima Al-Rashid', language: 'ar', selfTest: makeSelfTest() },
    preparation: { status: 'answered', at: now() },
    others: [interpreter({ admission: 'waiting' })],
  }),
  makeWaitingVisit(2, {
    id: 'd',
    startsInMinutes: 10,
    patient: {
      name: 'Gunnar Bergström',
      connection: makeConnection('tablet', false),
      selfTest: makeSelfTest({ microphone: 'silent' }),
    },
    preparation: { status: 'draft', at: now() },
    delay: { minutes: null, words: 'Ett akut besök kom emellan.', language: 'sv', at: now() },
    subject: 'Hudutslag på underarmen',
  }),
  makeVisit({
    id: 'e',
    startsInMinutes: 30,
    patient: {
      name: 'Siv Lund',
      connection: makeConnection('computer'),
      late: { kind: 'late', minutes: 10, at: now() },
    },
    clinician: { name: 'Per Ström' },
    others: [makeParticipant('companion', 'Maja Lund')],
    subject: '',
  }),
  makeVisit({ id: 'f', startsInMinutes: day, patient: { name: 'Elsa Nyman', connection: null } }),
  makeVisit({ id: 'g', startsInMinutes: 3 * day, patient: { name: 'Ali Demir', connection: null }, subject: 'Sömn' }),
];

const panelWith = (list: FakeDayList): HTMLElementTagNameMap['video-visit-clinician'] => {
  const panel = document.createElement('video-visit-clinician');
  panel.dayList = list;
  document.body.append(panel);
  return panel;
};

/** What comes when its code is there. */
async function shown<T>(find: () => T | null | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The states of `<visit-day-list>` and `<visit-delay>`, in the panel. */
export const dayListStates: Record<string, () => Promise<void> | void> = {
  'day-rows': () => void panelWith(new FakeDayList(rows())),
  'day-chosen': () => {
    panelWith(new FakeDayList(rows())).visitId = 'e';
  },
  'day-not-held': () => {
    panelWith(new FakeDayList(rows().slice(2, 4))).visitId = 'of-another-unit';
  },
  'day-staff': () => {
    const list = new FakeDayList(rows());
    const { identity } = list.store.get();
    list.change({ identity: identity && { ...identity, kind: 'unit-staff', name: 'Siv Holm' } });
    panelWith(list);
  },
  'day-delay': async () => {
    const panel = panelWith(new FakeDayList(rows()));
    panel.delayPhrases = ['Ett akut besök kom emellan.', 'Jag behöver starta om datorn. Vänta kvar.'];
    const list = (): ShadowRoot | null | undefined => panel.shadowRoot?.querySelector('visit-day-list')?.shadowRoot;
    (await shown(() => list()?.querySelector<HTMLElement>('[data-tells]'))).click();
    await shown(() => list()?.querySelector('visit-delay')?.shadowRoot?.querySelector('form'));
  },
};
