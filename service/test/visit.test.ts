import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ServiceWorld } from './support/service-world.ts';

let world: ServiceWorld;
before(async () => (world = await ServiceWorld.start()));
after(() => world.stop());

test('a visit from booking to end, as all its people see it', async () => {
  const booked = await world.book();
  assert.equal(booked.status, 'planned');
  assert.equal(booked.version, 1);
  assert.equal(booked.self, null);
  const patient = await world.patient(booked);
  const clinician = await world.clinician(booked);
  const news = await clinician.news();
  const hello = await news.hello();
  assert.deepEqual(
    hello.visits.map((visit) => visit.id),
    [booked.id],
  );

  const connected = await patient.must({ type: 'connect', connectionId: 'page-1', deviceKind: 'phone' });
  assert.equal(connected.version, 1);
  const arrived = await patient.must({ type: 'arrive', connectionId: 'page-1' });
  assert.equal(arrived.status, 'arrived');
  assert.equal(arrived.version, 2);
  await clinician.must({ type: 'connect', connectionId: 'panel-1', deviceKind: 'computer' });
  const running = await clinician.must({ type: 'call-in', connectionId: 'panel-1', expectedVersion: 2 });
  assert.equal(running.status, 'in-progress');
  assert.deepEqual(
    running.participants.map((person) => person.admission),
    ['admitted', 'admitted'],
  );
  assert.equal(running.calledInBy, running.self);
  const ended = await clinician.must({ type: 'end' });
  assert.equal(ended.status, 'finished');
  assert.equal(ended.endReason, 'ended-by-clinician');

  const last = await news.event('visit-ended');
  assert.deepEqual(news.eventTypes, [
    'participant-connected',
    'participant-arrived',
    'participant-connected',
    'called-in',
    'visit-ended',
  ]);
  assert.equal(last.visit.self, running.self);
  assert.equal(last.visit.seq, last.id);
  news.close();
});
