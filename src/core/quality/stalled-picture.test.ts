import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { ManualClock } from '../../testing/manual-clock.ts';
import type { GatewayLink } from '../gateway/gateway.ts';
import type { LinkSample } from './link-sample.ts';
import { StalledPicture } from './stalled-picture.ts';

describe('a picture that stands still over a line that loses packets', () => {
  let clock: ManualClock;
  let told: string[];
  let renewals: number;
  let looks: number;
  let hear: (memberId: string, message: string) => void;
  let frames: number;
  let packets: number;
  let stalled: StalledPicture;

  beforeEach(() => {
    clock = new ManualClock();
    [told, renewals, looks, frames, packets] = [[], 0, 0, 1, 1];
    const link = {
      tell: (message: string) => told.push(message) > 0,
      listen: (listener: typeof hear) => (hear = listener),
      renewPicture: () => renewals++,
      stats: async () => {
        looks++;
        packets++;
        const inbound = {
          id: 'in',
          type: 'inbound-rtp',
          trackIdentifier: 'picture',
          kind: 'video',
          ssrc: 1,
          packetsReceived: packets,
          framesDecoded: frames,
        };
        return [new Map([['in', inbound]])];
      },
    } as unknown as GatewayLink;
    stalled = new StalledPicture({ link, clock });
  });

  /** Steps of 50 ms, with a new frame in each where it moves. */
  async function pass(ms: number, moves: boolean): Promise<void> {
    for (let passed = 0; passed < ms; passed += 50) {
      if (moves) frames++;
      await clock.advance(50);
    }
  }

  /** As once a second: so many packets never arrived, since the start. */
  const look = (lost: number): void => {
    const sound = { key: 'sound', kind: 'audio', lost };
    stalled.look({ at: clock.elapsed(), received: [sound] } as unknown as LinkSample);
  };

  test('is asked for anew within 400 ms, and again while it stands', async () => {
    look(0);
    look(1);
    await pass(2_000, true);
    assert.equal(told.length, 0);
    await pass(400, false);
    assert.equal(told.length, 1);
    await pass(850, false);
    assert.equal(told.length, 3);
    await pass(2_000, true);
    assert.equal(told.length, 3);
    stalled.close();
  });

  test('is not looked at where nothing is lost, nor after the end', async () => {
    look(7);
    await pass(3_000, false);
    look(7);
    look(5); // late ones have come
    await pass(3_000, false);
    assert.equal(looks, 0);
    look(6);
    await pass(1_000, true);
    assert.ok(looks > 0);
    stalled.close();
    const before = looks;
    look(7);
    await pass(3_000, false);
    assert.deepEqual([looks, told.length], [before, 0]);
  });

  test('is looked at until nothing has been lost for ten seconds', async () => {
    look(0);
    look(1);
    await pass(6_000, true);
    look(2);
    await pass(6_000, true);
    look(2);
    await pass(400, false);
    assert.equal(told.length, 1);
    await pass(5_000, true);
    look(2);
    const before = looks;
    await pass(1_000, false);
    assert.deepEqual([looks, told.length], [before, 1]);
  });

  test('a new one is made for who asks, though not more often than every 300 ms', async () => {
    look(0);
    look(1);
    await pass(1_000, false);
    const [message] = told;
    hear('kim~1', message!);
    hear('tolk~1', message!);
    assert.equal(renewals, 1);
    await clock.advance(300);
    hear('kim~1', message!);
    hear('kim~1', 'something else');
    assert.equal(renewals, 2);
    stalled.close();
  });
});
