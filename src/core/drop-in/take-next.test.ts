import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { VisitView } from '../../contract/index.ts';
import { FakeDayList } from '../../testing/fake-day-list.ts';
import { makeConnection, makeDropInVisit, makeQueue, makeWaitingVisit } from '../../testing/visit-fixtures.ts';
import { VisitError, type VisitErrorCode } from '../errors.ts';
import { placed } from './placed.ts';
import { takeNext, waitingInQueue } from './take-next.ts';

const unit = 'SE2321000016-4ABC';

/** A day list whose call-ins are refused for these visits. */
class ListWhere extends FakeDayList {
  readonly #refused: ReadonlyMap<string, VisitErrorCode>;
  constructor(visits: readonly VisitView[], refused: Readonly<Record<string, VisitErrorCode>> = {}) {
    super(visits);
    this.#refused = new Map(Object.entries(refused));
  }
  override async callIn(visitId: string): Promise<void> {
    this.calledIn.push(visitId);
    const code = this.#refused.get(visitId);
    if (code) throw new VisitError(code);
  }
}
const three = [
  makeDropInVisit(3, { id: 'c' }),
  makeDropInVisit(1, { id: 'a' }),
  makeWaitingVisit(9, { id: 'booked' }),
  makeDropInVisit(2, { id: 'b' }),
];
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'resolved',
    (error: VisitError) => error.code,
  );

describe('taking the next of the drop-in queue', () => {
  test('by place; booked visits and other queues are no part of it', () => {
    assert.deepEqual(
      waitingInQueue(three, unit).map(({ id }) => id),
      ['a', 'b', 'c'],
    );
    assert.deepEqual(waitingInQueue(three, 'another'), []);
  });

  test('calls in the first', async () => {
    const list = new ListWhere(three);
    await takeNext(list, unit);
    assert.deepEqual(list.calledIn, ['a']);
  });

  test('a colleague was quicker, or the patient has just left: the one after', async () => {
    const list = new ListWhere(three, { a: 'already-called-in', b: 'invalid-state' });
    await takeNext(list, unit);
    assert.deepEqual(list.calledIn, ['a', 'b', 'c']);
  });

  test('colleagues have taken all: refused as the last was; nobody waits: invalid-state', async () => {
    const all = new ListWhere(three, { a: 'already-called-in', b: 'already-called-in', c: 'already-called-in' });
    assert.equal(await codeOf(takeNext(all, unit)), 'already-called-in');
    assert.equal(await codeOf(takeNext(new ListWhere([]), unit)), 'invalid-state');
  });

  test('what would be refused with the next one too is told at once', async () => {
    const list = new ListWhere(three, { a: 'service-unreachable' });
    assert.equal(await codeOf(takeNext(list, unit)), 'service-unreachable');
    assert.deepEqual(list.calledIn, ['a']);
  });

  test('a page that is lost keeps the first place, and is called when nobody else waits', async () => {
    const lost = makeDropInVisit(1, { id: 'lost', patient: { connection: makeConnection('phone', false) } });
    const here = makeDropInVisit(2, { id: 'here' });
    const both = new ListWhere([lost, here]);
    await takeNext(both, unit);
    assert.deepEqual(both.calledIn, ['here']);
    const alone = new ListWhere([lost]);
    await takeNext(alone, unit);
    assert.deepEqual(alone.calledIn, ['lost']);
  });
});

describe('a visit with its place', () => {
  test('is the same object while its place is the same, whoever else moves', () => {
    const visit = makeDropInVisit(2, { id: 'b', estimateMinutes: 10 });
    const places = [{ visitId: 'b', position: 2, estimateMinutes: 10 }];
    assert.equal(placed(visit, makeQueue([], { places })), visit);
    assert.equal(placed(visit, undefined), visit);
    const moved = placed(visit, makeQueue([], { places: [{ visitId: 'b', position: 1, estimateMinutes: 5 }] }));
    assert.deepEqual(moved.dropIn?.place, { position: 1, estimateMinutes: 5, isOpen: true });
    assert.equal(moved.seq, visit.seq);
  });

  test('has none once it is out of the queue; a booked visit never', () => {
    const gone = placed(makeDropInVisit(1), makeQueue([], { isOpen: false }));
    assert.deepEqual(gone.dropIn?.place, { position: null, estimateMinutes: null, isOpen: false });
    const booked = makeWaitingVisit();
    assert.equal(placed(booked, makeQueue([])), booked);
  });
});
