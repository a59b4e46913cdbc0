import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { PRESENCE_RENEW_MS } from '../../contract/timing.ts';
import type { Command, VisitView } from '../../contract/index.ts';
import { ManualClock, settle } from '../../testing/manual-clock.ts';
import { VisitError } from '../errors.ts';
import type { VisitService } from '../service/visit-service.ts';
import { Presence } from './presence.ts';

describe('presence', () => {
  let clock: ManualClock;
  let given: { command: Command; signal: AbortSignal | undefined }[];
  let answer: () => Promise<void>;
  let presence: Presence;
  let told: VisitView[];
  const shown = { id: 'visit' } as VisitView;

  beforeEach(() => {
    clock = new ManualClock();
    given = [];
    answer = async () => {};
    const service = {
      command: async (command: Command, signal?: AbortSignal) => {
        given.push({ command, signal });
        await answer();
        return { visit: shown };
      },
    } as unknown as VisitService;
    told = [];
    presence = new Presence({
      service,
      clock,
      visitId: 'visit',
      connectionId: 'page',
      onVisit: (visit) => told.push(visit),
    });
  });

  afterEach(async () => {
    presence.close();
    await settle();
    assert.equal(clock.pending, 0, 'no timer is left behind');
  });

  test('is renewed in time, again and again', async () => {
    await clock.advance(PRESENCE_RENEW_MS - 1);
    assert.deepEqual(given, []);
    await clock.advance(1 + 2 * PRESENCE_RENEW_MS);
    assert.deepEqual(
      given.map(({ command }) => command),
      Array(3).fill({ type: 'renew-presence', visitId: 'visit', connectionId: 'page' }),
    );
    assert.deepEqual(told, [shown, shown, shown], 'each answer shows the visit');
  });

  test('a renewal begins after the one before has ended', async () => {
    const held = Promise.withResolvers<void>();
    answer = () => held.promise;
    await clock.advance(3 * PRESENCE_RENEW_MS);
    assert.equal(given.length, 1);
    held.resolve();
    await clock.advance(PRESENCE_RENEW_MS);
    assert.equal(given.length, 2);
  });

  test('one that fails is made good by the next', async () => {
    answer = () => Promise.reject(new VisitError('service-unreachable'));
    await clock.advance(2 * PRESENCE_RENEW_MS);
    presence.renewNow();
    presence.announceClosing();
    await settle();
    assert.equal(given.length, 4);
  });

  test('is given up by a page that closes, with a request that outlives it', async () => {
    presence.announceClosing();
    presence.close();
    await settle();
    const [{ command, signal }] = given as [(typeof given)[0]];
    assert.deepEqual(command, { type: 'renew-presence', visitId: 'visit', connectionId: 'page', closing: true });
    assert.equal(signal?.aborted ?? false, false);
    await clock.advance(PRESENCE_RENEW_MS);
    assert.equal(given.length, 1);
    assert.equal(clock.pending, 0);
  });

  test('a renewal under way is given up when it ends', async () => {
    answer = () => new Promise(() => {});
    presence.renewNow();
    presence.close();
    assert.equal(given[0]?.signal?.aborted, true);
  });
});
