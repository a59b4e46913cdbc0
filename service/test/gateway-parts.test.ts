import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ServiceErrorCode } from '../../src/contract/index.ts';
import { readGatewayEvents } from '../src/gateways/gateway-event.ts';
import { readGatewayToken, signApiToken, signRoomToken } from '../src/gateways/gateway-token.ts';
import { mayStay, reasonAgainstPlace, rightfulIn } from '../src/gateways/place.ts';
import { TurnTaking } from '../src/gateways/turn-taking.ts';
import type { VisitRecord } from '../src/store/visit-record.ts';
import { now, sketchVisit, visitIn } from './support/visit-records.ts';

describe('gateway tokens', () => {
  test('are signed as the gateway does', () => {
    // The signature was made with: printf '%s' "$data" | openssl dgst -sha1 -hmac secret -binary | base64
    const token = signApiToken('secret', 1_795_000_000, 'anna~1');
    assert.equal(token, '1795000000,janus,janus.plugin.videoroom,sub=anna~1:Tm78USGE/yUNluClhzOnwf85wHE=');
  });

  test('are read back, and nobody else’s', () => {
    const token = signRoomToken('secret', 1_795_000_000, 'room', 'anna~2');
    assert.deepEqual(readGatewayToken('secret', token), {
      expiry: 1_795_000_000,
      realm: 'janus.plugin.videoroom',
      descriptors: ['room=room', 'sub=anna~2'],
      memberId: 'anna~2',
    });
    for (const other of [token.replace('anna', 'olle'), token.slice(0, -1), `${token}x`, '', ':', 'no signature']) {
      assert.equal(readGatewayToken('secret', other), null, other);
    }
    assert.equal(readGatewayToken('another secret', token), null);
  });
});

describe('gateway events', () => {
  const attached = {
    type: 2,
    session_id: 1,
    handle_id: 2,
    event: { name: 'attached', plugin: 'janus.plugin.videoroom', token: 't' },
  };
  const joined = {
    type: 64,
    session_id: 1,
    handle_id: 2,
    event: {
      plugin: 'janus.plugin.videoroom',
      data: { event: 'joined', room: 'r', id: 'anna~1', token: 't', display: 'x' },
    },
  };
  const read = { kind: 'joined', handle: '1/2', sessionId: 1, handleId: 2, room: 'r', memberId: 'anna~1', token: 't' };

  test('one, or several at once, are read in order', () => {
    assert.deepEqual(readGatewayEvents(JSON.stringify(joined)), [read]);
    const started = { type: 256, event: { status: 'started' } };
    const detached = { ...attached, event: { name: 'detached' } };
    assert.deepEqual(readGatewayEvents(JSON.stringify([started, attached, joined, detached])), [
      { kind: 'started' },
      { kind: 'attached', handle: '1/2', token: 't' },
      read,
      { kind: 'detached', handle: '1/2' },
    ]);
  });

  test('what is of no concern, or no event, is passed over', () => {
    const others = [
      { type: 32, session_id: 1, handle_id: 2, event: { media: 'video' } },
      { type: 256, event: { status: 'shutdown' } },
      { ...joined, event: { ...joined.event, plugin: 'janus.plugin.echotest' } },
      { ...joined, event: { ...joined.event, data: { event: 'published', room: 'r', id: 'a' } } },
      { ...joined, event: { ...joined.event, data: { event: 'joined', room: 0, id: 7 } } },
      { ...joined, session_id: undefined },
      { type: 64 },
      null,
      7,
      'x',
    ];
    assert.deepEqual(readGatewayEvents(JSON.stringify(others)), []);
    for (const text of ['', '{', 'null', '7']) assert.deepEqual(readGatewayEvents(text), []);
  });
});

describe('a place in the room', () => {
  const reasonFor = (record: VisitRecord, id: string): ServiceErrorCode | null => {
    const participant = record.participants.find((row) => row.id === id);
    assert.ok(participant);
    return reasonAgainstPlace(record, participant);
  };

  test('by status: patient when waiting or admitted, clinician when the patient waits or when admitted', () => {
    const reasons = Object.entries(visitIn).map(([status, make]) => [
      status,
      reasonFor(make(), 'patient'),
      reasonFor(make(), 'klas'),
      reasonFor(make(), 'tolk'),
    ]);
    assert.deepEqual(reasons, [
      ['planned', 'invalid-state', 'invalid-state', 'forbidden'],
      ['arrived', null, null, 'forbidden'],
      ['in-progress', null, null, 'forbidden'],
      ['finished', 'invalid-state', 'invalid-state', 'invalid-state'],
      ['cancelled', 'invalid-state', 'invalid-state', 'invalid-state'],
    ]);
  });

  const running = (patient: 'waiting' | 'outside' | 'removed') =>
    sketchVisit({
      people: {
        patient: { admission: patient, connections: ['p1'] },
        klas: { role: 'clinician', admission: 'admitted', connections: ['k1'] },
        karin: { role: 'clinician', connections: ['x1'] },
        tolk: { role: 'interpreter', admission: 'admitted', connections: ['t1'] },
      },
      startedAt: now,
      calledInBy: 'klas',
    });

  test('in a running visit only those who are admitted', () => {
    assert.equal(reasonFor(running('waiting'), 'patient'), 'invalid-state', 'put back');
    assert.equal(reasonFor(running('outside'), 'patient'), 'invalid-state');
    assert.equal(reasonFor(running('removed'), 'patient'), 'forbidden');
    assert.equal(reasonFor(running('waiting'), 'karin'), 'already-called-in');
    assert.equal(reasonFor(running('waiting'), 'tolk'), null);
  });

  test('a clinician’s warm link outlasts the patient’s stepping out; the patient’s own does not', () => {
    const record = visitIn.planned();
    assert.deepEqual(
      record.participants.map((row) => [row.id, mayStay(record, row)]),
      [
        ['patient', false],
        ['klas', true],
        ['tolk', false],
      ],
    );
  });

  test('belongs to current connections only, and to tokens of this room', () => {
    const record = sketchVisit({
      people: {
        patient: { admission: 'waiting', connections: ['p1', 'p2'] },
        klas: { role: 'clinician', connections: ['k1'] },
      },
    });
    const connections = record.connections.map((row) => ({
      ...row,
      roomToken: `token of ${row.id}`,
      roomTokenRoom: row.id === 'k1' ? 'old room' : 'room',
    }));
    const { members, tokens } = rightfulIn({ ...record, connections }, { id: 'room' });
    assert.deepEqual([[...members], [...tokens]], [['patient~2', 'klas~1'], ['token of p2']]);
  });
});

test('turns are taken one by one for each key, past failures, and nothing is left behind', async () => {
  const turns = new TurnTaking();
  const order: string[] = [];
  let open: () => void = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const first = turns.run('a', async () => {
    await gate;
    order.push('a1');
    throw new Error('fails');
  });
  const second = turns.run('a', async () => order.push('a2'));
  await turns.run('b', async () => order.push('b1'));
  open();
  await assert.rejects(first, /fails/);
  await second;
  await turns.idle();
  assert.deepEqual(order, ['b1', 'a1', 'a2']);
});
