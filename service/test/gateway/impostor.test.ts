import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { GatewayCredentials } from '../../../src/contract/index.ts';
import type { Person } from '../support/service-world.ts';
import { signApiToken, signRoomToken } from '../../src/gateways/gateway-token.ts';
import { GatewayWorld } from './gateway-world.ts';

let gateway: GatewayWorld;
before(async () => (gateway = await GatewayWorld.start()));
after(() => gateway.stop());

interface Scene {
  readonly patient: Person;
  readonly clinician: Person;
  readonly ofPatient: GatewayCredentials;
  readonly ofClinician: GatewayCredentials;
}

async function warmVisit(): Promise<Scene> {
  const { visit, patient } = await gateway.world.waitingVisit();
  const clinician = await gateway.world.clinician(visit);
  await clinician.must({ type: 'connect', connectionId: 'panel', deviceKind: 'computer' });
  return {
    patient,
    clinician,
    ofPatient: await gateway.credentials(patient, 'patient-1'),
    ofClinician: await gateway.credentials(clinician, 'panel'),
  };
}

/** Once events flow, one who joins under their own id stays. */
async function settled(credentials: GatewayCredentials): Promise<void> {
  const client = await gateway.client(credentials.apiToken);
  await client.join(credentials.room, credentials.memberId, credentials.roomToken);
  assert.deepEqual(await gateway.membersOf(credentials.room), [credentials.memberId]);
}

test("whoever joins under another's id is removed, and the others are told", async () => {
  const { patient, clinician, ofPatient, ofClinician } = await warmVisit();
  const news = await clinician.news();
  const client = await gateway.client(ofPatient.apiToken);
  const { handleId, answer } = await client.join(ofPatient.room, ofClinician.memberId, ofPatient.roomToken);
  assert.equal(answer['videoroom'], 'joined', 'the gateway itself does not mind');
  await client.kicked(handleId);
  const told = await news.event('impostor-removed');
  news.close();
  const { self } = await patient.must({ type: 'renew-presence', connectionId: 'patient-1' });
  assert.equal(told.participantId, self);
  assert.equal(told.connectionId, 'patient-1');
  assert.deepEqual(await gateway.membersOf(ofPatient.room), []);
});

test("whoever joins with another's room token is removed", async () => {
  const { clinician, ofPatient, ofClinician } = await warmVisit();
  const news = await clinician.news();
  const client = await gateway.client(ofPatient.apiToken);
  const { handleId } = await client.join(ofPatient.room, ofPatient.memberId, ofClinician.roomToken);
  await client.kicked(handleId);
  await news.event('impostor-removed');
  news.close();
});

test('an unheard-of id is removed; the one who is who they say stays', async () => {
  const { ofPatient } = await warmVisit();
  const client = await gateway.client(ofPatient.apiToken);
  const { handleId } = await client.join(ofPatient.room, 'somebody', ofPatient.roomToken);
  await client.kicked(handleId);
  await settled(ofPatient);
});

test('a member of another visit finds no way in, even with a right to the gateway', async () => {
  const one = await warmVisit();
  const other = await warmVisit();
  const client = await gateway.client(one.ofPatient.apiToken);
  const wrongRoom = await client.join(other.ofPatient.room, one.ofPatient.memberId, one.ofPatient.roomToken);
  assert.equal(wrongRoom.answer['error_code'], 433);
  const stolen = await client.join(other.ofPatient.room, other.ofPatient.memberId, other.ofPatient.roomToken);
  await client.kicked(stolen.handleId);
});

test('a token of our own making that is not on the list does not join', async () => {
  const { ofPatient } = await warmVisit();
  const expiry = Math.floor(Date.now() / 1000) + 600;
  const { tokenSecret } = gateway.gateway;
  const client = await gateway.client(signApiToken(tokenSecret, expiry, ofPatient.memberId));
  const forged = signRoomToken(tokenSecret, expiry, ofPatient.room, ofPatient.memberId);
  assert.equal((await client.join(ofPatient.room, ofPatient.memberId, forged)).answer['error_code'], 433);
});

test('who has been removed neither joins nor subscribes with anything they ever had', async () => {
  const { patient, ofPatient, ofClinician } = await warmVisit();
  const client = await gateway.client(ofPatient.apiToken);
  const { handleId, answer } = await client.join(ofPatient.room, ofPatient.memberId, ofPatient.roomToken);
  const privateId = answer['private_id'];
  await patient.must({ type: 'leave', connectionId: 'patient-1' });
  await client.kicked(handleId);
  const subscribe = async (token: string | undefined): Promise<unknown> => {
    const streams = [{ feed: ofClinician.memberId }];
    const request = {
      request: 'join',
      ptype: 'subscriber',
      room: ofPatient.room,
      private_id: privateId,
      streams,
      ...(token ? { token } : {}),
    };
    return (await client.tell(await client.attach(), request))['error_code'];
  };
  assert.equal(await subscribe(undefined), 433, 'the list of tokens does not guard subscriptions: signed tokens do');
  assert.notEqual(await subscribe(ofPatient.roomToken), undefined);
  assert.equal((await client.join(ofPatient.room, ofPatient.memberId, ofPatient.roomToken)).answer['error_code'], 433);
});
