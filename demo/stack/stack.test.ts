import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { unit } from '../site/people.ts';
import { isAlive } from './process-life.ts';
import { type Stack, startStack } from './stack.ts';

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.stop());

const day = 24 * 3600_000;
const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** Whether the gateway answers who asks it for nothing but an answer. */
function gatewayAnswers(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(stack.gatewayUrl, 'janus-protocol');
    socket.onopen = () => socket.send(JSON.stringify({ janus: 'ping', transaction: 'test' }));
    socket.onmessage = () => {
      resolve(true);
      socket.close();
    };
    socket.onerror = () => resolve(false);
  });
}

test('host pages, service and gateway are on three origins, and each answers', async () => {
  const origins = [stack.siteUrl, stack.serviceUrl, stack.gatewayUrl].map((url) => new URL(url).host);
  assert.equal(new Set(origins).size, 3);
  for (const url of [stack.portalUrl, stack.journalUrl, `${stack.serviceUrl}/v1/health`])
    assert.ok(await answers(url), url);
  assert.ok(await gatewayAnswers());
});

test("a second making of today's visits doubles none", async () => {
  const made = await stack.bookings.makeTodays();
  assert.equal(made.length, 3);
  assert.deepEqual(await stack.bookings.makeTodays(), []);
  const visits = await stack.host.unitVisits(unit.id, new Date(Date.now() - day), new Date(Date.now() + day));
  assert.equal(visits.length, 3);
});

test('the host mints a token and the portal shows the person only their own', async () => {
  const [visit] = await stack.bookings.all();
  assert.ok(visit);
  const patient = visit.participants.find(({ role }) => role === 'patient');
  const ids = { 'Karin Lind': 'karin-lind', 'Yusuf Haddad': 'yusuf-haddad', 'Elsa Nygren': 'elsa-nygren' };
  const own = ids[patient?.name as keyof typeof ids];
  for (const person of Object.values(ids)) {
    const query = new URLSearchParams({ person, visit: visit.id });
    const answer: Response = await fetch(`${stack.siteUrl}/api/portal/token?${query}`, { method: 'POST' });
    assert.equal(answer.status, person === own ? 200 : 403, person);
  }
});

test('gateway and service can be stopped and come back at the same address, with the data', async () => {
  const { gateway, service } = stack.pids;
  assert.ok(gateway && service);
  await stack.gateway.kill();
  assert.equal(await gatewayAnswers(), false);
  assert.equal(isAlive(gateway), false);
  await stack.gateway.start();
  assert.ok(await gatewayAnswers());
  await stack.service.restart();
  assert.equal(isAlive(service), false);
  assert.equal((await stack.bookings.all()).length, 3);
});

test('secrets are for their owner alone', async () => {
  assert.equal((await stat(join(stack.dataDirectory, 'secrets.json'))).mode & 0o777, 0o600);
});

test('stopping ends every process and takes a temporary folder away', async () => {
  const { gateway, service } = stack.pids;
  assert.ok(gateway && service && isAlive(gateway) && isAlive(service));
  await stack.stop();
  assert.equal(isAlive(gateway), false);
  assert.equal(isAlive(service), false);
  assert.equal(await answers(stack.siteUrl), false);
  assert.equal(existsSync(stack.dataDirectory), false);
  await stack.stop();
});
