import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventually } from '../../testing/eventually.ts';
import { FakeVisitService, type TokenOptions } from '../../testing/fake-visit-service.ts';
import { ManualClock, settle } from '../../testing/manual-clock.ts';
import { makeVisit } from '../../testing/visit-fixtures.ts';
import type { VisitEvent } from '../../contract/index.ts';
import { VisitError } from '../errors.ts';
import { silentLogger } from '../logger.ts';
import { defaultReconnectPolicy } from '../reconnect-policy.ts';
import { NewsFeed } from './news-feed.ts';
import type { News, VisitService } from './visit-service.ts';

function feedOf(service: VisitService, clock: ManualClock): NewsFeed {
  return new NewsFeed({ service, clock, policy: defaultReconnectPolicy, logger: silentLogger });
}

async function open(token: TokenOptions = {}) {
  const clock = new ManualClock();
  const service = new FakeVisitService({ clock });
  const visit = service.book();
  const patient = service.participant(visit.id, 'patient', token);
  const feed = feedOf(patient, clock);
  feed.start();
  await clock.advance(0);
  const connect = (connectionId: string): Promise<unknown> =>
    patient.command({ type: 'connect', visitId: visit.id, connectionId, deviceKind: 'phone' });
  const close = async (): Promise<void> => {
    await feed.close();
    assert.equal(clock.pending, 0, 'no timer is left behind');
  };
  return { clock, service, visit, patient, feed, connect, close, now: () => feed.store.get() };
}

/** A service whose streams the test writes: `streams` is called for each subscription. */
function scripted(
  streams: (lastEventId: number | null) => Iterable<News | VisitError>,
  renewToken?: () => Promise<void>,
) {
  const asked: (number | null)[] = [];
  const service: VisitService = {
    command: () => assert.fail('no command'),
    visit: () => assert.fail('no reading'),
    gatewayCredentials: () => assert.fail('no credentials'),
    preparation: () => assert.fail('no preparation'),
    setQueue: () => assert.fail('no queue'),
    makeHandover: () => assert.fail('no handover'),
    selfTestCredentials: () => assert.fail('no self-test'),
    sendMessage: () => assert.fail('no message'),
    renewToken: renewToken ?? (() => assert.fail('no renewal')),
    async *subscribe(lastEventId) {
      asked.push(lastEventId);
      for (const news of streams(lastEventId)) {
        if (news instanceof VisitError) throw news;
        yield news;
      }
    },
  };
  return { service, asked };
}

const hello = (cursor: number, visits = [makeVisit({ id: 'visit' })]): News => ({
  kind: 'hello',
  identity: {
    kind: 'participant',
    name: 'Karin Holm',
    visitId: 'visit',
    participantId: 'patient',
    units: [],
    expiresAt: '2026-03-02T10:00:00Z',
  },
  visits,
  queues: [],
  cursor,
  serverNow: '2026-03-02T09:00:00Z',
  gatewayHint: null,
});
const happened = (id: number): News => ({
  kind: 'event',
  id,
  type: 'participant-connected',
  at: '2026-03-02T09:00:00Z',
  visitId: 'visit',
  participantId: null,
  connectionId: null,
  visit: makeVisit({ id: 'visit', seq: id }),
});
const broken = new VisitError('service-unreachable');

describe('news feed', () => {
  test('nothing happens before start(); afterwards it knows who reads and what there is', async () => {
    const clock = new ManualClock();
    const service = new FakeVisitService({ clock });
    const visit = service.book();
    const feed = feedOf(service.participant(visit.id), clock);
    await settle();
    assert.equal(feed.store.get().connection, 'connecting');
    assert.equal(clock.pending, 0);
    feed.start();
    feed.start();
    await settle();
    const { connection, identity, visits, problem, lastNewsAt } = feed.store.get();
    assert.deepEqual([connection, identity?.visitId, problem, lastNewsAt], ['connected', visit.id, null, 0]);
    assert.deepEqual([...visits.keys()], [visit.id]);
    await feed.close();
    assert.equal(clock.pending, 0);
  });

  test('tells each event once, after the store holds its visit; views stay the same object until they change', async () => {
    const { feed, connect, clock, visit, close, now } = await open();
    const heard: [VisitEvent['type'], number | undefined][] = [];
    const life = new AbortController();
    feed.listen(({ type }) => heard.push([type, now().visits.get(visit.id)?.seq]), life.signal);
    const before = now().visits;
    await clock.advance(5_000);
    assert.equal(now().visits, before, 'a heartbeat changes no visit');
    assert.equal(now().lastNewsAt, 5_000);
    await connect('page-1');
    await settle();
    assert.deepEqual(heard, [['participant-connected', 2]]);
    assert(Object.isFrozen(now().visits.get(visit.id)));
    life.abort();
    feed.listen(() => assert.fail('it never began'), life.signal);
    await connect('page-2');
    await settle();
    assert.equal(heard.length, 1);
    await close();
  });

  test('a drop-in visit has its place as the queue has it last, also when an answer brings the visit anew (N33)', async () => {
    const clock = new ManualClock();
    const service = new FakeVisitService({ clock });
    const unitId = service.book().unit.id;
    service.setQueue(unitId, { open: true });
    const enter = async () => {
      const { id } = service.book({ dropIn: true });
      const own = service.participant(id);
      await own.command({ type: 'arrive', visitId: id, connectionId: 'page' });
      await clock.advance(1000);
      return { id, own };
    };
    const first = await enter();
    const { id, own } = await enter();
    const feed = feedOf(own, clock);
    const place = () => feed.store.get().visits.get(id)?.dropIn?.place;
    feed.start();
    await settle();
    assert.deepEqual(place(), { position: 2, estimateMinutes: null, isOpen: true });
    const before = feed.store.get().visits.get(id);
    await first.own.command({ type: 'leave', visitId: first.id, connectionId: 'page' });
    await settle();
    assert.equal(place()?.position, 1);
    assert.equal(feed.store.get().visits.get(id)?.seq, before?.seq, 'nothing has happened to the visit');
    feed.take((await own.command({ type: 'tell-late', visitId: id, kind: 'must-leave', minutes: 10 })).visit);
    assert.equal(place()?.position, 1);
    service.setQueue(unitId, { open: false });
    await settle();
    assert.deepEqual(place(), { position: 1, estimateMinutes: null, isOpen: false });
    await feed.close();
  });

  test('takes a view that came another way, unless a newer one is known', async () => {
    const { feed, visit, close, now } = await open();
    const known = now().visits.get(visit.id);
    assert(known);
    feed.take({ ...known, seq: 0, subject: 'old' });
    assert.equal(now().visits.get(visit.id), known);
    feed.take({ ...known, seq: known.seq, self: 'someone' });
    assert.equal(now().visits.get(visit.id)?.self, 'someone');
    feed.take({ ...known, seq: 9, subject: 'new' });
    assert.equal(now().visits.get(visit.id)?.subject, 'new');
    await close();
  });

  test("knows the service's clock", async () => {
    const clock = new ManualClock('2026-03-02T08:59:00Z');
    const { service } = scripted(() => [hello(1)]);
    const feed = feedOf(service, clock);
    feed.start();
    await eventually(() => feed.store.get().identity !== null, 'hello');
    assert.equal(feed.store.get().clockOffset, 60_000);
    await feed.close();
  });

  test('comes back by itself, and misses nothing', async () => {
    const { service, connect, clock, feed, visit, close, now } = await open();
    const heard: string[] = [];
    feed.listen(({ type, id }) => heard.push(`${id} ${type}`), new AbortController().signal);
    service.goAway();
    await settle();
    assert.deepEqual([now().connection, now().problem?.code], ['away', 'service-unreachable']);
    assert.equal(now().visits.get(visit.id)?.id, visit.id, 'what was known is kept');
    await clock.advance(3_000);
    service.comeBack();
    await connect('page-1');
    await connect('page-2');
    await clock.advance(4_000);
    assert.deepEqual([now().connection, now().problem], ['connected', null]);
    assert.deepEqual(heard, ['2 participant-connected', '3 connection-replaced', '4 participant-connected']);
    await close();
  });

  test('a stream that has gone silent is opened anew', async () => {
    const { service, clock, close, now } = await open();
    service.fallSilent();
    await clock.advance(15_000);
    assert.equal(now().connection, 'away');
    service.comeBack();
    await clock.advance(1_000);
    assert.equal(now().connection, 'connected');
    await close();
  });

  test('a service that says goodbye is come back to at once', async () => {
    const { service, clock, close, now } = await open();
    await clock.advance(5_000);
    service.stop();
    await clock.advance(0);
    assert.deepEqual([now().connection, now().problem], ['connected', null]);
    await close();
  });

  test('waits longer and longer, and from the start again after a stream that has lived', async () => {
    const clock = new ManualClock();
    let lives = false;
    const { service, asked } = scripted(() => {
      const once = lives;
      lives = false;
      return once ? [hello(1), { kind: 'heartbeat', serverNow: '2026-03-02T09:00:00Z' }, broken] : [broken];
    });
    const feed = feedOf(service, clock);
    feed.start();
    const waits: number[] = [];
    for (let i = 0; i < 6; i++) {
      await settle();
      const [wait = NaN] = clock.waits;
      waits.push(wait);
      if (i === 4) lives = true;
      await clock.advance(wait);
    }
    assert.deepEqual(waits, [0, 500, 1_000, 2_000, 4_000, 500], 'the last: at once, and then half a second');
    assert.equal(asked.length, 8);
    await feed.close();
    assert.equal(clock.pending, 0);
  });

  test('leaves a service alone for as long as it asks, a minute at most', async () => {
    const waits = [20_000, 3_600_000];
    const { service, asked } = scripted(() => [
      new VisitError('too-many-requests', { retryAfterMs: waits.shift() ?? null }),
    ]);
    const clock = new ManualClock();
    const feed = feedOf(service, clock);
    feed.start();
    await clock.advance(19_999);
    assert.equal(asked.length, 1);
    assert.equal(feed.store.get().problem?.code, 'too-many-requests');
    await clock.advance(1);
    assert.equal(asked.length, 2);
    await clock.advance(59_999);
    assert.equal(asked.length, 2);
    await clock.advance(1);
    assert.equal(asked.length, 3);
    await feed.close();
    assert.equal(clock.pending, 0);
  });

  test('a stream that breaks as soon as it has begun is not opened again and again at once', async () => {
    const clock = new ManualClock();
    const { service, asked } = scripted(() => [hello(1), broken]);
    const feed = feedOf(service, clock);
    feed.start();
    await clock.advance(10_000);
    assert(asked.length < 8, `${asked.length} times in ten seconds`);
    await feed.close();
  });

  test('a service that has begun anew is heard although its counts are lower', async () => {
    const clock = new ManualClock();
    const streams: Iterable<News | VisitError>[] = [
      [hello(500), happened(501), broken],
      [hello(3, []), happened(4), broken],
    ];
    const { service, asked } = scripted(() => streams.shift() ?? [broken]);
    const feed = feedOf(service, clock);
    const heard: number[] = [];
    feed.listen(({ id }) => heard.push(id), new AbortController().signal);
    feed.start();
    await clock.advance(1_000);
    assert.deepEqual(heard, [501, 4]);
    assert.deepEqual(asked.slice(0, 3), [null, 501, 4]);
    await feed.close();
  });

  test('an event that comes twice is told once', async () => {
    const { service } = scripted((last) =>
      last === null ? [hello(1), happened(2), happened(2), happened(3), broken] : [],
    );
    const feed = feedOf(service, new ManualClock());
    const heard: number[] = [];
    feed.listen(({ id }) => heard.push(id), new AbortController().signal);
    feed.start();
    await settle();
    assert.deepEqual(heard, [2, 3]);
    await feed.close();
  });

  test('an expired token is renewed without anyone being told', async () => {
    const { service, feed, clock, close, now } = await open();
    const told: string[] = [];
    feed.store.subscribe(({ connection }) => told.push(connection));
    service.expireTokens();
    await clock.advance(0);
    await clock.advance(6_000);
    assert.deepEqual([now().connection, now().problem], ['connected', null]);
    assert(told.length > 0 && told.every((connection) => connection === 'connected'), told.join());
    await close();
  });

  test('an expired token that nobody renews stops it, until it is told to try again', async () => {
    const clock = new ManualClock();
    let fresh = false;
    const { service, asked } = scripted(
      () =>
        fresh
          ? [hello(1), { kind: 'heartbeat', serverNow: '2026-03-02T09:00:00Z' }]
          : [new VisitError('token-expired')],
      () => Promise.reject(new VisitError('token-expired')),
    );
    const feed = feedOf(service, clock);
    feed.start();
    await clock.advance(60_000);
    assert.equal(asked.length, 1);
    assert.equal(clock.pending, 0);
    assert.deepEqual([feed.store.get().connection, feed.store.get().problem?.code], ['away', 'token-expired']);
    fresh = true;
    feed.retry();
    assert.deepEqual([feed.store.get().connection, feed.store.get().problem], ['connecting', null]);
    await eventually(() => feed.store.get().identity !== null, 'hello');
    await feed.close();
  });

  test('a token that is set while the host is asked for another is tried', async () => {
    const clock = new ManualClock();
    const asking = Promise.withResolvers<void>();
    let token = 'old';
    const { service } = scripted(
      () => (token === 'new' ? [hello(1)] : [new VisitError('token-expired')]),
      () => asking.promise,
    );
    const feed = feedOf(service, clock);
    feed.start();
    await settle();
    token = 'new';
    feed.retry();
    asking.reject(new VisitError('token-expired'));
    await eventually(() => feed.store.get().identity !== null, 'hello');
    await feed.close();
    assert.equal(clock.pending, 0);
  });

  test('retry() does not wait', async () => {
    const { service, feed, clock, close, now } = await open();
    service.goAway();
    await clock.advance(10_000);
    service.comeBack();
    feed.retry();
    await settle();
    assert.equal(now().connection, 'connected');
    assert.equal(clock.elapsed(), 10_000);
    await close();
  });

  test('a token that opens nothing stops it at once', async () => {
    const clock = new ManualClock();
    const feed = feedOf(new FakeVisitService({ clock }).stranger(), clock);
    feed.start();
    await settle();
    assert.deepEqual([feed.store.get().problem?.code, clock.pending], ['token-invalid', 0]);
    await feed.close();
  });

  test('close() ends it in the middle of a wait, and before it has begun', async () => {
    const { service, clock, feed, now } = await open();
    service.goAway();
    await clock.advance(3_000);
    assert.equal(clock.pending, 1);
    const told: unknown[] = [];
    feed.store.subscribe((snapshot) => told.push(snapshot));
    await feed.close();
    assert.equal(clock.pending, 0);
    assert.deepEqual(told, []);
    assert.equal(now().connection, 'away');
    await feedOf(service.stranger(), clock).close();
  });
});
