import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Message, MessageReceipt, NewMessage, ServiceError, VisitView } from '../../src/contract/index.ts';
import { ManualClock } from '../../src/testing/manual-clock.ts';
import { type Answer, hostApiKey, type Person, ServiceWorld } from './support/service-world.ts';

const clock = new ManualClock();
const lines: string[] = [];
let world: ServiceWorld;
before(async () => {
  const logStream = { write: (line: string) => void lines.push(line) };
  world = await ServiceWorld.start({ logLevel: 'trace' }, { clock, logStream });
});
after(() => world.stop());

const makeMessage = (more: Partial<NewMessage> = {}): NewMessage => ({
  id: randomUUID(),
  kind: 'fault',
  text: 'Ljudet hackar när jag pratar.',
  step: 'on-stage',
  problems: ['service-unreachable'],
  language: 'sv',
  ...more,
});
async function booked(): Promise<{ visit: VisitView; patient: Person }> {
  const visit = await world.book();
  return { visit, patient: await world.patient(visit) };
}
const write = (message: object, credential?: string): Promise<Answer<MessageReceipt & ServiceError>> =>
  world.ask('POST', '/v1/messages', { body: message, ...(credential === undefined ? {} : { credential }) });
const read = async (query = ''): Promise<Message[]> =>
  (await world.ask<Message[]>('GET', `/v1/messages${query}`, { credential: hostApiKey })).body;

test('with a token it is known which visit and which role; without one it is taken all the same', async () => {
  const { visit, patient } = await booked();
  const clinician = await world.clinician(visit);
  const written = [
    makeMessage(),
    makeMessage({ kind: 'opinion', step: 'day-list', problems: [] }),
    makeMessage({ kind: 'question', step: 'help-page', language: 'ar', text: 'كيف أشغّل الكاميرا؟' }),
  ];
  const tokens = [patient.token, clinician.token, undefined];
  for (const [i, message] of written.entries()) {
    const { status, body } = await write(message, tokens[i]);
    assert.equal(status, 201);
    assert.deepEqual(body, { id: message.id, receivedAt: new Date(clock.now()).toISOString() });
    await clock.advance(1_000);
  }
  const kept = await read();
  assert.deepEqual(
    kept.map(({ visitId, role, receivedAt: _, ...message }) => [visitId, role, message]),
    [
      [visit.id, 'patient', written[0]],
      [null, 'clinician', written[1]],
      [null, null, written[2]],
    ],
  );
});

test('the same message sent twice is kept once', async () => {
  const before = (await read()).length;
  const message = makeMessage();
  await write(message);
  assert.equal((await write(message)).status, 201);
  assert.equal((await read()).length, before + 1);
});

test('is bounded, and of closed words beside the text', async () => {
  const bad: object[] = [
    makeMessage({ text: '' }),
    makeMessage({ text: 'x'.repeat(2_001) }),
    makeMessage({ problems: Array<string>(13).fill('unknown') }),
    makeMessage({ problems: ['Karin Holm'] }),
    makeMessage({ language: 'svenska' }),
    { ...makeMessage(), kind: 'praise' },
    { ...makeMessage(), step: 'kitchen' },
    { ...makeMessage(), name: 'Karin Holm' },
    { ...makeMessage(), id: '1' },
  ];
  for (const message of bad) assert.equal((await write(message)).body.error.code, 'bad-request');
  const { status, body } = await write(makeMessage(), 'not.a.token');
  assert.deepEqual([status, body.error.code], [401, 'token-invalid'], 'a wrong token is told of');
});

test('one person writes ten within ten minutes, and others may still', async () => {
  const { patient } = await booked();
  const { patient: another } = await booked();
  for (let i = 0; i < 10; i++) assert.equal((await write(makeMessage(), patient.token)).status, 201);
  await clock.advance(60_500);
  const { status, body, headers } = await write(makeMessage(), patient.token);
  assert.deepEqual([status, body.error.code], [429, 'too-many-requests']);
  assert.equal(headers.get('retry-after'), '540', 'rounded up, s');
  assert.equal((await write(makeMessage(), another.token)).status, 201);
  await clock.advance(10 * 60_000);
  assert.equal((await write(makeMessage(), patient.token)).status, 201);
});

test('an address without a token writes thirty within ten minutes', async () => {
  await clock.advance(10 * 60_000);
  const answers = [];
  for (let i = 0; i < 31; i++) answers.push((await write(makeMessage())).status);
  assert.deepEqual([answers.slice(0, 30).every((status) => status === 201), answers[30]], [true, 429]);
  await clock.advance(10 * 60_000);
  assert.equal((await write(makeMessage())).status, 201);
});

test('is read by the host alone, for a period', async () => {
  const { patient } = await booked();
  assert.equal((await world.ask('GET', '/v1/messages', { credential: patient.token })).status, 403);
  assert.equal((await world.ask('GET', '/v1/messages')).status, 401);
  await clock.advance(1);
  const from = new Date(clock.now()).toISOString();
  const message = makeMessage();
  await write(message, patient.token);
  await clock.advance(60_000);
  const to = new Date(clock.now()).toISOString();
  await write(makeMessage(), patient.token);
  assert.deepEqual(
    (await read(`?from=${from}&to=${to}`)).map(({ id }) => id),
    [message.id],
  );
});

test('nothing of what people write comes into the log', async () => {
  const { patient } = await booked();
  await write(makeMessage({ text: 'Hemlig text om Karin' }), patient.token);
  await write(makeMessage({ text: 'Hemlig text, för lång: '.padEnd(3_000, 'x') }), patient.token);
  const log = lines.join('');
  assert.match(log, /\/v1\/messages/);
  assert.doesNotMatch(log, /Hemlig|Ljudet/);
});
