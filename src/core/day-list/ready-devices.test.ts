import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { VisitView } from '../../contract/index.ts';
import { FakeDevices } from '../../testing/fake-devices.ts';
import { FakeWorld, type DayListPage, type SessionPage } from '../../testing/fake-world.ts';
import { settle } from '../../testing/manual-clock.ts';
import { VisitError } from '../errors.ts';
import { OUT_OF_VIEW_MS, READY_MS } from './ready-devices.ts';

describe('devices open ahead of the call-in', () => {
  let world: FakeWorld;
  let visit: VisitView;

  beforeEach(() => {
    world = new FakeWorld();
    visit = world.service.book();
  });

  afterEach(async () => {
    await world.close();
    assert.equal(world.clock.pending, 0, 'no timer is left behind');
  });

  const allowed = (): FakeDevices => {
    const devices = new FakeDevices();
    devices.permissions.camera = devices.permissions.microphone = 'granted';
    return devices;
  };
  const clinician = (devices = allowed()): Promise<DayListPage> => world.clinician('anna', { devices });
  const live = ({ devices }: DayListPage): string[] => devices.live.map(({ kind }) => kind).sort();
  const ahead = ({ dayList }: DayListPage): readonly string[] => dayList.store.get().openAhead;
  const sent = (): boolean =>
    [...world.gateway.members].some(
      ([id, { audio, video }]) => id.includes('clinician') && [audio, video].some(isLive),
    );
  const isLive = (track: MediaStreamTrack | null): boolean => track?.readyState === 'live' && track.label !== '';

  async function waits(visitId = visit.id): Promise<SessionPage> {
    const page = await world.patient(visitId);
    await page.session.arrive();
    await settle();
    return page;
  }
  async function sees(page: DayListPage, ...visits: VisitView[]): Promise<void> {
    page.dayList.setInView(visits.map(({ id }) => id));
    await settle();
  }
  /** A patient waits and is in view: the devices are open. */
  async function ready(): Promise<{ page: DayListPage; patient: SessionPage }> {
    const page = await clinician();
    await sees(page, visit);
    assert.deepEqual(live(page), [], 'nobody waits yet');
    const patient = await waits();
    assert.deepEqual(live(page), ['audio', 'video']);
    return { page, patient };
  }

  test('while a patient waits and is in view, and nothing is sent', async () => {
    const { page } = await ready();
    assert.deepEqual(ahead(page), ['camera', 'microphone']);
    assert(!sent());
  });

  test('not where the row is out of view', async () => {
    const page = await clinician();
    await waits();
    assert.deepEqual([live(page), ahead(page)], [[], []]);
  });

  test('never where the browser would have to ask', async () => {
    const devices = allowed();
    devices.permissions.microphone = 'prompt';
    const page = await clinician(devices);
    await sees(page, visit);
    await waits();
    assert.deepEqual(devices.asked, []);
  });

  test('the call-in takes them: nothing is opened with the click, and they are there until the visit is over', async () => {
    const { page } = await ready();
    const [...before] = page.devices.live;
    await page.dayList.callIn(visit.id);
    await settle();
    assert.deepEqual(page.devices.live, before);
    assert.equal(page.devices.asked.length, 1);
    assert(sent());
    assert.deepEqual(ahead(page), [], 'now they are the visit’s');
    await world.clock.advance(READY_MS * 2);
    assert.deepEqual(page.devices.live, before);
    await page.dayList.frontSession()?.end();
    await settle();
    assert.deepEqual(live(page), []);
  });

  test('given back when nobody has used them for a minute, and then not opened in a loop', async () => {
    const { page } = await ready();
    await world.clock.advance(READY_MS - 1);
    assert.deepEqual(live(page), ['audio', 'video']);
    await world.clock.advance(1);
    assert.deepEqual([live(page), ahead(page)], [[], []]);
    await world.clock.advance(READY_MS * 3);
    assert.equal(page.devices.asked.length, 1);
  });

  test('opened again when the clinician comes back, or another patient waits', async () => {
    const other = world.service.book();
    const { page } = await ready();
    await sees(page, visit, other);
    await world.clock.advance(READY_MS);
    page.dayList.noteReturn();
    await settle();
    assert.deepEqual(live(page), ['audio', 'video']);
    await world.clock.advance(READY_MS);
    assert.deepEqual(live(page), []);
    await waits(other.id);
    assert.deepEqual(live(page), ['audio', 'video']);
  });

  test('two who wait share them; they are given back when the last has gone', async () => {
    const other = world.service.book();
    const { page, patient } = await ready();
    await sees(page, visit, other);
    const second = await waits(other.id);
    assert.equal(page.devices.asked.length, 1);
    await patient.session.leave();
    await settle();
    assert.deepEqual(live(page), ['audio', 'video']);
    await second.session.leave();
    await settle();
    assert.deepEqual(live(page), []);
  });

  test('given back when the row has been out of view; a short scroll changes nothing', async () => {
    const { page } = await ready();
    await sees(page);
    await world.clock.advance(OUT_OF_VIEW_MS - 1);
    await sees(page, visit);
    await world.clock.advance(OUT_OF_VIEW_MS);
    assert.equal(page.devices.live.length, 2);
    assert.equal(page.devices.asked.length, 1);
    await sees(page);
    page.dayList.noteReturn();
    await world.clock.advance(OUT_OF_VIEW_MS);
    assert.deepEqual(live(page), []);
    await sees(page, visit);
    assert.deepEqual(live(page), ['audio', 'video'], 'in view again is a new reason');
  });

  test('not while a visit goes on; the next one is ready when it is over', async () => {
    const next = world.service.book();
    const { page } = await ready();
    await page.dayList.callIn(visit.id);
    await settle();
    await sees(page, visit, next);
    await waits(next.id);
    assert.deepEqual([page.devices.asked.length, ahead(page)], [1, []]);
    await page.dayList.frontSession()?.end();
    await settle();
    assert.deepEqual(
      [live(page), ahead(page)],
      [
        ['audio', 'video'],
        ['camera', 'microphone'],
      ],
    );
    page.dayList.closeFront();
    await settle();
    assert.deepEqual(live(page), ['audio', 'video']);
    await world.clock.advance(READY_MS);
    assert.deepEqual(live(page), []);
  });

  test('a visit whose patient was put back keeps its devices', async () => {
    const next = world.service.book();
    const { page } = await ready();
    await page.dayList.callIn(visit.id);
    await settle();
    world.service.putBack(visit.id, `${visit.id}-patient`);
    await sees(page, visit, next);
    const patient = await waits(next.id);
    await patient.session.leave();
    await sees(page);
    await world.clock.advance(READY_MS * 2);
    assert.deepEqual(live(page), ['audio', 'video']);
  });

  test('a call-in that is refused: ready anew where another waits, else given back', async () => {
    const other = world.service.book();
    const { page } = await ready();
    await sees(page, visit, other);
    const second = await waits(other.id);
    world.service.goAway();
    await assert.rejects(page.dayList.callIn(visit.id), VisitError);
    world.service.comeBack();
    page.dayList.retry();
    await settle();
    assert.deepEqual(live(page), ['audio', 'video']);
    const kim = await world.clinician('kim');
    await Promise.all([kim.dayList.callIn(visit.id), second.session.leave()]);
    await settle();
    assert.deepEqual(live(page), []);
  });

  test('switched off by the host: closed at once, and on again', async () => {
    const { page } = await ready();
    page.dayList.setOpensDevicesAhead(false);
    await settle();
    assert.deepEqual([live(page), ahead(page)], [[], []]);
    page.dayList.noteReturn();
    await world.clock.advance(READY_MS);
    assert.deepEqual(live(page), []);
    page.dayList.setOpensDevicesAhead(true);
    await settle();
    assert.deepEqual(live(page), ['audio', 'video']);
  });

  test('a camera that cannot be had: the microphone alone is said to be on', async () => {
    const devices = allowed();
    devices.refuse('camera', 'NotReadableError');
    const page = await clinician(devices);
    await sees(page, visit);
    await waits();
    assert.deepEqual(ahead(page), ['microphone']);
  });

  test('close() gives them back', async () => {
    const { page } = await ready();
    await page.close();
    assert.deepEqual(live(page), []);
    page.dayList.setInView([visit.id]);
    await settle();
    assert.deepEqual(live(page), []);
  });

  test('closed while it asks whether it may, it opens nothing', async () => {
    const page = await clinician();
    await waits();
    page.dayList.setInView([visit.id]);
    await page.close();
    assert.deepEqual(page.devices.asked, []);
  });
});
