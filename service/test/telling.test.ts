import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Command, ServiceErrorCode, VisitView } from '../../src/contract/index.ts';
import { decide } from '../src/commands/rules.ts';
import { ServiceProblem } from '../src/errors/service-problem.ts';
import { withoutSilent } from '../src/presence/presence-sweeper.ts';
import type { Change } from '../src/store/save-change.ts';
import type { VisitRecord } from '../src/store/visit-record.ts';
import { viewOf } from '../src/store/visit-view.ts';
import type { Actor } from '../src/tokens/actor.ts';
import { now, sketchVisit, visitIn } from './support/visit-records.ts';

const patient: Actor = { kind: 'participant', participantId: 'patient', visitId: 'visit', role: 'patient' };
const mother: Actor = { kind: 'participant', participantId: 'mother', visitId: 'visit', role: 'companion' };
const klas: Actor = { kind: 'clinician', subject: 'klas', name: 'Klas', units: ['unit'], assignment: 'a' };
const karin: Actor = { kind: 'clinician', subject: 'karin', name: 'Karin', units: ['unit'], assignment: 'a' };
const staff: Actor = { kind: 'unit-staff', subject: 'siv', name: 'Siv', units: ['unit'] };
const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);

type Deed = Command extends infer C ? (C extends Command ? Omit<C, 'visitId'> : never) : never;
const does = (record: VisitRecord, actor: Actor, deed: Deed, at = now): Change =>
  decide(record, { visitId: 'visit', ...deed } as Command, actor, { now: at, newId: () => 'new' });

function refused(work: () => unknown, code: ServiceErrorCode): void {
  assert.throws(work, (error) => error instanceof ServiceProblem && error.code === code);
}

const typesOf = ({ happenings }: Change): string[] => happenings.map(({ type }) => type);

describe('a delay (N07)', () => {
  test('is told in minutes, or in own words with their language, with the time; the newest stands', () => {
    const first = does(visitIn.planned(), klas, { type: 'tell-delay', minutes: 15 });
    assert.deepEqual(first.after.visit.delay, { minutes: 15, words: null, language: null, at: now.toISOString() });
    assert.deepEqual(typesOf(first), ['delay-told']);
    const words = { words: 'Ett akut besök kom emellan.', language: 'sv' };
    const second = does(first.after, staff, { type: 'tell-delay', ...words }, minutes(2));
    assert.deepEqual(second.after.visit.delay, { minutes: null, ...words, at: minutes(2).toISOString() });
    assert.equal(second.after.visit.version, first.before.visit.version, 'a call-in that is on its way still holds');
  });

  test('can be taken back, once', () => {
    const told = does(visitIn.arrived(), klas, { type: 'tell-delay', minutes: 5 }).after;
    const back = does(told, klas, { type: 'tell-delay', clear: true });
    assert.equal(back.after.visit.delay, null);
    assert.deepEqual(typesOf(does(back.after, klas, { type: 'tell-delay', clear: true })), []);
  });

  test('that says nothing, or words in no language, is no delay', () => {
    for (const deed of [{}, { words: 'Snart' }, { language: 'sv' }, { minutes: 5, clear: true as const }])
      refused(() => does(visitIn.planned(), klas, { type: 'tell-delay', ...deed }), 'bad-request');
  });
});

describe('a reminder of a patient who has not come (N32)', () => {
  const remind = { type: 'remind' } as const;

  test('is asked of the host from the booked time on, and again after five minutes', () => {
    const before = sketchVisit({ people: { patient: { connections: ['p1'] } }, bookedStart: minutes(1) });
    refused(() => does(before, klas, remind), 'too-early');
    const asked = does(before, staff, remind, minutes(1));
    assert.deepEqual(asked.after.visit.reminder, { at: minutes(1).toISOString() });
    assert.deepEqual(typesOf(asked), ['reminder-asked']);
    assert.deepEqual(typesOf(does(asked.after, klas, remind, minutes(5))), [], 'a moment ago');
    const again = does(asked.after, klas, remind, minutes(6));
    assert.deepEqual(again.after.visit.reminder, { at: minutes(6).toISOString() });
    assert.equal(again.after.visit.version, before.visit.version, 'a call-in that is on its way still holds');
  });

  test('is for who has not come, and by the clinic', () => {
    for (const record of [visitIn.arrived(), visitIn['in-progress'](), visitIn.finished(), visitIn.cancelled()])
      refused(() => does(record, klas, remind), 'invalid-state');
    refused(() => does(visitIn.planned(), patient, remind), 'forbidden');
  });
});

describe('coming late (N07)', () => {
  const late = { type: 'tell-late', kind: 'late', minutes: 10 } as const;
  const lateOf = ({ after }: Change): unknown => after.participants[0]?.late;

  test('is told, and is over with the arrival', () => {
    const told = does(visitIn.planned(), patient, late);
    assert.deepEqual(lateOf(told), { kind: 'late', minutes: 10, at: now.toISOString() });
    assert.equal(lateOf(does(told.after, patient, { type: 'arrive', connectionId: 'p1' })), null);
  });

  test('having to leave is over with the leaving; not coming at all is not', () => {
    const leave = { type: 'leave', connectionId: 'p1' } as const;
    const must = does(visitIn.arrived(), patient, { type: 'tell-late', kind: 'must-leave', minutes: 15 });
    assert.equal(lateOf(does(must.after, patient, leave)), null);
    const cannot = does(visitIn.arrived(), patient, { type: 'tell-late', kind: 'cannot-come' });
    assert.ok(lateOf(does(cannot.after, patient, leave)));
    assert.equal(lateOf(does(cannot.after, patient, { type: 'tell-late', clear: true })), null);
  });

  test('has minutes where they mean something, and only there', () => {
    for (const deed of [{}, { kind: 'late' as const }, { kind: 'cannot-come' as const, minutes: 5 }, { minutes: 5 }])
      refused(() => does(visitIn.planned(), patient, { type: 'tell-late', ...deed }), 'bad-request');
  });
});

describe('a call before the booked time (N08)', () => {
  const early = (more: Parameters<typeof sketchVisit>[0] = {}): VisitRecord =>
    sketchVisit({
      bookedStart: minutes(10),
      people: {
        patient: { admission: 'waiting', connections: ['p1'] },
        klas: { role: 'clinician', connections: ['k1'] },
        karin: { role: 'clinician', connections: ['x1'] },
      },
      ...more,
    });
  const call = { type: 'call-in', connectionId: 'k1' } as const;
  const asked = (): VisitRecord => does(early(), klas, call).after;
  const admitted = ({ after }: Change): string[] =>
    after.participants.filter(({ admission }) => admission === 'admitted').map(({ id }) => id);

  test('admits nobody: the patient is asked, once', () => {
    const change = does(early(), klas, call);
    assert.deepEqual([admitted(change), typesOf(change)], [[], ['called-early']]);
    const { earlyCall, status, startedAt, version } = change.after.visit;
    assert.deepEqual(earlyCall, { by: 'klas', at: now.toISOString(), answer: null });
    assert.deepEqual([status, startedAt, version], ['arrived', null, 7]);
    assert.deepEqual(typesOf(does(change.after, klas, call)), []);
  });

  test('within two minutes of the booked time is in time', () => {
    const change = does(early({ ...sketchOf(), bookedStart: minutes(2) }), klas, call);
    assert.deepEqual([admitted(change), typesOf(change)], [['patient', 'klas'], ['called-in']]);
    const before = new Date(minutes(2).getTime() + 1);
    assert.deepEqual(typesOf(does(early({ ...sketchOf(), bookedStart: before }), klas, call)), ['called-early']);
  });

  test('“now” begins the visit with the one who called', () => {
    const change = does(asked(), patient, { type: 'answer-early-call', answer: 'now' }, minutes(1));
    assert.deepEqual(admitted(change), ['patient', 'klas']);
    assert.deepEqual(change.happenings, [
      { type: 'early-call-answered', participantId: 'patient', connectionId: 'p1' },
      { type: 'called-in', participantId: 'klas', connectionId: 'k1' },
    ]);
    const { earlyCall, calledInBy, startedAt, status } = change.after.visit;
    assert.deepEqual([earlyCall, calledInBy, startedAt, status], [null, 'klas', minutes(1), 'in-progress']);
  });

  test('“at the booked time” begins nothing, and asks no more before it; then the call-in is an ordinary one', () => {
    const answered = does(asked(), patient, { type: 'answer-early-call', answer: 'at-booked-time' });
    assert.deepEqual([admitted(answered), answered.after.visit.earlyCall?.answer], [[], 'at-booked-time']);
    for (const [who, connectionId] of [
      [klas, 'k1'],
      [karin, 'x1'],
    ] as const)
      assert.deepEqual(typesOf(does(answered.after, who, { type: 'call-in', connectionId })), []);
    refused(() => does(answered.after, patient, { type: 'answer-early-call', answer: 'now' }), 'invalid-state');
    assert.deepEqual(typesOf(does(answered.after, karin, { type: 'call-in', connectionId: 'x1' }, minutes(10))), [
      'called-in',
    ]);
  });

  test('a colleague who calls meanwhile is told that another was first', () => {
    refused(() => does(asked(), karin, { type: 'call-in', connectionId: 'x1' }), 'already-called-in');
  });

  test('is over when the clinician takes it back, is gone, or the patient leaves', () => {
    const back = does(asked(), klas, { type: 'withdraw-call' });
    assert.deepEqual([back.after.visit.earlyCall, typesOf(back)], [null, ['early-call-withdrawn']]);
    const gone = withoutSilent(asked(), minutes(1));
    assert.equal(gone.after.visit.earlyCall, null);
    assert.ok(typesOf(gone).includes('early-call-withdrawn'));
    const closed = does(asked(), klas, { type: 'renew-presence', connectionId: 'k1', closing: true });
    assert.equal(closed.after.visit.earlyCall, null);
    assert.equal(does(asked(), patient, { type: 'leave', connectionId: 'p1' }).after.visit.earlyCall, null);
    refused(() => does(back.after, patient, { type: 'answer-early-call', answer: 'now' }), 'invalid-state');
  });

  test('is answered by a guardian who waits for the patient, and by nobody who only accompanies', () => {
    const withMother = (onBehalfOf?: string): VisitRecord =>
      early({
        bookedStart: minutes(10),
        people: {
          patient: { admission: onBehalfOf ? 'outside' : 'waiting' },
          mother: {
            role: 'companion',
            admission: 'waiting',
            connections: ['m1'],
            ...(onBehalfOf ? { onBehalfOf } : {}),
          },
          klas: { role: 'clinician', connections: ['k1'] },
        },
      });
    const answer = { type: 'answer-early-call', answer: 'now' } as const;
    const guarded = does(withMother('Barnet'), klas, call).after;
    assert.deepEqual(admitted(does(guarded, mother, answer)), ['mother', 'klas']);
    refused(() => does(does(withMother(), klas, call).after, mother, answer), 'forbidden');
  });

  test('a patient who was put back is called in without a question', () => {
    const running = early({ ...sketchOf(), startedAt: now, calledInBy: 'klas' });
    assert.deepEqual(typesOf(does(running, klas, call)), ['called-in']);
  });

  function sketchOf(): Parameters<typeof sketchVisit>[0] {
    return {
      bookedStart: minutes(10),
      people: {
        patient: { admission: 'waiting', connections: ['p1'] },
        klas: { role: 'clinician', connections: ['k1'] },
        karin: { role: 'clinician', connections: ['x1'] },
      },
    };
  }
});

describe('the telephone (N13)', () => {
  const withPhone = (): VisitRecord =>
    sketchVisit({
      people: {
        patient: { admission: 'waiting', connections: ['p1'], phone: '070-174 06 41' },
        tolk: { role: 'interpreter', connections: ['t1'] },
        klas: { role: 'clinician', connections: ['k1'] },
      },
    });
  const phoneFor = (record: VisitRecord, reader: Actor): VisitView['participants'][number]['phone'] | undefined =>
    viewOf(record, reader).participants[0]?.phone;

  test('the whole number is for those who ring; the person sees its end, the others nothing', () => {
    const whole = { number: '070-174 06 41', ends: '41', confirmed: false };
    for (const reader of [klas, staff, { kind: 'host' } as const])
      assert.deepEqual(phoneFor(withPhone(), reader), whole);
    assert.deepEqual(phoneFor(withPhone(), patient), { ...whole, number: null });
    const interpreter: Actor = { kind: 'participant', participantId: 'tolk', visitId: 'visit', role: 'interpreter' };
    assert.equal(phoneFor(withPhone(), interpreter), null);
  });

  test('is confirmed, or corrected, by the person', () => {
    const confirmed = does(withPhone(), patient, { type: 'confirm-phone' });
    assert.equal(phoneFor(confirmed.after, klas)?.confirmed, true);
    assert.deepEqual(typesOf(does(confirmed.after, patient, { type: 'confirm-phone' })), []);
    const corrected = does(confirmed.after, patient, { type: 'confirm-phone', number: '08-123 456 78' });
    assert.deepEqual(phoneFor(corrected.after, klas), { number: '08-123 456 78', ends: '78', confirmed: true });
    refused(() => does(visitIn.planned(), patient, { type: 'confirm-phone' }), 'invalid-state');
  });

  const goOn = { type: 'go-on-by-phone', connectionId: 'k1' } as const;

  test('a visit that has not begun begins by telephone; the patient keeps the place, unseen', () => {
    const change = does(withPhone(), klas, goOn);
    const { modality, status, calledInBy } = change.after.visit;
    assert.deepEqual([modality, status, calledInBy], ['phone', 'in-progress', 'klas']);
    assert.deepEqual(
      change.after.participants.map(({ admission }) => admission),
      ['waiting', 'outside', 'admitted'],
    );
    const back = does(change.after, klas, { type: 'go-on-by-video', connectionId: 'k1' });
    assert.deepEqual([back.after.visit.modality, back.after.participants[0]?.admission], ['video', 'admitted']);
    assert.deepEqual(typesOf(back), ['modality-changed', 'called-in']);
  });

  test('a running visit goes on by telephone with everyone in it, and back; either once', () => {
    const change = does(visitIn['in-progress'](), klas, goOn);
    assert.deepEqual([typesOf(change), change.after.participants[0]?.admission], [['modality-changed'], 'admitted']);
    assert.deepEqual(typesOf(does(change.after, klas, goOn)), []);
    const back = does(change.after, klas, { type: 'go-on-by-video', connectionId: 'k1' });
    assert.deepEqual([typesOf(back), back.after.visit.modality], [['modality-changed'], 'video']);
  });
});

test('a place is kept for an hour and more without a sign of life (N06)', () => {
  const lost = withoutSilent(visitIn.arrived(), minutes(1)).after;
  const back = does(lost, patient, { type: 'connect', connectionId: 'p2', deviceKind: 'phone' }, minutes(90));
  const { admission, waitingSince } = back.after.participants[0] ?? assert.fail();
  assert.deepEqual([admission, waitingSince, back.after.visit.status], ['waiting', now, 'arrived']);
});
