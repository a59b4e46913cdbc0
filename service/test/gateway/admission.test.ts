import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { GatewayCredentials, ServiceError, VisitView } from '../../../src/contract/index.ts';
import { signRoomToken } from '../../src/gateways/gateway-token.ts';
import type { Message, RawJanusClient } from '../support/raw-janus-client.ts';
import type { Person } from '../support/service-world.ts';
import { GatewayWorld } from './gateway-world.ts';

let gateway: GatewayWorld;
before(async () => (gateway = await GatewayWorld.start()));
after(() => gateway.stop());

/** VideoRoom: no valid token. */
const unauthorized = 433;

interface Scene {
  readonly visit: VisitView;
  readonly clinician: Person;
  readonly interpreter: Person;
  readonly interpreterId: string;
  readonly ofPatient: GatewayCredentials;
  /** The patient's place, taken and publishing nothing yet. */
  readonly room: string;
}

/** The visit runs, and the interpreter waits outside. */
async function runningVisit(): Promise<Scene> {
  const { visit, patient } = await gateway.world.waitingVisit({
    others: [{ name: 'Tolk Tolksson', role: 'interpreter' }],
  });
  const interpreter = await gateway.world.patient(visit, 'interpreter');
  await interpreter.must({ type: 'connect', connectionId: 'desk', deviceKind: 'computer' });
  const { self } = await interpreter.must({ type: 'arrive', connectionId: 'desk' });
  assert.ok(self);
  const clinician = await gateway.world.clinician(visit);
  await clinician.must({ type: 'call-in', connectionId: 'panel' });
  const ofPatient = await gateway.credentials(patient, 'patient-1');
  const client = await gateway.client(ofPatient.apiToken);
  await client.join(ofPatient.room, ofPatient.memberId, ofPatient.roomToken);
  return { visit, clinician, interpreter, interpreterId: self, ofPatient, room: ofPatient.room };
}

/** Tries to receive from `feed` on a handle of its own. */
async function subscribe(client: RawJanusClient, room: string, feed: string, more: Message): Promise<Message> {
  const request = { request: 'join', ptype: 'subscriber', room, streams: [{ feed }], ...more };
  return client.tell(await client.attach(), request);
}

test('who waits to be let in gets nothing to join or receive with, and takes no place with what they had elsewhere', async () => {
  const elsewhere = await runningVisit();
  await elsewhere.clinician.must({ type: 'admit', participantId: elsewhere.interpreterId });
  const had = await gateway.credentials(elsewhere.interpreter, 'desk');
  const { clinician, interpreter, interpreterId, ofPatient, room } = await runningVisit();
  for (const purpose of ['join', 'renew'] as const) {
    const refused = await interpreter.credentials<ServiceError>('desk', purpose);
    assert.deepEqual([refused.status, refused.body.error.code], [403, 'forbidden']);
    assert.doesNotMatch(JSON.stringify(refused.body), new RegExp(room), 'not even the name of the room');
  }
  // Even where the room's name has come to be known, and with a right to the gateway from another visit:
  const client = await gateway.client(had.apiToken);
  const memberId = `${interpreterId}~1`;
  const { answer } = await client.join(had.room, had.memberId, had.roomToken);
  assert.equal(answer['videoroom'], 'joined', 'in the other visit they have a place');
  const expiry = Math.floor(Date.now() / 1000) + 600;
  const forged = signRoomToken('some-other-secret', expiry, room, memberId);
  for (const token of [undefined, had.roomToken, forged]) {
    const joined = await client.join(room, memberId, token);
    assert.equal(joined.answer['error_code'], unauthorized);
    for (const privateId of [undefined, answer['private_id']]) {
      const received = await subscribe(client, room, ofPatient.memberId, {
        ...(token === undefined ? {} : { token }),
        ...(privateId === undefined ? {} : { private_id: privateId }),
      });
      assert.equal(received['error_code'], unauthorized);
    }
  }
  assert.deepEqual(await gateway.membersOf(room), [ofPatient.memberId]);

  await clinician.must({ type: 'admit', participantId: interpreterId });
  const given = await gateway.credentials(interpreter, 'desk');
  assert.equal(given.memberId, memberId);
  const own = await gateway.client(given.apiToken);
  assert.equal((await own.join(room, memberId, given.roomToken)).answer['videoroom'], 'joined');
  assert.deepEqual([...(await gateway.membersOf(room))].sort(), [ofPatient.memberId, memberId].sort());
});

test('an interpreter who has left the visit neither joins nor receives with anything they ever had', async () => {
  const { clinician, interpreter, interpreterId, ofPatient, room } = await runningVisit();
  await clinician.must({ type: 'admit', participantId: interpreterId });
  const had = await gateway.credentials(interpreter, 'desk');
  const client = await gateway.client(had.apiToken);
  const { handleId, answer } = await client.join(room, had.memberId, had.roomToken);
  await interpreter.must({ type: 'leave', connectionId: 'desk' });
  await client.kicked(handleId);
  assert.equal((await client.join(room, had.memberId, had.roomToken)).answer['error_code'], unauthorized);
  for (const token of [undefined, had.roomToken]) {
    const received = await subscribe(client, room, ofPatient.memberId, {
      private_id: answer['private_id'],
      ...(token === undefined ? {} : { token }),
    });
    assert.notEqual(received['error_code'], undefined);
  }
  const refused = await interpreter.credentials<ServiceError>('desk', 'renew');
  assert.equal(refused.body.error.code, 'forbidden');
});
