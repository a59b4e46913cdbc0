import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Command, VisitView } from '../../contract/index.ts';
import { FakeWorld, type DayListPage, type SessionPage } from '../../testing/fake-world.ts';
import { settle } from '../../testing/manual-clock.ts';

const MINUTE_MS = 60_000;

describe('a call before the booked time (N08)', () => {
  let world: FakeWorld;
  let visit: VisitView;
  let patient: SessionPage;
  let clinician: DayListPage;

  const book = (minutes: number): VisitView =>
    world.service.book({ bookedStart: new Date(world.clock.now() + minutes * MINUTE_MS).toISOString() });

  beforeEach(async () => {
    world = new FakeWorld();
    visit = book(10);
    patient = await waiting(visit);
    clinician = await world.clinician();
  });

  afterEach(async () => {
    await world.close();
    assert.equal(world.clock.pending, 0, 'no timer is left behind');
  });

  async function waiting({ id }: VisitView): Promise<SessionPage> {
    const page = await world.patient(id);
    await page.session.openDevices();
    await page.session.arrive();
    await settle();
    return page;
  }

  const nowIn = ({ id }: VisitView): VisitView => world.service.visit(id);
  const sent = (): boolean =>
    [...world.gateway.members.values()].some(({ audio, video }) => audio !== null || video !== null);
  const call = async (id = visit.id): Promise<void> => {
    await clinician.dayList.callIn(id);
    await settle();
  };

  test('nothing is sent and no camera opened before the answer, though both are warm', async () => {
    await call();
    assert.deepEqual([patient.phase, clinician.phase, sent()], ['waiting', null, false]);
    assert.deepEqual(clinician.devices.asked, []);
    assert.equal(world.gateway.members.size, 2, 'both keep their place in the room');
    assert.equal(patient.session.store.get().visit?.earlyCall?.answer, null);
  });

  test('“now” brings both together, from warm connections, and the visit to the front', async () => {
    await call();
    await world.clock.advance(20_000);
    await patient.session.tell({ type: 'answer-early-call', answer: 'now' });
    await settle();
    assert.deepEqual([patient.phase, clinician.phase, sent()], ['called-in', 'called-in', true]);
    const front = clinician.dayList.frontSession() ?? assert.fail();
    assert.equal(front.startedWarm, true);
    await world.clock.advance(200);
    front.reportFrame(`${visit.id}-patient`);
    const shown = front.store.get();
    assert.equal(shown.phase === 'on-stage' && shown.firstFrameMs, 200, 'timed from the answer');
  });

  test('“at the booked time”: both wait, and then one click is enough', async () => {
    await call();
    await patient.session.tell({ type: 'answer-early-call', answer: 'at-booked-time' });
    await call();
    assert.deepEqual([nowIn(visit).status, sent()], ['arrived', false]);
    await world.clock.advance(10 * MINUTE_MS);
    await call();
    assert.deepEqual([patient.phase, clinician.phase], ['called-in', 'called-in']);
  });

  test('whoever calls another waits no longer for the answer', async () => {
    await call();
    const next = book(0);
    await waiting(next);
    await call(next.id);
    assert.deepEqual([nowIn(visit).earlyCall, nowIn(next).status], [null, 'in-progress']);
    assert.equal(patient.phase, 'waiting');
  });

  test('the one who asked stays warm, however many wait before', async () => {
    const later = book(30);
    await waiting(later);
    await waiting(book(1));
    await waiting(book(2));
    const isWarm = (): boolean =>
      [...world.gateway.members.keys()].some((id) => id.startsWith(`${later.id}-clinician~`));
    assert.equal(isWarm(), false);
    await call(later.id);
    assert.equal(isWarm(), true);
    await clinician.dayList.tell(later.id, { type: 'withdraw-call' });
    await settle();
    assert.equal(isWarm(), false);
  });

  test('a call-in whose time has come is one command, as ever', async () => {
    await world.clock.advance(10 * MINUTE_MS);
    const given: Command['type'][] = [];
    const { service } = clinician.parts;
    const { command } = service;
    service.command = (one, signal) => {
      given.push(one.type);
      return command(one, signal);
    };
    await call();
    assert.deepEqual(given, ['call-in']);
    assert.equal(clinician.dayList.frontSession()?.startedWarm, true);
  });

  test('the service decides: where its clock is ahead the camera that was opened goes off again', async () => {
    await world.clock.advance(8 * MINUTE_MS - 1);
    const done = clinician.dayList.callIn(visit.id);
    await settle();
    await done;
    assert.equal(nowIn(visit).earlyCall?.answer, null);
    assert.deepEqual([clinician.devices.live, sent()], [[], false]);
  });
});

describe('what people tell each other', () => {
  test('a delay reaches the patient, and is there after a reload (N07)', async () => {
    const world = new FakeWorld();
    const visit = world.service.book();
    const [patient, { dayList }] = [await world.patient(visit.id), await world.clinician()];
    await dayList.tell(visit.id, { type: 'tell-delay', minutes: 15 });
    await settle();
    assert.equal(patient.session.store.get().visit?.delay?.minutes, 15);
    await patient.close();
    assert.equal((await world.patient(visit.id)).session.store.get().visit?.delay?.minutes, 15);
    await (await world.unitStaff()).dayList.tell(visit.id, { type: 'tell-delay', clear: true });
    await settle();
    assert.equal(world.service.visit(visit.id).delay, null);
    await world.close();
  });

  test('the place is kept for more than an hour without contact, and is there when it comes back (N06)', async () => {
    const world = new FakeWorld();
    const visit = world.service.book();
    const { session, ...page } = await world.patient(visit.id);
    await session.arrive();
    const { waitingSince } = world.service.visit(visit.id).participants[0] ?? assert.fail();
    world.service.goAway();
    await world.clock.advance(65 * MINUTE_MS);
    assert.deepEqual([session.store.get().phase, session.store.get().service], ['waiting', 'away']);
    world.service.comeBack();
    await world.clock.advance(10_000);
    const self = world.service.visit(visit.id).participants[0];
    assert.deepEqual([self?.admission, self?.waitingSince, self?.connection?.present], ['waiting', waitingSince, true]);
    const { phase, service } = session.store.get();
    assert.deepEqual([phase, service, page.phases.includes('over')], ['waiting', 'connected', false]);
    await world.close();
  });
});
