import '../../src/components/visit-queue/visit-queue.define.ts';
import { VisitError } from '../../src/core/errors.ts';
import { FakeDayList } from '../../src/testing/fake-day-list.ts';
import { provideDayList } from '../../src/testing/provide-contexts.ts';
import { makeConnection, makeDropInVisit, makeQueue } from '../../src/testing/visit-fixtures.ts';
import type { VisitView } from '../../src/contract/index.ts';

const now = new Date().toISOString();

/** Three who wait in the drop-in queue. */
export const inQueue = (): VisitView[] => [
  makeDropInVisit(1, {
    id: 'q1',
    waitedMinutes: 23,
    patient: { name: 'Anders Lindqvist' },
    preparation: { status: 'answered', at: now },
  }),
  makeDropInVisit(2, {
    id: 'q2',
    waitedMinutes: 12,
    patient: { name: 'Fatima al-Rashid', connection: makeConnection('phone', false) },
  }),
  makeDropInVisit(3, {
    id: 'q3',
    waitedMinutes: 0,
    patient: { name: 'Margareta von Essen-Wachtmeister', connection: makeConnection('tablet') },
    preparation: { status: 'draft', at: now },
  }),
];

const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

async function show(list: FakeDayList, pressed?: string): Promise<void> {
  const home = document.createElement('div');
  provideDayList(home, list);
  const element = document.createElement('visit-queue');
  home.append(element);
  document.body.append(home);
  if (!pressed) return;
  for (;;) {
    const button = element.shadowRoot?.querySelector<HTMLElement>(pressed);
    if (button) return button.click();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const withQueue = (visits: VisitView[], more: Parameters<typeof makeQueue>[1] = {}): FakeDayList =>
  new FakeDayList(visits, { queues: [makeQueue(visits, more)] });

/** The states of `<visit-queue>`. */
export const queueStates: Record<string, () => Promise<void>> = {
  queue: () => show(withQueue(inQueue(), { closesAt: inAnHour() })),
  'queue-empty': () => show(withQueue([])),
  'queue-choose': () => show(withQueue(inQueue(), { closesAt: inAnHour() }), '[aria-expanded]'),
  'queue-closed': () => show(withQueue(inQueue(), { isOpen: false })),
  'queue-never-open': () => show(new FakeDayList()),
  'queue-opening': () => show(new FakeDayList(), '[aria-expanded]'),
  'queue-refused': () => {
    const list = withQueue(inQueue().slice(0, 1));
    list.refusal = new VisitError('already-called-in');
    return show(list, '[part=take-next]');
  },
};
