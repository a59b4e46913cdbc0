import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { ServiceError, VisitView } from '../../src/contract/index.ts';
import { type Person, ServiceWorld, hostApiKey } from './support/service-world.ts';

let world: ServiceWorld;
before(async () => (world = await ServiceWorld.start()));
after(() => world.stop());

test('of clinicians who call in at once one wins; the others get the visit and are told', async () => {
  const { visit } = await world.waitingVisit();
  const names = ['klas', 'karin', 'kim', 'kai'];
  const clinicians: Person[] = [];
  for (const name of names) clinicians.push(await world.clinician(visit, name));
  const answers = await Promise.all(
    clinicians.map((person) => person.does({ type: 'call-in', connectionId: 'panel', expectedVersion: visit.version })),
  );
  const won = answers.filter((answer) => answer.status === 200);
  const lost = answers.filter((answer) => answer.status === 409);
  assert.deepEqual([won.length, lost.length], [1, names.length - 1]);
  const winner = won[0]?.body.visit.self;
  for (const { body } of lost) {
    assert.equal(body.error.code, 'already-called-in');
    assert.deepEqual([body.visit?.status, body.visit?.calledInBy], ['in-progress', winner]);
  }
  const now = await world.ask<VisitView>('GET', `/v1/visits/${visit.id}`, { credential: hostApiKey });
  assert.equal(
    now.body.participants.filter((person) => person.role === 'clinician' && person.admission === 'admitted').length,
    1,
  );
});

test('who saw an older visit is given the newer one', async () => {
  const { visit, patient } = await world.waitingVisit();
  const clinician = await world.clinician(visit);
  await patient.must({ type: 'leave', connectionId: 'patient-1' });
  await patient.must({ type: 'arrive', connectionId: 'patient-1' });
  const { status, body } = await clinician.does({
    type: 'call-in',
    connectionId: 'panel',
    expectedVersion: visit.version,
  });
  assert.deepEqual([status, body.error.code, body.visit.version], [409, 'version-conflict', visit.version + 2]);
  assert.equal(
    (await clinician.must({ type: 'call-in', connectionId: 'panel', expectedVersion: body.visit.version })).status,
    'in-progress',
  );
});

test('the same request with the same key is done once and answered the same', async () => {
  const visit = await world.book();
  const patient = await world.patient(visit);
  const news = await patient.news();
  await news.hello();
  const headers = { 'idempotency-key': randomUUID() };
  const deed = { type: 'connect', connectionId: 'page-1', deviceKind: 'phone' } as const;
  const [first, second] = await Promise.all([patient.does(deed, headers), patient.does(deed, headers)]);
  await patient.must({ type: 'connect', connectionId: 'page-2', deviceKind: 'phone' });
  const third = await patient.does(deed, headers);
  assert.deepEqual([second.status, second.body], [first.status, first.body]);
  assert.deepEqual(
    [third.status, third.body],
    [200, first.body],
    'not refused as replaced: the answer is the one given then',
  );
  await news.event('participant-connected', (event) => event.connectionId === 'page-2');
  assert.deepEqual(news.eventTypes, ['participant-connected', 'connection-replaced', 'participant-connected']);
  news.close();
});

test('a refusal is an answer too', async () => {
  const visit = await world.book();
  const patient = await world.patient(visit);
  const clinician = await world.clinician(visit);
  const headers = { 'idempotency-key': randomUUID() };
  const refused = await clinician.does({ type: 'call-in', connectionId: 'panel' }, headers);
  assert.equal(refused.body.error.code, 'invalid-state');
  await patient.must({ type: 'arrive', connectionId: 'page' });
  const again = await clinician.does({ type: 'call-in', connectionId: 'panel' }, headers);
  assert.deepEqual([again.status, again.body], [refused.status, refused.body]);
  assert.equal(
    (await clinician.does({ type: 'call-in', connectionId: 'panel' }, { 'idempotency-key': randomUUID() })).status,
    200,
  );
});

test('a key belongs to its person and its request', async () => {
  const { visit, patient } = await world.waitingVisit();
  const clinician = await world.clinician(visit);
  const headers = { 'idempotency-key': randomUUID() };
  assert.equal((await patient.does({ type: 'leave', connectionId: 'patient-1' }, headers)).status, 200);
  const other = await patient.does({ type: 'arrive', connectionId: 'patient-1' }, headers);
  assert.deepEqual([other.status, other.body.error.code], [400, 'bad-request']);
  assert.equal(
    (await clinician.does({ type: 'connect', connectionId: 'panel', deviceKind: 'computer' }, headers)).status,
    200,
  );
});

test('booking twice with one key books once', async () => {
  const unit = { id: `unit-${randomUUID()}`, name: 'Enhet', timeZone: 'Europe/Stockholm' };
  const body = {
    unit,
    bookedStart: new Date(Date.now() + 60_000).toISOString(),
    durationMinutes: 20,
    patient: { name: 'P' },
    clinician: { name: 'K' },
  };
  const headers = { 'idempotency-key': randomUUID() };
  const book = () =>
    world.ask<VisitView & ServiceError>('POST', '/v1/visits', { credential: hostApiKey, body, headers });
  const [one, two] = await Promise.all([book(), book()]);
  assert.deepEqual([one.status, two.status, two.body], [201, 201, one.body]);
  const { body: list } = await world.ask<VisitView[]>('GET', `/v1/units/${unit.id}/visits`, { credential: hostApiKey });
  assert.deepEqual(
    list.map((visit) => visit.id),
    [one.body.id],
  );
});

test('the host cancels, and whoever comes then is told', async () => {
  const { visit, patient } = await world.waitingVisit();
  const news = await patient.news();
  await news.hello();
  const { status, body } = await world.ask<VisitView>('POST', `/v1/visits/${visit.id}/cancel`, {
    credential: hostApiKey,
    body: {},
  });
  assert.deepEqual([status, body.status, body.endReason], [200, 'cancelled', 'cancelled']);
  await news.event('visit-cancelled');
  news.close();
  const late = await patient.does({ type: 'arrive', connectionId: 'patient-1' });
  assert.deepEqual([late.status, late.body.error.code, late.body.visit.status], [409, 'invalid-state', 'cancelled']);
});
