import '../../src/components/visit-day-list/visit-day-list.define.ts';
import '../../src/components/visit-preparation-summary/visit-preparation-summary.define.ts';
import '../../src/components/visit-record/visit-record.define.ts';
import type { Preparation, QuestionnaireResponse, VisitView } from '../../src/contract/index.ts';
import { homeReadingObservations } from '../../src/core/preparation/home-readings.ts';
import type { VisitSnapshot } from '../../src/core/visit/visit-state.ts';
import { FakeDayList } from '../../src/testing/fake-day-list.ts';
import { FakeVisitSession } from '../../src/testing/fake-visit-session.ts';
import { everyKind } from '../../src/testing/preparation-fixtures.ts';
import { provideDayList, provideSession } from '../../src/testing/provide-contexts.ts';
import {
  makeFinishedVisit,
  makeVisit,
  makeVisitInProgress,
  makeWaitingVisit,
  othersIn,
  snapshots,
} from '../../src/testing/visit-fixtures.ts';

const savedAt = new Date().toISOString();
const whole = (linkId: string, value: number) => ({ linkId, answer: [{ valueInteger: value }] });
const number = (linkId: string, value: number) => ({ linkId, answer: [{ valueDecimal: value }] });
const pressure = (systolic: number, diastolic: number, pulse: number, day: number) => ({
  linkId: 'pressure',
  item: [
    whole('systolic', systolic),
    whole('diastolic', diastolic),
    whole('pulse', pulse),
    { linkId: 'pressure-date', answer: [{ valueDate: `2026-02-${day}` }] },
    { linkId: 'pressure-time', answer: [{ valueTime: '07:30:00' }] },
  ],
});

/** Readings of a week, as one who measures each morning sends them. */
const readings: QuestionnaireResponse = {
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  authored: savedAt,
  item: [
    pressure(152, 94, 78, 22),
    pressure(148, 92, 74, 23),
    pressure(149, 90, 75, 24),
    pressure(143, 88, 71, 25),
    pressure(141, 86, 70, 26),
    { linkId: 'others', item: [number('weight', 81.5), number('temperature', 36.8), number('glucose', 6.1)] },
    { linkId: 'comment', answer: [{ valueString: 'Mätt på morgonen före frukost. Lite yr de första dagarna.' }] },
  ],
};
const sent: Preparation = {
  form: 'home-readings',
  response: readings,
  version: 3,
  savedAt,
  observations: homeReadingObservations(readings, { timeZone: 'Europe/Stockholm', now: Date.now() }),
};
const draft: Preparation = {
  form: everyKind,
  response: {
    resourceType: 'QuestionnaireResponse',
    status: 'in-progress',
    item: [
      {
        linkId: 'now',
        item: [
          { linkId: 'health', answer: [{ valueString: 'Varken bra eller dåligt' }] },
          {
            linkId: 'words',
            answer: [{ valueString: 'Utslag på händerna sedan en vecka.\nDet kliar mest på kvällen.' }],
          },
          { linkId: 'pain', answer: [{ valueBoolean: false }] },
        ],
      },
      { linkId: 'medicines', item: [{ linkId: 'name', answer: [{ valueString: 'Alvedon' }] }] },
      { linkId: 'medicines', item: [{ linkId: 'name', answer: [{ valueString: 'Hydrokortison' }] }] },
      { linkId: 'tried', answer: [{ valueString: 'Vila' }, { valueString: 'Egen kräm' }] },
    ],
  },
  version: 2,
  savedAt,
  observations: [],
};

function desk(): HTMLElement {
  const page = document.createElement('div');
  page.className = 'desk';
  document.body.append(page);
  return page;
}

function showAnswers(preparation: Preparation, status: 'answered' | 'draft'): void {
  const list = new FakeDayList([makeWaitingVisit(4, { id: 'c', preparation: { status, at: savedAt } })]);
  list.preparations.set('c', preparation);
  const page = desk();
  provideDayList(page, list);
  const element = document.createElement('visit-preparation-summary');
  element.visitId = 'c';
  page.append(element);
}

/** Opened from its row. */
async function showInList(): Promise<void> {
  const list = new FakeDayList([
    makeWaitingVisit(4, { id: 'c', preparation: { status: 'answered', at: savedAt } }),
    makeVisit({ startsInMinutes: 30, preparation: { status: 'draft', at: savedAt } }),
  ]);
  list.preparations.set('c', sent);
  const page = desk();
  provideDayList(page, list);
  const days = document.createElement('visit-day-list');
  page.append(days);
  for (;;) {
    const row = days.shadowRoot?.querySelector('visit-preparation-summary');
    const button = row?.shadowRoot?.querySelector<HTMLElement>('button');
    if (button) return button.click();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function showRecord(snapshot: VisitSnapshot): void {
  const page = desk();
  provideSession(page, new FakeVisitSession(snapshot));
  page.append(document.createElement('visit-record'));
}

const over = (visit: VisitView): VisitSnapshot => snapshots.over('ended', { visit });

/** The states of `<visit-preparation-summary>` and `<visit-record>`. */
export const recordStates: Record<string, () => void | Promise<void>> = {
  'answers-readings': () => showAnswers(sent, 'answered'),
  'answers-draft': () => showAnswers(draft, 'draft'),
  'answers-in-list': showInList,
  'record-in-visit': () => {
    const visit = makeVisitInProgress();
    const own = { ...visit, self: visit.calledInBy, outcome: { physicalVisitNeeded: false } };
    showRecord(snapshots.onStage(own, othersIn(own)));
  },
  'record-over': () => showRecord(over(makeFinishedVisit({ physicalVisitNeeded: true }))),
  'record-by-phone': () => showRecord(over(makeFinishedVisit({ modality: 'phone' }))),
};
