import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { FakeTrack, makeFakeStream } from '../../testing/fake-devices.ts';
import { ManualClock, settle } from '../../testing/manual-clock.ts';
import { makeVisitInProgress } from '../../testing/visit-fixtures.ts';
import { VisitError } from '../errors.ts';
import type { GatewayLink, LinkSnapshot, LocalTracks, RemoteMedia } from '../gateway/gateway.ts';
import { silentLogger } from '../logger.ts';
import { VisitQuality } from '../quality/visit-quality.ts';
import { Store } from '../store.ts';
import { RoomPart, type RoomWish } from './room-part.ts';

const visit = makeVisitInProgress();
const NOTHING: LocalTracks = { audio: null, video: null };
const tracks = { audio: new FakeTrack('audio').asTrack, video: new FakeTrack('video').asTrack };
const clinician: RemoteMedia = {
  memberId: `${visit.participants[1]?.id}~1`,
  audio: new FakeTrack('audio').asTrack,
  video: new FakeTrack('video').asTrack,
};

/** A link that the test moves. */
class HandLink implements GatewayLink {
  readonly store = new Store<LinkSnapshot>({ state: 'connecting', remotes: [], error: null });
  readonly sent: LocalTracks[] = [];
  readonly told: string[] = [];
  readonly listeners: ((memberId: string, message: string) => void)[] = [];
  refuses = false;
  checks = 0;
  closed = 0;

  async send(given: LocalTracks): Promise<void> {
    this.sent.push(given);
    if (this.refuses) throw new VisitError('media-failed');
  }
  check(): void {
    this.checks++;
  }
  async stats(): Promise<readonly RTCStatsReport[]> {
    return [];
  }
  async shape(): Promise<void> {}
  choosePicture(): void {}
  holdSound(): void {}
  renewPicture(): void {}
  tell(message: string): boolean {
    this.told.push(message);
    return true;
  }
  listen(listener: (memberId: string, message: string) => void): void {
    this.listeners.push(listener);
  }
  async close(): Promise<void> {
    this.closed++;
  }
  show(more: Partial<LinkSnapshot>): void {
    this.store.set({ ...this.store.get(), ...more });
  }
}

describe('a part in the room', () => {
  let clock: ManualClock;
  let links: HandLink[];
  let room: RoomPart;
  let changes: number;
  let ready: number;
  let obstacle: VisitError | null;

  beforeEach(() => {
    clock = new ManualClock();
    links = [];
    changes = 0;
    ready = 0;
    obstacle = null;
    room = new RoomPart({
      gateway: {
        get obstacle() {
          return obstacle;
        },
        connect: () => {
          links.push(new HandLink());
          return links.at(-1) as HandLink;
        },
      },
      gatewayHint: () => null,
      credentials: () => assert.fail('the link is made by hand'),
      clock,
      logger: silentLogger,
      quality: new VisitQuality(),
      isVisible: () => true,
      makeStream: makeFakeStream,
      onChange: () => changes++,
      onLongReady: () => ready++,
      readyLimitMs: 3_000,
    });
  });

  afterEach(async () => {
    await room.close();
    await settle();
    assert.equal(clock.pending, 0, 'no timer is left behind');
    for (const link of links) assert.deepEqual([link.closed, link.store.listenerCount], [1, 0]);
  });

  const wish = (more: Partial<RoomWish> = {}): void =>
    room.keep({
      wanted: true,
      visit,
      watched: false,
      tracks: NOTHING,
      soundPaused: false,
      deviceTrouble: false,
      ...more,
    });
  const link = (): HandLink => links.at(-1) as HandLink;

  test('is idle until it is wanted, and has one link while it is', () => {
    wish({ wanted: false });
    assert.equal(room.snapshot().state, 'idle');
    wish();
    wish();
    assert.equal(links.length, 1);
    assert.equal(room.snapshot().state, 'connecting');
    wish({ wanted: false });
    assert.deepEqual([room.snapshot().state, link().closed], ['idle', 1]);
    wish();
    assert.equal(links.length, 2);
  });

  test('tells what keeps the page from any visit before a link is wanted, as soon as a visit is known', () => {
    obstacle = new VisitError('unsupported-browser');
    wish({ wanted: false, visit: null });
    assert.equal(room.snapshot().problem, null);
    wish({ wanted: false });
    assert.equal(room.snapshot().problem, obstacle);
  });

  test('sends what is wished for, each change once', async () => {
    wish();
    assert.deepEqual(link().sent, []);
    wish({ tracks });
    wish({ tracks: { ...tracks } });
    wish({ tracks: { ...tracks, video: null } });
    wish();
    assert.deepEqual(link().sent, [tracks, { ...tracks, video: null }, NOTHING]);
    link().refuses = true;
    wish({ tracks });
    await settle();
    wish({ wanted: false, tracks });
    wish({ tracks });
    assert.deepEqual(link().sent, [tracks], 'a new link is told anew');
  });

  test('tells of the link in the words of the visit', () => {
    wish();
    const error = new VisitError('gateway-unreachable');
    const states = (
      [
        { state: 'ready', error: null },
        { state: 'interrupted', remotes: [clinician], error },
        { state: 'interrupted', remotes: [], error },
        { state: 'closed', error },
      ] as Partial<LinkSnapshot>[]
    ).map((snapshot) => {
      link().show(snapshot);
      const { state, problem } = room.snapshot();
      return [state, problem?.code];
    });
    assert.deepEqual(states, [
      ['ready', undefined],
      ['interrupted', 'gateway-unreachable'],
      ['away', 'gateway-unreachable'],
      ['away', 'gateway-unreachable'],
    ]);
    assert.equal(changes, 4);
  });

  test('the list of people is the same object as long as nothing of it changes', () => {
    wish();
    link().show({ state: 'ready', remotes: [clinician] });
    const { people } = room.snapshot();
    assert.equal(people.length, 1);
    link().show({ error: null });
    assert.equal(room.snapshot().people, people);
    link().show({ remotes: [{ ...clinician, video: null }] });
    assert.notEqual(room.snapshot().people, people);
  });

  test('the last picture stays while the link mends itself, and goes with the link', () => {
    wish();
    link().show({ state: 'ready', remotes: [clinician] });
    const { stream } = room.snapshot().people[0] ?? {};
    assert(stream);
    link().show({ state: 'interrupted', remotes: [] });
    assert.equal(room.snapshot().people[0]?.stream, stream);
    wish({ wanted: false });
    wish();
    assert.equal(room.snapshot().people[0]?.stream, null);
  });

  test('the first packet of who is watched is told at once', () => {
    wish({ watched: true });
    link().show({ state: 'ready', remotes: [clinician] });
    assert.equal(room.snapshot().people[0]?.sendsVideo, false);
    clinician.video?.dispatchEvent(new Event('unmute'));
    assert.equal(room.snapshot().people[0]?.sendsVideo, true);
    assert.equal(room.snapshot().people[0]?.sendsAudio, false);
  });

  test('tells once when it has been watched and ready for the time given', async () => {
    wish();
    link().show({ state: 'ready' });
    await clock.advance(5_000);
    assert.equal(ready, 0, 'nobody watches');
    wish({ watched: true });
    await clock.advance(2_999);
    assert.equal(ready, 0);
    await clock.advance(1);
    wish({ watched: true });
    await clock.advance(10_000);
    assert.equal(ready, 1);
    wish();
    await clock.advance(10_000);
    assert.equal(ready, 1);
  });

  test('retry() makes a new link where the old one has ended for good, and only there', () => {
    room.retry();
    assert.equal(links.length, 0);
    wish({ tracks });
    room.retry();
    assert.equal(links.length, 1);
    link().show({ state: 'closed', error: new VisitError('gateway-refused') });
    room.retry();
    assert.equal(links.length, 2);
    assert.deepEqual(link().sent, [tracks]);
    assert.deepEqual([room.snapshot().state, room.snapshot().problem], ['connecting', null]);
  });

  test('passes on that the network may have changed', () => {
    room.check();
    wish();
    room.check();
    assert.equal(link().checks, 1);
  });

  test('after close() the link tells nobody anything', async () => {
    wish();
    await room.close();
    await room.close();
    link().show({ state: 'ready' });
    assert.equal(changes, 0);
  });
});
