import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { REMINDERS_EVERY_MS } from '../src/reminders/due-reminders.ts';
import { NewsReader } from './support/news-reader.ts';
import { Person, ServiceWorld, hostApiKey } from './support/service-world.ts';
import { TestClock } from './support/test-clock.ts';

const hour = 3600_000;
const clock = new TestClock(Date.now());
let world: ServiceWorld;
before(async () => (world = await ServiceWorld.start({ remindBeforeMinutes: 24 * 60 }, { clock })));
after(() => world.stop());

const inHours = (hours: number): string => new Date(clock.now() + hours * hour).toISOString();
const open = (lastEventId?: number): Promise<NewsReader> =>
  NewsReader.open(world.url, hostApiKey, lastEventId, '/v1/reminders');

test('the host hears who is to be reminded and of nothing else, also of what it has missed (N32)', async () => {
  const visit = await world.book({ bookedStart: inHours(0) });
  const host = await open();
  const { cursor } = await host.hello();
  assert.deepEqual(Object.keys(host.all[0]?.data ?? {}).sort(), ['cursor', 'serverNow']);
  const staff = new Person(
    world,
    visit.id,
    await world.token({ kind: 'unit-staff', subject: 'siv', name: 'Siv', units: [visit.unit.id] }),
  );
  const clinician = await world.clinician(visit);
  await clinician.must({ type: 'tell-delay', minutes: 5 });
  const { reminder, seq } = await staff.must({ type: 'remind' });
  await clinician.must({ type: 'remind' });
  const asked = await host.event('reminder-asked');
  assert.deepEqual([asked.visitId, asked.id, asked.at], [visit.id, seq, reminder?.at]);
  assert.equal(asked.visit.self, null);
  clock.advance(5 * 60_000);
  const again = await clinician.must({ type: 'remind' });
  await host.event('reminder-asked', ({ id }) => id === again.seq);
  assert.deepEqual(host.eventTypes, ['reminder-asked', 'reminder-asked']);
  host.close();
  const later = await open(cursor);
  await later.event('reminder-asked', ({ id }) => id === again.seq);
  assert.deepEqual(
    later.events.map(({ id }) => id),
    [seq, again.seq],
  );
  later.close();
});

test('a token does not open it, and the key does not open the stream of people', async () => {
  const visit = await world.book();
  const refused = await world.ask('GET', '/v1/reminders', { credential: (await world.clinician(visit)).token });
  assert.equal(refused.status, 403);
  assert.equal((await world.ask('GET', '/v1/events', { credential: hostApiKey })).status, 401);
});

test('a reminder is due once, a day ahead, of a visit that still stands and was booked before (N03)', async () => {
  const host = await open();
  await host.hello();
  const [tomorrow, cancelled, soon] = [
    await world.book({ bookedStart: inHours(25) }),
    await world.book({ bookedStart: inHours(25) }),
    await world.book({ bookedStart: inHours(3) }),
  ];
  await world.ask('POST', `/v1/visits/${cancelled.id}/cancel`, { credential: hostApiKey, body: {} });
  clock.advance(hour);
  await host.event('reminder-due');
  clock.advance(REMINDERS_EVERY_MS);
  clock.advance(3 * hour);
  // Whatever was due has come before this.
  await (await world.clinician(soon)).must({ type: 'remind' });
  await host.event('reminder-asked');
  assert.deepEqual(
    host.events.map(({ type, visitId }) => [type, visitId]),
    [
      ['reminder-due', tomorrow.id],
      ['reminder-asked', soon.id],
    ],
  );
  host.close();
});
