import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { completeConfig } from '../src/config.ts';
import { iceServersAt, signTurnCredential } from '../src/gateways/turn-credentials.ts';
import { absentGateway, hostApiKey, tokenSecret } from './support/service-world.ts';

const secret = 'turn-secret-of-the-tests';
const urls = ['turn:turn.example:3478?transport=tcp', 'turns:turn.example:443?transport=tcp'];
const now = Date.parse('2026-11-22T10:00:00.750Z');
const configWith = (options: object) =>
  completeConfig({ hostApiKey, tokenSecret, gateways: [absentGateway], ...options });

describe('credentials for TURN servers', () => {
  test('are signed as coturn does', () => {
    // Made with: printf '%s' '1795000000:visit' | openssl dgst -sha1 -hmac turn-secret-of-the-tests -binary | base64
    assert.deepEqual(signTurnCredential(secret, 1_795_000_000, 'visit'), {
      username: '1795000000:visit',
      credential: 'WOjJMzIuKyxSUB2DueRAyHqnang=',
    });
  });

  test('outlive the longest visit that can be booked and the wait before it, unless the service is set otherwise', () => {
    const lifeOf = (options: object): number => {
      const [server] = iceServersAt(configWith({ turnServers: [{ urls, secret }], ...options }), now);
      return Number(server?.username?.split(':')[0]) - Math.floor(now / 1000);
    };
    const longestBookedMinutes = 480;
    const waitMinutes = 30;
    assert.ok(lifeOf({}) > (longestBookedMinutes + waitMinutes) * 60);
    assert.equal(lifeOf({ turnCredentialSeconds: 3600 }), 3600);
  });

  test('are new in each answer, say nothing, and never hold the secret', () => {
    const config = configWith({
      turnServers: [
        { urls, secret },
        { urls: ['turn:other.example'], secret: `${secret}-2` },
      ],
    });
    const answers = [iceServersAt(config, now), iceServersAt(config, now)].flat();
    assert.deepEqual(
      answers.map((server) => server.urls),
      [urls, ['turn:other.example'], urls, ['turn:other.example']],
    );
    assert.equal(new Set(answers.map(({ username }) => username)).size, 4);
    assert.equal(new Set(answers.map(({ credential }) => credential)).size, 4);
    for (const { username = '' } of answers) assert.match(username, /^\d{10}:[\w-]{16}$/);
    assert.ok(!JSON.stringify(answers).includes(secret));
  });

  test('what needs no secret is handed on as it is, also alone', () => {
    const iceServers = [
      { urls: ['stun:stun.example'] },
      { urls: ['turn:turn.example'], username: 'u', credential: 'c' },
    ];
    assert.deepEqual(iceServersAt(configWith({ iceServers }), now), iceServers);
    const both = iceServersAt(configWith({ iceServers, turnServers: [{ urls, secret }] }), now);
    assert.deepEqual(both.slice(0, 2), iceServers);
    assert.equal(both.length, 3);
    assert.deepEqual(iceServersAt(configWith({}), now), []);
  });
});
