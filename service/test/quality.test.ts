import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ConnectionQuality, QualityReport, VisitView } from '../../src/contract/index.ts';
import { ManualClock } from '../../src/testing/manual-clock.ts';
import { makeQualityReport } from '../../src/testing/quality-fixtures.ts';
import { type Answer, hostApiKey, type Person, ServiceWorld } from './support/service-world.ts';

const clock = new ManualClock();
let world: ServiceWorld;
before(async () => (world = await ServiceWorld.start({}, { clock })));
after(() => world.stop());

async function running(): Promise<{ visit: VisitView; patient: Person; clinician: Person }> {
  const bookedStart = new Date(clock.now()).toISOString();
  const { visit, patient } = await world.waitingVisit({ bookedStart });
  const clinician = await world.clinician(visit);
  await clinician.must({ type: 'call-in', connectionId: 'panel-1' });
  return { visit, patient, clinician };
}

const report = (more: Partial<QualityReport> = {}, seconds = 60) =>
  ({ type: 'report-quality', connectionId: 'patient-1', report: makeQualityReport(seconds, more) }) as const;

const read = (visit: VisitView, credential = hostApiKey): Promise<Answer<ConnectionQuality[]>> =>
  world.ask('GET', `/v1/visits/${visit.id}/quality`, { credential });

test('one row a connection, with its role and device; the newest report stands', async () => {
  const { visit, patient, clinician } = await running();
  assert.deepEqual((await read(visit)).body, []);
  await patient.must(report());
  await clock.advance(60_000);
  const poor = makeQualityReport(100);
  await patient.must(report({ ...poor, firstFrameMs: null }));
  await clinician.must({ ...report(), connectionId: 'panel-1' });
  const { body } = await read(visit);
  assert.deepEqual(
    body.map(({ role, incarnation, deviceKind }) => [role, incarnation, deviceKind]),
    [
      ['patient', 1, 'phone'],
      ['clinician', 1, 'unknown'],
    ],
  );
  assert.deepEqual(body[0]?.report, { ...poor, firstFrameMs: null });
  assert.equal(body[0]?.reportedAt, new Date(clock.now()).toISOString());
  assert.doesNotMatch(JSON.stringify(body), /Pia|Klas|Hudutslag/, 'no name and no words of anybody');
});

test('a report that was overtaken on its way changes nothing', async () => {
  const { visit, patient } = await running();
  await patient.must(report({}, 120));
  await patient.must(report({}, 60));
  assert.equal((await read(visit)).body[0]?.report.sending.seconds.good, 120);
});

test('a page that took over has a row of its own, and the one before may still tell', async () => {
  const { visit, patient } = await running();
  await patient.must({ type: 'connect', connectionId: 'patient-2', deviceKind: 'tablet' });
  await clock.advance(1_000);
  await patient.must(report());
  await clock.advance(1_000);
  await patient.must({ ...report({ start: 'resumed' }), connectionId: 'patient-2' });
  assert.deepEqual(
    (await read(visit)).body.map(({ incarnation, report }) => [incarnation, report.start]),
    [
      [1, 'warm'],
      [2, 'resumed'],
    ],
  );
});

test('is taken for ten minutes after the end', async () => {
  const { patient, clinician } = await running();
  await clinician.must({ type: 'end' });
  await clock.advance(10 * 60_000);
  assert.equal((await patient.does(report())).status, 200);
  await clock.advance(1);
  const { status, body } = await patient.does(report({}, 90));
  assert.deepEqual([status, body.error.code], [409, 'invalid-state']);
});

test('is refused from strangers, from other visits, and for what is not the own connection', async () => {
  const [mine, other] = [await running(), await running()];
  const asked = { visitId: mine.visit.id, ...report() };
  const post = (credential: string | undefined, body: object): Promise<Answer<{ error: { code: string } }>> =>
    world.ask('POST', '/v1/commands', { body, ...(credential === undefined ? {} : { credential }) });
  const codes = await Promise.all([
    post(undefined, asked),
    post('not.a.token', asked),
    post(other.patient.token, asked),
    post(mine.patient.token, { ...asked, connectionId: 'panel-1' }),
    post((await world.clinician(other.visit, 'other')).token, asked),
    post((await world.clinician(mine.visit, 'colleague')).token, asked),
  ]);
  assert.deepEqual(
    codes.map(({ status, body }) => [status, body.error.code]),
    [
      [401, 'token-missing'],
      [401, 'token-invalid'],
      [403, 'wrong-visit'],
      [409, 'invalid-state'],
      [403, 'forbidden'],
      [409, 'invalid-state'],
    ],
  );
  assert.deepEqual((await read(mine.visit)).body, []);
});

test('takes bounded numbers and closed words only', async () => {
  const { visit, patient } = await running();
  const good = makeQualityReport();
  const bad: object[] = [
    { ...good, firstFrameMs: -1 },
    { ...good, firstFrameMs: 0.5 },
    { ...good, start: 'Pia Patient' },
    { ...good, note: 'Pia Patient' },
    { ...good, sending: { ...good.sending, seconds: { ...good.sending.seconds, good: 86_401 } } },
    { ...good, receiving: { ...good.receiving, causes: { ...good.receiving.causes, weather: 1 } } },
    { ...good, path: { transport: 'pigeon', relayed: false } },
    { ...good, recoveries: { ...good.recoveries, media: { count: 1e9, totalMs: 0, longestMs: 0 } } },
    { ...good, path: undefined },
    { ...good, padding: 'x'.repeat(70_000) },
  ];
  for (const wrong of bad) {
    const { status, body } = await patient.does({ ...report(), report: wrong as QualityReport });
    assert.equal(body.error.code, 'bad-request', JSON.stringify(wrong).slice(0, 80));
    assert.ok(status === 400 || status === 413);
  }
  assert.deepEqual((await read(visit)).body, []);
});

test('is read with the API key only', async () => {
  const { visit, patient, clinician } = await running();
  assert.equal((await read(visit, patient.token)).status, 403);
  assert.equal((await read(visit, clinician.token)).status, 403);
  assert.equal((await read({ ...visit, id: 'no-such' })).status, 404);
});
