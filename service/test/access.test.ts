import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SignJWT } from 'jose';
import type { ServiceError, TokenRequest, VisitView } from '../../src/contract/index.ts';
import { gatewayIn } from '../../src/core/service/token-hint.ts';
import { Person, ServiceWorld, absentGateway, hostApiKey, tokenSecret } from './support/service-world.ts';
import { TestClock } from './support/test-clock.ts';

const clock = new TestClock(Date.now());
let world: ServiceWorld;
let visit: VisitView;
let other: VisitView;
let people: Record<string, Person>;

before(async () => {
  world = await ServiceWorld.start({}, { clock });
  visit = await world.book({
    others: [
      { name: 'Tolk', role: 'interpreter' },
      { name: 'Ledsagare', role: 'companion' },
    ],
  });
  other = await world.book();
  const staff = await world.token({ kind: 'unit-staff', subject: 'siv', name: 'Siv', units: [visit.unit.id] });
  people = {
    patient: await world.patient(visit),
    interpreter: await world.patient(visit, 'interpreter'),
    companion: await world.patient(visit, 'companion'),
    clinician: await world.clinician(visit),
    'clinician of another unit': await world.clinician(other),
    'unit staff': new Person(world, visit.id, staff),
    host: new Person(world, visit.id, hostApiKey),
  };
});
after(() => world.stop());

type Answers = Record<string, number | [number, string]>;
const matrix: {
  what: string;
  ask: (credential: string) => Promise<{ status: number; body: unknown }>;
  answers: Answers;
}[] = [
  {
    what: 'read the visit',
    ask: (credential) => world.ask('GET', `/v1/visits/${visit.id}`, { credential }),
    answers: {
      patient: 200,
      interpreter: 200,
      companion: 200,
      clinician: 200,
      'clinician of another unit': [403, 'forbidden'],
      'unit staff': [403, 'forbidden'],
      host: 200,
    },
  },
  {
    what: 'read another visit',
    ask: (credential) => world.ask('GET', `/v1/visits/${other.id}`, { credential }),
    answers: {
      patient: [403, 'wrong-visit'],
      interpreter: [403, 'wrong-visit'],
      companion: [403, 'wrong-visit'],
      clinician: [403, 'forbidden'],
      'clinician of another unit': 200,
      host: 200,
    },
  },
  {
    what: "read the unit's visits",
    ask: (credential) => world.ask('GET', `/v1/units/${visit.unit.id}/visits`, { credential }),
    answers: {
      patient: [403, 'forbidden'],
      interpreter: [403, 'forbidden'],
      companion: [403, 'forbidden'],
      clinician: 200,
      'clinician of another unit': [403, 'forbidden'],
      'unit staff': 200,
      host: 200,
    },
  },
  {
    what: 'connect',
    ask: (credential) =>
      world.ask('POST', '/v1/commands', {
        credential,
        body: { type: 'connect', visitId: visit.id, connectionId: 'page', deviceKind: 'computer' },
      }),
    answers: {
      patient: 200,
      interpreter: 200,
      companion: 200,
      clinician: 200,
      'clinician of another unit': [403, 'forbidden'],
      'unit staff': [403, 'forbidden'],
      host: [401, 'token-invalid'],
    },
  },
  {
    what: 'call in in another visit',
    ask: (credential) =>
      world.ask('POST', '/v1/commands', {
        credential,
        body: { type: 'call-in', visitId: other.id, connectionId: 'page' },
      }),
    answers: {
      patient: [403, 'wrong-visit'],
      interpreter: [403, 'wrong-visit'],
      companion: [403, 'wrong-visit'],
      clinician: [403, 'forbidden'],
      'unit staff': [403, 'forbidden'],
    },
  },
  {
    what: 'call in',
    ask: (credential) =>
      world.ask('POST', '/v1/commands', {
        credential,
        body: { type: 'call-in', visitId: visit.id, connectionId: 'page' },
      }),
    answers: {
      patient: [403, 'forbidden'],
      interpreter: [403, 'forbidden'],
      companion: [403, 'forbidden'],
      'unit staff': [403, 'forbidden'],
      clinician: [409, 'invalid-state'],
    },
  },
  {
    what: 'fetch credentials for another visit',
    ask: (credential) =>
      world.ask('POST', '/v1/gateway-credentials', {
        credential,
        body: { visitId: other.id, connectionId: 'page', purpose: 'join' },
      }),
    answers: { patient: [403, 'wrong-visit'], clinician: [403, 'forbidden'], 'unit staff': [403, 'forbidden'] },
  },
  {
    what: 'book',
    ask: (credential) => world.ask('POST', '/v1/visits', { credential, body: {} }),
    answers: {
      patient: [403, 'forbidden'],
      clinician: [403, 'forbidden'],
      'unit staff': [403, 'forbidden'],
      host: [400, 'bad-request'],
    },
  },
  {
    what: 'mint tokens',
    ask: (credential) => world.ask('POST', '/v1/tokens', { credential, body: {} }),
    answers: {
      patient: [403, 'forbidden'],
      clinician: [403, 'forbidden'],
      'unit staff': [403, 'forbidden'],
      host: [400, 'bad-request'],
    },
  },
  {
    what: 'cancel as the host does',
    ask: (credential) => world.ask('POST', `/v1/visits/${visit.id}/cancel`, { credential, body: {} }),
    answers: { patient: [403, 'forbidden'], clinician: [403, 'forbidden'], 'unit staff': [403, 'forbidden'] },
  },
];
for (const { what, ask, answers } of matrix) {
  test(`who may ${what}`, async () => {
    for (const [who, expected] of Object.entries(answers)) {
      const person = people[who];
      assert.ok(person);
      const { status, body } = await ask(person.token);
      const code = (body as Partial<ServiceError> | null)?.error?.code;
      assert.deepEqual(code === undefined ? status : [status, code], expected, who);
    }
  });
}

test('each reader sees in the visit who they are', async () => {
  for (const role of ['patient', 'interpreter', 'companion', 'clinician']) {
    const { body } = await world.ask<VisitView>('GET', `/v1/visits/${visit.id}`, {
      credential: people[role]?.token ?? '',
    });
    assert.equal(body.self, visit.participants.find((person) => person.role === role)?.id, role);
  }
});

test('interpreter and companion get no place in the room before they are admitted', async () => {
  for (const role of ['interpreter', 'companion']) {
    const person = people[role];
    assert.ok(person);
    await person.must({ type: 'connect', connectionId: 'mine', deviceKind: 'phone' });
    await person.must({ type: 'arrive', connectionId: 'mine' });
    const { status, body } = await person.credentials<ServiceError>('mine');
    assert.deepEqual([status, body.error.code], [403, 'forbidden'], role);
  }
});

test('a patient gets no place before arriving, and a clinician none before the patient waits', async () => {
  const booked = await world.book();
  for (const person of [await world.patient(booked), await world.clinician(booked)]) {
    const unknown = await person.credentials<ServiceError>('page');
    assert.deepEqual([unknown.status, unknown.body.error.code], [409, 'invalid-state']);
    await person.must({ type: 'connect', connectionId: 'page', deviceKind: 'computer' });
    const { status, body } = await person.credentials<ServiceError>('page');
    assert.deepEqual([status, body.error.code], [409, 'invalid-state']);
    assert.equal(body.visit?.status, 'planned');
  }
});

test('a gateway that does not answer is named as the reason', async () => {
  const { patient } = await world.waitingVisit();
  const { status, body } = await patient.credentials<ServiceError>('patient-1');
  assert.deepEqual([status, body.error.code], [503, 'gateway-unreachable']);
});

test('a token ends when it should, not before, and says so', async () => {
  const mine = await world.clinician(visit, 'klas', { ttlSeconds: 60 });
  const read = () => world.ask<ServiceError>('GET', `/v1/visits/${visit.id}`, { credential: mine.token });
  clock.advance(59_000);
  assert.equal((await read()).status, 200);
  clock.advance(1_000);
  const { status, body } = await read();
  assert.deepEqual([status, body.error.code], [401, 'token-expired']);
});

test('a token that someone else signed, or that was changed, is invalid: even an expired one', async () => {
  const claims = { kind: 'clinician', subject: 'klas', name: 'K', units: [visit.unit.id], assignment: 'a' };
  const sign = (secret: string, change: (jwt: SignJWT) => SignJWT = (jwt) => jwt, more: object = {}): Promise<string> =>
    change(
      new SignJWT({ ...claims, ...more })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('video-visit')
        .setAudience('video-visit')
        .setIssuedAt()
        .setExpirationTime(Math.floor(clock.now() / 1000) + 60),
    ).sign(new TextEncoder().encode(secret));
  const good = await sign(tokenSecret);
  const [header, payload, signature] = good.split('.');
  const wider = Buffer.from(
    JSON.stringify({ ...JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()), units: ['all'] }),
  ).toString('base64url');
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
  const read = async (credential: string): Promise<[number, string | undefined]> => {
    const { status, body } = await world.ask<Partial<ServiceError>>('GET', `/v1/visits/${visit.id}`, { credential });
    return [status, body.error?.code];
  };
  assert.deepEqual(await read(good), [200, undefined]);
  const invalid = {
    'another secret': await sign('another-secret-another-secret-another'),
    'another secret and expired': await sign('another-secret-another-secret-another', (jwt) =>
      jwt.setExpirationTime(1),
    ),
    'changed claims': [header, wider, signature].join('.'),
    'no signature': none,
    'another issuer': await sign(tokenSecret, (jwt) => jwt.setIssuer('someone')),
    'no assignment': await sign(tokenSecret, undefined, { assignment: undefined }),
    'no units': await sign(tokenSecret, undefined, { units: [] }),
    'a kind that is none': await sign(tokenSecret, undefined, { kind: 'host' }),
  };
  for (const [what, credential] of Object.entries(invalid))
    assert.deepEqual(await read(credential), [401, 'token-invalid'], what);
  assert.deepEqual(await read(await sign(tokenSecret, (jwt) => jwt.setExpirationTime(1))), [401, 'token-expired']);
});

test('N16 no token for a clinician without care assignment, or for one who is not in the visit', async () => {
  const units = [visit.unit.id];
  const requests: [unknown, [number, string]][] = [
    [{ kind: 'clinician', subject: 's', name: 'N', units }, [400, 'bad-request']],
    [{ kind: 'clinician', subject: 's', name: 'N', units, assignment: '' }, [400, 'bad-request']],
    [{ kind: 'clinician', subject: 's', name: 'N', units: [], assignment: 'a' }, [400, 'bad-request']],
    [{ kind: 'participant', visitId: visit.id, role: 'clinician' }, [400, 'bad-request']],
    [{ kind: 'participant', visitId: 'nothing', role: 'patient' }, [404, 'not-found']],
    [{ kind: 'participant', visitId: other.id, role: 'interpreter' }, [404, 'not-found']],
    [
      { kind: 'participant', visitId: visit.id, role: 'patient', participantId: visit.participants[1]?.id },
      [404, 'not-found'],
    ],
    [{ kind: 'participant', visitId: visit.id, role: 'patient', ttlSeconds: 13 * 3600 }, [400, 'bad-request']],
  ];
  for (const [body, expected] of requests) {
    const answer = await world.ask<ServiceError>('POST', '/v1/tokens', { credential: hostApiKey, body });
    assert.deepEqual([answer.status, answer.body.error.code], expected, JSON.stringify(body));
  }
});

test('where two have the same role the host says which', async () => {
  const two = await world.book({
    others: [
      { name: 'En', role: 'companion' },
      { name: 'Två', role: 'companion' },
    ],
  });
  const request: TokenRequest = { kind: 'participant', visitId: two.id, role: 'companion' };
  const refused = await world.ask<ServiceError>('POST', '/v1/tokens', { credential: hostApiKey, body: request });
  assert.deepEqual([refused.status, refused.body.error.code], [400, 'bad-request']);
  const second = two.participants.find((person) => person.name === 'Två')?.id;
  assert.ok(second);
  const person = new Person(world, two.id, await world.token({ ...request, participantId: second }));
  assert.equal((await person.must({ type: 'connect', connectionId: 'c', deviceKind: 'phone' })).self, second);
});

test('the hint of the gateway goes to those who will need it', async () => {
  const news = await (people['patient'] as Person).news();
  assert.equal((await news.hello()).gatewayHint, absentGateway.url);
  news.close();
});

test('a token names the gateway, so that a page that comes back need not ask where it is', async () => {
  const clinician: TokenRequest = { kind: 'clinician', subject: 's', name: 'N', units: ['u'], assignment: 'a' };
  for (const request of [{ kind: 'participant', visitId: visit.id, role: 'patient' } as const, clinician])
    assert.equal(gatewayIn(await world.token(request)), absentGateway.url);
});
