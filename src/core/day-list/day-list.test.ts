import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Command, VisitView } from '../../contract/index.ts';
import { FakeWorld, type DayListPage, type SessionPage } from '../../testing/fake-world.ts';
import { settle } from '../../testing/manual-clock.ts';
import { VisitError, type VisitErrorCode } from '../errors.ts';
import type { Store } from '../store.ts';
import type { OnStage } from '../visit/visit-state.ts';
import { DayList } from './day-list.ts';

async function refused(work: Promise<unknown>, code: VisitErrorCode): Promise<void> {
  await assert.rejects(work, (error) => error instanceof VisitError && error.code === code, code);
}

describe('day list', () => {
  let world: FakeWorld;
  let visit: VisitView;

  beforeEach(() => {
    world = new FakeWorld();
    visit = book(5);
  });

  afterEach(async () => {
    await world.close();
    assert.equal(world.clock.pending, 0, 'no timer is left behind');
    assert.equal(world.gateway.linkCount, 0, 'no link is left open');
  });

  async function waiting(visitId = visit.id): Promise<SessionPage> {
    const page = await world.patient(visitId);
    await page.session.openDevices();
    await page.session.arrive();
    await settle();
    return page;
  }

  /** All at a time that has come: the patient is not asked first. */
  const book = (minutes: number): VisitView =>
    world.service.book({ bookedStart: new Date(world.clock.now() + (minutes - 60) * 60_000).toISOString() });
  const members = (): string[] => [...world.gateway.members.keys()].sort();
  const clinicianOf = ({ id }: VisitView, incarnation = 1): string => `${id}-clinician~${incarnation}`;
  const patientOf = ({ id }: VisitView, incarnation = 1): string => `${id}-patient~${incarnation}`;
  const sends = (member: string): boolean => world.gateway.members.get(member)?.video?.readyState === 'live';
  const problem = (page: DayListPage): string | undefined => page.dayList.frontSession()?.store.get().problem?.code;

  describe('the list', () => {
    test('is in order of booked time, and follows the news', async () => {
      const [late, early] = [book(20), book(1)];
      const { dayList } = await world.clinician();
      const ids = (): string[] => dayList.store.get().visits.map(({ id }) => id);
      assert.deepEqual(ids(), [early.id, visit.id, late.id]);
      assert.equal(dayList.store.get().identity?.kind, 'clinician');
      const before = dayList.store.get().visits;
      await world.clock.advance(5_000);
      assert.equal(dayList.store.get().visits, before, 'the same list as long as no visit changes');
      const between = book(10);
      await settle();
      assert.deepEqual(ids(), [early.id, visit.id, between.id, late.id]);
      await waiting();
      assert.deepEqual(
        dayList.store.get().visits.map(({ status }) => status),
        ['planned', 'arrived', 'planned', 'planned'],
      );
      assert.equal(dayList.store.get().visits[0], before[0], 'unchanged visits keep their object');
    });

    test("unit staff see the list, and take no place in anyone's room", async () => {
      const staff = await world.unitStaff();
      await waiting();
      assert.equal(staff.dayList.store.get().visits[0]?.status, 'arrived');
      assert.deepEqual(members(), [patientOf(visit)]);
      await refused(staff.dayList.callIn(visit.id), 'forbidden');
    });

    test('unit staff ask the host to remind who has not come, and see when it was (N32)', async () => {
      const { dayList } = await world.unitStaff();
      await dayList.tell(visit.id, { type: 'remind' });
      const at = new Date(world.clock.now()).toISOString();
      assert.deepEqual(dayList.store.get().visits[0]?.reminder, { at });
    });

    test('tells when the service is away', async () => {
      const { dayList } = await world.clinician();
      world.service.goAway();
      await settle();
      assert.deepEqual(
        [dayList.store.get().service, dayList.store.get().problem?.code],
        ['away', 'service-unreachable'],
      );
      world.service.comeBack();
      dayList.retry();
      await settle();
      assert.deepEqual([dayList.store.get().service, dayList.store.get().problem], ['connected', null]);
    });
  });

  describe('warm', () => {
    test('for those who wait and are next, with no camera', async () => {
      const visits = [visit, book(10), book(15)] as const;
      const page = await world.clinician();
      assert.deepEqual(members(), []);
      for (const { id } of [...visits].reverse()) await waiting(id);
      const [first, second] = visits;
      assert.deepEqual(members(), [...visits.map((v) => patientOf(v)), clinicianOf(first), clinicianOf(second)].sort());
      assert.equal(world.gateway.linkCount, 5, 'what is not next any more is given up');
      assert.deepEqual(page.devices.asked, []);
      assert.equal(page.dayList.store.get().frontVisitId, null);
    });

    test('given up when the patient leaves', async () => {
      await world.clinician();
      const patient = await waiting();
      assert.deepEqual(members(), [clinicianOf(visit), patientOf(visit)]);
      await patient.session.leave();
      await settle();
      assert.deepEqual(members(), []);
    });
  });

  describe('calling in', () => {
    test('is one click: it sends at once, and the visit comes to the front', async () => {
      const [page, patient] = [await world.clinician(), await waiting()];
      const done = page.dayList.callIn(visit.id);
      await settle();
      await done;
      assert.equal(page.dayList.store.get().frontVisitId, visit.id);
      assert.deepEqual([page.phase, patient.phase], ['called-in', 'called-in']);
      assert.deepEqual([page.dayList.frontSession()?.startedWarm, patient.session.startedWarm], [true, true]);
      assert.deepEqual([sends(clinicianOf(visit)), sends(patientOf(visit))], [true, true]);
      const { people } = page.dayList.frontSession()?.store.get() as OnStage;
      assert.deepEqual(
        people.map(({ participant }) => participant.role),
        ['patient'],
      );
    });

    test('sends before the service has answered', async () => {
      const page = await world.clinician();
      await waiting();
      const answer = Promise.withResolvers<void>();
      const { command } = page.parts.service;
      page.parts.service.command = async (given: Command, signal?: AbortSignal) => {
        if (given.type === 'call-in') await answer.promise;
        return command(given, signal);
      };
      const done = page.dayList.callIn(visit.id);
      await settle();
      assert(sends(clinicianOf(visit)));
      assert.equal(page.dayList.store.get().frontVisitId, null, 'nothing is shown before it is true');
      answer.resolve();
      await done;
      assert.equal(page.phase, 'called-in');
    });

    test('times the first frame from the click', async () => {
      const page = await world.clinician();
      await waiting();
      const { command } = page.parts.service;
      page.parts.service.command = async (given: Command, signal?: AbortSignal) => {
        if (given.type === 'call-in') await world.clock.sleep(100);
        return command(given, signal);
      };
      const done = page.dayList.callIn(visit.id);
      await world.clock.advance(150);
      await done;
      const session = page.dayList.frontSession();
      session?.reportFrame(`${visit.id}-patient`);
      assert.equal((session?.store.get() as OnStage).firstFrameMs, 150);
    });

    test('a patient who is not warm, for there are too many', async () => {
      const third = book(30);
      const visits = [visit, book(10), third];
      const page = await world.clinician();
      for (const { id } of visits) await waiting(id);
      await page.dayList.callIn(third.id);
      await settle();
      assert.equal(page.phase, 'called-in');
      assert.equal(page.dayList.frontSession()?.startedWarm, false);
      assert(sends(clinicianOf(third)));
    });

    test('when another was first, it is undone: nothing is sent any more and the camera goes off', async () => {
      const [anna, kim] = [await world.clinician('anna'), await world.clinician('kim')];
      await waiting();
      const results = await Promise.allSettled([anna.dayList.callIn(visit.id), kim.dayList.callIn(visit.id)]);
      await settle();
      const lost = results.map((result) => (result.status === 'rejected' ? (result.reason as VisitError).code : null));
      assert.deepEqual(lost, [null, 'already-called-in']);
      assert.deepEqual(members(), [clinicianOf(visit), patientOf(visit)]);
      assert.deepEqual(kim.devices.live, []);
      assert.equal(kim.dayList.store.get().frontVisitId, null);
      assert.equal(anna.phase, 'called-in');
    });

    test('when the service is away, it is undone too, and works the next time', async () => {
      const page = await world.clinician();
      await waiting();
      world.service.goAway();
      await refused(page.dayList.callIn(visit.id), 'service-unreachable');
      await settle();
      assert.deepEqual(page.devices.live, []);
      assert(!sends(clinicianOf(visit)));
      world.service.comeBack();
      page.dayList.retry();
      await settle();
      await page.dayList.callIn(visit.id);
      await settle();
      assert.deepEqual([page.phase, sends(clinicianOf(visit))], ['called-in', true]);
    });

    test('a version that has been left behind is tried once more, while the patient still waits', async () => {
      const page = await world.clinician();
      const patient = await waiting();
      world.service.fallSilent();
      const { command } = world.service.participant(visit.id);
      const connectionId = patient.session.store.get().self?.connection?.id ?? '';
      await command({ type: 'leave', visitId: visit.id, connectionId });
      await command({ type: 'arrive', visitId: visit.id, connectionId });
      const given: Command[] = [];
      const inner = page.parts.service.command;
      page.parts.service.command = (next, signal) => {
        given.push(next);
        return inner(next, signal);
      };
      await page.dayList.callIn(visit.id);
      const tried = given.filter(({ type }) => type === 'call-in').map(({ expectedVersion }) => expectedVersion);
      assert.deepEqual(tried, [2, 4]);
      assert.equal(page.phase, 'called-in');
      assert.equal(problem(page), undefined);
    });

    test('a session that had failed tries again with the click', async () => {
      const page = await world.clinician();
      const { command } = page.parts.service;
      let refusing = true;
      page.parts.service.command = (given, signal) =>
        refusing ? Promise.reject(new VisitError('token-expired')) : command(given, signal);
      await waiting();
      await refused(page.dayList.callIn(visit.id), 'token-expired');
      refusing = false;
      await page.dayList.callIn(visit.id);
      assert.equal(page.phase, 'called-in');
    });

    test('when the patient has gone meanwhile, it is refused', async () => {
      const page = await world.clinician();
      const patient = await waiting();
      world.service.fallSilent();
      await world.service.participant(visit.id).command({
        type: 'leave',
        visitId: visit.id,
        connectionId: patient.session.store.get().self?.connection?.id ?? '',
      });
      await refused(page.dayList.callIn(visit.id), 'invalid-state');
      await settle();
      assert.equal(page.dayList.store.get().visits[0]?.status, 'planned', 'the refusal told why');
      assert.deepEqual(page.devices.live, []);
    });

    test('nobody, and a visit that is unknown', async () => {
      const page = await world.clinician();
      await refused(page.dayList.callIn(visit.id), 'invalid-state');
      await refused(page.dayList.callIn('unknown'), 'visit-not-found');
    });

    test('one visit at a time', async () => {
      const other = book(10);
      const page = await world.clinician();
      await waiting();
      await waiting(other.id);
      await page.dayList.callIn(visit.id);
      await refused(page.dayList.callIn(other.id), 'invalid-state');
      assert.equal(page.dayList.store.get().frontVisitId, visit.id);
      await page.dayList.frontSession()?.end();
      await page.dayList.callIn(other.id);
      await settle();
      assert.deepEqual([page.dayList.store.get().frontVisitId, page.phase], [other.id, 'called-in']);
      assert(sends(clinicianOf(other)));
    });

    test('out of a visit the next is one click: the one before is over for all (N12)', async () => {
      const other = book(10);
      const page = await world.clinician();
      const first = await waiting();
      await waiting(other.id);
      await page.dayList.callIn(visit.id);
      await page.dayList.endAndCallIn(other.id);
      await settle();
      assert.equal(first.phase, 'over');
      assert.deepEqual([page.dayList.store.get().frontVisitId, page.phase], [other.id, 'called-in']);
      assert(sends(clinicianOf(other)));
    });

    test('a call-in that failed before takes nothing from the visit that goes on now', async () => {
      const other = book(10);
      const page = await world.clinician();
      await waiting();
      await waiting(other.id);
      world.service.goAway();
      await refused(page.dayList.callIn(visit.id), 'service-unreachable');
      world.service.comeBack();
      page.dayList.retry();
      await settle();
      await page.dayList.callIn(other.id);
      await settle();
      const kim = await world.clinician('kim');
      await kim.dayList.callIn(visit.id);
      await settle();
      assert.equal(page.phase, 'called-in');
      assert.equal(page.devices.live.length, 2);
      assert(sends(clinicianOf(other)));
    });
  });

  describe('the visit in front', () => {
    async function inVisit(): Promise<{ page: DayListPage; patient: SessionPage }> {
      const [page, patient] = [await world.clinician(), await waiting()];
      await page.dayList.callIn(visit.id);
      await settle();
      return { page, patient };
    }

    test('ends for all, and is put away by the clinician', async () => {
      const { page, patient } = await inVisit();
      const session = page.dayList.frontSession();
      await session?.end();
      await settle();
      assert.deepEqual([page.phase, patient.phase], ['over', 'over']);
      assert.deepEqual(page.devices.live, []);
      assert.deepEqual(members(), []);
      assert.equal(page.dayList.store.get().frontVisitId, visit.id, 'it stays until it is put away');
      page.dayList.closeFront();
      assert.equal(page.dayList.store.get().frontVisitId, null);
      assert.equal(page.dayList.frontSession(), null);
      assert.equal((session?.store as Store<object>).listenerCount, 0);
    });

    test('comes back after a reload by itself', async () => {
      const { page } = await inVisit();
      await page.close();
      assert.deepEqual(page.devices.live, []);
      const again = await world.clinician();
      await settle();
      assert.deepEqual([again.dayList.store.get().frontVisitId, again.phase], [visit.id, 'called-in']);
      assert(sends(clinicianOf(visit, 2)));
    });

    test('a second window takes it over; the first can take it back', async () => {
      const { page } = await inVisit();
      const second = await world.clinician();
      await settle();
      assert.deepEqual([page.phase, second.phase], ['taken-over', 'called-in']);
      assert.deepEqual(page.devices.live, []);
      await page.dayList.frontSession()?.resumeHere();
      await settle();
      assert.deepEqual([page.phase, second.phase], ['called-in', 'taken-over']);
      assert.deepEqual(second.devices.live, []);
    });

    test('two windows keep warm for the same patient: either calls in with one click', async () => {
      const [first, second] = [await world.clinician(), await world.clinician()];
      const patient = await waiting();
      await first.dayList.callIn(visit.id);
      await settle();
      assert.deepEqual([first.phase, patient.phase], ['called-in', 'called-in']);
      await first.dayList.frontSession()?.end();
      const next = book(10);
      await waiting(next.id);
      first.dayList.closeFront();
      await second.dayList.callIn(next.id);
      await settle();
      assert.equal(second.phase, 'called-in');
    });

    test('who left it is not brought back by the list, and comes back with a click', async () => {
      const { page } = await inVisit();
      await page.dayList.frontSession()?.leave();
      await settle();
      assert.equal(page.phase, 'over');
      page.dayList.closeFront();
      await settle();
      assert.equal(page.dayList.store.get().frontVisitId, null);
      await page.dayList.callIn(visit.id);
      await settle();
      assert.equal(page.phase, 'called-in');
      assert(sends(clinicianOf(visit, 2)));
    });

    test('who left it comes back with a click also while it is in front', async () => {
      const { page } = await inVisit();
      await page.dayList.frontSession()?.leave();
      await page.dayList.callIn(visit.id);
      await settle();
      assert.equal(page.phase, 'called-in');
    });

    test('taken over by another window and put away here, it does not come back by itself', async () => {
      const { page } = await inVisit();
      const second = await world.clinician();
      await settle();
      page.dayList.closeFront();
      await world.clock.advance(5_000);
      assert.equal(page.dayList.store.get().frontVisitId, null);
      assert.equal(second.phase, 'on-stage', 'nor does it take the visit back');
    });

    test('goes on while the next one waits, warm and without a camera of its own', async () => {
      const { page } = await inVisit();
      const next = book(10);
      await waiting(next.id);
      assert(members().includes(clinicianOf(next)));
      assert(!sends(clinicianOf(next)));
      const [kim] = [await world.clinician('kim')];
      await kim.dayList.callIn(next.id);
      await settle();
      assert(!members().includes(clinicianOf(next)), 'another has called in');
      assert.equal(page.devices.live.length, 2);
      assert(sends(clinicianOf(visit)));
    });
  });

  test('close() lets go of all, and tells nothing any more', async () => {
    const page = await world.clinician();
    await waiting();
    await page.dayList.callIn(visit.id);
    const { feed, media } = page.parts;
    await page.dayList.close();
    assert.deepEqual(page.devices.live, []);
    assert.equal((feed.store as Store<object>).listenerCount, 0);
    assert.equal((media.store as Store<object>).listenerCount, 0);
    assert.deepEqual(members(), [patientOf(visit)]);
  });

  test('nothing happens before start()', async () => {
    const page = await world.clinician();
    const idle = new DayList(page.parts);
    assert.deepEqual(
      idle.store.get().visits.map(({ id }) => id),
      [visit.id],
    );
    await idle.close();
  });
});
