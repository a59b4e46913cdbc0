/**
 * A host's page with the day list alone, over the package's fakes: two hundred visits of a unit, and what happens to them.
 * It is built from the package, and asked through `window.dayListPage` by day-list.ts.
 */
import 'video-visit/define/visit-day-list';
import {
  FakeDayList,
  makeConnection,
  makeParticipant,
  makeVisit,
  makeVisitInProgress,
  makeWaitingVisit,
  provideDayList,
  type VisitOptions,
} from 'video-visit/testing';

const MINUTE_MS = 60_000;
const DAY = 24 * 60;
const VISITS = 200;

type Visit = ReturnType<typeof makeVisit>;
type Patient = Visit['participants'][number];
type SelfTest = NonNullable<Patient['selfTest']>;

export interface Update {
  /** From the arrival of the change to the task after the frame that shows it, ms. */
  readonly paintedMs: number;
  /** In how many rows something has changed. */
  readonly rows: number;
}

export interface DayListPage {
  /** Puts the list into the page; until all that it shows is on the screen. */
  appear(): Promise<{ readonly firstRowsMs: number; readonly allRowsMs: number }>;
  /** `n`: 0 … 99, each of a visit of its own. */
  update(n: number): Promise<Update>;
  /** Another minute has passed, and the list's clock strikes. */
  minute(): Promise<Update>;
  /** The browser's own count of tasks of 50 ms and more, since it was last asked: ms each. */
  longTasks(): readonly number[];
}

declare global {
  interface Window {
    dayListPage?: DayListPage;
  }
}

let aheadMs = 0;
const { now } = Date;
Date.now = () => now() + aheadMs;

/** What ticks in the page, so that a minute need not be waited for. */
const ticks: (() => void)[] = [];
const { setInterval: every } = window;
window.setInterval = ((run: () => void, ms?: number) => {
  ticks.push(run);
  return every(run, ms);
}) as typeof window.setInterval;

const longTasks: number[] = [];
new PerformanceObserver((tasks) => longTasks.push(...tasks.getEntries().map(({ duration }) => duration))).observe({
  type: 'longtask',
});

const list = new FakeDayList(
  Array.from({ length: VISITS }, (_, n) => makeNth(n)).sort(
    (a, b) => Date.parse(a.bookedStart) - Date.parse(b.bookedStart),
  ),
);
const home = document.querySelector('main')!;
provideDayList(home, list);
const element = document.createElement('visit-day-list');

/** A unit's day: some are over, some wait, some are late, most are to come, today and the days after. */
function makeNth(n: number): Visit {
  const name = `${['Karin', 'Gunnar', 'Siv', 'Mohammed', 'Elsa', 'José'][n % 6]} ${['Holm', 'Bergström', 'Lund', 'Demir', 'Åkesson'][n % 5]} ${n}`;
  const common = (startsInMinutes: number): VisitOptions => ({
    id: `visit-${n}`,
    startsInMinutes,
    patient: { name, phone: { number: '+46 70 174 06 05', ends: '05', confirmed: false } },
    clinician: { name: ['Anna Berg', 'Per Ström', 'Leila Haddad'][n % 3]! },
  });
  const withPatient = (options: VisitOptions, more: Partial<Patient>): VisitOptions => ({
    ...options,
    patient: { ...options.patient, ...more },
  });
  if (n < 24) return makeVisit({ ...common(-180 + 5 * n), status: 'finished' });
  if (n < 26) return makeVisitInProgress({ ...common(-20), self: null });
  if (n < 41) return makeWaitingVisit(n % 12, common(-30 + 3 * (n - 26)));
  if (n < 56) return makeVisit(common(-45 + 3 * (n - 41)));
  const toCome = n < 140 ? common(20 + 5 * (n - 56)) : common(DAY * (1 + (n % 5)) + n);
  const preparation = ([null, 'not-begun', 'answered'] as const)[n % 3]!;
  return makeVisit({
    ...withPatient(toCome, {
      language: n % 7 === 0 ? 'ar' : 'sv',
      connection: n % 4 === 0 ? makeConnection('phone') : null,
      selfTest: n % 5 === 0 ? makeSelfTest('passed') : n % 5 === 1 ? makeSelfTest('failed') : null,
    }),
    preparation: preparation && { status: preparation, at: new Date().toISOString() },
    others: n % 10 === 0 ? [makeParticipant('interpreter', 'Tove Tolk', { id: `interpreter-${n}` })] : [],
  });
}

function makeSelfTest(status: SelfTest['status']): SelfTest {
  const passed = { status: 'passed', reason: null } as const;
  const microphone = status === 'failed' ? ({ status: 'failed', reason: 'no-device' } as const) : passed;
  return {
    at: new Date().toISOString(),
    deviceKind: 'tablet',
    status,
    checks: { browser: passed, service: passed, camera: passed, microphone, speaker: passed, network: passed },
    network: null,
  } as SelfTest;
}

/** What news of a day are: somebody opens the page, tests, answers, comes to wait, is late. Each leaves another row than before. */
const changes: readonly ((visit: Visit) => Visit)[] = [
  (visit) => withPatient(visit, { connection: makeConnection('computer') }),
  (visit) => withPatient(visit, { selfTest: makeSelfTest('warned') }),
  (visit) => ({ ...visit, preparation: { status: 'draft', at: new Date().toISOString() } }),
  (visit) => ({
    ...withPatient(visit, {
      admission: 'waiting',
      waitingSince: new Date(Date.now()).toISOString(),
      connection: makeConnection('phone'),
    }),
    status: 'arrived',
  }),
  (visit) => withPatient(visit, { late: { kind: 'late', minutes: 10, at: new Date().toISOString() } }),
];

function withPatient(visit: Visit, more: Partial<Patient>): Visit {
  return {
    ...visit,
    participants: visit.participants.map((person) => (person.role === 'patient' ? { ...person, ...more } : person)),
  };
}

const rows = (): HTMLElement[] => [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.row') ?? [])];

/** The rows, and the elements in them, whose code comes when it is needed. */
const isWhole = (): boolean =>
  rows().length === VISITS &&
  rows().every((row) =>
    [...row.querySelectorAll('visit-phone, visit-preparation-summary')].every((part) =>
      part.shadowRoot?.querySelector('.base'),
    ),
  );

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** The task after this frame: what the frame had to do is done. */
function afterFrame(): Promise<number> {
  const { port1, port2 } = new MessageChannel();
  const { promise, resolve } = Promise.withResolvers<number>();
  port1.onmessage = () => resolve(performance.now());
  port2.postMessage(null);
  return promise.finally(() => port1.close());
}

async function until(holds: () => boolean): Promise<number> {
  do await frame();
  while (!holds());
  return afterFrame();
}

async function observed(change: () => void): Promise<Update> {
  const changed = new Set<Element>();
  const note = (records: readonly MutationRecord[]): void => {
    for (const { target } of records) {
      const at = target instanceof Element ? target : target.parentElement;
      // Of rows that come or go the list itself is changed.
      changed.add(at?.closest('li') ?? element);
    }
  };
  const observer = new MutationObserver(note);
  const place = element.shadowRoot!.querySelector('.rows')!;
  observer.observe(place, { subtree: true, childList: true, attributes: true, characterData: true });
  const from = performance.now();
  change();
  await frame();
  const paintedMs = (await afterFrame()) - from;
  note(observer.takeRecords());
  observer.disconnect();
  return { paintedMs, rows: changed.size };
}

window.dayListPage = {
  async appear() {
    const from = performance.now();
    home.append(element);
    const firstRowsMs = (await until(() => rows().length > 0)) - from;
    const allRowsMs = (await until(isWhole)) - from;
    return { firstRowsMs, allRowsMs };
  },
  update(n) {
    const known = list.store.get().visits.find(({ id }) => id === `visit-${56 + n}`)!;
    // Nobody comes to wait days before.
    const mayCome = 56 + n < 140;
    const change = changes[n % (mayCome ? 5 : 3)]!;
    return observed(() => list.changeVisit(change(known)));
  },
  minute() {
    aheadMs += MINUTE_MS;
    // Each in a task of its own, as timers are.
    return observed(() => ticks.forEach((run) => setTimeout(run)));
  },
  longTasks: () => longTasks.splice(0),
};
