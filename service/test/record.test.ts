import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Fhir } from 'fhir';
import { type Encounter, type ServiceError, type VisitView, suggestedCodeOf } from '../../src/contract/index.ts';
import { ManualClock } from '../../src/testing/manual-clock.ts';
import { type Answer, hostApiKey, type Person, ServiceWorld } from './support/service-world.ts';

const MINUTE = 60_000;
const clock = new ManualClock();
let world: ServiceWorld;
before(async () => {
  world = await ServiceWorld.start({}, { clock });
});
after(() => world.stop());

const now = (): string => new Date(clock.now()).toISOString();
const minutesPass = (minutes: number): Promise<void> => clock.advance(minutes * MINUTE);
const waiting = (more: Parameters<ServiceWorld['waitingVisit']>[0] = {}) =>
  world.waitingVisit({ bookedStart: now(), ...more });
const read = (visit: VisitView, credential = hostApiKey): Promise<Answer<Encounter & ServiceError>> =>
  world.ask('GET', `/v1/visits/${visit.id}/encounter`, { credential });
const view = async (visit: VisitView, credential: string): Promise<VisitView> =>
  (await world.ask<VisitView>('GET', `/v1/visits/${visit.id}`, { credential })).body;

function assertValid(encounter: Encounter): void {
  const { valid, messages } = new Fhir().validate(encounter, { errorOnUnexpected: true });
  assert.ok(valid, JSON.stringify(messages));
}

const isNeeded = ({ extension = [] }: Encounter): boolean =>
  extension.some(({ url, valueBoolean }) => url === 'urn:video-visit:physical-visit-needed' && valueBoolean);

/** Keeps the pages alive, as they do themselves every few seconds. */
async function live(minutes: number, ...pages: readonly [Person, string][]): Promise<void> {
  for (let seconds = 0; seconds < minutes * 60; seconds += 10) {
    await clock.advance(10_000);
    for (const [person, connectionId] of pages) await person.must({ type: 'renew-presence', connectionId });
  }
}

test('at the end there is a record with the real times, the same for host and clinician (N18)', async () => {
  const bookedAt = now();
  const visit = await world.book({ bookedStart: now() });
  await minutesPass(1);
  const [patient, clinician] = [await world.patient(visit), await world.clinician(visit)];
  const arrivedAt = now();
  await patient.must({ type: 'arrive', connectionId: 'p' });
  await live(0.5, [patient, 'p']);
  const startedAt = now();
  await clinician.must({ type: 'call-in', connectionId: 'k' });
  await live(1, [patient, 'p'], [clinician, 'k']);
  assert.equal((await read(visit)).body.error.code, 'invalid-state', 'there is none before the end');
  const endedAt = now();
  const ended = await clinician.must({ type: 'end' });

  const { encounter } = ended;
  assert(encounter);
  assertValid(encounter);
  assert.deepEqual(
    encounter.statusHistory.map(({ status, period }) => [status, period.start]),
    [
      ['planned', bookedAt],
      ['arrived', arrivedAt],
      ['in-progress', startedAt],
      ['finished', endedAt],
    ],
  );
  assert.deepEqual([encounter.period, encounter.length?.value], [{ start: startedAt, end: endedAt }, 1]);
  assert.equal(encounter.class.code, 'VR');
  assert.equal(suggestedCodeOf(encounter)?.code, 'ZV051');
  assert.deepEqual(encounter.serviceProvider.identifier?.value, visit.unit.id);
  for (const credential of [hostApiKey, clinician.token]) {
    assert.deepEqual((await read(visit, credential)).body, encounter);
    assert.deepEqual((await view(visit, credential)).encounter, encounter);
  }
});

test('who was in it, in which part and when; who was only booked is not (N15, N18)', async () => {
  const { visit, patient } = await waiting({
    patient: { name: 'Elsa Holm', reference: 'elsa' },
    others: [
      { name: 'Mia Mamma', role: 'companion', onBehalfOf: 'Elsa Holm' },
      { name: 'Tove Tolk', role: 'interpreter' },
    ],
  });
  const [interpreter, clinician] = [await world.patient(visit, 'interpreter'), await world.clinician(visit, 'vikarie')];
  await clinician.must({ type: 'call-in', connectionId: 'k' });
  const started = now();
  await clock.advance(4_000);
  const { participants } = await interpreter.must({ type: 'arrive', connectionId: 't' });
  const tolk = participants.find(({ role }) => role === 'interpreter')?.id ?? '';
  await clinician.must({ type: 'admit', participantId: tolk });
  const admitted = now();
  await clock.advance(4_000);
  await interpreter.must({ type: 'leave', connectionId: 't' });
  const left = now();
  await clock.advance(1_000);
  const { encounter } = await clinician.must({ type: 'end' });
  assert(encounter);
  assertValid(encounter);
  assert.deepEqual(encounter.subject, { type: 'Patient', identifier: { value: 'elsa' }, display: 'Elsa Holm' });
  assert.deepEqual(
    encounter.participant?.map(({ type, individual, period }) => [
      type[0]?.coding[0]?.code,
      individual.display,
      individual.identifier?.value,
      period,
    ]),
    [
      ['translator', 'Tove Tolk', undefined, { start: admitted, end: left }],
      ['PPRF', 'Klinikern vikarie', 'vikarie', { start: started, end: now() }],
    ],
    'neither the booked clinician nor the guardian came',
  );
  assert.equal((await view(visit, patient.token)).encounter, null);
});

test('one that went on by telephone says so, and suggests no code', async () => {
  const { visit } = await waiting();
  const clinician = await world.clinician(visit);
  await clinician.must({ type: 'go-on-by-phone', connectionId: 'k' });
  const { encounter } = await clinician.must({ type: 'end' });
  assert(encounter);
  assertValid(encounter);
  assert.equal(encounter.type?.[0]?.coding[0]?.code, '185317003');
  assert.equal(suggestedCodeOf(encounter), null);
});

test('that the patient has to come: with the end, before it, or for an hour after it (N35)', async () => {
  const inVisit = async (): Promise<{ visit: VisitView; clinician: Person }> => {
    const { visit } = await waiting();
    const clinician = await world.clinician(visit, 'klas', { ttlSeconds: 3 * 3600 });
    await clinician.must({ type: 'call-in', connectionId: 'k' });
    return { visit, clinician };
  };
  const withEnd = await inVisit();
  const ended = await withEnd.clinician.must({ type: 'end', physicalVisitNeeded: true });
  assert(ended.encounter && isNeeded(ended.encounter) && ended.outcome?.physicalVisitNeeded);

  const before = await inVisit();
  const news = await before.clinician.news();
  await news.hello();
  const noted = await before.clinician.must({ type: 'set-outcome', physicalVisitNeeded: true });
  assert.deepEqual([noted.outcome, noted.encounter], [{ physicalVisitNeeded: true }, null]);
  await news.event('outcome-changed', ({ visit }) => visit.outcome?.physicalVisitNeeded === true);
  const { encounter } = await before.clinician.must({ type: 'end' });
  assert(encounter && isNeeded(encounter), 'the end does not take it back');

  await minutesPass(59);
  const taken = await before.clinician.must({ type: 'set-outcome', physicalVisitNeeded: false });
  assert(taken.encounter && !isNeeded(taken.encounter));
  assertValid(taken.encounter);
  assert.equal(taken.encounter.meta.lastUpdated, now());
  assert.deepEqual(taken.encounter.statusHistory, encounter.statusHistory, 'the times stay');
  assert.deepEqual((await read(before.visit)).body, taken.encounter);
  await minutesPass(2);
  const late = await before.clinician.does({ type: 'set-outcome', physicalVisitNeeded: true });
  assert.equal(late.body.error.code, 'invalid-state');
  news.close();
});

test('a cancelled visit has a record too', async () => {
  const visit = await world.book({ bookedStart: now() });
  const { body } = await world.ask<VisitView>('POST', `/v1/visits/${visit.id}/cancel`, { credential: hostApiKey });
  assert(body.encounter);
  assertValid(body.encounter);
  assert.deepEqual(
    [body.encounter.status, body.encounter.statusHistory.map(({ status }) => status), body.encounter.participant],
    ['cancelled', ['planned', 'cancelled'], undefined],
  );
});

test('it is for the host and the clinicians who took part; what was found is for the clinic', async () => {
  const { visit, patient } = await waiting({ others: [{ name: 'Tove Tolk', role: 'interpreter' }] });
  const clinician = await world.clinician(visit);
  await clinician.must({ type: 'call-in', connectionId: 'k' });
  await clinician.must({ type: 'end', physicalVisitNeeded: true });
  const colleague = await world.clinician(visit, 'colleague');
  const interpreter = await world.patient(visit, 'interpreter');
  const staff = await world.token({ kind: 'unit-staff', subject: 's', name: 'Siv', units: [visit.unit.id] });
  const foreign = await world.clinician(await world.book());
  const codes = await Promise.all(
    [hostApiKey, clinician.token, colleague.token, patient.token, interpreter.token, staff, foreign.token, 'none'].map(
      async (credential) => (await read(visit, credential)).body.error?.code ?? null,
    ),
  );
  assert.deepEqual(codes, [
    null,
    null,
    'forbidden',
    'forbidden',
    'forbidden',
    'forbidden',
    'forbidden',
    'token-invalid',
  ]);
  assert.equal((await read({ ...visit, id: 'none' })).body.error.code, 'not-found');
  const seen = await Promise.all(
    [colleague.token, patient.token, interpreter.token].map((credential) => view(visit, credential)),
  );
  assert.deepEqual(
    seen.map(({ encounter, outcome }) => [encounter, outcome]),
    [
      [null, { physicalVisitNeeded: true }],
      [null, null],
      [null, null],
    ],
  );
});
