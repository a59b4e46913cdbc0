import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Command } from '../../src/contract/index.ts';
import { decide } from '../src/commands/rules.ts';
import { ServiceProblem } from '../src/errors/service-problem.ts';
import type { Change } from '../src/store/save-change.ts';
import type { VisitRecord } from '../src/store/visit-record.ts';
import type { Actor } from '../src/tokens/actor.ts';
import { now, sketchVisit } from './support/visit-records.ts';

const clinician: Actor = { kind: 'clinician', subject: 'klas', name: 'Klas', units: ['unit'], assignment: 'a' };
const patient: Actor = { kind: 'participant', participantId: 'patient', visitId: 'visit', role: 'patient' };
const later = new Date(now.getTime() + 60_000);

const onVisit = { visitId: 'visit' } as const;
const putBack = (participantId?: string): Command => ({
  type: 'put-back',
  ...onVisit,
  ...(participantId === undefined ? {} : { participantId }),
});

/** With a guardian who acts for the patient, an interpreter and an escort, all of them in the visit. */
const running = (): VisitRecord =>
  sketchVisit({
    people: {
      patient: { admission: 'admitted', connections: ['p1'] },
      klas: { role: 'clinician', admission: 'admitted', connections: ['k1'] },
      mamma: { role: 'companion', onBehalfOf: 'Pia', admission: 'admitted', connections: ['m1'] },
      tolk: { role: 'interpreter', admission: 'admitted', connections: ['t1'] },
    },
    startedAt: now,
    calledInBy: 'klas',
  });

let made = 0;
const run = (record: VisitRecord, command: Command, actor: Actor = clinician): Change =>
  decide(record, command, actor, { now: later, newId: () => `new-${++made}` });

const person = ({ after }: Change, id: string) => after.participants.find((row) => row.id === id);
const codeOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    assert.ok(error instanceof ServiceProblem);
    return error.code;
  }
};

describe('putting back', () => {
  test("the patient's side waits again, the visit goes on, and the others stay", () => {
    const change = run(running(), putBack());
    assert.deepEqual(
      change.after.participants.map(({ id, admission }) => [id, admission]),
      [
        ['patient', 'waiting'],
        ['klas', 'admitted'],
        ['mamma', 'waiting'],
        ['tolk', 'admitted'],
      ],
    );
    assert.equal(change.after.visit.status, 'in-progress');
    assert.equal(change.after.visit.version, 8);
    assert.deepEqual(person(change, 'patient')?.waitingSince, later);
    assert.deepEqual(change.happenings, [
      { type: 'participant-put-back', participantId: 'patient', connectionId: 'p1' },
      { type: 'participant-put-back', participantId: 'mamma', connectionId: 'm1' },
    ]);
    assert.deepEqual(run(change.after, putBack()).happenings, [], 'twice is as good as once');
  });

  test('one person alone, by name', () => {
    const change = run(running(), putBack('tolk'));
    assert.deepEqual(
      [person(change, 'tolk')?.admission, person(change, 'patient')?.admission],
      ['waiting', 'admitted'],
    );
    for (const id of ['klas', 'nobody'])
      assert.equal(
        codeOf(() => run(running(), putBack(id))),
        'invalid-state',
        id,
      );
  });

  test('who was put back does not come in by leaving and arriving again', () => {
    const back = run(running(), putBack());
    const left = run(back.after, { type: 'leave', ...onVisit, connectionId: 'p1' }, patient);
    const again = run(left.after, { type: 'arrive', ...onVisit, connectionId: 'p1' }, patient);
    assert.equal(person(again, 'patient')?.admission, 'waiting');
    const elsewhere = run(back.after, { type: 'arrive', ...onVisit, connectionId: 'p2' }, patient);
    assert.equal(person(elsewhere, 'patient')?.admission, 'waiting');
  });

  test('the next call-in brings the side in again, and the times of each are kept', () => {
    const back = run(running(), putBack());
    const again = run(back.after, { type: 'call-in', ...onVisit, connectionId: 'k1' });
    assert.deepEqual(
      [person(again, 'patient')?.admission, person(again, 'mamma')?.admission],
      ['admitted', 'admitted'],
    );
    const [start, end] = [now.toISOString(), later.toISOString()];
    assert.deepEqual(person(again, 'patient')?.periods, [
      { start, end },
      { start: end, end: null },
    ]);
    assert.deepEqual(person(again, 'klas')?.periods, [{ start, end: null }]);
    const ended = run(again.after, { type: 'end', ...onVisit });
    for (const { id, periods } of ended.after.participants) assert.equal(periods.at(-1)?.end, end, id);
  });
});

describe('inviting', () => {
  const invite: Command = { type: 'invite', ...onVisit, role: 'interpreter', name: ' Samira Noor ' };
  const two = (): VisitRecord => sketchVisit({ people: { patient: {}, klas: { role: 'clinician' } } });

  test('makes a participant who is outside, and tells of them', () => {
    const change = run(two(), invite);
    const guest = change.after.participants.at(-1);
    assert.deepEqual(
      [guest?.role, guest?.name, guest?.admission, guest?.position, guest?.periods],
      ['interpreter', 'Samira Noor', 'outside', 2, []],
    );
    assert.deepEqual(change.happenings, [
      { type: 'participant-invited', participantId: guest?.id, connectionId: null },
    ]);
  });

  test('at most four take part; who was removed, and a colleague who looks on, take no place', () => {
    const four = run(run(two(), invite).after, { ...invite, role: 'companion', name: 'Ulla', onBehalfOf: 'Pia' });
    assert.equal(four.after.participants.at(-1)?.onBehalfOf, 'Pia');
    assert.equal(
      codeOf(() => run(four.after, invite)),
      'invalid-state',
    );
    const removed = run(four.after, { type: 'remove', ...onVisit, participantId: four.after.participants.at(-1)!.id });
    assert.equal(
      codeOf(() => run(removed.after, invite)),
      null,
    );
    const watched = sketchVisit({
      people: { patient: {}, klas: { role: 'clinician' }, karin: { role: 'clinician' }, tolk: { role: 'interpreter' } },
    });
    assert.equal(
      codeOf(() => run(watched, invite)),
      null,
    );
  });
});

describe('removing', () => {
  const remove = (participantId: string): Command => ({ type: 'remove', ...onVisit, participantId });

  test('is for good: nothing the person does brings them back', () => {
    const tolk: Actor = { kind: 'participant', participantId: 'tolk', visitId: 'visit', role: 'interpreter' };
    const change = run(running(), remove('tolk'));
    assert.deepEqual(
      [person(change, 'tolk')?.admission, person(change, 'tolk')?.periods.at(-1)?.end, change.after.visit.version],
      ['removed', later.toISOString(), 8],
    );
    assert.deepEqual(change.happenings, [{ type: 'participant-removed', participantId: 'tolk', connectionId: 't1' }]);
    assert.deepEqual(run(change.after, remove('tolk')).happenings, [], 'twice is as good as once');
    for (const connectionId of ['t1', 't2'])
      assert.equal(
        codeOf(() => run(change.after, { type: 'arrive', ...onVisit, connectionId }, tolk)),
        'forbidden',
      );
    const left = run(change.after, { type: 'leave', ...onVisit, connectionId: 't1' }, tolk);
    assert.equal(person(left, 'tolk')?.admission, 'removed');
    assert.equal(
      codeOf(() => run(change.after, { type: 'admit', ...onVisit, participantId: 'tolk' })),
      'invalid-state',
    );
  });

  test('neither patient nor clinician, and nobody of another visit', () => {
    for (const id of ['patient', 'klas', 'nobody'])
      assert.equal(
        codeOf(() => run(running(), remove(id))),
        'invalid-state',
        id,
      );
  });
});
