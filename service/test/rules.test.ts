import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Command, CommandType, ServiceErrorCode, VisitStatus } from '../../src/contract/index.ts';
import { decide } from '../src/commands/rules.ts';
import { ServiceProblem } from '../src/errors/service-problem.ts';
import type { Change } from '../src/store/save-change.ts';
import type { VisitRecord } from '../src/store/visit-record.ts';
import type { Actor } from '../src/tokens/actor.ts';
import { makeQualityReport } from '../../src/testing/quality-fixtures.ts';
import { makeSelfTestReport } from '../../src/testing/self-test-fixtures.ts';
import { now, sketchVisit, visitIn } from './support/visit-records.ts';

const actors = {
  host: { kind: 'host' },
  patient: { kind: 'participant', participantId: 'patient', visitId: 'visit', role: 'patient' },
  interpreter: { kind: 'participant', participantId: 'tolk', visitId: 'visit', role: 'interpreter' },
  clinician: { kind: 'clinician', subject: 'klas', name: 'Klas', units: ['unit'], assignment: 'a' },
  colleague: { kind: 'clinician', subject: 'karin', name: 'Karin', units: ['unit'], assignment: 'a' },
  'unit-staff': { kind: 'unit-staff', subject: 'siv', name: 'Siv', units: ['unit'] },
} satisfies Record<string, Actor>;
type Who = keyof typeof actors;

const connectionOf: Record<Who, string> = {
  host: 'h1',
  patient: 'p1',
  interpreter: 't1',
  clinician: 'k1',
  colleague: 'x1',
  'unit-staff': 's1',
};

function commandOf(type: CommandType, who: Who, connectionId = connectionOf[who]): Command {
  const onVisit = { visitId: 'visit', connectionId };
  const more: Partial<Record<CommandType, object>> = {
    connect: { deviceKind: 'tablet' },
    'report-quality': { report: makeQualityReport() },
    admit: { participantId: 'patient' },
    invite: { role: 'companion', name: 'Ulla' },
    remove: { participantId: 'tolk' },
    'report-self-test': { deviceKind: 'tablet', report: makeSelfTestReport() },
    'save-preparation': {
      version: 0,
      response: { resourceType: 'QuestionnaireResponse', status: 'completed' },
    },
    'tell-delay': { minutes: 10 },
    'tell-late': { kind: 'late', minutes: 10 },
    'answer-early-call': { answer: 'now' },
    'confirm-phone': { number: '070-174 06 41' },
    'set-outcome': { physicalVisitNeeded: true },
  };
  return { type, ...onVisit, ...more[type] } as Command;
}

function run(record: VisitRecord, command: Command, actor: Actor): Change {
  let made = 0;
  return decide(record, command, actor, { now, newId: () => `new-${++made}` });
}

function refusal(work: () => unknown): ServiceErrorCode | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof ServiceProblem) return error.code;
    throw error;
  }
}

const typesOf = (change: Change): string[] => change.happenings.map((happening) => happening.type);
const admissionsOf = (change: Change): Record<string, string> =>
  Object.fromEntries(change.after.participants.map((person) => [person.id, person.admission]));

describe('who may give which command, in which status', () => {
  const yes = null;
  const no = 'invalid-state';
  const nobodyYet = {
    patient: 'invalid-state',
    interpreter: 'invalid-state',
    clinician: 'invalid-state',
    colleague: 'invalid-state',
  } as const;
  const table: Record<CommandType, Record<VisitStatus, Partial<Record<Who, ServiceErrorCode | null>>>> = {
    connect: {
      planned: { patient: yes, interpreter: yes, clinician: yes, colleague: yes },
      arrived: { patient: yes, interpreter: yes, clinician: yes, colleague: yes },
      'in-progress': { patient: yes, interpreter: yes, clinician: yes, colleague: yes },
      finished: {
        patient: 'invalid-state',
        interpreter: 'invalid-state',
        clinician: 'invalid-state',
        colleague: 'invalid-state',
      },
      cancelled: {
        patient: 'invalid-state',
        interpreter: 'invalid-state',
        clinician: 'invalid-state',
        colleague: 'invalid-state',
      },
    },
    arrive: {
      planned: { patient: yes, interpreter: yes },
      arrived: { patient: yes, interpreter: yes },
      'in-progress': { patient: yes, interpreter: yes },
      finished: { patient: 'invalid-state', interpreter: 'invalid-state' },
      cancelled: { patient: 'invalid-state', interpreter: 'invalid-state' },
    },
    leave: {
      planned: { patient: yes, interpreter: yes, clinician: yes, colleague: 'invalid-state' },
      arrived: { patient: yes, interpreter: yes, clinician: yes, colleague: 'invalid-state' },
      'in-progress': { patient: yes, interpreter: yes, clinician: yes, colleague: 'invalid-state' },
      finished: {
        patient: 'invalid-state',
        interpreter: 'invalid-state',
        clinician: 'invalid-state',
        colleague: 'invalid-state',
      },
      cancelled: {
        patient: 'invalid-state',
        interpreter: 'invalid-state',
        clinician: 'invalid-state',
        colleague: 'invalid-state',
      },
    },
    'report-self-test': {
      planned: { patient: yes, interpreter: yes, clinician: yes, colleague: 'invalid-state' },
      arrived: { patient: yes, interpreter: yes, clinician: yes, colleague: 'invalid-state' },
      'in-progress': { patient: yes, interpreter: yes, clinician: yes, colleague: 'invalid-state' },
      finished: nobodyYet,
      cancelled: nobodyYet,
    },
    'call-in': {
      planned: { clinician: 'invalid-state', colleague: 'invalid-state' },
      arrived: { clinician: yes, colleague: yes },
      'in-progress': { clinician: yes, colleague: 'already-called-in' },
      finished: { clinician: 'invalid-state', colleague: 'invalid-state' },
      cancelled: { clinician: 'invalid-state', colleague: 'invalid-state' },
    },
    admit: {
      planned: { clinician: 'invalid-state', colleague: 'invalid-state' },
      arrived: { clinician: 'invalid-state', colleague: 'invalid-state' },
      'in-progress': { clinician: yes, colleague: 'invalid-state' },
      finished: { clinician: 'invalid-state', colleague: 'invalid-state' },
      cancelled: { clinician: 'invalid-state', colleague: 'invalid-state' },
    },
    'put-back': {
      planned: { clinician: no, colleague: no },
      arrived: { clinician: no, colleague: no },
      'in-progress': { clinician: yes, colleague: no },
      finished: { clinician: no, colleague: no },
      cancelled: { clinician: no, colleague: no },
    },
    invite: {
      planned: { clinician: yes, colleague: yes },
      arrived: { clinician: yes, colleague: yes },
      'in-progress': { clinician: yes, colleague: no },
      finished: { clinician: no, colleague: no },
      cancelled: { clinician: no, colleague: no },
    },
    remove: {
      planned: { clinician: yes, colleague: yes },
      arrived: { clinician: yes, colleague: yes },
      'in-progress': { clinician: yes, colleague: no },
      finished: { clinician: no, colleague: no },
      cancelled: { clinician: no, colleague: no },
    },
    end: {
      planned: { clinician: 'invalid-state', colleague: 'invalid-state' },
      arrived: { clinician: 'invalid-state', colleague: 'invalid-state' },
      'in-progress': { clinician: yes, colleague: 'invalid-state' },
      finished: { clinician: 'invalid-state', colleague: 'invalid-state' },
      cancelled: { clinician: 'invalid-state', colleague: 'invalid-state' },
    },
    'set-outcome': {
      planned: { clinician: no, colleague: no },
      arrived: { clinician: no, colleague: no },
      'in-progress': { clinician: yes, colleague: no },
      finished: { clinician: yes, colleague: no },
      cancelled: { clinician: no, colleague: no },
    },
    cancel: {
      planned: { host: yes, clinician: yes, colleague: yes },
      arrived: { host: yes, clinician: yes, colleague: yes },
      'in-progress': { host: 'invalid-state', clinician: 'invalid-state', colleague: 'invalid-state' },
      finished: { host: 'invalid-state', clinician: 'invalid-state', colleague: 'invalid-state' },
      cancelled: { host: 'invalid-state', clinician: 'invalid-state', colleague: 'invalid-state' },
    },
    'renew-presence': {
      planned: { patient: yes, interpreter: yes, clinician: yes, colleague: 'invalid-state' },
      arrived: { patient: yes, interpreter: yes, clinician: yes, colleague: 'invalid-state' },
      'in-progress': { patient: yes, interpreter: yes, clinician: yes, colleague: 'invalid-state' },
      finished: {
        patient: yes,
        interpreter: yes,
        clinician: yes,
        colleague: 'invalid-state',
      },
      cancelled: {
        patient: yes,
        interpreter: yes,
        clinician: yes,
        colleague: 'invalid-state',
      },
    },
    'save-preparation': {
      planned: { patient: yes },
      arrived: { patient: yes },
      'in-progress': { patient: yes },
      finished: { patient: 'invalid-state' },
      cancelled: { patient: 'invalid-state' },
    },
    'report-quality': {
      planned: nobodyYet,
      arrived: nobodyYet,
      'in-progress': { patient: yes, interpreter: yes, clinician: yes, colleague: 'invalid-state' },
      finished: { patient: yes, interpreter: yes, clinician: yes, colleague: 'invalid-state' },
      cancelled: nobodyYet,
    },
    'tell-delay': {
      planned: { clinician: yes, colleague: yes, 'unit-staff': yes },
      arrived: { clinician: yes, colleague: yes, 'unit-staff': yes },
      'in-progress': { clinician: no, colleague: no, 'unit-staff': no },
      finished: { clinician: no, colleague: no, 'unit-staff': no },
      cancelled: { clinician: no, colleague: no, 'unit-staff': no },
    },
    remind: {
      planned: { clinician: yes, colleague: yes, 'unit-staff': yes },
      arrived: { clinician: no, colleague: no, 'unit-staff': no },
      'in-progress': { clinician: no, colleague: no, 'unit-staff': no },
      finished: { clinician: no, colleague: no, 'unit-staff': no },
      cancelled: { clinician: no, colleague: no, 'unit-staff': no },
    },
    'tell-late': {
      planned: { patient: yes, interpreter: yes },
      arrived: { patient: yes, interpreter: yes },
      'in-progress': { patient: no, interpreter: no },
      finished: { patient: no, interpreter: no },
      cancelled: { patient: no, interpreter: no },
    },
    // Nobody has called; who is asked, and by whom, is tested by itself.
    'answer-early-call': {
      planned: { patient: no },
      arrived: { patient: no },
      'in-progress': { patient: no },
      finished: { patient: no },
      cancelled: { patient: no },
    },
    'withdraw-call': {
      planned: { clinician: yes, colleague: no },
      arrived: { clinician: yes, colleague: no },
      'in-progress': { clinician: no, colleague: no },
      finished: { clinician: no, colleague: no },
      cancelled: { clinician: no, colleague: no },
    },
    'confirm-phone': {
      planned: { patient: yes, interpreter: yes },
      arrived: { patient: yes, interpreter: yes },
      'in-progress': { patient: yes, interpreter: yes },
      finished: { patient: no, interpreter: no },
      cancelled: { patient: no, interpreter: no },
    },
    'go-on-by-phone': {
      planned: { clinician: yes, colleague: yes },
      arrived: { clinician: yes, colleague: yes },
      'in-progress': { clinician: yes, colleague: 'already-called-in' },
      finished: { clinician: no, colleague: no },
      cancelled: { clinician: no, colleague: no },
    },
    'go-on-by-video': {
      planned: { clinician: no, colleague: no },
      arrived: { clinician: no, colleague: no },
      'in-progress': { clinician: yes, colleague: 'already-called-in' },
      finished: { clinician: no, colleague: no },
      cancelled: { clinician: no, colleague: no },
    },
  };
  for (const [type, statuses] of Object.entries(table) as [CommandType, (typeof table)[CommandType]][]) {
    for (const [status, answers] of Object.entries(statuses) as [VisitStatus, (typeof statuses)[VisitStatus]][]) {
      test(`${type} in a visit that is ${status}`, () => {
        for (const who of Object.keys(actors) as Who[]) {
          // Whoever is not named may not give the command at all.
          const expected = who in answers ? answers[who] : 'forbidden';
          assert.equal(
            refusal(() => run(visitIn[status](), commandOf(type, who), actors[who])),
            expected,
            who,
          );
        }
      });
    }
  }
});

describe('connections', () => {
  test('a new one replaces the one before, which hears of it by its own id', () => {
    const change = run(visitIn.arrived(), commandOf('connect', 'patient', 'p2'), actors.patient);
    assert.deepEqual(change.happenings, [
      { type: 'connection-replaced', participantId: 'patient', connectionId: 'p1' },
      { type: 'participant-connected', participantId: 'patient', connectionId: 'p2' },
    ]);
    const [old, current] = change.after.connections.filter((row) => row.participantId === 'patient');
    assert.deepEqual(
      [old?.present, current?.present, current?.incarnation, current?.deviceKind],
      [false, true, 2, 'tablet'],
    );
    assert.equal(admissionsOf(change)['patient'], 'waiting', 'the place in the waiting room stays');
    assert.equal(change.after.visit.version, change.before.visit.version);
  });

  test('the same one again changes nothing but its lease', () => {
    const change = run(visitIn.arrived(), commandOf('connect', 'patient', 'p1'), actors.patient);
    assert.deepEqual(change.happenings, []);
    const connection = change.after.connections.find((row) => row.id === 'p1');
    assert.equal(connection?.leaseUntil.getTime(), now.getTime() + 13_000);
  });

  test('a replaced one is refused whatever it does, and never comes back', () => {
    const record = sketchVisit({
      people: {
        patient: { admission: 'waiting', connections: ['p1', 'p2'] },
        klas: { role: 'clinician', connections: ['k1', 'k2'] },
      },
    });
    for (const type of ['connect', 'arrive', 'leave', 'renew-presence'] as const) {
      assert.equal(
        refusal(() => run(record, commandOf(type, 'patient', 'p1'), actors.patient)),
        'connection-replaced',
        type,
      );
    }
    for (const type of ['connect', 'leave', 'call-in', 'cancel', 'renew-presence'] as const) {
      assert.equal(
        refusal(() => run(record, commandOf(type, 'clinician', 'k1'), actors.clinician)),
        'connection-replaced',
        type,
      );
    }
  });

  test('after the end a renewal changes nothing, and is answered with how the visit stands', () => {
    const record = sketchVisit({
      endReason: 'ended-by-clinician',
      people: { patient: { admission: 'admitted', connections: ['p1'] } },
    });
    for (const closing of [false, true]) {
      const command = { ...commandOf('renew-presence', 'patient', 'p1'), closing } as Command;
      const change = run(record, command, actors.patient);
      assert.deepEqual(change.after, record);
      assert.equal(change.after.visit.status, 'finished');
    }
  });

  test('incarnations count on, also past several', () => {
    const record = sketchVisit({ people: { patient: { connections: ['p1', 'p2', 'p3'] } } });
    const change = run(record, commandOf('connect', 'patient', 'p4'), actors.patient);
    assert.equal(change.after.connections.find((row) => row.id === 'p4')?.incarnation, 4);
  });

  test('the same id means nothing to another participant', () => {
    const record = sketchVisit({ people: { patient: { connections: ['same', 'p2'] }, klas: { role: 'clinician' } } });
    const change = run(record, commandOf('connect', 'clinician', 'same'), actors.clinician);
    assert.deepEqual(typesOf(change), ['participant-connected']);
  });
});

describe('reporting how it went', () => {
  const endedAt = (minutesAgo: number): VisitRecord => {
    const record = visitIn.finished();
    return { ...record, visit: { ...record.visit, endedAt: new Date(now.getTime() - minutesAgo * 60_000) } };
  };

  test('changes nothing of the visit, and is no event', () => {
    const record = visitIn['in-progress']();
    const change = run(record, commandOf('report-quality', 'patient'), actors.patient);
    assert.deepEqual([change.after, change.happenings], [record, []]);
  });

  test('is taken from a connection that was replaced, not from one that never was', () => {
    const record = sketchVisit({
      people: { patient: { admission: 'admitted', connections: ['p1', 'p2'] } },
      startedAt: now,
    });
    const report = (connectionId: string) => () =>
      run(record, commandOf('report-quality', 'patient', connectionId), actors.patient);
    assert.equal(refusal(report('p1')), null);
    assert.equal(refusal(report('p3')), 'invalid-state');
  });

  test('is taken for ten minutes after the end', () => {
    const report = (minutesAgo: number) => () =>
      run(endedAt(minutesAgo), commandOf('report-quality', 'patient'), actors.patient);
    assert.equal(refusal(report(10)), null);
    assert.equal(refusal(report(10.1)), 'invalid-state');
  });
});

describe('arriving and leaving', () => {
  test('too early is before the waiting room opens', () => {
    const early = sketchVisit({ people: { patient: { connections: ['p1'] } }, opensAt: new Date(now.getTime() + 1) });
    assert.equal(
      refusal(() => run(early, commandOf('arrive', 'patient'), actors.patient)),
      'too-early',
    );
    const open = sketchVisit({ people: { patient: { connections: ['p1'] } }, opensAt: now });
    assert.equal(
      refusal(() => run(open, commandOf('arrive', 'patient'), actors.patient)),
      null,
    );
  });

  test('the patient waits from the moment of arriving', () => {
    const change = run(visitIn.planned(), commandOf('arrive', 'patient'), actors.patient);
    const patient = change.after.participants.find((person) => person.id === 'patient');
    assert.deepEqual(
      [patient?.admission, patient?.waitingSince, change.after.visit.status],
      ['waiting', now, 'arrived'],
    );
    assert.deepEqual(typesOf(change), ['participant-arrived']);
    assert.equal(change.after.visit.version, 8);
  });

  test('arriving again tells nobody anything', () => {
    for (const status of ['arrived', 'in-progress'] as const) {
      const change = run(visitIn[status](), commandOf('arrive', 'patient'), actors.patient);
      assert.deepEqual([typesOf(change), change.after.visit.version], [[], 7], status);
    }
  });

  test('an interpreter who waits makes no visit arrived', () => {
    const change = run(visitIn.planned(), commandOf('arrive', 'interpreter'), actors.interpreter);
    assert.deepEqual([admissionsOf(change)['tolk'], change.after.visit.status], ['waiting', 'planned']);
  });

  test('a patient who left the running visit comes back into it', () => {
    const left = run(visitIn['in-progress'](), commandOf('leave', 'patient'), actors.patient);
    assert.deepEqual(
      [admissionsOf(left)['patient'], left.after.visit.status, typesOf(left)],
      ['outside', 'in-progress', ['participant-left']],
    );
    const back = run(left.after, commandOf('arrive', 'patient'), actors.patient);
    assert.deepEqual([admissionsOf(back)['patient'], typesOf(back)], ['admitted', ['participant-arrived']]);
  });

  test('one who was never in the running visit waits to be let in', () => {
    const change = run(visitIn['in-progress'](), commandOf('arrive', 'interpreter'), actors.interpreter);
    assert.equal(admissionsOf(change)['tolk'], 'waiting');
  });

  test('leaving the waiting room undoes the arrival; leaving twice is leaving once', () => {
    const left = run(visitIn.arrived(), commandOf('leave', 'patient'), actors.patient);
    assert.equal(left.after.visit.status, 'planned');
    assert.equal(left.after.participants[0]?.waitingSince, null);
    assert.deepEqual(typesOf(run(left.after, commandOf('leave', 'patient'), actors.patient)), []);
  });

  test('whoever was removed does not come back', () => {
    const record = sketchVisit({ people: { patient: { admission: 'removed', connections: ['p1'] } } });
    assert.equal(
      refusal(() => run(record, commandOf('arrive', 'patient'), actors.patient)),
      'forbidden',
    );
  });
});

describe('calling in', () => {
  test('admits clinician and patient, and leaves the interpreter waiting', () => {
    const record = sketchVisit({
      people: {
        patient: { admission: 'waiting', connections: ['p1'] },
        tolk: { role: 'interpreter', admission: 'waiting', connections: ['t1'] },
        klas: { role: 'clinician', connections: ['k1'] },
      },
    });
    const change = run(record, commandOf('call-in', 'clinician'), actors.clinician);
    assert.deepEqual(admissionsOf(change), { patient: 'admitted', tolk: 'waiting', klas: 'admitted' });
    const { calledInBy, startedAt, status, version } = change.after.visit;
    assert.deepEqual([calledInBy, startedAt, status, version], ['klas', now, 'in-progress', 8]);
    assert.deepEqual(change.happenings, [{ type: 'called-in', participantId: 'klas', connectionId: 'k1' }]);
  });

  test('admits a guardian who acts for the patient', () => {
    const record = sketchVisit({
      people: {
        patient: {},
        mamma: { role: 'companion', onBehalfOf: 'Barnet', admission: 'waiting' },
        klas: { role: 'clinician', connections: ['k1'] },
      },
    });
    const change = run(record, commandOf('call-in', 'clinician'), actors.clinician);
    assert.deepEqual(admissionsOf(change), { patient: 'outside', mamma: 'admitted', klas: 'admitted' });
  });

  test('a colleague who calls in becomes a participant, once', () => {
    const change = run(visitIn.arrived(), commandOf('call-in', 'colleague'), actors.colleague);
    assert.deepEqual(typesOf(change), ['participant-connected', 'called-in']);
    const karin = change.after.participants.find((person) => person.reference === 'karin');
    assert.deepEqual(
      [karin?.id, karin?.role, karin?.name, karin?.admission],
      ['new-1', 'clinician', 'Karin', 'admitted'],
    );
    const again = run(change.after, commandOf('connect', 'colleague'), actors.colleague);
    assert.equal(again.after.participants.length, change.after.participants.length);
  });

  test('again by the same clinician is as good as once, also from a newer connection', () => {
    const same = run(visitIn['in-progress'](), commandOf('call-in', 'clinician'), actors.clinician);
    assert.deepEqual([typesOf(same), same.after.visit.version], [[], 7]);
    const newer = run(visitIn['in-progress'](), commandOf('call-in', 'clinician', 'k2'), actors.clinician);
    assert.deepEqual(typesOf(newer), ['connection-replaced', 'participant-connected']);
  });

  test('brings back a clinician who had left, and keeps the first start', () => {
    const earlier = new Date(now.getTime() - 60_000);
    const record = sketchVisit({
      people: {
        patient: { admission: 'admitted', connections: ['p1'] },
        klas: { role: 'clinician', admittedBefore: true, connections: ['k1'] },
      },
      startedAt: earlier,
      calledInBy: 'klas',
    });
    const change = run(record, commandOf('call-in', 'clinician'), actors.clinician);
    assert.deepEqual([admissionsOf(change)['klas'], change.after.visit.startedAt], ['admitted', earlier]);
  });
});

describe('letting in', () => {
  const letIn = (participantId: string): Command => ({ type: 'admit', visitId: 'visit', participantId });
  const running = (admission: 'outside' | 'waiting' | 'removed', role: 'interpreter' | 'patient' = 'interpreter') =>
    sketchVisit({
      people: {
        klas: { role: 'clinician', admission: 'admitted', connections: ['k1'] },
        karin: { role: 'clinician', connections: ['x1'] },
        guest: { role, admission, connections: ['t1'] },
      },
      startedAt: now,
      calledInBy: 'klas',
    });

  test('whoever waits comes into the visit, and all are told', () => {
    for (const role of ['interpreter', 'patient'] as const) {
      const change = run(running('waiting', role), letIn('guest'), actors.clinician);
      const guest = change.after.participants.find(({ id }) => id === 'guest');
      assert.deepEqual([guest?.admission, guest?.waitingSince, change.after.visit.version], ['admitted', null, 8]);
      assert.deepEqual(change.happenings, [
        { type: 'participant-admitted', participantId: 'guest', connectionId: 't1' },
      ]);
      const again = run(change.after, letIn('guest'), actors.clinician);
      assert.deepEqual([typesOf(again), again.after.visit.version], [[], 8], 'twice is as good as once');
    }
  });

  test('nobody who does not wait, nobody of another visit, no colleague', () => {
    for (const [record, id] of [
      [running('outside'), 'guest'],
      [running('removed'), 'guest'],
      [running('waiting'), 'karin'],
      [running('waiting'), 'somebody'],
    ] as const)
      assert.equal(
        refusal(() => run(record, letIn(id), actors.clinician)),
        'invalid-state',
      );
  });

  test('only by the clinician whose visit it is', () => {
    assert.equal(
      refusal(() => run(running('waiting'), letIn('guest'), actors.colleague)),
      'forbidden',
    );
  });
});

describe('the end', () => {
  test('a clinician who called in may end the visit, also after having left', () => {
    const left = run(visitIn['in-progress'](), commandOf('leave', 'clinician'), actors.clinician);
    const ended = run(left.after, { type: 'end', visitId: 'visit' }, actors.clinician);
    assert.deepEqual(
      [ended.after.visit.status, ended.after.visit.endReason, ended.after.visit.endedAt],
      ['finished', 'ended-by-clinician', now],
    );
    assert.ok(ended.after.connections.every((row) => !row.present));
  });

  test('a colleague who looks on may not', () => {
    const looking = run(visitIn['in-progress'](), commandOf('connect', 'colleague'), actors.colleague);
    assert.equal(
      refusal(() => run(looking.after, commandOf('end', 'colleague'), actors.colleague)),
      'forbidden',
    );
  });

  test('cancelling tells who did it', () => {
    const change = run(visitIn.arrived(), commandOf('cancel', 'clinician'), actors.clinician);
    assert.deepEqual(change.happenings, [{ type: 'visit-cancelled', participantId: 'klas', connectionId: null }]);
    assert.deepEqual([change.after.visit.status, change.after.visit.endReason], ['cancelled', 'cancelled']);
  });
});

describe('presence', () => {
  test('closing ends it at once, and once', () => {
    const closing = { ...commandOf('renew-presence', 'patient'), closing: true } as Command;
    const change = run(visitIn.arrived(), closing, actors.patient);
    assert.deepEqual(change.happenings, [{ type: 'presence-lost', participantId: 'patient', connectionId: 'p1' }]);
    assert.equal(admissionsOf(change)['patient'], 'waiting', 'the place in the waiting room stays');
    assert.deepEqual(typesOf(run(change.after, closing, actors.patient)), []);
    const back = run(change.after, commandOf('renew-presence', 'patient'), actors.patient);
    assert.deepEqual([typesOf(back), back.after.visit.version], [['presence-regained'], 7]);
  });
});

describe('expectedVersion', () => {
  test('another version than the visit has is a conflict, where the command would change one', () => {
    const command = { ...commandOf('call-in', 'clinician'), expectedVersion: 6 } as Command;
    assert.equal(
      refusal(() => run(visitIn.arrived(), command, actors.clinician)),
      'version-conflict',
    );
    assert.equal(
      refusal(() => run(visitIn.arrived(), { ...command, expectedVersion: 7 } as Command, actors.clinician)),
      null,
    );
    assert.equal(
      refusal(() => run(visitIn['in-progress'](), command, actors.clinician)),
      null,
      'what is so already needs no version',
    );
  });
});

test('a decision leaves the record it was made from as it was', () => {
  const record = visitIn.arrived();
  const copy = structuredClone(record);
  run(record, commandOf('call-in', 'clinician', 'k2'), actors.clinician);
  assert.deepEqual(record, copy);
});
