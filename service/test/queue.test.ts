import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import {
  DROP_IN_ENTRY_MS,
  PRESENCE_LEASE_MS,
  type NewVisit,
  type QueueRequest,
  type QueueView,
  type ServiceError,
  type VisitView,
} from '../../src/contract/index.ts';
import type { NewsReader } from './support/news-reader.ts';
import { type Answer, type Person, ServiceWorld, fresh, hostApiKey } from './support/service-world.ts';
import { TestClock } from './support/test-clock.ts';

const clock = new TestClock();
let world: ServiceWorld;
before(async () => (world = await ServiceWorld.start({}, { clock })));
after(() => world.stop());

const readers: NewsReader[] = [];
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
});
async function read(person: Person): Promise<NewsReader> {
  const reader = await person.news();
  readers.push(reader);
  await reader.hello();
  return reader;
}

const newUnit = () => ({ id: fresh('unit'), name: 'Solna vårdcentral', timeZone: 'Europe/Stockholm' });
type Unit = ReturnType<typeof newUnit>;

const set = (unit: Unit, request: QueueRequest, credential = hostApiKey): Promise<Answer<QueueView & ServiceError>> =>
  world.ask('PUT', `/v1/units/${unit.id}/queue`, { credential, body: request });
const queueOf = async (unit: Unit): Promise<QueueView> =>
  (await world.ask<QueueView>('GET', `/v1/units/${unit.id}/queue`, { credential: hostApiKey })).body;
const placesIn = async (unit: Unit): Promise<Record<string, number>> =>
  Object.fromEntries((await queueOf(unit)).places.map(({ visitId, position }) => [visitId, position]));

const dropIn = (unit: Unit, more: Partial<NewVisit> = {}): Promise<Answer<VisitView & ServiceError>> =>
  world.ask('POST', '/v1/visits', {
    credential: hostApiKey,
    body: { unit, dropIn: true, durationMinutes: 15, patient: { name: 'Pia Patient' }, ...more },
  });

/** One who waits in the queue. */
async function enter(unit: Unit): Promise<{ visit: VisitView; patient: Person }> {
  const { status, body } = await dropIn(unit);
  assert.equal(status, 201, JSON.stringify(body));
  const patient = await world.patient(body);
  await patient.must({ type: 'connect', connectionId: 'page', deviceKind: 'phone' });
  return { visit: await patient.must({ type: 'arrive', connectionId: 'page' }), patient };
}

/** A visit of so many minutes, from the call-in to the end. */
async function hold(unit: Unit, minutes: number, subject = 'klas'): Promise<void> {
  const { visit } = await enter(unit);
  const clinician = await world.clinician(visit, subject);
  await clinician.must({ type: 'call-in', connectionId: `panel-${subject}` });
  clock.advance(minutes * 60_000);
  await clinician.must({ type: 'end' });
}

/** The newest that the reader knows of the queue. */
const newest = (reader: NewsReader): QueueView | undefined =>
  reader.all.flatMap((news) => (news.event === 'queue' ? [news.data] : [])).at(-1);
const told = (reader: NewsReader, fits: (queue: QueueView) => boolean): Promise<unknown> =>
  reader.until((news) => news.event === 'queue' && fits(news.data));

describe('opening and closing', () => {
  test('a queue is closed until somebody of the unit opens it; a patient cannot, nor one of another unit', async () => {
    const unit = newUnit();
    assert.deepEqual(await queueOf(unit), { queueId: unit.id, isOpen: false, closesAt: null, places: [] });
    const visit = await world.book({ unit });
    const other = await world.clinician(await world.book());
    for (const { token } of [await world.patient(visit), other])
      assert.equal((await set(unit, { open: true }, token)).body.error?.code, 'forbidden');
    const { token: clinician } = await world.clinician(visit);
    assert.equal((await set(unit, { open: true }, clinician)).body.isOpen, true);
    const staff = await world.token({ kind: 'unit-staff', subject: 'siv', name: 'Siv', units: [unit.id] });
    assert.equal((await set(unit, { open: false }, staff)).body.isOpen, false);
  });

  test('takes drop-in visits while it is open only; they have no clinician, and their time is that of entry', async () => {
    const unit = newUnit();
    const refused = await dropIn(unit);
    assert.deepEqual([refused.status, refused.body.error.code], [409, 'queue-closed']);
    await set(unit, { open: true });
    const { status, body } = await dropIn(unit);
    assert.equal(status, 201);
    assert.deepEqual(body.dropIn, { queueId: unit.id, place: null });
    assert.deepEqual(
      body.participants.map(({ role }) => role),
      ['patient'],
    );
    assert.equal(Date.parse(body.bookedStart), clock.now());
    const mixed = [{ bookedStart: body.bookedStart }, { clinician: { name: 'Klas' } }] as const;
    for (const more of mixed) assert.equal((await dropIn(unit, more)).status, 400);
    const neither = { unit, durationMinutes: 15, patient: { name: 'Pia' } };
    const answer = await world.ask('POST', '/v1/visits', { credential: hostApiKey, body: neither });
    assert.equal(answer.status, 400);
  });

  test('closes by itself at its time, which can be changed; readers are told, and who waits keeps the place', async () => {
    const unit = newUnit();
    const at = (minutes: number): string => new Date(clock.now() + minutes * 60_000).toISOString();
    assert.equal((await set(unit, { open: true, closesAt: at(-1) })).status, 400);
    await set(unit, { open: true, closesAt: at(10) });
    const closesAt = at(20);
    assert.equal((await set(unit, { open: true, closesAt })).body.closesAt, closesAt);
    const { visit, patient } = await enter(unit);
    const news = await read(patient);
    clock.advance(20 * 60_000);
    await told(news, ({ isOpen }) => !isOpen);
    assert.deepEqual(newest(news)?.places, [{ visitId: visit.id, position: 1, estimateMinutes: null }]);
    assert.equal((await dropIn(unit)).body.error?.code, 'queue-closed');
    const clinician = await world.clinician(visit);
    assert.equal((await clinician.must({ type: 'call-in', connectionId: 'panel' })).status, 'in-progress');
  });

  test('who was given a visit enters for half an hour more; then a closed queue takes nobody', async () => {
    const unit = newUnit();
    await set(unit, { open: true });
    const [early, late] = await Promise.all([dropIn(unit), dropIn(unit)]);
    await set(unit, { open: false });
    clock.advance(DROP_IN_ENTRY_MS);
    const [first, second] = [await world.patient(early.body), await world.patient(late.body)];
    await first.must({ type: 'arrive', connectionId: 'page' });
    clock.advance(1);
    const refused = await second.does({ type: 'arrive', connectionId: 'page' });
    assert.deepEqual([refused.status, refused.body.error.code], [409, 'queue-closed']);
    await first.must({ type: 'arrive', connectionId: 'page' });
    await set(unit, { open: true });
    await second.must({ type: 'arrive', connectionId: 'page' });
    assert.deepEqual(await placesIn(unit), { [early.body.id]: 1, [late.body.id]: 2 });
  });
});

describe('places', () => {
  test('go by arrival, are kept over lost contact for an hour and more, and are free at once when left', async () => {
    const unit = newUnit();
    await set(unit, { open: true });
    const a = await enter(unit);
    clock.advance(1000);
    const b = await enter(unit);
    clock.advance(1000);
    const c = await enter(unit);
    const places = { [a.visit.id]: 1, [b.visit.id]: 2, [c.visit.id]: 3 };
    assert.deepEqual(await placesIn(unit), places);
    clock.advance(61 * 60_000 + PRESENCE_LEASE_MS);
    const again = await world.patient(a.visit);
    const back = await again.must({ type: 'arrive', connectionId: 'another-page' });
    assert.equal(back.participants[0]?.admission, 'waiting');
    assert.deepEqual(await placesIn(unit), places);
    await again.must({ type: 'leave', connectionId: 'another-page' });
    assert.deepEqual(await placesIn(unit), { [b.visit.id]: 1, [c.visit.id]: 2 });
    await again.must({ type: 'arrive', connectionId: 'another-page' });
    assert.deepEqual(
      await placesIn(unit),
      { [b.visit.id]: 1, [c.visit.id]: 2, [a.visit.id]: 3 },
      'as one who comes now',
    );
  });

  test('one message for each reader tells of all who move; nobody is told of others’ places', async () => {
    const unit = newUnit();
    await set(unit, { open: true });
    const first = await enter(unit);
    const waiting: Awaited<ReturnType<typeof enter>>[] = [];
    for (let i = 0; i < 29; i++) {
      clock.advance(1000);
      waiting.push(await enter(unit));
    }
    const [second] = waiting;
    const last = waiting.at(-1);
    assert(second && last);
    const [ofLast, ofClinician] = [await read(last.patient), await read(await world.clinician(first.visit))];
    const hello = await ofClinician.hello();
    assert.equal(hello.queues[0]?.places.length, 30);
    assert.deepEqual((await ofLast.hello()).queues[0]?.places, [
      { visitId: last.visit.id, position: 30, estimateMinutes: null },
    ]);
    await first.patient.must({ type: 'leave', connectionId: 'page' });
    await told(ofLast, ({ places }) => places[0]?.position === 29);
    await told(ofClinician, ({ places }) => places.length === 29);
    await ofClinician.event('participant-left');
    const count = (reader: NewsReader): number[] => [
      reader.all.filter(({ event }) => event === 'queue').length,
      reader.eventTypes.filter((type) => type === 'participant-left').length,
    ];
    assert.deepEqual(count(ofClinician), [1, 1]);
    assert.deepEqual(count(ofLast), [1, 0]);
    const seen = JSON.stringify(ofLast.all);
    for (const { visit } of [first, second]) assert(!seen.includes(visit.id));
    clock.advance(1000);
    await enter(unit);
    await ofClinician.event('participant-arrived');
    assert.deepEqual(count(ofLast), [1, 0], 'who comes behind is no news to those before');
  });

  test('a restart of the service keeps the queue', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'visit-service-'));
    const shared = world;
    try {
      world = await ServiceWorld.start({ dataDir: folder }, { clock });
      const unit = newUnit();
      await set(unit, { open: true, closesAt: new Date(clock.now() + 3_600_000).toISOString() });
      for (const minutes of [10, 10, 10]) await hold(unit, minutes);
      const a = await enter(unit);
      clock.advance(1000);
      const b = await enter(unit);
      const stood = await queueOf(unit);
      assert.deepEqual(
        stood.places.map(({ position, estimateMinutes }) => [position, estimateMinutes]),
        [
          [1, 5],
          [2, 10],
        ],
      );
      await world.stop();
      world = await ServiceWorld.start({ dataDir: folder }, { clock });
      assert.deepEqual(await queueOf(unit), stood);
      const ofB = await read(await world.patient(b.visit));
      await (await world.patient(a.visit)).must({ type: 'leave', connectionId: 'page' });
      await told(ofB, ({ places }) => places[0]?.position === 1);
      await world.stop();
    } finally {
      world = shared;
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('the estimate', () => {
  test('comes from the visits of the queue, and follows the time: who waits is told', async () => {
    const unit = newUnit();
    await set(unit, { open: true });
    await hold(unit, 10);
    await hold(unit, 12);
    const running = await enter(unit);
    const clinician = await world.clinician(running.visit);
    await clinician.must({ type: 'call-in', connectionId: 'panel' });
    clock.advance(1000);
    const { visit, patient } = await enter(unit);
    const news = await read(patient);
    assert.equal((await news.hello()).queues[0]?.places[0]?.estimateMinutes, null, 'two visits say too little');
    clock.advance(11 * 60_000);
    await clinician.must({ type: 'end' });
    await told(news, ({ places }) => places[0]?.estimateMinutes === 5);
    assert.equal(newest(news)?.places[0]?.visitId, visit.id);
    // Nobody takes from the queue any more: what was said holds no longer.
    clock.advance(15 * 60_000);
    await told(news, ({ places }) => places[0]?.estimateMinutes === null);
  });
});

describe('taking from the queue', () => {
  test('makes the clinician a participant; of two at once one is told, and takes the next', async () => {
    const unit = newUnit();
    await set(unit, { open: true });
    const first = await enter(unit);
    clock.advance(1000);
    const second = await enter(unit);
    const panels = await Promise.all(['klas', 'karin'].map((subject) => world.clinician(first.visit, subject)));
    const answers = await Promise.all(
      panels.map((panel, i) => panel.does({ type: 'call-in', connectionId: `panel-${i}` })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    const [won, lost] = answers[0]?.status === 200 ? [0, 1] : [1, 0];
    assert.equal(answers[lost]?.body.error.code, 'already-called-in');
    const held = answers[won]?.body.visit;
    assert.equal(held?.calledInBy, held?.self);
    assert.deepEqual(await placesIn(unit), { [second.visit.id]: 1 });
    const next = await world.clinician(second.visit, ['klas', 'karin'][lost]);
    assert.equal((await next.must({ type: 'call-in', connectionId: 'panel' })).status, 'in-progress');
    assert.deepEqual(await placesIn(unit), {});
  });
});
