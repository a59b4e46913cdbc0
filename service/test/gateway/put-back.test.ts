import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { GatewayCredentials, ServiceError, VisitView } from '../../../src/contract/index.ts';
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
  readonly patient: Person;
  readonly clinician: Person;
  readonly had: GatewayCredentials;
  readonly ofClinician: GatewayCredentials;
}

/** Patient and clinician have their credentials, and the clinician is in the room. */
async function runningVisit(): Promise<Scene> {
  const { visit, patient } = await gateway.world.waitingVisit();
  const clinician = await gateway.world.clinician(visit);
  await clinician.must({ type: 'connect', connectionId: 'panel', deviceKind: 'computer' });
  const had = await gateway.credentials(patient, 'patient-1');
  await clinician.must({ type: 'call-in', connectionId: 'panel' });
  const ofClinician = await gateway.credentials(clinician, 'panel');
  const client = await gateway.client(ofClinician.apiToken);
  await client.join(ofClinician.room, ofClinician.memberId, ofClinician.roomToken);
  return { visit, patient, clinician, had, ofClinician };
}

/** Everything that can be tried with a room and tokens that were once given. None of it may work. */
async function demandNoWayIn(
  client: RawJanusClient,
  { had, ofClinician }: Scene,
  privateIds: readonly unknown[],
): Promise<void> {
  const { memberId, room, roomToken } = had;
  for (const id of [memberId, `${memberId}9`, 'somebody']) {
    for (const token of [roomToken, undefined])
      assert.equal((await client.join(room, id, token)).answer['error_code'], unauthorized, id);
  }
  for (const privateId of [...privateIds, undefined]) {
    for (const token of [roomToken, undefined]) {
      const answer = await client.tell(await client.attach(), {
        request: 'join',
        ptype: 'subscriber',
        room,
        streams: [{ feed: ofClinician.memberId }],
        ...(token === undefined ? {} : { token }),
        ...(privateId === undefined ? {} : { private_id: privateId }),
      });
      assert.notEqual(answer['error_code'], undefined);
      assert.equal(answer['videoroom'], 'event');
    }
  }
  assert.deepEqual(await gateway.membersOf(room), [ofClinician.memberId]);
}

test('who is put back is out of the room when the command is answered, with every id they had joined under (N15)', async () => {
  const scene = await runningVisit();
  const { clinician, had, patient } = scene;
  const own = await gateway.client(had.apiToken);
  const { handleId, answer } = await own.join(had.room, had.memberId, had.roomToken);
  // A second one, joined before anybody looks: the gateway tells of it, and it may be gone before it is put back.
  const other = await gateway.client(had.apiToken);
  const second = await other.join(had.room, 'a-second-id', had.roomToken);
  const begun = performance.now();
  const visit = await clinician.must({ type: 'put-back' });
  const took = performance.now() - begun;
  assert.deepEqual(await gateway.membersOf(had.room), [scene.ofClinician.memberId]);
  assert.ok(took < 2_000, `answered after ${Math.round(took)} ms`);
  await own.kicked(handleId);
  await other.kicked(second.handleId);
  assert.equal(visit.status, 'in-progress');
  assert.equal(visit.participants.find(({ role }) => role === 'patient')?.admission, 'waiting');
  await demandNoWayIn(own, scene, [answer['private_id'], second.answer['private_id']]);
  const leftBehind: Message = await own.tell(handleId, { request: 'publish' });
  assert.notEqual(leftBehind['error_code'], undefined, 'the handle that was in the room is good for nothing');

  // Nor does the service give anything, whatever page asks and whatever it says first.
  for (const purpose of ['join', 'renew'] as const) {
    const refused = await patient.credentials<ServiceError>('patient-1', purpose);
    assert.deepEqual([refused.status, refused.body.error.code], [409, 'invalid-state']);
    assert.doesNotMatch(JSON.stringify(refused.body), new RegExp(had.room));
  }
  await patient.must({ type: 'leave', connectionId: 'patient-1' });
  await patient.must({ type: 'arrive', connectionId: 'patient-1' });
  await patient.must({ type: 'connect', connectionId: 'patient-2', deviceKind: 'tablet' });
  assert.equal((await patient.credentials<ServiceError>('patient-2')).body.error.code, 'invalid-state');
  await demandNoWayIn(other, scene, [answer['private_id']]);

  // Called in again they come in with what is new, and with nothing else.
  await clinician.must({ type: 'call-in', connectionId: 'panel' });
  const given = await gateway.credentials(patient, 'patient-2');
  assert.notEqual(given.roomToken, had.roomToken);
  assert.equal((await own.join(had.room, had.memberId, had.roomToken)).answer['error_code'], unauthorized);
  const again = await gateway.client(given.apiToken);
  assert.equal((await again.join(given.room, given.memberId, given.roomToken)).answer['videoroom'], 'joined');
});

test('who is removed is out as surely, and gets no new token from the host either', async () => {
  const scene = await runningVisit();
  const { clinician, visit } = scene;
  const invited = await clinician.must({ type: 'invite', role: 'interpreter', name: 'Tolk Tolksson' });
  const guestId = invited.participants.at(-1)?.id ?? '';
  const guest = await gateway.world.patient(visit, 'interpreter');
  await guest.must({ type: 'connect', connectionId: 'desk', deviceKind: 'computer' });
  await guest.must({ type: 'arrive', connectionId: 'desk' });
  assert.equal((await guest.credentials<ServiceError>('desk')).body.error.code, 'forbidden');
  await clinician.must({ type: 'admit', participantId: guestId });
  const had = await gateway.credentials(guest, 'desk');
  const client = await gateway.client(had.apiToken);
  const { handleId, answer } = await client.join(had.room, had.memberId, had.roomToken);
  await clinician.must({ type: 'remove', participantId: guestId });
  assert.deepEqual(await gateway.membersOf(had.room), [scene.ofClinician.memberId]);
  await client.kicked(handleId);
  await demandNoWayIn(client, { ...scene, had }, [answer['private_id']]);
  assert.equal((await guest.does({ type: 'arrive', connectionId: 'desk' })).body.error.code, 'forbidden');
  assert.equal((await guest.credentials<ServiceError>('desk')).body.error.code, 'forbidden');
  await assert.rejects(gateway.world.patient(visit, 'interpreter'), /not-found/);
});

test('without the gateway the answer says that it is not sure; asked again when it is back, it is', async () => {
  const scene = await runningVisit();
  const { clinician, had } = scene;
  const client = await gateway.client(had.apiToken);
  await client.join(had.room, had.memberId, had.roomToken);
  await gateway.janus.stop();
  const unsure = await clinician.does({ type: 'put-back' });
  assert.deepEqual([unsure.status, unsure.body.error.code], [503, 'gateway-unreachable']);
  assert.equal(unsure.body.visit.participants.find(({ role }) => role === 'patient')?.admission, 'waiting');
  await gateway.startJanus();
  await gateway.eventually(async () => (await clinician.does({ type: 'put-back' })).status === 200);
});
