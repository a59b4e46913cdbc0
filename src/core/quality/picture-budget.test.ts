import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Load } from './load.ts';
import { fullBudget, LEAST, MOST, nextBudget, type PictureBudget } from './picture-budget.ts';

const SOUND = 56_000;
const QUEUE_MS = 300;

/** A link of `rate` bit/s with a queue of 300 ms, and a sender that does at once what it is asked for. */
class NarrowLink {
  rate: number;
  lossy = false;
  now = 0;
  budget: PictureBudget = fullBudget(0);
  queued = 0;
  /** Seconds in which packets were lost for want of room. */
  badSeconds = 0;

  constructor(rate: number) {
    this.rate = rate;
  }

  second(): void {
    this.now += 1000;
    const sent = this.budget.bitrate + SOUND;
    this.queued = Math.max(0, this.queued + sent - this.rate);
    const held = (this.rate * QUEUE_MS) / 1000;
    const overflows = this.queued > held;
    this.queued = Math.min(this.queued, held);
    if (overflows) this.badSeconds++;
    const queueMs = (1000 * this.queued) / this.rate;
    const through = overflows ? this.rate * (this.budget.bitrate / sent) : this.budget.bitrate;
    const load: Load = {
      congested: queueMs > 150 || overflows,
      lossy: this.lossy,
      room: this.budget.bitrate > 0 ? through : null,
    };
    this.budget = nextBudget(this.budget, load, this.now);
  }

  run(seconds: number): PictureBudget[] {
    return Array.from({ length: seconds }, () => {
      this.second();
      return this.budget;
    });
  }
}

describe('the budget of a picture', () => {
  test('a wide link gets all there is, and stays there', () => {
    const link = new NarrowLink(5_000_000);
    assert.ok(link.run(60).every(({ bitrate }) => bitrate === MOST));
  });

  test('300 kbit/s: fits within 5 s, uses most of it, and is seldom too much', () => {
    const link = new NarrowLink(300_000);
    link.run(5);
    assert.ok(link.budget.bitrate + SOUND <= 300_000, String(link.budget.bitrate));
    link.run(10);
    link.badSeconds = 0;
    const settled = link.run(60);
    const mean = settled.reduce((sum, { bitrate }) => sum + bitrate, 0) / settled.length;
    assert.ok(mean > 130_000, `${mean} bit/s on average`);
    assert.ok(link.badSeconds <= 3, `${link.badSeconds} bad seconds in a minute`);
    assert.ok(
      settled.every(({ bitrate }) => bitrate >= LEAST),
      'never paused',
    );
  });

  test('80 kbit/s: the picture pauses, and is tried again no oftener than every 5 s', () => {
    const link = new NarrowLink(80_000);
    link.run(10);
    link.badSeconds = 0;
    const states = link.run(60).map(({ bitrate }) => bitrate > 0);
    const tries = states.filter((on, i) => on && !states[i - 1]).length;
    assert.ok(tries >= 5 && tries <= 12, `${tries} tries`);
    assert.ok(states.filter((on) => !on).length >= 36, 'paused most of the time');
    assert.ok(link.badSeconds <= 12, `${link.badSeconds} bad seconds in a minute`);
  });

  test('after a pause the picture is back within 9 s of the link being wide, and whole within a minute', () => {
    for (let wait = 20; wait < 30; wait++) {
      const link = new NarrowLink(80_000);
      link.run(wait);
      link.rate = 5_000_000;
      const back = link.run(9);
      assert.ok(back.at(-1)!.bitrate > 0, `narrow for ${wait} s`);
      link.run(51);
      assert.ok(link.budget.bitrate > 500_000, `${link.budget.bitrate} after a minute`);
    }
  });

  test('loss by chance takes it down to small frames, not away, and back when it is over', () => {
    const link = new NarrowLink(5_000_000);
    link.lossy = true;
    const [first, ...rest] = link.run(60).map(({ bitrate }) => bitrate);
    assert.ok(first! < MOST / 2 && first! > LEAST);
    assert.ok(rest.every((bitrate) => bitrate === first));
    link.lossy = false;
    link.run(60);
    assert.equal(link.budget.bitrate, MOST);
  });
});
