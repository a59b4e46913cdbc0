import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { VisitView } from '../../contract/index.ts';
import { FakeVisitService } from '../../testing/fake-visit-service.ts';
import { ManualClock, settle } from '../../testing/manual-clock.ts';
import { LIST_READ_MS, VisitList, type OwnVisit } from './visit-list.ts';

describe("a person's own visits", () => {
  let clock: ManualClock;
  let service: FakeVisitService;
  let list: VisitList;
  let visits: readonly VisitView[];
  /** Ids of the visits that were read, in order. */
  let asked: string[];

  const own = ({ id }: VisitView, reader = service.participant(id)): OwnVisit => ({
    visitId: id,
    service: {
      visit: (visitId, signal) => {
        asked.push(visitId);
        return reader.visit(visitId, signal);
      },
    },
  });
  const seen = (): (string | undefined)[] =>
    list.store.get().visits.map(({ visit, problem }) => problem?.code ?? visit?.status);
  const ids = (): string[] => visits.map(({ id }) => id);

  beforeEach(() => {
    clock = new ManualClock();
    service = new FakeVisitService({ clock });
    list = new VisitList(clock);
    visits = [service.book(), service.book()];
    asked = [];
  });

  afterEach(() => {
    list.stop();
    assert.equal(clock.pending, 0, 'no timer is left behind');
  });

  test('are read when it starts, and again now and then', async () => {
    list.follow(visits.map((visit) => own(visit)));
    assert.deepEqual([seen(), asked], [[undefined, undefined], []]);
    list.start();
    await settle();
    assert.deepEqual(seen(), ['planned', 'planned']);
    const patient = service.participant(visits[1]!.id);
    await patient.command({ type: 'arrive', visitId: visits[1]!.id, connectionId: 'phone' });
    await clock.advance(LIST_READ_MS);
    assert.deepEqual(
      [seen(), asked],
      [
        ['planned', 'arrived'],
        [...ids(), ...ids()],
      ],
    );
  });

  test('stops, and is fresh at once when it starts again', async () => {
    list.follow(visits.map((visit) => own(visit)));
    list.start();
    await settle();
    list.stop();
    await clock.advance(10 * LIST_READ_MS);
    assert.equal(asked.length, 2);
    list.start();
    await settle();
    assert.equal(asked.length, 4);
  });

  test('one that is over is not read again', async () => {
    service.cancel(visits[0]!.id);
    list.follow(visits.map((visit) => own(visit)));
    list.start();
    await clock.advance(LIST_READ_MS);
    assert.deepEqual(
      [seen(), asked],
      [
        ['cancelled', 'planned'],
        [...ids(), visits[1]!.id],
      ],
    );
  });

  test('one that cannot be opened is told of, and keeps nobody from the others', async () => {
    const [first, second] = visits as [VisitView, VisitView];
    list.follow([own(first, service.stranger()), own(second)]);
    list.start();
    await clock.advance(LIST_READ_MS);
    assert.deepEqual(
      [seen(), asked],
      [
        ['token-invalid', 'planned'],
        [first.id, second.id, second.id],
      ],
    );
    // A new token from the host.
    list.follow(visits.map((visit) => own(visit)));
    assert.equal(list.store.get().visits[1]?.visit?.status, 'planned', 'what is known is kept');
    await settle();
    assert.deepEqual(seen(), ['planned', 'planned']);
  });

  test('while the service is away what was read stays, and it comes back by itself', async () => {
    list.follow(visits.map((visit) => own(visit)));
    list.start();
    await settle();
    service.goAway();
    await clock.advance(LIST_READ_MS);
    const [{ visit, problem } = assert.fail()] = list.store.get().visits;
    assert.deepEqual([visit?.status, problem?.code], ['planned', 'service-unreachable']);
    service.comeBack();
    await clock.advance(LIST_READ_MS);
    assert.deepEqual(seen(), ['planned', 'planned']);
  });

  test('an answer to the list before is not taken', async () => {
    let answer: ((visit: VisitView) => void) | undefined;
    const [first, second] = visits as [VisitView, VisitView];
    list.follow([{ visitId: first.id, service: { visit: () => new Promise((resolve) => (answer = resolve)) } }]);
    list.start();
    list.follow([own(second)]);
    answer?.(first);
    await settle();
    assert.deepEqual(
      list.store.get().visits.map(({ visitId }) => visitId),
      [second.id],
    );
  });
});
