import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import {
  HANDOVER_LIFE_MS,
  HEARTBEAT_MS,
  PRESENCE_LEASE_MS,
  type Command,
  type NewMessage,
  type QueueView,
  type VisitEvent,
  type VisitView,
} from '../../src/contract/index.ts';
import { VisitError, type VisitErrorCode } from '../../src/core/errors.ts';
import type { News, VisitService } from '../../src/core/service/visit-service.ts';
import { eventually } from '../../src/testing/eventually.ts';
import { makeQualityReport } from '../../src/testing/quality-fixtures.ts';
import { makeSelfTestReport } from '../../src/testing/self-test-fixtures.ts';
import type { VisitServiceWorld } from './visit-service-world.ts';

/** Command without the visit: what a person does in theirs. */
type Deed = Command extends infer C ? (C extends Command ? Omit<C, 'visitId'> : never) : never;

/** What every service adapter must hold. Runs against the fake and, over HTTP, against the real service. */
export function visitServiceContract(name: string, makeWorld: () => Promise<VisitServiceWorld>): void {
  describe(`visit service contract: ${name}`, () => {
    let world: VisitServiceWorld;
    let visit: VisitView;
    let patient: VisitService;
    let anna: VisitService;
    const readers: Reader[] = [];

    beforeEach(async () => {
      world = await makeWorld();
      visit = await world.book();
      patient = await world.patient(visit);
      anna = await world.clinician(visit, 'anna');
    });

    afterEach(async () => {
      for (const reader of readers.splice(0)) reader.stop();
      await world.close();
    });

    function read(service: VisitService, lastEventId: number | null = null): Reader {
      const reader = new Reader(service, lastEventId);
      readers.push(reader);
      return reader;
    }

    const does = async (service: VisitService, deed: Deed): Promise<VisitView> =>
      (await service.command({ visitId: visit.id, ...deed } as Command)).visit;

    async function waiting(): Promise<VisitView> {
      await does(patient, { type: 'connect', connectionId: 'phone', deviceKind: 'phone' });
      return does(patient, { type: 'arrive', connectionId: 'phone' });
    }

    const panel = (service: VisitService, connectionId: string): Promise<VisitView> =>
      does(service, { type: 'connect', connectionId, deviceKind: 'computer' });

    test('the stream begins with hello: who reads, and the visits in scope', async () => {
      const [first] = await read(patient).until((news) => news.length > 0);
      assert.equal(first?.kind, 'hello');
      assert(first.kind === 'hello');
      const self = visit.participants.find(({ role }) => role === 'patient')?.id;
      assert.deepEqual(
        [first.identity.kind, first.identity.visitId, first.identity.participantId],
        ['participant', visit.id, self],
      );
      assert.deepEqual(first.visits, [{ ...visit, self, outcome: null }], 'what was found is for the clinic');
      assert.equal(Date.parse(first.serverNow), world.serviceClock.now());
      const clinicians = await read(anna).hello();
      assert.deepEqual(
        [clinicians.identity.kind, clinicians.identity.visitId, clinicians.identity.units],
        ['clinician', null, [visit.unit.id]],
      );
    });

    test('a command is followed by its event, with the visit as each reader sees it', async () => {
      const [patients, clinicians] = [read(patient), read(anna)];
      await Promise.all([patients.hello(), clinicians.hello()]);
      const answer = await does(patient, { type: 'connect', connectionId: 'phone', deviceKind: 'phone' });
      const self = visit.participants.find(({ role }) => role === 'patient')?.id;
      assert.equal(answer.self, self);
      for (const [reader, role] of [
        [patients, 'patient'],
        [clinicians, 'clinician'],
      ] as const) {
        const event = await reader.event('participant-connected');
        assert.equal(event.visit.self, visit.participants.find((p) => p.role === role)?.id);
        assert.equal(event.participantId, self);
        assert.equal(event.connectionId, 'phone');
        assert.equal(event.visit.seq, event.id);
        assert.deepEqual({ ...event.visit, self, outcome: null }, answer);
      }
    });

    test('a whole visit: status, admission and version go together', async () => {
      assert.equal(visit.version, 1);
      assert.equal((await does(patient, { type: 'connect', connectionId: 'phone', deviceKind: 'phone' })).version, 1);
      const arrived = await does(patient, { type: 'arrive', connectionId: 'phone' });
      assert.deepEqual([arrived.status, arrived.version], ['arrived', 2]);
      await panel(anna, 'panel');
      const running = await does(anna, { type: 'call-in', connectionId: 'panel', expectedVersion: 2 });
      assert.deepEqual([running.status, running.version, running.calledInBy], ['in-progress', 3, running.self]);
      assert.deepEqual(
        running.participants.map(({ admission }) => admission),
        ['admitted', 'admitted'],
      );
      const left = await does(patient, { type: 'leave', connectionId: 'phone' });
      assert.deepEqual([left.status, left.participants[0]?.admission], ['in-progress', 'outside']);
      const back = await does(patient, { type: 'arrive', connectionId: 'phone' });
      assert.equal(back.participants[0]?.admission, 'admitted', 'who was in the visit need not be let in again');
      const ended = await does(anna, { type: 'end' });
      assert.deepEqual([ended.status, ended.endReason], ['finished', 'ended-by-clinician']);
      await refused(does(patient, { type: 'arrive', connectionId: 'phone' }), 'invalid-state');
    });

    test('an interpreter waits outside the running visit until the clinician lets them in', async () => {
      visit = await world.book({
        others: [
          { name: 'Samira Noor', role: 'interpreter' },
          { name: 'Ulla Lind', role: 'companion', onBehalfOf: 'Karin Lind' },
        ],
      });
      patient = await world.patient(visit);
      anna = await world.clinician(visit, 'anna');
      const interpreter = await world.patient(visit, { role: 'interpreter' });
      assert.deepEqual(
        visit.participants.map(({ role, onBehalfOf }) => [role, onBehalfOf]),
        [
          ['patient', null],
          ['clinician', null],
          ['interpreter', null],
          ['companion', 'Karin Lind'],
        ],
      );
      const reader = read(interpreter);
      await reader.hello();
      await does(interpreter, { type: 'connect', connectionId: 'desk', deviceKind: 'computer' });
      const { self } = await does(interpreter, { type: 'arrive', connectionId: 'desk' });
      assert(self);
      const letIn = { type: 'admit', participantId: self } as const;
      await waiting();
      await panel(anna, 'panel');
      await refused(does(anna, letIn), 'invalid-state');
      const running = await does(anna, { type: 'call-in', connectionId: 'panel' });
      assert.equal(running.participants.find(({ id }) => id === self)?.admission, 'waiting');
      const join = { visitId: visit.id, connectionId: 'desk', purpose: 'join' } as const;
      await refused(interpreter.gatewayCredentials(join), 'forbidden');
      await refused(does(interpreter, letIn), 'forbidden');
      await refused(does(patient, letIn), 'forbidden');
      const admitted = await does(anna, letIn);
      assert.deepEqual(
        [admitted.version, admitted.participants.find(({ id }) => id === self)?.admission],
        [running.version + 1, 'admitted'],
      );
      assert.equal((await reader.event('participant-admitted')).participantId, self);
      assert.equal((await does(anna, letIn)).version, admitted.version);
      await refused(does(anna, { ...letIn, participantId: 'nobody' }), 'invalid-state');
    });

    test('the patient is put back, waits, and comes in again; an interpreter is invited, let in and removed (N15)', async () => {
      const reader = read(patient);
      await reader.hello();
      await waiting();
      await panel(anna, 'panel');
      await refused(does(anna, { type: 'put-back' }), 'invalid-state');
      const running = await does(anna, { type: 'call-in', connectionId: 'panel' });
      const start = new Date(world.serviceClock.now()).toISOString();
      assert.deepEqual(running.participants[0]?.periods, [{ start, end: null }]);
      await world.serviceClock.advance(1_000);
      const back = await does(anna, { type: 'put-back' });
      const end = new Date(world.serviceClock.now()).toISOString();
      assert.deepEqual(
        [back.status, back.version, back.participants[0]?.admission, back.participants[0]?.waitingSince],
        ['in-progress', running.version + 1, 'waiting', end],
      );
      assert.deepEqual(back.participants[0]?.periods, [{ start, end }]);
      assert.equal((await reader.event('participant-put-back')).participantId, back.participants[0]?.id);
      const join = { visitId: visit.id, connectionId: 'phone', purpose: 'join' } as const;
      await refused(patient.gatewayCredentials(join), 'invalid-state');
      await refused(does(patient, { type: 'put-back' }), 'forbidden');
      await does(patient, { type: 'leave', connectionId: 'phone' });
      const arrived = await does(patient, { type: 'arrive', connectionId: 'phone' });
      assert.equal(arrived.participants[0]?.admission, 'waiting', 'nobody lets themselves in');
      const again = await does(anna, { type: 'call-in', connectionId: 'panel' });
      assert.equal(again.participants[0]?.admission, 'admitted');
      assert.deepEqual(again.participants[0]?.periods, [
        { start, end },
        { start: end, end: null },
      ]);

      await refused(does(patient, { type: 'invite', role: 'interpreter', name: 'Samira Noor' }), 'forbidden');
      const invited = await does(anna, { type: 'invite', role: 'interpreter', name: ' Samira Noor ' });
      const made = invited.participants.at(-1);
      assert.deepEqual([made?.role, made?.name, made?.admission], ['interpreter', 'Samira Noor', 'outside']);
      const guest = await world.patient(visit, { role: 'interpreter' });
      await does(guest, { type: 'connect', connectionId: 'desk', deviceKind: 'computer' });
      const { self } = await does(guest, { type: 'arrive', connectionId: 'desk' });
      assert(self);
      assert.equal(self, made?.id);
      await does(anna, { type: 'invite', role: 'companion', name: 'Ulla Lind', onBehalfOf: 'Karin Lind' });
      await refused(does(anna, { type: 'invite', role: 'companion', name: 'Sven' }), 'invalid-state');
      await does(anna, { type: 'admit', participantId: self });
      const removed = await does(anna, { type: 'remove', participantId: self });
      assert.deepEqual(removed.participants.find(({ id }) => id === self)?.admission, 'removed');
      assert.equal((await reader.event('participant-removed')).participantId, self);
      await refused(does(guest, { type: 'arrive', connectionId: 'desk' }), 'forbidden');
      const { visits } = await read(guest).hello();
      assert.deepEqual(
        visits[0]?.participants.map(({ id }) => id),
        [self],
        'who comes and goes is no longer told',
      );
      const asGuest = { visitId: visit.id, connectionId: 'desk', purpose: 'join' } as const;
      await refused(guest.gatewayCredentials(asGuest), 'forbidden');
      const patientId = removed.participants[0]?.id ?? '';
      await refused(does(anna, { type: 'remove', participantId: patientId }), 'invalid-state');
      await does(anna, { type: 'invite', role: 'interpreter', name: 'Samira Noor' });
    });

    test('the stream goes on after the last event seen, without gap and without double', async () => {
      const first = read(anna);
      await first.hello();
      await waiting();
      const { id } = await first.event('participant-arrived');
      first.stop();
      await panel(anna, 'panel');
      await does(anna, { type: 'call-in', connectionId: 'panel' });
      const second = read(anna, id);
      const hello = await second.hello();
      assert.equal(hello.visits[0]?.status, 'in-progress');
      await second.event('called-in');
      await does(anna, { type: 'end' });
      await second.event('visit-ended');
      assert.deepEqual(
        second.events.map(({ type }) => type),
        ['participant-connected', 'called-in', 'visit-ended'],
      );
      const ids = [...first.events, ...second.events].map((event) => event.id);
      assert.deepEqual(
        ids,
        [...new Set(ids)].sort((a, b) => a - b),
      );
    });

    test('the result of a self-test stays with its participant, also days before and with no page connected (N04)', async () => {
      const clinicians = read(anna);
      await clinicians.hello();
      const told = await does(patient, {
        type: 'report-self-test',
        deviceKind: 'phone',
        report: makeSelfTestReport({ camera: 'dark' }),
      });
      const expected = {
        at: new Date(world.serviceClock.now()).toISOString(),
        deviceKind: 'phone',
        status: 'warned',
        ...makeSelfTestReport({ camera: 'dark' }),
      };
      assert.deepEqual(told.participants[0]?.selfTest, expected);
      assert.deepEqual([told.version, told.participants[0]?.connection], [1, null]);
      const { participantId, visit: seen } = await clinicians.event('self-tested');
      assert.equal(participantId, told.self);
      assert.deepEqual(seen.participants[0]?.selfTest, expected);
      const again = await does(patient, {
        type: 'report-self-test',
        deviceKind: 'tablet',
        report: makeSelfTestReport(),
      });
      assert.deepEqual(
        [again.participants[0]?.selfTest?.status, again.participants[0]?.selfTest?.deviceKind],
        ['passed', 'tablet'],
      );
      await does(anna, { type: 'cancel' });
      await refused(
        does(patient, { type: 'report-self-test', deviceKind: 'phone', report: makeSelfTestReport() }),
        'invalid-state',
      );
    });

    test('what opens the way to the gateway for a self-test', async () => {
      for (const who of [patient, anna]) {
        const { url, apiToken, expiresAt, iceServers } = await who.selfTestCredentials();
        assert.match(url, /^(ws|fake):/);
        assert.ok(apiToken && Array.isArray(iceServers));
        assert.equal(Date.parse(expiresAt), world.serviceClock.now() + 180_000);
      }
      await refused(world.stranger().selfTestCredentials(), 'token-invalid');
      world.faults.goAway();
      await refused(patient.selfTestCredentials(), 'service-unreachable');
    });

    test('the record of a visit comes with its end, to its clinician alone, and is made anew with what was found', async () => {
      await waiting();
      await panel(anna, 'panel');
      const running = await does(anna, { type: 'call-in', connectionId: 'panel' });
      assert.deepEqual([running.outcome, running.encounter], [{ physicalVisitNeeded: false }, null]);
      await does(anna, { type: 'set-outcome', physicalVisitNeeded: true });
      const { encounter, outcome } = await does(anna, { type: 'end' });
      assert.deepEqual(outcome, { physicalVisitNeeded: true });
      assert.deepEqual(
        encounter?.statusHistory.map(({ status }) => status),
        ['planned', 'arrived', 'in-progress', 'finished'],
      );
      const { name } = visit.participants.find(({ role }) => role === 'patient') ?? {};
      assert.deepEqual([encounter?.period?.start, encounter?.subject.display], [running.startedAt, name]);
      await world.serviceClock.advance(60_000);
      const anew = await does(anna, { type: 'set-outcome', physicalVisitNeeded: false });
      assert.notEqual(anew.encounter?.meta.lastUpdated, encounter?.meta.lastUpdated);
      assert.deepEqual(anew.encounter?.period, encounter?.period);
      await refused(does(patient, { type: 'set-outcome', physicalVisitNeeded: true }), 'forbidden');
    });

    test('the patient is given no record, and hears what was found from the clinician: not that it was noted', async () => {
      const [patients, clinicians] = [read(patient), read(anna)];
      const [{ cursor }] = await Promise.all([patients.hello(), clinicians.hello()]);
      await waiting();
      await panel(anna, 'panel');
      await does(anna, { type: 'call-in', connectionId: 'panel' });
      await does(anna, { type: 'set-outcome', physicalVisitNeeded: true });
      await does(anna, { type: 'end' });
      await clinicians.event('outcome-changed');
      for (const reader of [patients, read(patient, cursor)]) {
        const { visit: seen } = await reader.event('visit-ended');
        assert.deepEqual([seen.encounter, seen.outcome], [null, null]);
        assert(!reader.events.some(({ type }) => type === 'outcome-changed'));
      }
    });

    test('a report of quality is taken while the visit runs and after it, and changes nothing', async () => {
      const report = (seconds: number, connectionId = 'phone'): Deed => ({
        type: 'report-quality',
        connectionId,
        report: makeQualityReport(seconds),
      });
      await waiting();
      await refused(does(patient, report(0)), 'invalid-state');
      await panel(anna, 'panel');
      const running = await does(anna, { type: 'call-in', connectionId: 'panel' });
      const after = await does(patient, report(60));
      assert.deepEqual(after, { ...running, self: after.self, outcome: null });
      await refused(does(patient, report(60, 'another')), 'invalid-state');
      await does(patient, { type: 'connect', connectionId: 'tablet', deviceKind: 'tablet' });
      await does(patient, report(70));
      const { seq } = await does(anna, { type: 'end' });
      assert.equal((await does(anna, report(120, 'panel'))).seq, seq);
      const told = (await world.quality(visit)).map(({ role, report }) => [role, report.sending.seconds.good]);
      assert.deepEqual(Object.fromEntries(told), { patient: 70, clinician: 120 });
    });

    test('a code moves the visit to another device: the same visit, the same participant, one redemption', async () => {
      await waiting();
      const first = await patient.makeHandover(visit.id);
      const { code, expiresAt } = await patient.makeHandover(visit.id);
      assert.equal(Date.parse(expiresAt), world.serviceClock.now() + HANDOVER_LIFE_MS);
      await assert.rejects(world.redeem(first.code, 'signed-in'), 'a newer code voids it');
      const tablet = await world.redeem(code, 'handover-only');
      await assert.rejects(world.redeem(code, 'signed-in'), 'it is used');
      const moved = await does(tablet, { type: 'connect', connectionId: 'tablet', deviceKind: 'tablet' });
      const self = moved.participants.find(({ id }) => id === moved.self);
      assert.deepEqual(
        [self?.role, self?.admission, self?.connection?.id, self?.connection?.handover],
        ['patient', 'waiting', 'tablet', 'handover-only'],
      );
      await refused(does(patient, { type: 'renew-presence', connectionId: 'phone' }), 'connection-replaced');
      const late = await patient.makeHandover(visit.id);
      await world.serviceClock.advance(HANDOVER_LIFE_MS);
      await assert.rejects(world.redeem(late.code, 'signed-in'), 'it is too old');
      await refused(anna.makeHandover(visit.id), 'forbidden');
    });

    test('what a person writes is kept once, also where the token has ended, and without any', async () => {
      const message = (more: Partial<NewMessage>): NewMessage => ({
        id: crypto.randomUUID(),
        kind: 'fault',
        text: 'Jag ser ingen bild.',
        step: 'waiting',
        problems: ['device-not-found'],
        language: 'sv',
        ...more,
      });
      const [mine, late, anyones] = [message({}), message({ kind: 'question' }), message({ step: 'help-page' })];
      const receipt = await patient.sendMessage(mine);
      assert.deepEqual(receipt, { id: mine.id, receivedAt: new Date(world.serviceClock.now()).toISOString() });
      assert.deepEqual(await patient.sendMessage(mine), receipt);
      const brief = await world.patient(visit, { ttlSeconds: 1 });
      await world.serviceClock.advance(1_500);
      await brief.sendMessage(late);
      await world.withoutToken().sendMessage(anyones);
      const ids = [mine.id, late.id, anyones.id];
      const kept = (await world.messages()).filter(({ id }) => ids.includes(id));
      assert.deepEqual(
        kept.map(({ id, visitId, role, text }) => [id, visitId, role, text]).sort(),
        [
          [mine.id, visit.id, 'patient', mine.text],
          [late.id, null, null, late.text],
          [anyones.id, null, null, anyones.text],
        ].sort(),
      );
    });

    test('answers before the visit: saved by version, read by the patient and the clinic, told as how far they are (N09)', async () => {
      const asked = await world.book({ preparation: 'home-readings' });
      const [phone, laptop] = [await world.patient(asked), await world.patient(asked)];
      const clinician = await world.clinician(asked, 'anna');
      assert.equal(asked.preparation?.status, 'not-begun');
      const empty = { form: 'home-readings', response: null, version: 0, savedAt: null, observations: [] };
      assert.deepEqual(await phone.preparation(asked.id), empty);
      assert.equal(await patient.preparation(visit.id), null, 'nothing is asked before the other visit');
      await refused(patient.preparation(asked.id), 'wrong-visit');
      const news = read(clinician);
      await news.hello();
      const save = async (
        service: VisitService,
        version: number,
        status: 'in-progress' | 'completed',
        weight: number,
      ) =>
        service.command({
          type: 'save-preparation',
          visitId: asked.id,
          version,
          response: {
            resourceType: 'QuestionnaireResponse',
            status,
            item: [{ linkId: 'others', item: [{ linkId: 'weight', answer: [{ valueDecimal: weight }] }] }],
          },
        });
      const draft = await save(phone, 0, 'in-progress', 81);
      assert.equal(draft.visit.preparation?.status, 'draft');
      assert.deepEqual(
        (await save(phone, 0, 'in-progress', 81)).visit,
        draft.visit,
        'the same once more is no conflict',
      );
      const error = await refused(save(laptop, 0, 'in-progress', 90), 'version-conflict');
      assert.equal((error.cause as VisitView).id, asked.id);
      await refused(save(laptop, 1, 'completed', 9_000), 'service-failed');
      await refused(save(clinician, 1, 'completed', 82), 'forbidden');
      await save(laptop, 1, 'completed', 82);
      const stored = await clinician.preparation(asked.id);
      assert.deepEqual([stored?.version, stored?.response?.status], [2, 'completed']);
      assert.deepEqual(stored?.savedAt, new Date(world.serviceClock.now()).toISOString());
      assert.deepEqual(
        stored?.observations.map(({ valueQuantity }) => valueQuantity?.value),
        [82],
      );
      await news.until((all) => all.filter(({ kind }) => kind === 'event').length === 2);
      assert.deepEqual(
        news.events.map(({ type }) => type),
        ['preparation-changed', 'preparation-changed'],
      );
      assert.equal(news.events[1]?.visit.preparation?.status, 'answered');
    });

    test('of two clinicians who call in, the second is told of the first', async () => {
      await waiting();
      const kim = await world.clinician(visit, 'kim');
      await panel(anna, 'panel-anna');
      await panel(kim, 'panel-kim');
      const running = await does(anna, { type: 'call-in', connectionId: 'panel-anna' });
      const error = await refused(does(kim, { type: 'call-in', connectionId: 'panel-kim' }), 'already-called-in');
      const seen = error.cause as VisitView;
      assert.equal(seen.calledInBy, running.self);
      assert.equal(seen.seq, running.seq);
      assert.notEqual(seen.self, running.self);
    });

    test('one winner where two call in at the same time', async () => {
      await waiting();
      const kim = await world.clinician(visit, 'kim');
      await panel(anna, 'panel-anna');
      await panel(kim, 'panel-kim');
      const results = await Promise.allSettled([
        does(anna, { type: 'call-in', connectionId: 'panel-anna' }),
        does(kim, { type: 'call-in', connectionId: 'panel-kim' }),
      ]);
      const lost = results.filter((result) => result.status === 'rejected');
      assert.deepEqual(
        lost.map(({ reason }) => (reason as VisitError).code),
        ['already-called-in'],
      );
    });

    test('a version that has been left behind is a conflict, told with the state', async () => {
      const seen = await waiting();
      await panel(anna, 'panel');
      await does(patient, { type: 'leave', connectionId: 'phone' });
      const now = await does(patient, { type: 'arrive', connectionId: 'phone' });
      const error = await refused(
        does(anna, { type: 'call-in', connectionId: 'panel', expectedVersion: seen.version }),
        'version-conflict',
      );
      assert.equal((error.cause as VisitView).version, now.version);
      await does(anna, { type: 'call-in', connectionId: 'panel', expectedVersion: now.version });
    });

    test('the newest connection takes over, and the one before can do nothing any more', async () => {
      await waiting();
      const reader = read(patient);
      await reader.hello();
      const moved = await does(patient, { type: 'connect', connectionId: 'tablet', deviceKind: 'tablet' });
      assert.equal(moved.participants[0]?.connection?.incarnation, 2);
      assert.equal(moved.status, 'arrived', 'the place is kept');
      const event = await reader.event('connection-replaced');
      assert.equal(event.connectionId, 'phone');
      for (const type of ['arrive', 'leave', 'renew-presence'] as const) {
        const error = await refused(does(patient, { type, connectionId: 'phone' }), 'connection-replaced');
        assert.equal((error.cause as VisitView).participants[0]?.connection?.id, 'tablet');
      }
      await refused(
        does(patient, { type: 'connect', connectionId: 'phone', deviceKind: 'phone' }),
        'connection-replaced',
      );
      await refused(
        patient.gatewayCredentials({ visitId: visit.id, connectionId: 'phone', purpose: 'join' }),
        'connection-replaced',
      );
    });

    test('a page that is silent is lost after its lease, and regained when it speaks', async () => {
      await waiting();
      const reader = read(anna);
      await reader.hello();
      await world.serviceClock.advance(PRESENCE_LEASE_MS - 1);
      await does(patient, { type: 'renew-presence', connectionId: 'phone' });
      await world.serviceClock.advance(PRESENCE_LEASE_MS - 1);
      assert.deepEqual(reader.events, []);
      await world.serviceClock.advance(1);
      const lost = await reader.event('presence-lost');
      assert.deepEqual([lost.visit.participants[0]?.connection?.present, lost.visit.status], [false, 'arrived']);
      await does(patient, { type: 'renew-presence', connectionId: 'phone' });
      await reader.event('presence-regained');
      await does(patient, { type: 'renew-presence', connectionId: 'phone', closing: true });
      await eventually(() => reader.events.length === 3, 'a page that says goodbye is lost at once');
    });

    test('a visit is read as it stands, also after its end, and by nobody of another', async () => {
      const before = await patient.visit(visit.id);
      assert.deepEqual([before.status, before.self], ['planned', before.participants[0]?.id]);
      await waiting();
      assert.equal((await patient.visit(visit.id)).status, 'arrived');
      assert.equal((await anna.visit(visit.id)).participants[0]?.admission, 'waiting');
      await does(anna, { type: 'cancel' });
      assert.equal((await patient.visit(visit.id)).status, 'cancelled');
      const other = await world.book();
      await refused(patient.visit(other.id), 'wrong-visit');
      const brief = await world.patient(visit, { ttlSeconds: 7 });
      await world.serviceClock.advance(7_000);
      await refused(brief.visit(visit.id), 'token-expired');
    });

    test('an expired token: goodbye to the reader, and refusal from then on', async () => {
      const brief = await world.patient(visit, { ttlSeconds: 7 });
      const reader = read(brief);
      await reader.hello();
      await world.serviceClock.advance(7_000);
      const [last] = await reader
        .until((news) => news.some(({ kind }) => kind === 'goodbye'))
        .then((news) => news.slice(-1));
      assert.deepEqual(last, { kind: 'goodbye', reason: 'token-expired' });
      assert.equal((await reader.failure()).code, 'token-expired');
      await refused(
        brief.command({ type: 'connect', visitId: visit.id, connectionId: 'phone', deviceKind: 'phone' }),
        'token-expired',
      );
      assert.equal((await read(brief).failure()).code, 'token-expired');
      await refused(brief.renewToken(), 'token-expired');
    });

    test('an expired token is renewed where the host gives a new one', async () => {
      const renewing = await world.patient(visit, { ttlSeconds: 7, renewable: true });
      await world.serviceClock.advance(8_000);
      await renewing.command({ type: 'connect', visitId: visit.id, connectionId: 'phone', deviceKind: 'phone' });
      await world.serviceClock.advance(8_000);
      assert.equal((await read(renewing).failure()).code, 'token-expired');
      await renewing.renewToken();
      await read(renewing).hello();
    });

    test('a garbled token opens nothing', async () => {
      const stranger = world.stranger();
      await refused(
        stranger.command({ type: 'connect', visitId: visit.id, connectionId: 'phone', deviceKind: 'phone' }),
        'token-invalid',
      );
      assert.equal((await read(stranger).failure()).code, 'token-invalid');
    });

    test("a token for one visit does not open another's, nor a unit's another's", async () => {
      const other = await world.book({ unit: { id: `${visit.unit.id}-b`, name: 'B', timeZone: 'Europe/Stockholm' } });
      const connect = { type: 'connect', visitId: other.id, connectionId: 'phone', deviceKind: 'phone' } as const;
      await refused(patient.command(connect), 'wrong-visit');
      await refused(anna.command(connect), 'forbidden');
      const hello = await read(anna).hello();
      assert.deepEqual(
        hello.visits.map(({ id }) => id),
        [visit.id],
      );
    });

    test('what is for clinicians is forbidden to patients, and the other way round', async () => {
      await waiting();
      await panel(anna, 'panel');
      await refused(does(patient, { type: 'call-in', connectionId: 'phone' }), 'forbidden');
      await refused(does(patient, { type: 'end' }), 'forbidden');
      await refused(does(anna, { type: 'arrive', connectionId: 'panel' }), 'forbidden');
    });

    test('a command whose answer was lost is done once, and the repeat has its answer', async () => {
      const reader = read(anna);
      await reader.hello();
      await does(patient, { type: 'connect', connectionId: 'phone', deviceKind: 'phone' });
      world.faults.loseNextAnswer();
      const before = world.clock.pending;
      const arriving = does(patient, { type: 'arrive', connectionId: 'phone' });
      await eventually(
        () => world.clock.pending > before && world.clock.waits.includes(400),
        'the wait before the repeat',
      );
      await world.clock.advance(400);
      const answer = await arriving;
      assert.equal(answer.status, 'arrived');
      await does(patient, { type: 'leave', connectionId: 'phone' });
      await reader.event('participant-left');
      assert.equal(reader.events.filter(({ type }) => type === 'participant-arrived').length, 1);
    });

    test('heartbeats come between events', async () => {
      const reader = read(patient);
      await reader.hello();
      await world.serviceClock.advance(HEARTBEAT_MS);
      const news = await reader.until((all) => all.some(({ kind }) => kind === 'heartbeat'));
      const last = news.at(-1);
      assert(last?.kind === 'heartbeat');
      const age = world.serviceClock.now() - Date.parse(last.serverNow);
      assert(age >= 0 && age < HEARTBEAT_MS, `${age} ms`);
    });

    test('a stream that has gone silent counts as broken', async () => {
      const reader = read(patient);
      await reader.hello();
      world.faults.fallSilent();
      await world.clock.advance(3 * HEARTBEAT_MS - 1);
      assert.equal(reader.ended, false);
      await world.clock.advance(1);
      assert.equal((await reader.failure()).code, 'service-unreachable');
    });

    test('while the service is away nothing is answered; afterwards all is as before', async () => {
      const reader = read(patient);
      await reader.hello();
      const before = world.clock.pending;
      world.faults.goAway();
      assert.equal((await reader.failure()).code, 'service-unreachable');
      await refused(does(patient, { type: 'renew-presence', connectionId: 'phone' }), 'service-unreachable');
      world.faults.comeBack();
      await does(patient, { type: 'connect', connectionId: 'phone', deviceKind: 'phone' });
      assert(world.clock.pending <= before);
    });

    test('abort ends the stream quietly and leaves no timer', async () => {
      const before = world.clock.pending;
      const reader = read(patient);
      await reader.hello();
      reader.stop();
      await eventually(() => reader.ended, 'the end of the stream');
      assert.equal(reader.error, null);
      await eventually(() => world.clock.pending === before, 'no timer');
      const early = read(patient);
      early.stop();
      await eventually(() => early.ended, 'the end of a stream that never began');
      assert.equal(early.error, null);
      await eventually(() => world.clock.pending === before, 'no timer of the early one');
    });

    test('before the waiting room opens, arriving is too early', async () => {
      const later = await world.book({ bookedStart: new Date(world.serviceClock.now() + 3 * 3600_000).toISOString() });
      const early = await world.patient(later);
      await early.command({ type: 'connect', visitId: later.id, connectionId: 'phone', deviceKind: 'phone' });
      const error = await refused(
        early.command({ type: 'arrive', visitId: later.id, connectionId: 'phone' }),
        'too-early',
      );
      assert.equal((error.cause as VisitView).opensAt, later.opensAt);
      assert.equal((error.cause as VisitView).status, 'planned');
    });

    test('a delay reaches the patient with the time it was told, and can be taken back (N07)', async () => {
      const reader = read(patient);
      await reader.hello();
      await does(anna, { type: 'tell-delay', minutes: 15 });
      const { visit: seen, at } = await reader.event('delay-told');
      assert.deepEqual(seen.delay, { minutes: 15, words: null, language: null, at });
      const words = { words: 'Vi kommer strax.', language: 'sv' };
      assert.partialDeepStrictEqual((await does(anna, { type: 'tell-delay', ...words })).delay, words);
      assert.equal((await does(anna, { type: 'tell-delay', clear: true })).delay, null);
      await refused(does(patient, { type: 'tell-delay', minutes: 5 }), 'forbidden');
      await refused(does(anna, { type: 'tell-delay' }), 'service-failed');
    });

    test('the host is asked to remind a patient who has not come, and both sides see when (N32)', async () => {
      const reader = read(anna);
      await reader.hello();
      await does(anna, { type: 'remind' });
      const { visit: seen, at } = await reader.event('reminder-asked');
      assert.deepEqual(seen.reminder, { at });
      assert.equal((await does(anna, { type: 'remind' })).seq, seen.seq, 'not twice in five minutes');
      await refused(does(patient, { type: 'remind' }), 'forbidden');
      await waiting();
      await refused(does(anna, { type: 'remind' }), 'invalid-state');
      const later = await world.book({ bookedStart: new Date(world.serviceClock.now() + 60_000).toISOString() });
      const panelOf = await world.clinician(later, 'anna');
      await refused(panelOf.command({ type: 'remind', visitId: later.id }), 'too-early');
    });

    test('what the patient tells of coming late reaches the clinic (N07)', async () => {
      const reader = read(anna);
      await reader.hello();
      await does(patient, { type: 'tell-late', kind: 'late', minutes: 10 });
      const { visit: seen, at } = await reader.event('late-told');
      assert.deepEqual(seen.participants[0]?.late, { kind: 'late', minutes: 10, at });
      assert.equal((await waiting()).participants[0]?.late, null);
      await refused(does(anna, { type: 'tell-late', kind: 'cannot-come' }), 'forbidden');
    });

    test('before the booked time the patient is asked, and nobody has a place before the answer but to wait (N08)', async () => {
      visit = await world.book({ bookedStart: new Date(world.serviceClock.now() + 10 * 60_000).toISOString() });
      patient = await world.patient(visit);
      anna = await world.clinician(visit, 'anna');
      await waiting();
      const reader = read(patient);
      await reader.hello();
      const { self } = await panel(anna, 'panel');
      const asked = await does(anna, { type: 'call-in', connectionId: 'panel' });
      assert.deepEqual([asked.status, asked.earlyCall?.by, asked.earlyCall?.answer], ['arrived', self, null]);
      assert.deepEqual((await reader.event('called-early')).visit.earlyCall, asked.earlyCall);
      await refused(does(anna, { type: 'answer-early-call', answer: 'now' }), 'forbidden');
      await does(anna, { type: 'withdraw-call' });
      await refused(does(patient, { type: 'answer-early-call', answer: 'now' }), 'invalid-state');
      await does(anna, { type: 'call-in', connectionId: 'panel' });
      const running = await does(patient, { type: 'answer-early-call', answer: 'now' });
      assert.deepEqual([running.status, running.calledInBy, running.earlyCall], ['in-progress', self, null]);
      await reader.event('called-in');
    });

    test('who says “at the booked time” is asked no more before it (N08)', async () => {
      visit = await world.book({ bookedStart: new Date(world.serviceClock.now() + 10 * 60_000).toISOString() });
      patient = await world.patient(visit);
      anna = await world.clinician(visit, 'anna');
      await waiting();
      await panel(anna, 'panel');
      await does(anna, { type: 'call-in', connectionId: 'panel' });
      const answered = await does(patient, { type: 'answer-early-call', answer: 'at-booked-time' });
      assert.deepEqual([answered.status, answered.earlyCall?.answer], ['arrived', 'at-booked-time']);
      const again = await does(anna, { type: 'call-in', connectionId: 'panel' });
      assert.deepEqual([again.status, again.seq], ['arrived', answered.seq]);
    });

    test('the number is whole for the clinic, masked for the patient, who may correct it (N13)', async () => {
      visit = await world.book({ patient: { name: 'Karin Lind', phone: '070-174 06 41' } });
      patient = await world.patient(visit);
      anna = await world.clinician(visit, 'anna');
      const masked = { number: null, ends: '41', confirmed: false };
      assert.deepEqual((await read(patient).hello()).visits[0]?.participants[0]?.phone, masked);
      const reader = read(anna);
      await reader.hello();
      const corrected = await does(patient, { type: 'confirm-phone', number: '08-123 456 78' });
      assert.deepEqual(corrected.participants[0]?.phone, { number: null, ends: '78', confirmed: true });
      const seen = (await reader.event('phone-confirmed')).visit.participants[0]?.phone;
      assert.deepEqual(seen, { number: '08-123 456 78', ends: '78', confirmed: true });
    });

    test('the visit goes on by telephone, which all see, and back (N13)', async () => {
      await waiting();
      await panel(anna, 'panel');
      const byPhone = await does(anna, { type: 'go-on-by-phone', connectionId: 'panel' });
      assert.deepEqual(
        [byPhone.modality, byPhone.status, byPhone.participants[0]?.admission],
        ['phone', 'in-progress', 'waiting'],
      );
      const reader = read(patient);
      assert.equal((await reader.hello()).visits[0]?.modality, 'phone');
      const back = await does(anna, { type: 'go-on-by-video', connectionId: 'panel' });
      assert.deepEqual([back.modality, back.participants[0]?.admission], ['video', 'admitted']);
      await reader.event('modality-changed');
    });

    describe('the drop-in queue (N33)', () => {
      /** The newest that the reader knows of the queue. */
      const queueOf = (reader: Reader): QueueView | undefined =>
        reader.all
          .flatMap((news) => (news.kind === 'queue' ? [news] : news.kind === 'hello' ? news.queues : []))
          .at(-1);
      const positions = (reader: Reader): (number | undefined)[] =>
        queueOf(reader)?.places.map(({ position }) => position) ?? [];
      const enter = async (): Promise<{ id: string; service: VisitService }> => {
        const { id, unit } = await world.book({ dropIn: true, unit: visit.unit });
        assert.equal(unit.id, visit.unit.id);
        const service = await world.patient({ ...visit, id });
        await service.command({ type: 'arrive', visitId: id, connectionId: 'page' });
        await world.serviceClock.advance(1000);
        return { id, service };
      };
      const open = (): Promise<QueueView> => anna.setQueue(visit.unit.id, { open: true });

      test('is opened and closed by the unit, and takes nobody while it is closed', async () => {
        await refused(patient.setQueue(visit.unit.id, { open: true }), 'forbidden');
        await assert.rejects(enter());
        const reader = read(anna);
        assert.deepEqual((await reader.hello()).queues, []);
        const expected = { queueId: visit.unit.id, isOpen: true, closesAt: null, places: [] };
        assert.deepEqual(await open(), expected);
        await reader.until(() => queueOf(reader)?.isOpen === true);
        const { id } = await enter();
        await reader.until(() => positions(reader).length === 1);
        const closed = await anna.setQueue(visit.unit.id, { open: false });
        assert.deepEqual([closed.isOpen, closed.places[0]?.visitId], [false, id], 'who waits keeps their place');
        await assert.rejects(enter());
      });

      test('who leaves or is called in makes room at once; each patient is told of their own place', async () => {
        await open();
        const [a, b, c] = [await enter(), await enter(), await enter()];
        const ofC = read(c.service);
        assert.deepEqual((await ofC.hello()).queues[0]?.places, [
          { visitId: c.id, position: 3, estimateMinutes: null },
        ]);
        await a.service.command({ type: 'leave', visitId: a.id, connectionId: 'page' });
        await ofC.until(() => positions(ofC)[0] === 2);
        await anna.command({ type: 'call-in', visitId: b.id, connectionId: 'panel' });
        await ofC.until(() => positions(ofC)[0] === 1);
        const klas = await world.clinician(visit, 'klas');
        await refused(klas.command({ type: 'call-in', visitId: b.id, connectionId: 'other' }), 'already-called-in');
        const taken = await klas.command({ type: 'call-in', visitId: c.id, connectionId: 'other' });
        assert.equal(taken.visit.calledInBy, taken.visit.self);
        await ofC.until(() => positions(ofC).length === 0);
      });

      test('says how long when there is enough to go on', async () => {
        await open();
        for (let i = 0; i < 3; i++) {
          const { id } = await enter();
          await anna.command({ type: 'call-in', visitId: id, connectionId: 'panel' });
          await world.serviceClock.advance(10 * 60_000);
          await anna.command({ type: 'end', visitId: id });
        }
        const { service } = await enter();
        const last = await enter();
        assert.equal((await read(service).hello()).queues[0]?.places[0]?.estimateMinutes, 5);
        assert.equal((await read(last.service).hello()).queues[0]?.places[0]?.estimateMinutes, 10);
      });
    });

    test('nobody but who has a place in the room gets credentials for it', async () => {
      const ask = (service: VisitService, connectionId: string): Promise<unknown> =>
        service.gatewayCredentials({ visitId: visit.id, connectionId, purpose: 'join' });
      await does(patient, { type: 'connect', connectionId: 'phone', deviceKind: 'phone' });
      await panel(anna, 'panel');
      await refused(ask(patient, 'phone'), 'invalid-state');
      await refused(ask(anna, 'panel'), 'invalid-state');
      await refused(ask(patient, 'unknown'), 'invalid-state');
    });
  });
}

async function refused(work: Promise<unknown>, code: VisitErrorCode): Promise<VisitError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  assert(error instanceof VisitError, `expected ${code}, got ${String(error)}`);
  assert.equal(error.code, code, error.message);
  return error;
}

/** Reads a stream into a list that a test can wait on. */
class Reader {
  readonly all: News[] = [];
  error: VisitError | null = null;
  ended = false;
  readonly #stop = new AbortController();

  constructor(service: VisitService, lastEventId: number | null) {
    void this.#read(service, lastEventId);
  }

  get events(): VisitEvent[] {
    return this.all.filter((news) => news.kind === 'event');
  }

  async until(holds: (all: readonly News[]) => boolean): Promise<readonly News[]> {
    await eventually(
      () => holds(this.all),
      () => `news, after ${this.all.map(({ kind }) => kind).join()} ${this.error?.message ?? ''}`,
    );
    return this.all;
  }

  async hello(): Promise<News & { kind: 'hello' }> {
    const [first] = await this.until((all) => all.length > 0);
    assert(first?.kind === 'hello');
    return first;
  }

  async event(type: VisitEvent['type']): Promise<VisitEvent> {
    await this.until(() => this.events.some((event) => event.type === type));
    return this.events.find((event) => event.type === type) as VisitEvent;
  }

  async failure(): Promise<VisitError> {
    await eventually(() => this.ended, 'the end of the stream');
    assert(this.error, 'the stream ended quietly');
    return this.error;
  }

  stop(): void {
    this.#stop.abort();
  }

  async #read(service: VisitService, lastEventId: number | null): Promise<void> {
    try {
      for await (const news of service.subscribe(lastEventId, this.#stop.signal)) this.all.push(news);
    } catch (error) {
      this.error = VisitError.from(error);
    } finally {
      this.ended = true;
    }
  }
}
