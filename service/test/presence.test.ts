import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PRESENCE_LEASE_MS, PRESENCE_RENEW_MS } from '../../src/contract/index.ts';
import type { VisitView } from '../../src/contract/index.ts';
import { type Person, ServiceWorld } from './support/service-world.ts';
import { TestClock } from './support/test-clock.ts';

const clock = new TestClock(Date.now());
let world: ServiceWorld;
before(async () => (world = await ServiceWorld.start({}, { clock })));
after(() => world.stop());

const isPresent = (visit: VisitView | undefined, role: string): boolean | undefined =>
  visit?.participants.find((person) => person.role === role)?.connection?.present;

/** Asks for the visit in a way that changes nothing; by then all that the clock set off has been done. */
async function look(person: Person): Promise<VisitView> {
  const { body } = await person.world.ask<VisitView>('GET', `/v1/visits/${person.visitId}`, {
    credential: person.token,
  });
  return body;
}

/** Resolves when someone has asked to be woken at that instant. */
async function untilAlarmAt(instant: number): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!clock.alarms.includes(instant)) {
    if (performance.now() > deadline) throw new Error(`no alarm at ${instant}, but ${clock.alarms.join(' ')}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('a page that goes silent is missed at the end of its lease, not before', async () => {
  const { patient } = await world.waitingVisit();
  const news = await patient.news();
  const { visits } = await news.hello();
  assert.equal(isPresent(visits[0], 'patient'), true);
  await untilAlarmAt(clock.now() + PRESENCE_LEASE_MS);
  clock.advance(PRESENCE_LEASE_MS - 1);
  assert.equal(isPresent(await look(patient), 'patient'), true);
  clock.advance(1);
  const lost = await news.event('presence-lost');
  news.close();
  assert.equal(lost.connectionId, 'patient-1');
  assert.equal(lost.at, new Date(clock.now()).toISOString());
  assert.equal(isPresent(lost.visit, 'patient'), false);
  const { status, version } = visits[0] ?? {};
  assert.deepEqual([lost.visit.status, lost.visit.version], [status, version], 'the place in the waiting room stays');
  assert.ok(lost.visit.seq > (visits[0]?.seq ?? 0));
});

test('renewing keeps presence, and brings it back', async () => {
  const { patient } = await world.waitingVisit();
  const news = await patient.news();
  await news.hello();
  for (let round = 0; round < 5; round += 1) {
    clock.advance(PRESENCE_RENEW_MS);
    await patient.must({ type: 'renew-presence', connectionId: 'patient-1' });
    clock.advance(PRESENCE_LEASE_MS - PRESENCE_RENEW_MS);
    assert.equal(isPresent(await look(patient), 'patient'), true, `round ${round}`);
    await patient.must({ type: 'renew-presence', connectionId: 'patient-1' });
  }
  assert.deepEqual(news.eventTypes, []);
  clock.advance(PRESENCE_LEASE_MS);
  const lost = await news.event('presence-lost');
  assert.equal(lost.at, new Date(clock.now()).toISOString());
  const back = await patient.must({ type: 'renew-presence', connectionId: 'patient-1' });
  assert.equal(isPresent(back, 'patient'), true);
  await news.event('presence-regained');
  assert.deepEqual(news.eventTypes, ['presence-lost', 'presence-regained']);
  assert.equal(back.version, lost.visit.version);
  news.close();
});

test('a page that closes says so at once', async () => {
  const { patient } = await world.waitingVisit();
  const news = await patient.news();
  await news.hello();
  assert.equal(
    isPresent(await patient.must({ type: 'renew-presence', connectionId: 'patient-1', closing: true }), 'patient'),
    false,
  );
  await news.event('presence-lost');
  news.close();
});

test('a replaced connection is not missed; the new one is', async () => {
  const { patient } = await world.waitingVisit();
  const news = await patient.news();
  await news.hello();
  clock.advance(PRESENCE_RENEW_MS);
  await patient.must({ type: 'connect', connectionId: 'patient-2', deviceKind: 'tablet' });
  clock.advance(PRESENCE_LEASE_MS);
  const lost = await news.event('presence-lost');
  assert.equal(lost.connectionId, 'patient-2');
  assert.equal(lost.at, new Date(clock.now()).toISOString());
  assert.deepEqual(news.eventTypes, ['connection-replaced', 'participant-connected', 'presence-lost']);
  news.close();
});

test('nobody is missed in a visit that is over', async () => {
  const { visit, patient } = await world.waitingVisit();
  const news = await patient.news();
  await news.hello();
  const clinician = await world.clinician(visit);
  await clinician.must({ type: 'call-in', connectionId: 'panel' });
  const ended = await clinician.must({ type: 'end' });
  assert.equal(isPresent(ended, 'patient'), false);
  const bystander = await world.waitingVisit();
  const ofBystander = await bystander.patient.news();
  await ofBystander.hello();
  clock.advance(PRESENCE_LEASE_MS);
  await ofBystander.event('presence-lost');
  assert.deepEqual(news.eventTypes, ['participant-connected', 'called-in', 'visit-ended']);
  news.close();
  ofBystander.close();
});

test('after a restart each lease that lived begins anew', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'visit-service-'));
  const own = new TestClock(clock.now());
  try {
    const first = await ServiceWorld.start({ dataDir: folder }, { clock: own });
    const { patient, visit } = await first.waitingVisit();
    const gone = await first.waitingVisit();
    await gone.patient.must({ type: 'renew-presence', connectionId: 'patient-1', closing: true });
    await first.stop();
    own.advance(10 * PRESENCE_LEASE_MS);
    const second = await ServiceWorld.start({ dataDir: folder }, { clock: own });
    try {
      const again = await second.patient(visit);
      const news = await again.news(visit.seq);
      assert.equal(isPresent((await news.hello()).visits[0], 'patient'), true);
      own.advance(PRESENCE_LEASE_MS - 1);
      assert.equal(isPresent(await look(again), 'patient'), true);
      own.advance(1);
      await news.event('presence-lost');
      assert.deepEqual(news.eventTypes, ['presence-lost']);
      news.close();
      assert.equal(isPresent(await look(await second.patient(gone.visit)), 'patient'), false);
      assert.ok(patient);
    } finally {
      await second.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
