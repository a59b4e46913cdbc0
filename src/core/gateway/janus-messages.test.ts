import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { GatewayCredentials } from '../../contract/index.ts';
import type { VisitErrorCode } from '../errors.ts';
import {
  fromJanusError,
  isMemberIdTaken,
  isNoSuchFeed,
  joinAsPublisher,
  joinAsSubscriber,
  ownRemoval,
  publisherChanges,
  startReceiving,
  subscribeTo,
  unsubscribeFrom,
} from './janus-messages.ts';

const credentials: GatewayCredentials = {
  url: 'wss://gateway.example',
  room: 'room-1',
  roomGeneration: 1,
  memberId: 'anna~1',
  apiToken: 'api',
  roomToken: 'room-token',
  bitrate: 1_500_000,
  iceServers: [],
  keyEpoch: 0,
  expiresAt: '2026-03-02T09:15:00Z',
};

describe('what Janus refuses with', () => {
  const rows: [code: number, ours: VisitErrorCode][] = [
    [403, 'gateway-refused'],
    [405, 'gateway-refused'],
    [425, 'gateway-session-gone'],
    [426, 'room-gone'],
    [432, 'room-full'],
    [433, 'gateway-refused'],
    [436, 'gateway-session-gone'],
    [437, 'media-failed'],
    [458, 'gateway-session-gone'],
    [459, 'gateway-session-gone'],
    [490, 'unknown'],
    [428, 'unknown'],
  ];
  for (const [code, ours] of rows) {
    test(`${code} → ${ours}`, () => {
      const error = fromJanusError(code, 'join');
      assert.equal(error.code, ours);
      assert.equal(error.message, `${ours}: join ${code}`);
    });
  }

  test('two of them are told apart by number', () => {
    assert(isNoSuchFeed(fromJanusError(428, 'subscribe')));
    assert(!isNoSuchFeed(fromJanusError(426, 'subscribe')));
    assert(isMemberIdTaken(fromJanusError(436, 'join')));
    assert(!isMemberIdTaken(fromJanusError(458, 'join')));
    assert(!isMemberIdTaken(new Error('436')));
  });
});

describe('requests', () => {
  test('a publisher joins with the room token, which is not the API token', () => {
    assert.deepEqual(joinAsPublisher(credentials), {
      request: 'joinandconfigure',
      ptype: 'publisher',
      room: 'room-1',
      id: 'anna~1',
      token: 'room-token',
      bitrate: 1_500_000,
    });
  });

  test('a subscriber joins with the private id, and asks for whole feeds', () => {
    assert.deepEqual(joinAsSubscriber(credentials, 7, ['kim~1', 'tolk~1']), {
      request: 'join',
      ptype: 'subscriber',
      room: 'room-1',
      token: 'room-token',
      private_id: 7,
      autoupdate: false,
      use_msid: true,
      streams: [{ feed: 'kim~1' }, { feed: 'tolk~1' }],
    });
    assert.deepEqual(subscribeTo(['kim~1']), { request: 'subscribe', streams: [{ feed: 'kim~1' }] });
    assert.deepEqual(unsubscribeFrom(['kim~1']), { request: 'unsubscribe', streams: [{ feed: 'kim~1' }] });
    assert.deepEqual(startReceiving(), { request: 'start' });
  });
});

describe('what a room event says', () => {
  test('who came; a dummy publishes nothing', () => {
    const publishers = [{ id: 'kim~1' }, { id: 'bot', dummy: true }];
    assert.deepEqual(publisherChanges({ publishers }), { came: ['kim~1'], went: [] });
  });

  test("who went, in any of Janus's words; 'ok' is said to the one who left", () => {
    assert.deepEqual(publisherChanges({ unpublished: 'kim~1' }).went, ['kim~1']);
    assert.deepEqual(publisherChanges({ leaving: 'kim~1' }).went, ['kim~1']);
    assert.deepEqual(publisherChanges({ kicked: 'kim~1' }).went, ['kim~1']);
    assert.deepEqual(publisherChanges({ unpublished: 'ok', leaving: 'ok' }).went, []);
  });

  test('whether we are out ourselves', () => {
    assert.equal(ownRemoval({ videoroom: 'destroyed' })?.code, 'room-gone');
    assert.equal(ownRemoval({ videoroom: 'event', leaving: 'ok', reason: 'kicked' })?.code, 'removed-from-room');
    assert.equal(ownRemoval({ videoroom: 'event', leaving: 'kim~1', reason: 'kicked' }), null);
    assert.equal(ownRemoval({ videoroom: 'event', leaving: 'ok' }), null);
  });
});
