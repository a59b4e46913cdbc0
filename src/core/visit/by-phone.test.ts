import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { VisitView } from '../../contract/index.ts';
import { FakeWorld, type DayListPage, type SessionPage } from '../../testing/fake-world.ts';
import { settle } from '../../testing/manual-clock.ts';

describe('a visit by telephone (N13)', () => {
  let world: FakeWorld;
  let clinician: DayListPage;

  beforeEach(() => {
    world = new FakeWorld();
  });

  afterEach(async () => {
    await world.close();
    assert.equal(world.clock.pending, 0, 'no timer is left behind');
  });

  async function waiting({ id }: VisitView): Promise<SessionPage> {
    const page = await world.patient(id);
    await page.session.openDevices();
    await page.session.arrive();
    await settle();
    return page;
  }

  const isHeard = ({ devices: { microphone } }: { devices: { microphone: { status: string; enabled?: boolean } } }) =>
    microphone.status === 'on' && microphone.enabled === true;
  const ringIn = async (visitId: string): Promise<void> => {
    await clinician.dayList.tell(visitId, { type: 'go-on-by-phone' });
    await settle();
  };
  const inFront = () => clinician.dayList.frontSession() ?? assert.fail('no visit in front');

  test('in a visit the sound of both pages rests while the picture goes on, and comes back with the video', async () => {
    const visit = world.service.book();
    const patient = await waiting(visit);
    clinician = await world.clinician();
    await clinician.dayList.callIn(visit.id);
    await settle();
    const pages = () => [patient.session.store.get(), inFront().store.get()];
    assert.deepEqual(pages().map(isHeard), [true, true]);

    await inFront().tell({ type: 'go-on-by-phone' });
    await settle();
    assert.deepEqual(pages().map(isHeard), [false, false]);
    for (const { video } of world.gateway.members.values()) assert.ok(video, 'the picture is still sent');

    await inFront().tell({ type: 'go-on-by-video' });
    await settle();
    assert.deepEqual(pages().map(isHeard), [true, true]);
  });

  test('who had switched the microphone off finds it so afterwards', async () => {
    const visit = world.service.book();
    const patient = await waiting(visit);
    clinician = await world.clinician();
    await clinician.dayList.callIn(visit.id);
    await settle();
    patient.session.setMicrophone(false);
    await inFront().tell({ type: 'go-on-by-phone' });
    await inFront().tell({ type: 'go-on-by-video' });
    await settle();
    assert.equal(isHeard(patient.session.store.get()), false);
    assert.equal(isHeard(inFront().store.get()), true);
  });

  test('the next patient is heard again, where a visit ended by telephone', async () => {
    const [first, second] = [world.service.book(), world.service.book()];
    await waiting(first);
    await waiting(second);
    clinician = await world.clinician();
    await clinician.dayList.callIn(first.id);
    await settle();
    await inFront().tell({ type: 'go-on-by-phone' });
    await inFront().end();
    await settle();
    await clinician.dayList.callIn(second.id);
    await settle();
    assert.equal(isHeard(inFront().store.get()), true);
  });

  test('with a third in the visit nobody is cut off: they hear it here and nowhere else', async () => {
    const visit = world.service.book({ others: [{ role: 'interpreter', name: 'Leila' }] });
    await waiting(visit);
    clinician = await world.clinician();
    await clinician.dayList.callIn(visit.id);
    await settle();
    const interpreter = await world.patient(visit.id, { role: 'interpreter' });
    await interpreter.session.openDevices();
    await interpreter.session.arrive();
    await settle();
    const third = visit.participants.find(({ role }) => role === 'interpreter') ?? assert.fail();
    await inFront().admit(third.id);
    await inFront().tell({ type: 'go-on-by-phone' });
    await settle();
    assert.equal(isHeard(inFront().store.get()), true);
  });

  test('one who has not come is rung from the list: the visit begins, comes to the front, and asks nobody to wait', async () => {
    const visit = world.service.book({ patient: { name: 'Karin Holm', phone: '070-174 06 41' } });
    clinician = await world.clinician();
    await ringIn(visit.id);
    assert.equal(clinician.phase, 'called-in');
    const now = world.service.visit(visit.id);
    assert.deepEqual([now.status, now.modality], ['in-progress', 'phone']);
    await inFront().end();
    await settle();
    assert.equal(clinician.phase, 'over');
  });

  test('while another visit goes on nobody is rung from the list', async () => {
    const [first, second] = [world.service.book(), world.service.book()];
    await waiting(first);
    clinician = await world.clinician();
    await clinician.dayList.callIn(first.id);
    await settle();
    await assert.rejects(ringIn(second.id), { code: 'invalid-state' });
    assert.equal(world.service.visit(second.id).status, 'planned');
  });
});
