import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ServiceError } from '../../../src/contract/index.ts';
import { GatewayWorld } from './gateway-world.ts';

let gateway: GatewayWorld;
before(async () => (gateway = await GatewayWorld.start({ store: true })));
after(() => gateway.stop());

test('after a restart of the gateway the room is lost, and made anew at the next need', async () => {
  const { patient } = await gateway.world.waitingVisit();
  const news = await patient.news();
  const before = await gateway.credentials(patient, 'patient-1');
  await gateway.janus.kill();
  await gateway.startJanus();
  await news.event('room-lost');
  const again = await gateway.credentials(patient, 'patient-1');
  assert.equal(again.roomGeneration, 2);
  assert.notEqual(again.room, before.room);
  assert.notEqual(again.roomToken, before.roomToken);
  const remade = await news.event('room-made', (event) => event.visit.roomGeneration === 2);
  assert.ok(remade.id > (await news.event('room-lost')).id);
  news.close();
  const client = await gateway.client(again.apiToken);
  assert.equal((await client.join(again.room, again.memberId, again.roomToken)).answer['videoroom'], 'joined');
  // The service hears the new gateway's events as it did the old one's.
  const { handleId } = await client.join(again.room, 'somebody', again.roomToken);
  await client.kicked(handleId);
});

test('while the gateway is away credentials are not to be had, and all else goes on', async () => {
  const { visit, patient } = await gateway.world.waitingVisit();
  await gateway.credentials(patient, 'patient-1');
  await gateway.janus.stop();
  const refused = await gateway.eventually(async () => {
    const answer = await patient.credentials<ServiceError>('patient-1');
    return answer.status === 503 && answer;
  });
  assert.equal(refused.body.error.code, 'gateway-unreachable');
  const clinician = await gateway.world.clinician(visit);
  await clinician.must({ type: 'call-in', connectionId: 'panel' });
  assert.equal((await clinician.must({ type: 'end' })).status, 'finished');
  await gateway.startJanus();
});

test('a restart of the service keeps the room; what changed meanwhile is made up for', async () => {
  const { visit, patient } = await gateway.world.waitingVisit();
  const credentials = await gateway.credentials(patient, 'patient-1');
  const client = await gateway.client(credentials.apiToken);
  const attachedBefore = await client.attach();
  const { handleId } = await client.join(credentials.room, credentials.memberId, credentials.roomToken);

  await gateway.world.stop();
  const stranger = await client.join(credentials.room, 'somebody', credentials.roomToken);
  await gateway.startService();
  await client.kicked(stranger.handleId);
  assert.deepEqual(await gateway.membersOf(credentials.room), [credentials.memberId], 'who is rightfully there stays');

  // A handle that was attached before the service knew: the gateway is asked whose it is.
  const patientAgain = await gateway.world.patient(visit);
  const kept = await gateway.credentials(patientAgain, 'patient-1', 'renew');
  assert.equal(kept.room, credentials.room);
  assert.equal(kept.roomToken, credentials.roomToken);
  const clinician = await gateway.world.clinician(visit);
  await clinician.must({ type: 'connect', connectionId: 'panel', deviceKind: 'computer' });
  const ofClinician = await gateway.credentials(clinician, 'panel');
  await client.tell(attachedBefore, {
    request: 'join',
    ptype: 'publisher',
    room: credentials.room,
    id: ofClinician.memberId,
    token: credentials.roomToken,
  });
  await client.kicked(attachedBefore);

  await clinician.must({ type: 'call-in', connectionId: 'panel' });
  assert.ok((await gateway.membersOf(credentials.room)).includes(credentials.memberId));
  await clinician.must({ type: 'end' });
  await gateway.eventually(async () => !(await gateway.rooms()).some((room) => room['room'] === credentials.room));
  assert.ok(handleId);
});

test('a room whose visit ended while the gateway could not be reached is destroyed when it can', async () => {
  const { visit, patient } = await gateway.world.waitingVisit();
  const { room } = await gateway.credentials(patient, 'patient-1');
  await gateway.world.stop();
  // The same store, with a service that looks for the gateway where it is not.
  const away = { ...gateway.gateway, adminUrl: 'ws://127.0.0.1:9' };
  await gateway.startService({ gateways: [away] });
  const clinician = await gateway.world.clinician(visit);
  await clinician.must({ type: 'cancel' });
  await gateway.world.stop();
  assert.ok(
    (await gateway.rooms()).some((item) => item['room'] === room),
    'it is still there',
  );
  await gateway.startService();
  await gateway.eventually(async () => !(await gateway.rooms()).some((item) => item['room'] === room));
});
