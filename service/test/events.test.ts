import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { HEARTBEAT_MS } from '../../src/contract/index.ts';
import { NewsReader } from './support/news-reader.ts';
import { Person, ServiceWorld } from './support/service-world.ts';
import { TestClock } from './support/test-clock.ts';

const clock = new TestClock(Date.now());
let world: ServiceWorld;
before(async () => (world = await ServiceWorld.start({}, { clock })));
after(() => world.stop());

test('the stream begins with who reads and what stands', async () => {
  const { visit, patient } = await world.waitingVisit();
  const news = await patient.news();
  const hello = await news.hello();
  news.close();
  assert.equal(news.all[0]?.event, 'hello');
  const self = visit.participants.find((person) => person.role === 'patient');
  assert.deepEqual(
    { ...hello.identity, expiresAt: typeof hello.identity.expiresAt },
    {
      kind: 'participant',
      name: 'Pia Patient',
      visitId: visit.id,
      participantId: self?.id,
      units: [visit.unit.id],
      expiresAt: 'string',
    },
  );
  assert.deepEqual(hello.visits, [visit]);
  assert.equal(hello.cursor, visit.seq);
  assert.equal(hello.serverNow, new Date(clock.now()).toISOString());
});

test('a participant hears of their visit, a clinician and unit staff of their units, nobody of others', async () => {
  const { visit, patient } = await world.waitingVisit();
  const unit = visit.unit;
  const sameUnit = await world.book({ unit });
  const elsewhere = await world.book();
  const clinician = await world.clinician(visit);
  const staff = new Person(
    world,
    visit.id,
    await world.token({ kind: 'unit-staff', subject: 'siv', name: 'Siv', units: [unit.id] }),
  );
  const [ofPatient, ofClinician, ofStaff] = [await patient.news(), await clinician.news(), await staff.news()];
  assert.deepEqual(
    (await ofPatient.hello()).visits.map((item) => item.id),
    [visit.id],
  );
  assert.deepEqual((await ofClinician.hello()).visits.map((item) => item.id).sort(), [visit.id, sameUnit.id].sort());
  assert.equal((await ofStaff.hello()).identity.kind, 'unit-staff');
  for (const item of [elsewhere, sameUnit, visit]) {
    await (await world.patient(item)).must({ type: 'connect', connectionId: 'new-page', deviceKind: 'tablet' });
  }
  for (const news of [ofPatient, ofClinician, ofStaff]) {
    await news.event('participant-connected', (event) => event.visitId === visit.id);
    const seen = new Set(news.events.map((event) => event.visitId));
    assert.deepEqual(seen, new Set(news === ofPatient ? [visit.id] : [visit.id, sameUnit.id]));
    news.close();
  }
});

test('the day list of the stream begins today at the unit, with what still goes on from before', async () => {
  const unit = { id: 'unit-today', name: 'Enhet', timeZone: 'Pacific/Auckland' };
  const formatted = new Intl.DateTimeFormat('sv', { timeZone: unit.timeZone, dateStyle: 'short' });
  const book = (hours: number) =>
    world.book({ unit, bookedStart: new Date(clock.now() + hours * 3600_000).toISOString() });
  const visits = [await book(-30), await book(-20), await book(-2), await book(3), await book(50)];
  const today = visits.filter(
    (visit) => formatted.format(Date.parse(visit.bookedStart)) >= formatted.format(clock.now()),
  );
  const old = visits[0];
  assert.ok(old);
  const clinician = await world.clinician(old);
  const read = async (): Promise<string[]> => {
    const news = await clinician.news();
    const { visits: seen } = await news.hello();
    news.close();
    return seen.map((visit) => visit.id);
  };
  assert.deepEqual(
    await read(),
    today.map((visit) => visit.id),
  );
  const late = visits[1];
  assert.ok(late);
  await (await world.patient(late)).must({ type: 'arrive', connectionId: 'p' });
  assert.ok((await read()).includes(late.id), 'someone waits in it');
});

test('what was missed is sent after Last-Event-ID, once, before what is new', async () => {
  const visit = await world.book();
  const patient = await world.patient(visit);
  const clinician = await world.clinician(visit);
  for (let page = 1; page <= 60; page += 1)
    await patient.must({ type: 'connect', connectionId: `page-${page}`, deviceKind: 'phone' });
  // Someone writes all the while, so that live news comes in between.
  let writing = true;
  const writer = (async () => {
    for (let page = 1; writing; page += 1)
      await clinician.must({ type: 'connect', connectionId: `panel-${page}`, deviceKind: 'computer' });
  })();
  for (let round = 0; round < 3; round += 1) {
    const news = await patient.news(visit.seq);
    await news.event('participant-connected', (event) => event.connectionId === 'panel-3');
    const { seq } = await patient.must({ type: 'arrive', connectionId: 'page-60' });
    await patient.must({ type: 'leave', connectionId: 'page-60' });
    await news.event('participant-left', (event) => event.id > seq);
    news.close();
    const ids = news.events.map((event) => event.id);
    assert.deepEqual(
      ids,
      [...new Set(ids)].sort((a, b) => a - b),
      'in order, none twice',
    );
    const all = await NewsReader.open(world.url, patient.token, 0);
    await all.until((item) => item.event === 'visit' && item.id >= (ids.at(-1) ?? 0));
    all.close();
    const expected = all.events.map((event) => event.id).filter((id) => id > visit.seq && id <= (ids.at(-1) ?? 0));
    assert.deepEqual(ids, expected, 'none missing');
  }
  writing = false;
  await writer;
});

test('an id from another store begins anew', async () => {
  const { patient } = await world.waitingVisit();
  const news = await patient.news(999_999_999);
  await news.hello();
  await patient.must({ type: 'leave', connectionId: 'patient-1' });
  await news.event('participant-left');
  assert.deepEqual(news.eventTypes, ['participant-left']);
  news.close();
});

test('the heart beats every five seconds', async () => {
  const { patient } = await world.waitingVisit();
  const news = await patient.news();
  await news.hello();
  clock.advance(HEARTBEAT_MS);
  const beat = await news.until((item) => item.event === 'heartbeat');
  assert.deepEqual(beat.data, { serverNow: new Date(clock.now()).toISOString() });
  news.close();
});

test('at the end of the token the reader is told, and the stream ends', async () => {
  const { visit } = await world.waitingVisit();
  const clinician = await world.clinician(visit, 'klas', { ttlSeconds: 100 });
  const news = await clinician.news();
  await news.hello();
  clock.advance(99_000);
  await news.until((item) => item.event === 'heartbeat');
  assert.ok(!news.all.some((item) => item.event === 'goodbye'));
  clock.advance(1_000);
  assert.deepEqual(await news.goodbye(), { reason: 'token-expired' });
  await news.ended;
});

test('after a restart the reader goes on where it was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'visit-service-'));
  try {
    const first = await ServiceWorld.start({ dataDir: folder });
    const { visit, patient } = await first.waitingVisit();
    const news = await patient.news();
    const hello = await news.hello();
    await patient.must({ type: 'leave', connectionId: 'patient-1' });
    const seen = await news.event('participant-left');
    await patient.must({ type: 'arrive', connectionId: 'patient-1' });
    await news.event('participant-arrived');
    await first.stop();
    assert.deepEqual(await news.goodbye(), { reason: 'service-stopping' });
    await news.ended;

    const second = await ServiceWorld.start({ dataDir: folder });
    try {
      const again = new Person(second, visit.id, patient.token);
      const more = await again.news(seen.id);
      const helloAgain = await more.hello();
      assert.equal(helloAgain.visits[0]?.status, 'arrived');
      assert.ok(helloAgain.cursor > hello.cursor);
      await again.must({ type: 'leave', connectionId: 'patient-1' });
      await more.event('participant-left');
      assert.deepEqual(more.eventTypes, ['participant-arrived', 'participant-left']);
      more.close();
    } finally {
      await second.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
