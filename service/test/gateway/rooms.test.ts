import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Handover, RedeemedHandover, ServiceError } from '../../../src/contract/index.ts';
import { Person, hostApiKey } from '../support/service-world.ts';
import { GatewayWorld } from './gateway-world.ts';

let gateway: GatewayWorld;
before(async () => (gateway = await GatewayWorld.start()));
after(() => gateway.stop());

test('the room is made at the first need, with the properties that protect it', async () => {
  const { visit, patient } = await gateway.world.waitingVisit();
  assert.equal(visit.roomGeneration, 0);
  const news = await patient.news();
  const credentials = await gateway.credentials(patient, 'patient-1');
  const made = await news.event('room-made');
  news.close();
  assert.equal(made.visit.roomGeneration, 1);
  assert.equal(credentials.roomGeneration, 1);
  assert.equal(credentials.url, gateway.gateway.url);
  assert.match(credentials.room, /^[\w-]{22}$/);

  const room = (await gateway.rooms()).find((item) => item['room'] === credentials.room);
  assert.ok(room, 'the room is in Janus');
  const expected = {
    is_private: true,
    pin_required: false,
    max_publishers: 16,
    bitrate: 1_500_000,
    bitrate_cap: true,
    require_pvtid: true,
    audiocodec: 'opus',
    opus_fec: true,
    videocodec: 'vp8,h264',
    record: false,
    lock_record: true,
    audiolevel_event: true,
    notify_joining: true,
    description: 'visit',
  };
  assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, room[key]])), expected);
  const withoutSecret = await gateway.roomRequest({ request: 'kick', room: credentials.room, id: 'x' });
  assert.notEqual(withoutSecret['error_code'], undefined);
  assert.notEqual(withoutSecret['error_code'], 428, 'a room without secret would look for the member');
});

test('credentials open the room, and only with the room token', async () => {
  const { patient } = await gateway.world.waitingVisit();
  const { apiToken, memberId, room, roomToken } = await gateway.credentials(patient, 'patient-1');
  const client = await gateway.client(apiToken);
  const without = await client.join(room, memberId);
  assert.equal(without.answer['error_code'], 433);
  const { answer } = await client.join(room, memberId, roomToken);
  assert.equal(answer['videoroom'], 'joined');
  assert.deepEqual(await gateway.membersOf(room), [memberId]);
});

test('the same connection gets the same room token; a join takes the place of its lost session', async () => {
  const { patient } = await gateway.world.waitingVisit();
  const first = await gateway.credentials(patient, 'patient-1');
  const client = await gateway.client(first.apiToken);
  const { handleId } = await client.join(first.room, first.memberId, first.roomToken);
  const renewed = await gateway.credentials(patient, 'patient-1', 'renew');
  assert.equal(renewed.roomToken, first.roomToken);
  assert.deepEqual(await gateway.membersOf(first.room), [first.memberId], 'renewing removes nobody');
  const again = await gateway.credentials(patient, 'patient-1', 'join');
  assert.equal(again.room, first.room);
  await client.kicked(handleId);
  const next = await client.join(again.room, again.memberId, again.roomToken);
  assert.equal(next.answer['videoroom'], 'joined');
});

test('a replaced connection is removed, and its room token no longer joins', async () => {
  const { patient } = await gateway.world.waitingVisit();
  const old = await gateway.credentials(patient, 'patient-1');
  const client = await gateway.client(old.apiToken);
  const { handleId } = await client.join(old.room, old.memberId, old.roomToken);
  await patient.must({ type: 'connect', connectionId: 'patient-2', deviceKind: 'computer' });
  await client.kicked(handleId);
  assert.equal((await client.join(old.room, old.memberId, old.roomToken)).answer['error_code'], 433);
  const refused = await patient.credentials<ServiceError>('patient-1');
  assert.equal(refused.body.error.code, 'connection-replaced');
  const fresh = await gateway.credentials(patient, 'patient-2');
  assert.match(fresh.memberId, /~2$/);
  assert.equal((await client.join(fresh.room, fresh.memberId, fresh.roomToken)).answer['videoroom'], 'joined');
});

test('a device that the visit was moved from keeps its place for a moment, and then loses it', async () => {
  const { visit, patient } = await gateway.world.waitingVisit();
  const clinician = await gateway.world.clinician(visit, 'klas');
  await clinician.must({ type: 'call-in', connectionId: 'panel' });
  const old = await gateway.credentials(patient, 'patient-1');
  const client = await gateway.client(old.apiToken);
  const { handleId } = await client.join(old.room, old.memberId, old.roomToken);
  const { world } = gateway;
  const { body: made } = await world.ask<Handover>('POST', '/v1/handovers', {
    credential: patient.token,
    body: { visitId: visit.id },
  });
  const { body: redeemed } = await world.ask<RedeemedHandover>('POST', '/v1/handovers/redeem', {
    credential: hostApiKey,
    body: { code: made.code, assurance: 'signed-in' },
  });
  const phone = new Person(world, visit.id, redeemed.token);
  await phone.must({ type: 'connect', connectionId: 'phone-1', deviceKind: 'phone' });
  const fresh = await gateway.credentials(phone, 'phone-1');
  const other = await gateway.client(fresh.apiToken);
  await other.join(fresh.room, fresh.memberId, fresh.roomToken);
  assert.deepEqual([...(await gateway.membersOf(old.room))].sort(), [old.memberId, fresh.memberId].sort());
  await client.kicked(handleId);
  assert.deepEqual(await gateway.membersOf(old.room), [fresh.memberId]);
});

test('at the call-in the other clinician loses the place', async () => {
  const { visit, patient } = await gateway.world.waitingVisit();
  const people = [await gateway.world.clinician(visit, 'klas'), await gateway.world.clinician(visit, 'karin')] as const;
  const [klas, karin] = people;
  for (const person of people) await person.must({ type: 'connect', connectionId: 'panel', deviceKind: 'computer' });
  const ofKlas = await gateway.credentials(klas, 'panel');
  const ofKarin = await gateway.credentials(karin, 'panel');
  const ofPatient = await gateway.credentials(patient, 'patient-1');
  const client = await gateway.client(ofKarin.apiToken);
  const { handleId } = await client.join(ofKarin.room, ofKarin.memberId, ofKarin.roomToken);
  await klas.must({ type: 'call-in', connectionId: 'panel' });
  await client.kicked(handleId);
  assert.equal((await client.join(ofKarin.room, ofKarin.memberId, ofKarin.roomToken)).answer['error_code'], 433);
  const refused = await karin.credentials<ServiceError>('panel');
  assert.equal(refused.body.error.code, 'already-called-in');
  for (const { apiToken, memberId, room, roomToken } of [ofKlas, ofPatient]) {
    const own = await gateway.client(apiToken);
    assert.equal(
      (await own.join(room, memberId, roomToken)).answer['videoroom'],
      'joined',
      'who is admitted keeps the place',
    );
  }
});

test('someone who leaves loses the place, and gets one again when back', async () => {
  const { patient } = await gateway.world.waitingVisit();
  const first = await gateway.credentials(patient, 'patient-1');
  const client = await gateway.client(first.apiToken);
  const { handleId } = await client.join(first.room, first.memberId, first.roomToken);
  await patient.must({ type: 'leave', connectionId: 'patient-1' });
  await client.kicked(handleId);
  assert.equal((await client.join(first.room, first.memberId, first.roomToken)).answer['error_code'], 433);
  await patient.must({ type: 'arrive', connectionId: 'patient-1' });
  const again = await gateway.credentials(patient, 'patient-1');
  assert.equal((await client.join(again.room, again.memberId, again.roomToken)).answer['videoroom'], 'joined');
});

test('after the end, or when cancelled, the room is gone', async () => {
  const { visit, patient } = await gateway.world.waitingVisit();
  const klas = await gateway.world.clinician(visit);
  const { room } = await gateway.credentials(patient, 'patient-1');
  await klas.must({ type: 'call-in', connectionId: 'panel' });
  await klas.must({ type: 'end' });
  const cancelled = await gateway.world.waitingVisit();
  const other = await gateway.credentials(cancelled.patient, 'patient-1');
  await (await gateway.world.clinician(cancelled.visit)).must({ type: 'cancel' });
  await gateway.eventually(async () => {
    const rooms = await gateway.rooms();
    return !rooms.some((item) => item['room'] === room || item['room'] === other.room);
  });
  const refused = await patient.credentials<ServiceError>('patient-1');
  assert.equal(refused.body.error.code, 'invalid-state');
});
