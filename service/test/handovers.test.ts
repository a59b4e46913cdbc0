import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  HANDOVER_LIFE_MS,
  type Handover,
  type HandoverRedemption,
  type RedeemedHandover,
  type ServiceError,
  type VisitView,
} from '../../src/contract/index.ts';
import { ManualClock } from '../../src/testing/manual-clock.ts';
import { type Answer, fresh, hostApiKey, Person, ServiceWorld } from './support/service-world.ts';

const clock = new ManualClock();
const lines: string[] = [];
let world: ServiceWorld;
before(async () => {
  const logStream = { write: (line: string) => void lines.push(line) };
  world = await ServiceWorld.start({ logLevel: 'trace' }, { clock, logStream });
});
after(() => world.stop());

/** A call before the booked time would ask the patient first. */
const now = (): string => new Date(clock.now()).toISOString();
const waiting = () => world.waitingVisit({ bookedStart: now() });

const ask = (person: Person, visitId = person.visitId): Promise<Answer<Handover & ServiceError>> =>
  world.ask('POST', '/v1/handovers', { credential: person.token, body: { visitId } });

const redeem = (
  code: string,
  more: Partial<HandoverRedemption> = {},
  credential = hostApiKey,
): Promise<Answer<RedeemedHandover & ServiceError>> =>
  world.ask('POST', '/v1/handovers/redeem', { credential, body: { code, assurance: 'signed-in', ...more } });

const self = ({ participants, self }: VisitView) => participants.find(({ id }) => id === self);

test('a code is random, and gives once a token for the same visit and participant', async () => {
  const { visit, patient } = await waiting();
  const made = await ask(patient);
  assert.equal(made.status, 201);
  assert.match(made.body.code, /^[\w-]{32}$/, '24 random bytes');
  assert.equal(made.body.expiresAt, new Date(clock.now() + HANDOVER_LIFE_MS).toISOString());

  const { status, body } = await redeem(made.body.code);
  assert.equal(status, 200);
  assert.deepEqual([body.visitId, body.role], [visit.id, 'patient']);
  const phone = new Person(world, visit.id, body.token);
  const moved = await phone.must({ type: 'connect', connectionId: 'phone-1', deviceKind: 'phone' });
  assert.equal(moved.self, body.participantId);
  assert.deepEqual(
    [self(moved)?.admission, self(moved)?.connection?.id, self(moved)?.connection?.handover],
    ['waiting', 'phone-1', 'signed-in'],
  );
  assert.equal(moved.participants.length, visit.participants.length, 'nobody has been added');
  const old = await patient.does({ type: 'renew-presence', connectionId: 'patient-1' });
  assert.equal(old.body.error.code, 'connection-replaced');

  const again = await redeem(made.body.code);
  assert.deepEqual([again.status, again.body.error.code], [404, 'not-found']);
});

test('a waived sign-in is on record for as long as the visit is', async () => {
  const { visit, patient } = await waiting();
  const { body } = await redeem((await ask(patient)).body.code, { assurance: 'handover-only' });
  const phone = new Person(world, visit.id, body.token);
  await phone.must({ type: 'connect', connectionId: 'phone-1', deviceKind: 'phone' });
  const clinician = await world.clinician(visit);
  const seen = await clinician.must({ type: 'call-in', connectionId: 'panel-1' });
  assert.equal(seen.participants.find(({ role }) => role === 'patient')?.connection?.handover, 'handover-only');
  assert.equal(seen.participants.find(({ role }) => role === 'clinician')?.connection?.handover, null);
});

test('a new code voids the one before, and five minutes end it', async () => {
  const { patient } = await waiting();
  const first = (await ask(patient)).body.code;
  const second = (await ask(patient)).body.code;
  assert.notEqual(first, second);
  assert.equal((await redeem(first)).status, 404);
  await clock.advance(HANDOVER_LIFE_MS);
  assert.equal((await redeem(second)).status, 404);
  const third = (await ask(patient)).body.code;
  await clock.advance(HANDOVER_LIFE_MS - 1);
  assert.equal((await redeem(third)).status, 200);
});

test('of two at the same time one gets in', async () => {
  const { patient } = await waiting();
  const { code } = (await ask(patient)).body;
  const answers = await Promise.all([redeem(code), redeem(code), redeem(code)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 404, 404]);
});

test('somebody else who has signed in is refused, and the code is still good', async () => {
  const reference = fresh('patient');
  const patient = { name: 'Pia Patient', reference };
  const { patient: person } = await world.waitingVisit({ bookedStart: now(), patient });
  const { code } = (await ask(person)).body;
  const other = await redeem(code, { reference: 'somebody-else' });
  assert.deepEqual([other.status, other.body.error.code], [403, 'forbidden']);
  assert.equal((await redeem(code, { reference })).status, 200);
});

test('only a participant asks, for their own visit, while it is open', async () => {
  const { visit, patient } = await waiting();
  const { visit: other } = await waiting();
  const clinician = await world.clinician(visit);
  assert.equal((await ask(clinician)).status, 403);
  assert.equal((await ask(patient, other.id)).body.error.code, 'wrong-visit');
  assert.equal((await world.ask('POST', '/v1/handovers', { body: { visitId: visit.id } })).status, 401);
  const { code } = (await ask(patient)).body;
  await clinician.must({ type: 'call-in', connectionId: 'panel-1' });
  await clinician.must({ type: 'end', connectionId: 'panel-1' });
  const late = await ask(patient);
  assert.deepEqual([late.status, late.body.error.code], [409, 'invalid-state']);
  const redeemed = await redeem(code);
  assert.deepEqual([redeemed.status, redeemed.body.error.code], [409, 'invalid-state']);
});

test('only the host redeems, and says how sure it is', async () => {
  const { patient } = await waiting();
  const { code } = (await ask(patient)).body;
  assert.equal((await redeem(code, {}, patient.token)).status, 403);
  const wrong: object[] = [{ code }, { code, assurance: 'certain' }, { code: code.slice(1), assurance: 'signed-in' }];
  for (const body of wrong)
    assert.equal((await world.ask('POST', '/v1/handovers/redeem', { credential: hostApiKey, body })).status, 400);
  assert.equal((await redeem(code)).status, 200);
});

test('no code and no token comes into the log', async () => {
  const { patient } = await waiting();
  const { code } = (await ask(patient)).body;
  const { token } = (await redeem(code)).body;
  const log = lines.join('');
  assert.match(log, /\/v1\/handovers\/redeem/);
  assert.ok(!log.includes(code) && !log.includes(token));
});
