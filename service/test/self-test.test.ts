import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SelfTestCredentials, SelfTestReport, ServiceError } from '../../src/contract/index.ts';
import { ManualClock } from '../../src/testing/manual-clock.ts';
import { makeSelfTestReport } from '../../src/testing/self-test-fixtures.ts';
import { readGatewayToken } from '../src/gateways/gateway-token.ts';
import { type Answer, ServiceWorld, absentGateway } from './support/service-world.ts';

const clock = new ManualClock();
const turnServers = [{ urls: ['turn:turn.example.se'], secret: 'turn-secret-of-the-tests' }];
let world: ServiceWorld;
before(
  async () =>
    (world = await ServiceWorld.start({ selfTest: 'anyone', trustedProxies: ['127.0.0.1'], turnServers }, { clock })),
);
after(() => world.stop());

const ask = (
  credential?: string,
  headers: Record<string, string> = {},
  of = world,
): Promise<Answer<SelfTestCredentials & ServiceError>> =>
  of.ask('POST', '/v1/self-test-credentials', { ...(credential === undefined ? {} : { credential }), headers });

describe('credentials for a self-test', () => {
  test('open EchoTest for three minutes and no room; with a token or without', async () => {
    const visit = await world.book();
    const patient = await world.patient(visit);
    const clinician = await world.clinician(visit);
    for (const { status, body } of [await ask(), await ask(patient.token), await ask(clinician.token)]) {
      assert.equal(status, 200);
      assert.equal(body.url, absentGateway.url);
      const token = readGatewayToken(absentGateway.tokenSecret, body.apiToken);
      assert.deepEqual(token?.descriptors[0], 'janus.plugin.echotest');
      assert.match(token?.memberId ?? '', /^self-test~[\w-]{16}$/);
      assert.equal(token?.descriptors.length, 2);
      assert.equal(Date.parse(body.expiresAt), clock.now() + 180_000);
      assert.equal(token?.expiry, (clock.now() + 180_000) / 1000);
      assert.equal(body.iceServers[0]?.username?.split(':')[0], String(token?.expiry), 'a relay for no longer');
      assert.doesNotMatch(JSON.stringify(body), new RegExp(visit.id));
    }
  });

  test('a token that is shown has to be good', async () => {
    const { status, body } = await ask('not.a.token');
    assert.deepEqual([status, body.error.code], [401, 'token-invalid']);
  });

  test('thirty from one address in ten minutes, and people with a token beside them', async () => {
    await clock.advance(10 * 60_000 + 1);
    const from = (address: string): Promise<Answer<SelfTestCredentials & ServiceError>> =>
      ask(undefined, { 'X-Forwarded-For': address });
    for (let i = 0; i < 30; i++) assert.equal((await from('192.0.2.7')).status, 200);
    const refused = await from('192.0.2.7');
    assert.deepEqual([refused.status, refused.body.error.code], [429, 'too-many-requests']);
    assert.equal((await from('192.0.2.8')).status, 200, 'as the proxy in front says');
    const patient = await world.patient(await world.book());
    assert.equal((await ask(patient.token, { 'X-Forwarded-For': '192.0.2.7' })).status, 200);
    await clock.advance(10 * 60_000 + 1);
    assert.equal((await from('192.0.2.7')).status, 200);
  });

  test('with a token only, unless it is set otherwise', async () => {
    const closed = await ServiceWorld.start();
    try {
      assert.equal((await ask(undefined, {}, closed)).body.error.code, 'token-missing');
      const visit = await closed.book();
      assert.equal((await ask((await closed.patient(visit)).token, {}, closed)).status, 200);
    } finally {
      await closed.stop();
    }
  });
});

describe('the result of a self-test', () => {
  test('takes closed words and bounded numbers only', async () => {
    const patient = await world.patient(await world.book());
    const good = makeSelfTestReport();
    const { checks, network } = good;
    const bad: object[] = [
      { ...good, label: 'Jabra Evolve2 of Pia Patient' },
      { ...good, checks: { ...checks, camera: { status: 'passed', reason: 'Pia Patient' } } },
      { ...good, checks: { ...checks, camera: { ...checks.camera, label: 'Pia’s iPhone' } } },
      { ...good, checks: { ...checks, camera: { status: 'idle', reason: null } } },
      { ...good, checks: { camera: checks.camera } },
      { ...good, network: { ...network, upKbps: -1 } },
      { ...good, network: { ...network, transport: 'pigeon' } },
    ];
    for (const wrong of bad) {
      const { status, body } = await patient.does({
        type: 'report-self-test',
        deviceKind: 'phone',
        report: wrong as SelfTestReport,
      });
      assert.deepEqual([status, body.error?.code], [400, 'bad-request'], JSON.stringify(wrong));
    }
  });
});
