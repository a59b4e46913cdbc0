import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { ManualClock } from '../../testing/manual-clock.ts';
import type { GatewayLink } from '../gateway/gateway.ts';
import { readState } from './room-message.ts';
import { ToldTrouble } from './told-trouble.ts';

describe('trouble that members tell each other', () => {
  let clock: ManualClock;
  let told: string[];
  let hear: (memberId: string, message: string) => void;
  let ended: AbortSignal;
  let trouble: ToldTrouble;
  let deaf: boolean;

  beforeEach(() => {
    clock = new ManualClock();
    told = [];
    deaf = false;
    const link = {
      tell: (message: string) => !deaf && told.push(message) > 0,
      listen: (listener: typeof hear, { signal }: { signal: AbortSignal }) => {
        hear = listener;
        ended = signal;
      },
    } as unknown as GatewayLink;
    trouble = new ToldTrouble({ link, clock });
  });

  async function seconds(count: number, inTrouble: boolean): Promise<void> {
    for (let i = 0; i < count; i++) {
      trouble.tell(inTrouble);
      await clock.advance(1_000);
    }
  }

  test('is told at once and every 2 s while it lasts, and not at all without', async () => {
    await seconds(10, false);
    assert.equal(told.length, 0);
    await seconds(5, true);
    assert.equal(told.length, 3);
    await seconds(5, false);
    assert.equal(told.length, 3);
  });

  test('is told as soon as there is a way', async () => {
    deaf = true;
    await seconds(3, true);
    deaf = false;
    await seconds(1, true);
    assert.equal(told.length, 1);
  });

  test('is known of the member who told it, and forgotten after 6 s', async () => {
    await seconds(1, true);
    hear('kim~1', told[0] ?? '');
    assert.deepEqual([trouble.isTold('kim~1'), trouble.isTold('anna~1')], [true, false]);
    await clock.advance(5_999);
    assert.equal(trouble.isTold('kim~1'), true);
    await clock.advance(1);
    assert.equal(trouble.isTold('kim~1'), false);
  });

  test('is no message of state, and other messages are no trouble', async () => {
    await seconds(1, true);
    assert.equal(readState(told[0] ?? ''), null);
    for (const message of ['', '{', '{"v":1,"is":"state"}']) hear('kim~1', message);
    assert.equal(trouble.isTold('kim~1'), false);
  });

  test('ends with close()', () => {
    trouble.close();
    assert.ok(ended.aborted);
  });
});
