import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { VisitView } from '../../contract/index.ts';
import { FakeDevices } from '../../testing/fake-devices.ts';
import { FakeWorld, type DayListPage, type SessionPage } from '../../testing/fake-world.ts';
import { settle } from '../../testing/manual-clock.ts';
import type { OnStage } from '../visit/visit-state.ts';

describe('mute for dictation in a visit and around it (N11)', () => {
  let world: FakeWorld;
  let visit: VisitView;
  let devices: FakeDevices;

  beforeEach(() => {
    world = new FakeWorld();
    visit = world.service.book({ bookedStart: new Date(world.clock.now() - 60_000).toISOString() });
    devices = new FakeDevices();
    Object.assign(devices.permissions, { camera: 'granted', microphone: 'granted' });
  });

  afterEach(async () => {
    await world.close();
    assert.equal(world.clock.pending, 0, 'no timer is left behind');
    assert.deepEqual(devices.live, [], 'nothing is left open');
  });

  async function waiting(): Promise<SessionPage> {
    const page = await world.patient(visit.id);
    await page.session.openDevices();
    await page.session.arrive();
    await settle();
    return page;
  }
  async function inVisit(): Promise<{ patient: SessionPage; clinician: DayListPage }> {
    const patient = await waiting();
    const clinician = await world.clinician('anna', { devices });
    await clinician.dayList.callIn(visit.id);
    await world.clock.advance(3_000);
    assert.deepEqual([patient.phase, clinician.phase], ['on-stage', 'on-stage']);
    return { patient, clinician };
  }
  const sent = (incarnation = 1): string | null =>
    world.gateway.members.get(`${visit.id}-clinician~${incarnation}`)?.audio?.readyState ?? null;
  const heardBy = (page: SessionPage): string | undefined =>
    (page.session.store.get() as OnStage).people[0]?.microphone;
  const open = (): string[] => devices.live.map(({ kind }) => kind).sort();
  const state = ({ dayList }: DayListPage): string => dayList.store.get().microphone.status;

  test('the patient receives no sound and is told that it is paused; the line is not taken for broken', async () => {
    const { patient, clinician } = await inVisit();
    assert.deepEqual([sent(), heardBy(patient)], ['live', 'on']);
    await clinician.dayList.muteForDictation(true);
    await settle();
    assert.deepEqual([sent(), heardBy(patient), open()], [null, 'paused', ['video']]);
    await world.clock.advance(60_000);
    const { ringInstead, quality } = patient.session.store.get() as OnStage;
    assert.deepEqual([ringInstead, quality.receiving.cause], [false, null]);

    await clinician.dayList.frontSession()?.muteForDictation(false);
    await settle();
    assert.deepEqual([sent(), heardBy(patient), open()], ['live', 'on', ['audio', 'video']]);
  });

  test('the end releases camera and microphone', async () => {
    const { clinician } = await inVisit();
    await clinician.dayList.frontSession()?.end();
    await settle();
    assert.deepEqual([open(), state(clinician)], [[], 'off']);
  });

  test('a line that breaks, and a place that is taken anew: it stays released, and the patient is told again', async () => {
    const { patient, clinician } = await inVisit();
    await clinician.dayList.muteForDictation(true);
    world.gateway.cutSockets();
    await world.clock.advance(3_000);
    world.gateway.forgetSessions();
    await world.clock.advance(5_000);
    assert.deepEqual([sent(), heardBy(patient), open()], [null, 'paused', ['video']]);
  });

  test('a reload: it stays released, and the patient is told by the new page', async () => {
    const { patient, clinician } = await inVisit();
    await clinician.dayList.muteForDictation(true);
    await clinician.close();
    const again = await world.clinician('anna', { devices });
    await world.clock.advance(3_000);
    assert.deepEqual([again.phase, state(again), open()], ['on-stage', 'released', ['video']]);
    assert.equal(heardBy(patient), 'paused');
    await again.dayList.muteForDictation(false);
    await settle();
    assert.deepEqual([sent(2), heardBy(patient)], ['live', 'on']);
  });

  test('while dictating the microphone is not opened ahead, nor with the call-in', async () => {
    await waiting();
    const clinician = await world.clinician('anna', { devices });
    await clinician.dayList.muteForDictation(true);
    clinician.dayList.setInView([visit.id]);
    await settle();
    assert.deepEqual([clinician.dayList.store.get().openAhead, open()], [['camera'], ['video']]);
    await clinician.dayList.callIn(visit.id);
    await settle();
    assert.deepEqual([state(clinician), sent(), open()], ['released', null, ['video']]);
    await clinician.dayList.muteForDictation(false);
    await settle();
    assert.deepEqual([state(clinician), sent(), open()], ['on', 'live', ['audio', 'video']]);
  });

  test('between visits: said in the list, and off opens nothing', async () => {
    const clinician = await world.clinician('anna', { devices });
    await clinician.dayList.muteForDictation(true);
    assert.equal(state(clinician), 'released');
    await clinician.dayList.muteForDictation(false);
    assert.deepEqual([state(clinician), devices.asked], ['off', []]);
  });
});
