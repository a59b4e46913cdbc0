import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { Value } from 'typebox/value';
import { ServiceErrorSchema } from '../../src/contract/error-schema.ts';
import { VisitSchema } from '../../src/contract/visit-schema.ts';
import { ServiceWorld, hostApiKey } from './support/service-world.ts';

const origin = 'https://portal.example';
let world: ServiceWorld;
before(async () => (world = await ServiceWorld.start({ allowedOrigins: [origin], opensBeforeMinutes: 30 })));
after(() => world.stop());

test('a booking is answered as the contract says, and opens as configured', async () => {
  const visit = await world.book({
    bookedStart: '2026-05-04T10:00:00+02:00',
    others: [{ name: 'Tolk', role: 'interpreter' }],
  });
  assert.ok(Value.Check(VisitSchema, visit));
  assert.equal(visit.bookedStart, '2026-05-04T08:00:00.000Z');
  assert.equal(visit.opensAt, '2026-05-04T07:30:00.000Z');
  assert.deepEqual(
    visit.participants.map((person) => person.role),
    ['patient', 'clinician', 'interpreter'],
  );
  assert.ok(!JSON.stringify(visit).includes('reference'), "the host's own ids go to nobody");
});

const wrong: {
  what: string;
  method?: string;
  path: string;
  credential?: string;
  body?: unknown;
  headers?: Record<string, string>;
  expect: [number, string];
}[] = [
  { what: 'an unknown address', path: '/v1/nothing', expect: [404, 'not-found'] },
  { what: 'an unknown address with a body', method: 'POST', path: '/v1/nothing', body: {}, expect: [404, 'not-found'] },
  { what: 'a method that is not taken', method: 'DELETE', path: '/v1/visits', expect: [404, 'not-found'] },
  { what: 'an address that cannot be decoded', path: '/v1/visits/%E0%A4%A', expect: [400, 'bad-request'] },
  { what: 'no key', method: 'POST', path: '/v1/visits', body: {}, expect: [401, 'token-missing'] },
  {
    what: 'a wrong key',
    method: 'POST',
    path: '/v1/visits',
    credential: 'wrong',
    body: {},
    expect: [401, 'token-invalid'],
  },
  {
    what: 'another scheme',
    path: '/v1/events',
    headers: { authorization: 'Basic abc' },
    expect: [401, 'token-invalid'],
  },
  { what: 'a garbled token', path: '/v1/events', credential: 'a.b.c', expect: [401, 'token-invalid'] },
  {
    what: "the host's key where a person is needed",
    method: 'POST',
    path: '/v1/commands',
    credential: hostApiKey,
    body: {},
    expect: [401, 'token-invalid'],
  },
  {
    what: 'a body that is no JSON',
    method: 'POST',
    path: '/v1/visits',
    credential: hostApiKey,
    body: '{"unit":',
    expect: [400, 'bad-request'],
  },
  { what: 'an empty body', method: 'POST', path: '/v1/visits', credential: hostApiKey, expect: [400, 'bad-request'] },
  {
    what: 'a body of another form',
    method: 'POST',
    path: '/v1/visits',
    credential: hostApiKey,
    body: { unit: 1 },
    expect: [400, 'bad-request'],
  },
  {
    what: 'a body that is too large',
    method: 'POST',
    path: '/v1/visits',
    credential: hostApiKey,
    body: JSON.stringify('x'.repeat(70_000)),
    expect: [413, 'bad-request'],
  },
  {
    what: 'a body of another type',
    method: 'POST',
    path: '/v1/visits',
    credential: hostApiKey,
    body: 'unit=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    expect: [415, 'bad-request'],
  },
  {
    what: 'a visit that does not exist',
    path: '/v1/visits/nothing',
    credential: hostApiKey,
    expect: [404, 'not-found'],
  },
  {
    what: 'cancelling a visit that does not exist',
    method: 'POST',
    path: '/v1/visits/nothing/cancel',
    credential: hostApiKey,
    body: {},
    expect: [404, 'not-found'],
  },
  {
    what: 'a period that is none',
    path: '/v1/units/u/visits?from=yesterday',
    credential: hostApiKey,
    expect: [400, 'bad-request'],
  },
  {
    what: 'a question that is not in the contract',
    path: '/v1/units/u/visits?limit=1',
    credential: hostApiKey,
    expect: [400, 'bad-request'],
  },
];
for (const { what, method = 'GET', path, expect, ...options } of wrong) {
  test(`${what} is answered with ${expect[1]}`, async () => {
    const { status, body, headers } = await world.ask<{ error: { code: string } }>(method, path, options);
    assert.deepEqual([status, body.error.code], expect);
    assert.ok(Value.Check(ServiceErrorSchema, body));
    assert.equal(headers.get('www-authenticate'), status === 401 ? 'Bearer' : null);
    assert.match(headers.get('content-type') ?? '', /^application\/json/);
  });
}

test('bookings that mean nothing are refused, and the answer quotes no value', async () => {
  const good = {
    unit: { id: 'u', name: 'Enhet', timeZone: 'Europe/Stockholm' },
    bookedStart: '2026-05-04T08:00:00Z',
    durationMinutes: 20,
    patient: { name: 'Hemlig Person' },
    clinician: { name: 'K' },
  };
  const bad = [
    { ...good, unit: { ...good.unit, timeZone: 'Europe/Solna' } },
    { ...good, bookedStart: '2026-05-04' },
    { ...good, durationMinutes: 0 },
    { ...good, patient: { name: '' } },
    { ...good, more: 'Hemlig Person' },
    { ...good, others: Array(3).fill({ name: 'Hemlig Person', role: 'companion' }) },
  ];
  for (const body of bad) {
    const answer = await world.ask<{ error: { code: string } }>('POST', '/v1/visits', { credential: hostApiKey, body });
    assert.deepEqual([answer.status, answer.body.error.code], [400, 'bad-request']);
    assert.ok(!JSON.stringify(answer.body).includes('Hemlig'));
  }
});

test('what is no HTTP is answered too', async () => {
  const socket = connect(world.service.port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => (text += String(chunk)));
  socket.write('this is not HTTP\r\n\r\n');
  await new Promise((resolve) => socket.once('close', resolve));
  const [head = '', body = ''] = text.split('\r\n\r\n');
  assert.match(head, /^HTTP\/1\.1 400 /);
  assert.ok(Value.Check(ServiceErrorSchema, JSON.parse(body)));
});

test('a page of an allowed origin asks for leave once in two hours', async () => {
  const preflight = (from: string): Promise<Response> =>
    fetch(`${world.url}/v1/commands`, {
      method: 'OPTIONS',
      headers: {
        origin: from,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,idempotency-key',
      },
    });
  const { headers, ok } = await preflight(origin);
  assert.ok(ok);
  assert.equal(headers.get('access-control-allow-origin'), origin);
  assert.equal(headers.get('access-control-max-age'), '7200');
  const allowed = headers.get('access-control-allow-headers')?.toLowerCase().split(/, */);
  assert.deepEqual(allowed?.sort(), ['authorization', 'content-type', 'idempotency-key', 'last-event-id']);
  assert.equal((await preflight('https://elsewhere.example')).headers.get('access-control-allow-origin'), null);
});

test('errors and streams too may be read by the allowed origin', async () => {
  const visit = await world.book();
  const { token } = await world.clinician(visit);
  const stop = new AbortController();
  const stream = await fetch(`${world.url}/v1/events`, {
    headers: { origin, authorization: `Bearer ${token}` },
    signal: stop.signal,
  });
  assert.equal(stream.headers.get('access-control-allow-origin'), origin);
  assert.match(stream.headers.get('content-type') ?? '', /^text\/event-stream/);
  assert.match(stream.headers.get('cache-control') ?? '', /no-store/);
  stop.abort();
  const refused = await fetch(`${world.url}/v1/events`, { headers: { origin } });
  assert.equal(refused.headers.get('access-control-allow-origin'), origin);
});

test('answers carry the headers that keep them where they belong', async () => {
  const { headers } = await world.ask('GET', '/v1/health');
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(headers.get('referrer-policy'), 'no-referrer');
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
  assert.equal(headers.get('x-powered-by'), null);
});

test('the API describes itself in OpenAPI 3.1', async () => {
  interface Document {
    openapi: string;
    paths: Record<string, Record<string, { responses: Record<string, unknown>; requestBody?: unknown }>>;
    components: { schemas: Record<string, unknown> };
  }
  const { body } = await world.ask<Document>('GET', '/openapi.json');
  assert.match(body.openapi, /^3\.1\./);
  assert.deepEqual(Object.keys(body.paths).sort(), [
    '/v1/commands',
    '/v1/events',
    '/v1/gateway-credentials',
    '/v1/handovers',
    '/v1/handovers/redeem',
    '/v1/health',
    '/v1/messages',
    '/v1/reminders',
    '/v1/self-test-credentials',
    '/v1/tokens',
    '/v1/units/{unitId}/queue',
    '/v1/units/{unitId}/visits',
    '/v1/visits',
    '/v1/visits/{visitId}',
    '/v1/visits/{visitId}/cancel',
    '/v1/visits/{visitId}/encounter',
    '/v1/visits/{visitId}/preparation',
    '/v1/visits/{visitId}/quality',
  ]);
  const text = JSON.stringify(body);
  assert.ok(!text.includes('"$id"') && !text.includes('x-schema-name'));
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
    assert.ok(name && name in body.components.schemas, name);
  assert.ok('Visit' in body.components.schemas && 'Command' in body.components.schemas);
  assert.ok(body.paths['/v1/commands']?.['post']?.requestBody);
  assert.deepEqual(
    body.paths['/v1/health']?.['get'] && (body.paths['/v1/health']['get'] as { security?: unknown }).security,
    [],
  );
});

test('the log holds no token, no name and no free text', async () => {
  const lines: string[] = [];
  const logged = await ServiceWorld.start(
    { logLevel: 'trace' },
    { logStream: { write: (line) => void lines.push(line) } },
  );
  try {
    const { visit, patient } = await logged.waitingVisit({ subject: 'Hemligt ärende' });
    const clinician = await logged.clinician(visit);
    await clinician.must({ type: 'call-in', connectionId: 'panel' });
    await patient.credentials('patient-1');
    await logged.ask('GET', `/v1/visits/${visit.id}?token=${patient.token}`, { credential: `${patient.token}x` });
    await logged.ask('POST', '/v1/visits', { credential: hostApiKey, body: { subject: 'Hemligt ärende' } });
    const news = await patient.news();
    await news.hello();
    news.close();
    await clinician.must({ type: 'end' });
    const log = lines.join('');
    assert.ok(log.includes('/v1/commands'), 'something is logged');
    for (const secret of [patient.token, clinician.token, hostApiKey, 'Pia', 'Klinikern', 'Klas', 'Hemligt', 'Solna']) {
      assert.ok(!log.includes(secret), `the log holds ${secret}`);
    }
  } finally {
    await logged.stop();
  }
});
