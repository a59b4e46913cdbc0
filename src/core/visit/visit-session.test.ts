import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { HANDOVER_OVERLAP_MS, OPENS_BEFORE_MINUTES, PRESENCE_RENEW_MS } from '../../contract/index.ts';
import type { VisitView } from '../../contract/index.ts';
import { FakeDevices } from '../../testing/fake-devices.ts';
import { FakeWorld, type DayListPage, type SessionPage } from '../../testing/fake-world.ts';
import { settle } from '../../testing/manual-clock.ts';
import type { Store } from '../store.ts';
import { VisitError, type VisitErrorCode } from '../errors.ts';
import type { OnStage, Over, VisitSnapshot } from './visit-state.ts';

async function refused(work: Promise<unknown>, code: VisitErrorCode): Promise<void> {
  await assert.rejects(work, (error) => error instanceof VisitError && error.code === code);
}

describe("the patient's session", () => {
  let world: FakeWorld;
  let visit: VisitView;

  beforeEach(() => {
    world = new FakeWorld();
    visit = world.service.book();
  });

  afterEach(async () => {
    await world.close();
    assert.equal(world.clock.pending, 0, 'no timer is left behind');
    assert.equal(world.gateway.linkCount, 0, 'no link is left open');
  });

  const snapshot = (page: SessionPage): VisitSnapshot => page.session.store.get();
  const admission = (role = 'patient'): string | undefined =>
    world.service.visit(visit.id).participants.find((p) => p.role === role)?.admission;

  /** A patient in the waiting room, with camera and microphone open. */
  async function waiting(devices?: FakeDevices): Promise<SessionPage> {
    const page = await world.patient(visit.id, devices ? { devices } : {});
    await page.session.openDevices();
    await page.session.arrive();
    await settle();
    return page;
  }

  async function calledIn(): Promise<{ patient: SessionPage; clinician: DayListPage }> {
    const [patient, clinician] = [await waiting(), await world.clinician()];
    await clinician.dayList.callIn(visit.id);
    await settle();
    return { patient, clinician };
  }

  const patientId = (): string => world.service.visit(visit.id).participants[0]!.id;
  const clinicianId = (): string => world.service.visit(visit.id).participants[1]!.id;

  describe('from start to end', () => {
    test('starting → checking → waiting → called-in → on-stage → over', async () => {
      const page = await world.patient(visit.id);
      assert.equal(page.phase, 'checking');
      assert.equal(snapshot(page).self?.name, 'Karin Holm');
      assert.deepEqual(page.devices.asked, [], 'nothing is asked before the person does something');
      await page.session.openDevices();
      await page.session.arrive();
      assert.equal(page.phase, 'waiting');
      assert.equal(admission(), 'waiting');
      const clinician = await world.clinician();
      await clinician.dayList.callIn(visit.id);
      await settle();
      assert.equal(page.phase, 'called-in');
      page.session.reportFrame(clinicianId());
      assert.equal(page.phase, 'on-stage');
      await clinician.dayList.frontSession()?.end();
      await settle();
      assert.deepEqual(page.phases, ['starting', 'checking', 'waiting', 'called-in', 'on-stage', 'over']);
      assert.equal((snapshot(page) as Over).reason, 'ended');
      assert.deepEqual(page.devices.live, [], 'the camera goes off with the visit');
      assert.equal(world.gateway.linkCount, 0);
    });

    test('every snapshot is frozen', async () => {
      const page = await waiting();
      assert(Object.isFrozen(snapshot(page)));
    });

    test('what does not fit the phase is refused, and changes nothing', async () => {
      const page = await world.patient(visit.id);
      const { session } = page;
      await refused(session.end(), 'invalid-state');
      await refused(session.callIn(), 'invalid-state');
      await refused(session.resumeHere(), 'invalid-state');
      await session.arrive();
      await refused(session.arrive(), 'invalid-state');
      assert.deepEqual(page.phases, ['starting', 'checking', 'waiting']);
    });
  });

  describe('opened ahead of time (N19)', () => {
    const DAY_MS = 24 * 3_600_000;
    const OPENS_BEFORE_MS = OPENS_BEFORE_MINUTES * 60_000;
    const bookIn = (ms: number): VisitView =>
      world.service.book({ bookedStart: new Date(world.clock.now() + OPENS_BEFORE_MS + ms).toISOString() });

    test('is ahead, the service knows that it was opened, and the check comes when the waiting room opens', async () => {
      visit = bookIn(60_000);
      const page = await world.patient(visit.id);
      assert.equal(page.phase, 'ahead');
      assert.notEqual(snapshot(page).self?.connection, null);
      await refused(page.session.arrive(), 'too-early');
      await world.clock.advance(59_999);
      assert.equal(page.phase, 'ahead');
      await world.clock.advance(1);
      assert.equal(page.phase, 'checking');
      await page.session.arrive();
      assert.deepEqual(page.phases, ['starting', 'ahead', 'checking', 'waiting']);
      assert.equal(snapshot(page).problem, null);
    });

    test('comes to the check while the service cannot be reached', async () => {
      visit = bookIn(60_000);
      const page = await world.patient(visit.id);
      world.service.goAway();
      await world.clock.advance(60_000);
      assert.equal(page.phase, 'checking');
      world.service.comeBack();
    });

    test('days later, and after the device has slept past the time', async () => {
      visit = bookIn(40 * DAY_MS);
      const page = await world.patient(visit.id);
      await world.clock.advance(60_000);
      assert.equal(page.phase, 'ahead');
      world.clock.sleepDevice(40 * DAY_MS);
      await world.clock.advance(5_000);
      assert.equal(page.phase, 'checking');
    });

    test('renews no presence, so that a page may stay open for days, and takes it up when the time comes', async () => {
      visit = bookIn(60_000);
      const page = await world.patient(visit.id);
      const present = (): boolean | undefined => world.service.visit(visit.id).participants[0]?.connection?.present;
      await world.clock.advance(30_000);
      assert.equal(present(), false);
      await world.clock.advance(30_000 + PRESENCE_RENEW_MS);
      assert.deepEqual([page.phase, present()], ['checking', true]);
    });

    test('a second window takes over, and a cancelled visit is over', async () => {
      visit = bookIn(DAY_MS);
      const [first, second] = [await world.patient(visit.id), await world.patient(visit.id)];
      assert.deepEqual([first.phase, second.phase], ['taken-over', 'ahead']);
      world.service.cancel(visit.id);
      await settle();
      assert.equal((snapshot(second) as Over).reason, 'cancelled');
    });
  });

  describe('further people', () => {
    test('an interpreter joins the running visit when the clinician lets them in, and takes no place before', async () => {
      visit = world.service.book({ others: [{ name: 'Samira Noor', role: 'interpreter' }] });
      const { patient, clinician } = await calledIn();
      const interpreter = await world.patient(visit.id, { role: 'interpreter' });
      await interpreter.session.openDevices();
      await interpreter.session.arrive();
      await settle();
      assert.equal(interpreter.phase, 'waiting');
      assert.equal(snapshot(interpreter).gateway, 'idle');
      assert.equal(world.gateway.linkCount, 2, 'who waits outside has no link to the gateway');
      const { id } = snapshot(interpreter).self!;
      await refused(patient.session.admit(id), 'forbidden');
      await clinician.dayList.frontSession()?.admit(id);
      await settle();
      assert.equal(interpreter.phase, 'called-in');
      assert.equal(world.gateway.linkCount, 3);
      interpreter.session.reportFrame(clinicianId());
      const names = (snapshot(interpreter) as OnStage).people.map(({ participant }) => participant.name);
      assert.deepEqual(names, ['Karin Holm', 'Anna Berg']);
      assert.ok((snapshot(patient) as OnStage).people.some(({ participant }) => participant.id === id));
      await interpreter.session.leave();
      await settle();
      assert.equal(world.gateway.linkCount, 2);
      assert.deepEqual(
        (snapshot(patient) as OnStage).people.map(({ participant }) => participant.name),
        ['Anna Berg'],
      );
    });
  });

  describe('quality', () => {
    const told = () => world.service.quality(visit.id);

    test('is told to the service each minute and at the end, one record a connection', async () => {
      const { patient, clinician } = await calledIn();
      patient.session.reportFrame(clinicianId());
      await world.clock.advance(59_000);
      assert.deepEqual(told(), []);
      await world.clock.advance(2_000);
      assert.deepEqual(
        told()
          .map(({ role }) => role)
          .sort(),
        ['clinician', 'patient'],
      );
      await world.clock.advance(30_000);
      await clinician.dayList.frontSession()?.end();
      await settle();
      const records = told();
      assert.equal(records.length, 2);
      for (const { report } of records) {
        const seconds = Object.values(report.sending.seconds).reduce((sum, part) => sum + part, 0);
        assert.ok(seconds >= 88 && seconds <= 91, `${seconds} s`);
        assert.equal(report.start, 'warm');
      }
      assert.equal(records.find(({ role }) => role === 'patient')?.report.firstFrameMs, 0);
    });

    test('is told when the page closes, and when another window takes over', async () => {
      const { patient } = await calledIn();
      await world.clock.advance(5_000);
      patient.session.announceClosing();
      await settle();
      assert.equal(told().length, 1);
      await world.clock.advance(5_000);
      const second = await world.patient(visit.id);
      await settle();
      assert.equal(patient.phase, 'taken-over');
      const [first] = told();
      const seconds = first?.report.receiving.seconds ?? assert.fail();
      assert.ok(seconds.good + seconds.lost >= 8, 'the last word of the one that was replaced');
      await world.clock.advance(5_000);
      await second.session.leave();
      assert.deepEqual(
        told().map(({ report }) => report.start),
        ['warm', 'resumed'],
      );
    });

    test('is not told by those who only waited', async () => {
      const page = await waiting();
      await world.clock.advance(120_000);
      await page.session.leave();
      assert.deepEqual(told(), []);
    });

    test('a service that is away hinders nobody', async () => {
      const { patient } = await calledIn();
      world.service.goAway();
      await world.clock.advance(70_000);
      assert.equal(patient.phase, 'on-stage');
      world.service.comeBack();
      await world.clock.advance(120_000);
      assert.equal(told().length, 2);
    });

    test('the telephone is offered when nothing has come for 15 s, and the object stays the same meanwhile (N13)', async () => {
      const { patient } = await calledIn();
      const stage = (): OnStage => snapshot(patient) as OnStage;
      const { quality } = stage();
      await world.clock.advance(14_000);
      assert.deepEqual([stage().ringInstead, stage().quality === quality], [false, true]);
      await world.clock.advance(4_000);
      assert.equal(stage().ringInstead, true);
    });
  });

  describe('warm', () => {
    test('while waiting it is in the room and sends nothing', async () => {
      const page = await waiting();
      assert.equal(snapshot(page).gateway, 'ready');
      assert.deepEqual([...world.gateway.members], [[`${patientId()}~1`, { audio: null, video: null }]]);
      assert.equal(page.devices.live.length, 2);
    });

    test('with the call-in it sends, and sees who is admitted, only', async () => {
      const { patient, clinician } = await calledIn();
      const sent = world.gateway.members.get(`${patientId()}~1`);
      assert.deepEqual(
        [sent?.audio, sent?.video],
        [patient.parts.media.tracks.audio, patient.parts.media.tracks.video],
      );
      assert(sent?.video);
      const { people } = snapshot(patient) as OnStage;
      assert.deepEqual(
        people.map(({ participant }) => participant.role),
        ['clinician'],
      );
      assert.deepEqual(people[0]?.stream?.getVideoTracks(), [clinician.parts.media.tracks.video]);
    });

    test('the first frame is timed from the news of the call-in', async () => {
      const { patient } = await calledIn();
      await world.clock.advance(320);
      patient.session.reportFrame('someone else');
      assert.equal(patient.phase, 'called-in');
      patient.session.reportFrame(clinicianId());
      assert.equal((snapshot(patient) as OnStage).firstFrameMs, 320);
      await world.clock.advance(100);
      patient.session.reportFrame(clinicianId());
      assert.equal((snapshot(patient) as OnStage).firstFrameMs, 320, 'there is one first frame');
    });

    test('each call-in has a first frame of its own', async () => {
      const { patient, clinician } = await calledIn();
      await world.clock.advance(320);
      patient.session.reportFrame(clinicianId());
      world.service.putBack(visit.id, patientId());
      await world.clock.advance(1_000);
      const connectionId = clinician.dayList.frontSession()?.store.get().self?.connection?.id ?? '';
      await clinician.parts.service.command({ type: 'call-in', visitId: visit.id, connectionId });
      await world.clock.advance(100);
      assert.equal(patient.phase, 'called-in');
      patient.session.reportFrame(clinicianId());
      assert.equal((snapshot(patient) as OnStage).firstFrameMs, 100);
    });

    test('without a picture the stage opens all the same; a late one is timed', async () => {
      const { patient } = await calledIn();
      await world.clock.advance(2_999);
      assert.equal(patient.phase, 'called-in');
      await world.clock.advance(1);
      assert.deepEqual([patient.phase, (snapshot(patient) as OnStage).firstFrameMs], ['on-stage', null]);
      patient.session.reportFrame(clinicianId());
      assert.equal((snapshot(patient) as OnStage).firstFrameMs, 3_000);
    });

    test('muting is shown, and the track says it', async () => {
      const { patient } = await calledIn();
      patient.session.setMicrophone(false);
      assert.equal(world.gateway.members.get(`${patientId()}~1`)?.audio?.enabled, false);
      patient.session.setCamera(false);
      assert.equal(world.gateway.members.get(`${patientId()}~1`)?.video, null);
      patient.session.setCamera(true);
      await settle();
      assert.equal(world.gateway.members.get(`${patientId()}~1`)?.video?.readyState, 'live');
    });

    test('a headset that is plugged in is sent at once, by the link that is open (N05)', async () => {
      const { patient } = await calledIn();
      patient.devices.plug('microphone', 'Desk');
      patient.devices.plug('microphone', 'Jabra headset');
      await settle();
      await patient.session.chooseDevice('microphone', 'Desk');
      const sent = () => world.gateway.members.get(`${patientId()}~1`)?.audio?.label;
      assert.equal(sent(), 'Desk');
      patient.devices.unplug('Desk');
      await settle();
      assert.equal(sent(), 'Jabra headset');
      assert.equal(snapshot(patient).devices.notice?.kind, 'switched');
      await patient.session.answerDeviceNotice(false);
      assert.equal(snapshot(patient).devices.notice, null);
      assert.equal(patient.phase, 'called-in');
    });

    test('what gives nothing is looked for in the check and in the visit, where it would be seen and heard (N05)', async () => {
      const page = await world.patient(visit.id);
      const looking = async (): Promise<number> => {
        await world.clock.advance(1_000);
        return page.devices.probing;
      };
      await page.session.openDevices();
      assert.equal(await looking(), 2);
      await page.session.arrive();
      assert.equal(await looking(), 0);
      const { dayList } = await world.clinician();
      await dayList.callIn(visit.id);
      assert.equal(await looking(), 2);
      await dayList.frontSession()?.end();
      assert.equal(await looking(), 0);
    });

    test('an unplugged camera is sent no more; the visit goes on', async () => {
      const { patient } = await calledIn();
      patient.devices.tracks.find(({ kind }) => kind === 'video')?.lose();
      await settle();
      assert.equal(world.gateway.members.get(`${patientId()}~1`)?.video, null);
      assert.equal(patient.phase, 'called-in');
      await patient.session.openDevices();
      assert.equal(world.gateway.members.get(`${patientId()}~1`)?.video?.readyState, 'live');
    });

    test('an interpreter who waits asks for no place in the room, and is not told off', async () => {
      visit = world.service.book({ others: [{ role: 'interpreter', name: 'Ivo Tolk' }] });
      await waiting();
      const interpreter = await world.patient(visit.id, { role: 'interpreter' });
      await interpreter.session.arrive();
      await settle();
      assert.deepEqual(
        [interpreter.phase, snapshot(interpreter).gateway, snapshot(interpreter).problem],
        ['waiting', 'idle', null],
      );
    });

    test('a patient who is put back leaves the room and sends nothing', async () => {
      const { patient } = await calledIn();
      world.service.putBack(visit.id, patientId());
      await settle();
      assert.deepEqual(
        [patient.phase, snapshot(patient).gateway, snapshot(patient).problem],
        ['waiting', 'idle', null],
      );
      assert(!world.gateway.members.has(`${patientId()}~1`));
    });
  });

  describe('after a reload', () => {
    test('in checking', async () => {
      await (await world.patient(visit.id)).close();
      assert.equal((await world.patient(visit.id)).phase, 'checking');
    });

    test('in the waiting room: the place is kept, and devices come back where that asks nothing', async () => {
      const before = await waiting();
      await before.close();
      assert.deepEqual(before.devices.live, []);
      assert.equal(admission(), 'waiting');
      assert.equal(world.service.visit(visit.id).participants[0]?.connection?.present, false, 'told at once');
      const after = await world.patient(visit.id);
      assert.equal(after.phase, 'waiting');
      assert.deepEqual(after.devices.asked, []);
      await after.close();
      const granted = new FakeDevices();
      Object.assign(granted.permissions, { camera: 'granted', microphone: 'granted' });
      const third = await world.patient(visit.id, { devices: granted });
      assert.equal(third.devices.live.length, 2);
      assert.equal(world.service.visit(visit.id).participants[0]?.connection?.present, true);
    });

    test('in the visit: back in it, sending', async () => {
      const { patient } = await calledIn();
      await patient.close();
      const after = await world.patient(visit.id);
      assert.equal(after.phase, 'called-in');
      assert(world.gateway.members.get(`${patientId()}~2`)?.video);
      await world.clock.advance(3_000);
      assert.deepEqual(after.phases, ['starting', 'called-in', 'on-stage']);
    });

    test('when it is over', async () => {
      const { patient, clinician } = await calledIn();
      await patient.close();
      await clinician.dayList.frontSession()?.end();
      const after = await world.patient(visit.id);
      assert.deepEqual(after.phases, ['starting', 'over']);
      assert.deepEqual(after.devices.asked, []);
    });
  });

  describe('a move to another device', () => {
    const redeemed = async (page: SessionPage): Promise<SessionPage> => {
      const { code } = await page.session.service.makeHandover(visit.id);
      return world.page(world.service.redeem(code));
    };

    test('in the waiting room: the place comes along, and the old device lets go at once', async () => {
      const old = await waiting();
      const phone = await redeemed(old);
      assert.deepEqual([old.phase, phone.phase], ['taken-over', 'waiting']);
      assert.equal(admission(), 'waiting');
      assert.deepEqual(old.devices.live, []);
    });

    test('in the visit: the old device keeps picture and sound until the new one sends', async () => {
      const { patient: old } = await calledIn();
      await world.clock.advance(3_000);
      const phone = await redeemed(old);
      await world.clock.advance(1_000);
      assert.deepEqual([old.phase, phone.phase], ['on-stage', 'called-in']);
      assert.equal(old.devices.live.length, 2);
      assert.deepEqual([...world.gateway.members.keys()].filter((id) => id.startsWith(patientId())).length, 2);
      const fromPhone = world.gateway.members.get(`${patientId()}~2`);
      assert(fromPhone?.audio);
      fromPhone.audio.dispatchEvent(new Event('unmute'));
      await settle();
      assert.equal(old.phase, 'taken-over');
      assert.deepEqual(old.devices.live, []);
      assert.equal(phone.devices.live.length, 2);
      assert.equal(world.service.visit(visit.id).participants[0]?.connection?.handover, 'signed-in');
    });

    test('in the visit, with a device that sends nothing: it is let go of after a while', async () => {
      const { patient: old } = await calledIn();
      await world.clock.advance(3_000);
      await redeemed(old);
      await world.clock.advance(HANDOVER_OVERLAP_MS - 1);
      assert.equal(old.phase, 'on-stage');
      await world.clock.advance(1);
      assert.equal(old.phase, 'taken-over');
      assert.deepEqual(old.devices.live, []);
    });
  });

  describe('two windows', () => {
    test('the second takes over; the first lets go of everything, and can take it back', async () => {
      const first = await waiting();
      const second = await world.patient(visit.id);
      assert.deepEqual([first.phase, second.phase], ['taken-over', 'waiting']);
      assert.deepEqual(first.devices.live, []);
      assert.equal(world.gateway.linkCount, 1);
      await first.session.resumeHere();
      await settle();
      assert.deepEqual([first.phase, second.phase], ['waiting', 'taken-over']);
      assert.deepEqual([...world.gateway.members.keys()], [`${patientId()}~3`]);
    });

    test('in the middle of the visit', async () => {
      const { patient } = await calledIn();
      const second = await world.patient(visit.id);
      assert.deepEqual([patient.phase, second.phase], ['taken-over', 'called-in']);
      assert.deepEqual(patient.devices.live, []);
      await patient.session.resumeHere();
      await settle();
      assert.deepEqual([patient.phase, second.phase], ['called-in', 'taken-over']);
      assert.equal(patient.devices.live.length, 2);
      assert.deepEqual(second.devices.live, []);
    });

    test('the window that was taken over hears of the end', async () => {
      const first = await waiting();
      await world.patient(visit.id);
      world.service.cancel(visit.id);
      await settle();
      assert.deepEqual([first.phase, (snapshot(first) as Over).reason], ['over', 'cancelled']);
    });

    test('taken over while the stream is away: the next command tells', async () => {
      const first = await world.patient(visit.id);
      world.service.fallSilent();
      await world.service
        .participant(visit.id)
        .command({ type: 'connect', visitId: visit.id, connectionId: 'elsewhere', deviceKind: 'phone' });
      await refused(first.session.arrive(), 'connection-replaced');
      assert.equal(first.phase, 'taken-over');
    });
  });

  describe('when something is away', () => {
    test('the service: the phase is kept, and the way back is found', async () => {
      const { patient } = await calledIn();
      world.service.goAway();
      await world.clock.advance(20_000);
      assert.deepEqual([patient.phase, snapshot(patient).service], ['on-stage', 'away']);
      assert.equal(snapshot(patient).problem?.code, 'service-unreachable');
      assert(world.gateway.members.get(`${patientId()}~1`)?.video, 'media needs no service');
      world.service.comeBack();
      await world.clock.advance(8_000);
      assert.deepEqual(
        [patient.phase, snapshot(patient).service, snapshot(patient).problem],
        ['on-stage', 'connected', null],
      );
      assert.equal(world.service.visit(visit.id).participants[0]?.connection?.present, true);
    });

    test('the service at the start: it goes on trying', async () => {
      world.service.goAway();
      const page = await world.patient(visit.id);
      assert.deepEqual([page.phase, snapshot(page).problem?.code], ['starting', 'service-unreachable']);
      await world.clock.advance(30_000);
      world.service.comeBack();
      await world.clock.advance(5_000);
      assert.equal(page.phase, 'checking');
      assert.equal(snapshot(page).problem, null);
    });

    test('the answer to connecting was lost: it is asked for again', async () => {
      const inner = world.service.participant(visit.id);
      let tries = 0;
      const page = await world.page({
        ...inner,
        command: (command, signal) => {
          if (command.type === 'connect' && ++tries < 3) return Promise.reject(new VisitError('service-unreachable'));
          return inner.command(command, signal);
        },
      });
      assert.equal(page.phase, 'starting');
      await world.clock.advance(2_000);
      assert.deepEqual([page.phase, tries], ['checking', 3]);
    });

    test('closed while it tries to connect: it ends', async () => {
      const inner = world.service.participant(visit.id);
      const page = await world.page({ ...inner, command: () => Promise.reject(new VisitError('service-unreachable')) });
      await world.clock.advance(1_000);
      assert.equal(page.phase, 'starting');
      await page.close();
      assert.equal(world.clock.pending, 0);
    });

    test('refused at the start: failed, and what is mended goes on by itself', async () => {
      const inner = world.service.participant(visit.id);
      let refusing = true;
      const page = await world.page({
        ...inner,
        command: (...args) => (refusing ? Promise.reject(new VisitError('token-expired')) : inner.command(...args)),
      });
      const shown = snapshot(page);
      assert(shown.phase === 'failed');
      assert.equal(shown.error.code, 'token-expired');
      refusing = false;
      await world.clock.advance(5_000);
      assert.equal(page.phase, 'checking');
    });

    test('the gateway: the phase is kept, and the link mends itself', async () => {
      const { patient } = await calledIn();
      await world.clock.advance(3_000);
      world.gateway.cutSockets();
      await settle();
      assert.deepEqual([patient.phase, snapshot(patient).gateway], ['on-stage', 'interrupted']);
      assert.equal(snapshot(patient).problem?.code, 'gateway-unreachable');
      world.gateway.forgetSessions();
      await settle();
      assert.equal(snapshot(patient).gateway, 'away');
      assert((snapshot(patient) as OnStage).people[0]?.stream, 'the last picture stays');
      await world.clock.advance(1_000);
      assert.deepEqual(
        [patient.phase, snapshot(patient).gateway, snapshot(patient).problem],
        ['on-stage', 'ready', null],
      );
    });

    test('the gateway refuses for good: told, and retry() begins anew', async () => {
      const page = await waiting();
      const member = `${patientId()}~1`;
      world.gateway.revoke(member);
      world.gateway.kick(member);
      await world.clock.advance(2_000);
      assert.deepEqual(
        [page.phase, snapshot(page).gateway, snapshot(page).problem?.code],
        ['waiting', 'away', 'gateway-refused'],
      );
      page.session.retry();
      assert.equal(snapshot(page).gateway, 'connecting');
      assert.equal(snapshot(page).problem, null);
    });

    test('a page that was frozen renews its presence at once', async () => {
      const page = await waiting();
      const present = (): boolean | undefined => world.service.visit(visit.id).participants[0]?.connection?.present;
      page.session.announceClosing();
      await settle();
      assert.equal(present(), false);
      page.session.announceReturn();
      await settle();
      assert.equal(present(), true);
    });

    test('presence is renewed for as long as the page lives', async () => {
      await waiting();
      await world.clock.advance(60_000);
      assert.equal(world.service.visit(visit.id).participants[0]?.connection?.present, true);
    });
  });

  describe('the token', () => {
    test('expired before the visit, and renewed by the host: nobody notices', async () => {
      const service = world.service.participant(visit.id);
      await world.clock.advance(1);
      world.service.expireTokens();
      const page = await world.page(service);
      await world.clock.advance(0);
      assert.deepEqual(page.phases, ['starting', 'checking']);
    });

    test('expired before the visit, without renewal: failed; a new one goes on', async () => {
      const inner = world.service.participant(visit.id);
      let service = world.service.participant(visit.id, 'patient', { ttlSeconds: 0, renewable: false });
      const page = await world.page({
        setQueue: (...args) => service.setQueue(...args),
        command: (...args) => service.command(...args),
        subscribe: (...args) => service.subscribe(...args),
        visit: (...args) => service.visit(...args),
        gatewayCredentials: (...args) => service.gatewayCredentials(...args),
        preparation: (...args) => service.preparation(...args),
        makeHandover: (...args) => service.makeHandover(...args),
        selfTestCredentials: (signal) => service.selfTestCredentials(signal),
        sendMessage: (...args) => service.sendMessage(...args),
        renewToken: () => service.renewToken(),
      });
      const shown = snapshot(page);
      assert(shown.phase === 'failed');
      assert.equal(shown.error.code, 'token-expired');
      assert.equal(world.clock.pending, 0);
      service = inner;
      page.session.retry();
      await settle();
      assert.equal(page.phase, 'checking');
    });

    test('one that opens nothing: failed for good, unless there is a new one', async () => {
      let service = world.service.stranger();
      const page = await world.page({
        setQueue: (...args) => service.setQueue(...args),
        command: (...args) => service.command(...args),
        subscribe: (...args) => service.subscribe(...args),
        visit: (...args) => service.visit(...args),
        gatewayCredentials: (...args) => service.gatewayCredentials(...args),
        preparation: (...args) => service.preparation(...args),
        makeHandover: (...args) => service.makeHandover(...args),
        selfTestCredentials: (signal) => service.selfTestCredentials(signal),
        sendMessage: (...args) => service.sendMessage(...args),
        renewToken: () => service.renewToken(),
      });
      const shown = snapshot(page);
      assert(shown.phase === 'failed');
      assert.deepEqual([shown.error.code, shown.error.recoverable], ['token-invalid', false]);
      service = world.service.participant(visit.id);
      page.session.retry();
      await settle();
      assert.equal(page.phase, 'checking');
    });

    test('expired during the visit, without renewal: the visit goes on, and it is told', async () => {
      const page = await world.patient(visit.id, { renewable: false });
      await page.session.arrive();
      const clinician = await world.clinician();
      await clinician.dayList.callIn(visit.id);
      await world.clock.advance(3_000);
      world.service.expireTokens();
      await world.clock.advance(1_000);
      assert.deepEqual([page.phase, snapshot(page).problem?.code], ['on-stage', 'token-expired']);
      assert(world.gateway.members.get(`${patientId()}~1`)?.video);
    });

    test('for a visit that does not exist: failed', async () => {
      const inner = world.service.participant(visit.id);
      const page = await world.page({
        ...inner,
        async *subscribe(lastEventId, signal) {
          for await (const news of inner.subscribe(lastEventId, signal)) {
            yield news.kind === 'hello' ? { ...news, visits: [] } : news;
          }
        },
      });
      const shown = snapshot(page);
      assert(shown.phase === 'failed');
      assert.equal(shown.error.code, 'visit-not-found');
    });
  });

  describe('the end', () => {
    test('cancelled while waiting', async () => {
      const page = await waiting();
      world.service.cancel(visit.id);
      await settle();
      assert.deepEqual([page.phase, (snapshot(page) as Over).reason], ['over', 'cancelled']);
      assert.deepEqual(page.devices.live, []);
    });

    test('removed', async () => {
      const { patient } = await calledIn();
      world.service.remove(visit.id, patientId());
      await settle();
      assert.deepEqual([patient.phase, (snapshot(patient) as Over).reason], ['over', 'removed']);
      assert.deepEqual(patient.devices.live, []);
      assert(!world.gateway.members.has(`${patientId()}~1`));
    });

    test('leaving gives up the place', async () => {
      const page = await waiting();
      await page.session.leave();
      assert.deepEqual([page.phase, (snapshot(page) as Over).reason], ['over', 'left']);
      assert.equal(admission(), 'outside');
      assert.equal(snapshot(page).self?.admission, 'outside');
      assert.deepEqual(page.devices.live, []);
      assert.equal(world.service.visit(visit.id).status, 'planned');
    });

    test('a place that was given up behind its back: the visit was left, it has not ended', async () => {
      const { patient } = await calledIn();
      const connectionId = snapshot(patient).self?.connection?.id ?? '';
      await world.service.participant(visit.id).command({ type: 'leave', visitId: visit.id, connectionId });
      await settle();
      assert.deepEqual([patient.phase, (snapshot(patient) as Over).reason], ['over', 'left']);
    });

    test('leaving releases all at once, even if the service is away', async () => {
      const { patient } = await calledIn();
      world.service.goAway();
      const left = patient.session.leave();
      assert.deepEqual(patient.devices.live, []);
      assert(!world.gateway.members.has(`${patientId()}~1`));
      assert.equal(patient.phase, 'over');
      await left;
      assert.equal((snapshot(patient) as Over).reason, 'left');
    });

    test('who left by mistake comes back into the visit', async () => {
      const { patient } = await calledIn();
      await patient.session.leave();
      await patient.session.resumeHere();
      await settle();
      assert.equal(patient.phase, 'checking');
      await patient.session.arrive();
      await settle();
      assert.equal(patient.phase, 'called-in');
      assert.equal(patient.devices.live.length, 2);
    });

    test('after leaving, the end of the visit is told once more, and why', async () => {
      const page = await waiting();
      await page.session.leave();
      world.service.cancel(visit.id);
      await settle();
      assert.equal((snapshot(page) as Over).reason, 'left');
      assert.equal(snapshot(page).visit?.status, 'cancelled');
    });

    test('close() in every phase leaves nothing', async () => {
      const { patient, clinician } = await calledIn();
      const { media, feed } = patient.parts;
      await Promise.all([patient.session.close(), patient.session.close()]);
      const shown = snapshot(patient);
      await clinician.dayList.frontSession()?.end();
      await settle();
      assert.equal(snapshot(patient), shown, 'it tells nothing any more');
      assert.deepEqual(patient.devices.live, []);
      assert.equal((media.store as Store<object>).listenerCount, 0);
      assert.equal((feed.store as Store<object>).listenerCount, 0);
    });
  });
});
