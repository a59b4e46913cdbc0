import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EventReader, EventHub } from '../src/events/event-hub.ts';
import { createVisit } from '../src/store/create-visit.ts';
import { openStore } from '../src/store/open-store.ts';
import { TestClock } from './support/test-clock.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

test('each event is handed out once, in order, to whoever listens then', async () => {
  const clock = new TestClock();
  const store = await openStore();
  const hub = new EventHub({ store, clock, log: silent });
  const seen: Record<string, (number | string)[]> = { early: [], late: [], afterwards: [] };
  let tell = (): void => {};
  const reader = (name: string): EventReader => ({
    takeEvent: ({ row }) => {
      seen[name]?.push(row.id);
      tell();
    },
    takeQueue: () => {},
    takeHeartbeat: () => {},
    takeGoodbye: (reason) => void seen[name]?.push(reason),
  });
  let made = 0;
  const book = async (): Promise<void> => {
    const unit = { id: 'unit', name: 'Enhet', timeZone: 'Europe/Stockholm' };
    const visit = {
      unit,
      bookedStart: new Date(clock.now()).toISOString(),
      durationMinutes: 20,
      patient: { name: 'P' },
      clinician: { name: 'K' },
    };
    const booking = {
      now: new Date(clock.now()),
      opensBeforeMinutes: 30,
      remindBeforeMinutes: 0,
      gatewayId: 'g',
      newId: () => `id-${++made}`,
    };
    await store.transaction((transaction) => createVisit(transaction, visit, booking));
  };
  const until = async (name: string, id: number): Promise<void> => {
    while (!seen[name]?.includes(id)) await new Promise<void>((resolve) => (tell = resolve));
  };
  await book();
  await hub.start();
  hub.listen(reader('early'));
  await book();
  for (let times = 0; times < 3; times += 1) hub.wake();
  await until('early', 2);
  const stopLate = hub.listen(reader('late'));
  await Promise.all([book().then(() => hub.wake()), book().then(() => hub.wake())]);
  await until('late', 4);
  stopLate();
  await book();
  hub.wake();
  await until('early', 5);
  await hub.stop();
  hub.listen(reader('afterwards'));
  assert.deepEqual(seen, { early: [2, 3, 4, 5, 'service-stopping'], late: [3, 4], afterwards: ['service-stopping'] });
  await store.close();
});
