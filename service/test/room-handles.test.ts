import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GatewayRefusal, GatewayUnreachableError } from '../src/gateways/admin-connection.ts';
import { signApiToken } from '../src/gateways/gateway-token.ts';
import { RoomHandles } from '../src/gateways/room-handles.ts';

const secret = 'gateway-token-secret-of-the-tests';
const members = new Set(['klas~1', 'tolk~1']);

interface Handle {
  readonly type: 'publisher' | 'subscriber' | 'none';
  readonly room?: string;
  readonly id?: string;
  readonly privateId?: number;
  /** Whose token it was attached with. */
  readonly bearer?: string;
}

type Sessions = Record<number, Record<number, Handle>>;

/** A gateway of which only the Admin API is there. */
function gatewayWith(sessions: Sessions, onLook: (looks: number) => void = () => {}) {
  const detached: number[] = [];
  let looks = 0;
  const request = async (body: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> => {
    const [sessionId, handleId] = [Number(body['session_id']), Number(body['handle_id'])];
    if (body['janus'] === 'list_sessions') {
      onLook(++looks);
      return { sessions: Object.keys(sessions).map(Number) };
    }
    const session = sessions[sessionId];
    if (!session) throw new GatewayRefusal(458, 'No such session');
    if (body['janus'] === 'list_handles') return { handles: Object.keys(session).map(Number) };
    const handle = session[handleId];
    if (!handle) throw new GatewayRefusal(459, 'No such handle');
    if (body['janus'] === 'detach_handle') {
      detached.push(handleId);
      delete session[handleId];
      return {};
    }
    const { type, room = 'room', id, privateId, bearer = 'klas~1' } = handle;
    const state = type === 'none' ? { hangingup: 0 } : { type, room, id, private_id: privateId };
    return { info: { token: signApiToken(secret, 2_000_000_000, bearer), plugin_specific: state } };
  };
  return { handles: new RoomHandles({ request }, secret), detached, looks: () => looks };
}

const clinician: Sessions[number] = {
  1: { type: 'publisher', id: 'klas~1', privateId: 11 },
  2: { type: 'subscriber', privateId: 11 },
  3: { type: 'none' },
};

test('what belongs to members stays, and one look is enough', async () => {
  const other = { 4: { type: 'subscriber' as const, room: 'another', privateId: 99 } };
  const { handles, detached, looks } = gatewayWith({ 1: { ...clinician }, 2: other });
  assert.equal(await handles.endStrangers('room', members), 0);
  assert.deepEqual([detached, looks()], [[], 1]);
});

test('a subscription whose member has left is ended, and so is one of a member who has lost the place', async () => {
  const stranger: Sessions[number] = {
    5: { type: 'subscriber', privateId: 55, bearer: 'pia~1' },
    6: { type: 'publisher', id: 'pia~1', privateId: 56, bearer: 'pia~1' },
    7: { type: 'subscriber', privateId: 56, bearer: 'pia~1' },
  };
  const { handles, detached } = gatewayWith({ 1: { ...clinician }, 2: stranger });
  assert.equal(await handles.endStrangers('room', members), 3);
  assert.deepEqual(detached.sort(), [5, 6, 7]);
});

test("whoever sits in a member's place with another's token is ended, with what they receive", async () => {
  const impostor: Sessions[number] = {
    5: { type: 'publisher', id: 'tolk~1', privateId: 55, bearer: 'pia~1' },
    6: { type: 'subscriber', privateId: 55, bearer: 'pia~1' },
  };
  const { handles, detached } = gatewayWith({ 1: { ...clinician }, 2: impostor });
  await handles.endStrangers('room', members);
  assert.deepEqual(detached.sort(), [5, 6]);
});

test('a member who joins while the answers come in is not ended', async () => {
  const joining: Sessions[number] = {
    5: { type: 'none', bearer: 'tolk~1' },
    6: { type: 'subscriber', privateId: 55, bearer: 'tolk~1' },
  };
  const { handles, detached } = gatewayWith({ 1: { ...clinician }, 2: joining }, (looks) => {
    if (looks === 2) joining[5] = { type: 'publisher', id: 'tolk~1', privateId: 55, bearer: 'tolk~1' };
  });
  assert.equal(await handles.endStrangers('room', members), 0);
  assert.deepEqual(detached, []);
});

test('what goes meanwhile is no fault; a gateway that does not answer is', async () => {
  const going: Sessions = { 1: { ...clinician }, 2: { 5: { type: 'subscriber', privateId: 55, bearer: 'pia~1' } } };
  const { handles, detached } = gatewayWith(going, (looks) => looks === 2 && delete going[2]);
  assert.equal(await handles.endStrangers('room', members), 0);
  assert.deepEqual(detached, []);
  const away = new RoomHandles({ request: () => Promise.reject(new GatewayUnreachableError('away')) }, secret);
  await assert.rejects(away.endStrangers('room', members), GatewayUnreachableError);
});
