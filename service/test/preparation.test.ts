import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Fhir } from 'fhir';
import type {
  NewVisit,
  Preparation,
  PreparationForm,
  Questionnaire,
  QuestionnaireResponse,
  ServiceError,
  VisitView,
} from '../../src/contract/index.ts';
import { ManualClock } from '../../src/testing/manual-clock.ts';
import { type Answer, hostApiKey, type Person, ServiceWorld } from './support/service-world.ts';

const clock = new ManualClock();
const lines: string[] = [];
let world: ServiceWorld;
before(async () => {
  world = await ServiceWorld.start(
    { logLevel: 'trace' },
    { clock, logStream: { write: (line) => void lines.push(line) } },
  );
});
after(() => world.stop());

const form = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../src/core/preparation/fixtures/health-declaration.json'), 'utf8'),
) as Questionnaire;

const secret = 'Hemligt om hjärtat';
const health = {
  linkId: 'now.health',
  answer: [{ valueCoding: { system: 'https://example.org/codes', code: 'good' } }],
};
const response = (
  status: QuestionnaireResponse['status'],
  ...item: NonNullable<QuestionnaireResponse['item']>
): QuestionnaireResponse => ({ resourceType: 'QuestionnaireResponse', status, item });
const draft = response('in-progress', { linkId: 'more', answer: [{ valueString: secret }] });
const complete = response(
  'completed',
  { linkId: 'now', item: [health] },
  { linkId: 'medicines', item: [{ linkId: 'medicines.any', answer: [{ valueBoolean: false }] }] },
  { linkId: 'more', answer: [{ valueString: secret }] },
);

const book = (preparation: PreparationForm = form, more: Partial<NewVisit> = {}): Promise<VisitView> =>
  world.book({ preparation, bookedStart: new Date(clock.now() + 5 * 60_000).toISOString(), ...more });
const read = (visit: VisitView, credential = hostApiKey): Promise<Answer<Preparation & ServiceError>> =>
  world.ask('GET', `/v1/visits/${visit.id}/preparation`, { credential });
const put = (visit: VisitView, asked: unknown, credential = hostApiKey): Promise<Answer<VisitView & ServiceError>> =>
  world.ask('PUT', `/v1/visits/${visit.id}/preparation`, { credential, body: { form: asked } });
const save = (person: Person, version: number, answers: QuestionnaireResponse) =>
  person.does({ type: 'save-preparation', version, response: answers });

test('from not begun over a draft to answered; the visit and its events say so, and nothing of the answers', async () => {
  const visit = await book();
  assert.equal(visit.preparation?.status, 'not-begun');
  assert.deepEqual((await read(visit)).body, { form, response: null, version: 0, savedAt: null, observations: [] });
  const [patient, clinician] = [await world.patient(visit), await world.clinician(visit)];
  const news = await clinician.news();
  await news.hello();
  await clock.advance(1_000);
  const begun = await save(patient, 0, draft);
  assert.deepEqual(begun.body.visit.preparation, { status: 'draft', at: new Date(clock.now()).toISOString() });
  await clock.advance(1_000);
  const again = await save(patient, 1, {
    ...draft,
    item: [{ linkId: 'more', answer: [{ valueString: `${secret}!` }] }],
  });
  assert.deepEqual(again.body.visit, begun.body.visit, 'a draft that grows is no news');
  const sent = await save(patient, 2, complete);
  assert.equal(sent.body.visit.preparation?.status, 'answered');
  await news.event('preparation-changed', ({ visit: seen }) => seen.preparation?.status === 'answered');
  assert.deepEqual(
    news.events.map(({ type }) => type),
    ['preparation-changed', 'preparation-changed'],
    'begun, and sent',
  );
  assert.doesNotMatch(JSON.stringify(news.all), /Hemligt|valueString|linkId/);
  news.close();
});

test('the host and the clinicians of the unit read a valid QuestionnaireResponse', async () => {
  const visit = await book();
  await save(await world.patient(visit), 0, complete);
  const credentials = [hostApiKey, (await world.clinician(visit, 'colleague')).token];
  for (const credential of credentials) {
    const { body } = await read(visit, credential);
    assert.deepEqual([body.version, body.savedAt], [1, new Date(clock.now()).toISOString()]);
    assert.deepEqual(body.response, { ...complete, authored: body.savedAt });
    const { valid, messages } = new Fhir().validate(body.response as object, { errorOnUnexpected: true });
    assert.ok(valid, JSON.stringify(messages));
  }
});

test('home readings that are sent are read as Observations too', async () => {
  const visit = await book('home-readings');
  const patient = await world.patient(visit);
  const readings = response('in-progress', {
    linkId: 'others',
    item: [{ linkId: 'weight', answer: [{ valueDecimal: 81.5 }] }],
  });
  await save(patient, 0, readings);
  assert.deepEqual((await read(visit)).body.observations, [], 'a draft gives none');
  await save(patient, 1, { ...readings, status: 'completed' });
  const { body } = await read(visit);
  assert.deepEqual(body.form, 'home-readings');
  assert.deepEqual(
    body.observations.map(({ code, valueQuantity }) => [code.coding[0]?.code, valueQuantity?.value]),
    [['29463-7', 81.5]],
  );
});

test('a version that others have passed is a conflict; what is saved already may be saved again', async () => {
  const visit = await book();
  const [phone, laptop] = [await world.patient(visit), await world.patient(visit)];
  await save(phone, 0, draft);
  assert.equal((await save(phone, 0, draft)).status, 200, 'the answer to the first had been lost');
  const { status, body } = await save(laptop, 0, complete);
  assert.deepEqual([status, body.error.code, body.visit.id], [409, 'version-conflict', visit.id]);
  const stored = (await read(visit)).body;
  assert.deepEqual([stored.version, stored.response?.item], [1, draft.item]);
  assert.equal(
    (await world.ask<VisitView>('GET', `/v1/visits/${visit.id}`, { credential: hostApiKey })).body.preparation?.status,
    'draft',
    'a refusal changes nothing',
  );
  assert.equal((await save(laptop, 1, complete)).status, 200);
  const both = await Promise.all([save(phone, 2, draft), save(laptop, 2, { ...draft, item: [] })]);
  assert.deepEqual(both.map((answer) => answer.status).sort(), [200, 409]);
});

test('only what fits the form is taken, and only what is complete is sent', async () => {
  const visit = await book();
  const patient = await world.patient(visit);
  const bad: QuestionnaireResponse[] = [
    response('in-progress', { linkId: 'other', answer: [{ valueString: 'x' }] }),
    response('in-progress', { linkId: 'more', answer: [{ valueInteger: 1 }] }),
    response('in-progress', { linkId: 'quit', answer: [{ valueBoolean: true }] }),
    response('completed', { linkId: 'more', answer: [{ valueString: 'x' }] }),
    response('completed', ...complete.item!, { linkId: 'smoking', answer: [{ valueInteger: 101 }] }),
    { ...draft, status: 'amended' as 'completed' },
    { ...draft, note: 'x' } as QuestionnaireResponse,
    { ...draft, resourceType: 'Patient' as 'QuestionnaireResponse' },
    response('in-progress', { linkId: 'more', answer: [{ valueString: 'x'.repeat(33_000) }] }),
    response('in-progress', { linkId: 'more', answer: [{ valueString: 'x'.repeat(70_000) }] }),
  ];
  for (const answers of bad) {
    const { status, body } = await save(patient, 0, answers);
    assert.equal(body.error.code, 'bad-request', JSON.stringify(answers).slice(0, 200));
    assert.ok(status === 400 || status === 413);
    assert.doesNotMatch(body.error.message, /more|quit|xxx/);
  }
  const { body } = await save(patient, -1, draft);
  assert.equal(body.error.code, 'bad-request');
  assert.deepEqual((await read(visit)).body.version, 0);
});

test('written by the patient’s side alone, read by those whom it concerns', async () => {
  const people: NewVisit['others'] = [
    { name: 'Tove Tolk', role: 'interpreter' },
    { name: 'Mia Mamma', role: 'companion', onBehalfOf: 'Pia Patient' },
  ];
  const visit = await book(form, { others: people });
  const other = await book();
  const [patient, interpreter, guardian] = [
    await world.patient(visit),
    await world.patient(visit, 'interpreter'),
    await world.patient(visit, 'companion'),
  ];
  const clinician = await world.clinician(visit);
  const staff = await world.token({ kind: 'unit-staff', subject: 's', name: 'Stina', units: [visit.unit.id] });
  const codes = async (...answers: Promise<Answer<{ error?: { code: string } }>>[]): Promise<(string | null)[]> =>
    (await Promise.all(answers)).map(({ body }) => body.error?.code ?? null);
  assert.deepEqual(
    await codes(
      save(interpreter, 0, draft),
      save(clinician, 0, draft),
      save(guardian, 0, draft),
      world.ask('POST', '/v1/commands', {
        credential: patient.token,
        body: { type: 'save-preparation', visitId: other.id, version: 0, response: draft },
      }),
    ),
    ['forbidden', 'forbidden', null, 'wrong-visit'],
  );
  const foreign = await world.clinician(other);
  assert.deepEqual(
    await codes(
      read(visit, patient.token),
      read(visit, guardian.token),
      read(visit, clinician.token),
      read(visit, interpreter.token),
      read(visit, staff),
      read(visit, foreign.token),
      read(other, patient.token),
      read({ ...visit, id: 'none' }),
      read(visit, 'not.a.token'),
    ),
    [null, null, null, 'forbidden', 'forbidden', 'forbidden', 'wrong-visit', 'not-found', 'token-invalid'],
  );
  const seen = async (credential: string) =>
    (await world.ask<VisitView>('GET', `/v1/visits/${visit.id}`, { credential })).body.preparation?.status ?? null;
  assert.deepEqual(await Promise.all([patient.token, clinician.token, interpreter.token].map(seen)), [
    'draft',
    'draft',
    null,
  ]);
});

test('may be written until the visit is over, also while it runs', async () => {
  const visit = await book(form, { bookedStart: new Date(clock.now()).toISOString() });
  const patient = await world.patient(visit);
  await patient.must({ type: 'arrive', connectionId: 'p' });
  const clinician = await world.clinician(visit);
  await clinician.must({ type: 'call-in', connectionId: 'k' });
  assert.equal((await save(patient, 0, draft)).status, 200);
  await clinician.must({ type: 'end' });
  assert.equal((await save(patient, 1, complete)).body.error.code, 'invalid-state');
  assert.equal((await read(visit)).body.version, 1);
});

test('the host may say later what is asked, or that nothing is, until the patient has begun', async () => {
  const visit = await world.book({ bookedStart: new Date(clock.now() + 5 * 60_000).toISOString() });
  assert.equal(visit.preparation, null);
  assert.equal((await read(visit)).body, null);
  const patient = await world.patient(visit);
  assert.equal((await save(patient, 0, draft)).body.error.code, 'invalid-state');
  assert.equal((await put(visit, form, patient.token)).body.error.code, 'forbidden');
  assert.equal((await put(visit, 'home-readings')).body.preparation?.status, 'not-begun');
  assert.equal((await put(visit, null)).body.preparation, null);
  assert.equal((await put(visit, form)).body.preparation?.status, 'not-begun');
  await save(patient, 0, draft);
  assert.deepEqual((await put(visit, 'home-readings')).body.error.code, 'invalid-state');
  assert.equal((await put({ ...visit, id: 'none' }, null)).status, 404);
});

test('a form that cannot be used is refused, when booking and later', async () => {
  const visit = await book();
  const forms: unknown[] = [
    'readings',
    { resourceType: 'Patient' },
    { resourceType: 'Questionnaire', item: [] },
    {
      resourceType: 'Questionnaire',
      item: [
        { linkId: 'a', type: 'string' },
        { linkId: 'a', type: 'string' },
      ],
    },
    { resourceType: 'Questionnaire', item: [{ linkId: 'a', type: 'string', enableWhen: 'x' }] },
    { resourceType: 'Questionnaire', item: [{ linkId: 'a', type: 'string', text: 'x'.repeat(50_000) }] },
  ];
  for (const asked of forms) {
    const { status, body } = await put(visit, asked);
    assert.deepEqual([status, body.error.code], [400, 'bad-request'], JSON.stringify(asked).slice(0, 80));
  }
  assert.deepEqual((await read(visit)).body.form, form, 'what was there stays');
  await assert.rejects(book({ resourceType: 'Questionnaire', status: 'active', item: [] }), /400/);
});

test('nothing of questions and answers is logged, also where they are refused', () => {
  assert.ok(lines.length > 50);
  assert.doesNotMatch(lines.join('\n'), /Hemligt|hjärta|Hälsodeklaration|now\.health|medicines|xxxx/);
});
