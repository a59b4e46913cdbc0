import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MOST, MOST_WHEN_LOSSY } from './picture-budget.ts';
import { bitrateOf, nextUplink, openUplink, type Uplink } from './uplink.ts';

/** The states of so many seconds, after each of which `see` says what was seen. */
function run(
  from: Uplink,
  seconds: number,
  see: (uplink: Uplink) => { narrow?: boolean; congested?: boolean },
): Uplink[] {
  const all: Uplink[] = [];
  let uplink = from;
  for (let i = 1; i <= seconds; i++) {
    const { narrow = false, congested = false } = see(uplink);
    uplink = nextUplink(uplink, { congested, lossy: false, room: null }, narrow, i * 1000);
    all.push(uplink);
  }
  return all;
}
const states = (all: readonly Uplink[]): string => all.map(({ state }) => state[0]).join('');

describe('the way out', () => {
  test('stays open over a dip of the browser’s estimate', () => {
    let second = 0;
    const all = run(openUplink(0), 30, () => ({ narrow: second++ % 6 < 4 }));
    assert.equal(states(all), 'o'.repeat(30));
    assert.equal(bitrateOf(all.at(-1)!), MOST);
  });

  test('too narrow for long: the picture pauses, and is tried at times', () => {
    const all = run(openUplink(0), 60, ({ state }) => ({ narrow: state === 'open', congested: state === 'tried' }));
    assert.match(states(all), /^o{5}p{5,6}tp+tp+tp/);
    assert.equal(bitrateOf(all[6]!), 0);
    const pauses = states(all).match(/p+/g)!.slice(1, -1);
    assert.ok(
      pauses.every((pause) => pause.length >= 5 && pause.length <= 8),
      states(all),
    );
  });

  test('loss by chance: small frames, until none was lost for 10 s', () => {
    const see = (uplink: Uplink, lossy: boolean, second: number): Uplink =>
      nextUplink(uplink, { congested: false, lossy, room: null }, false, second * 1000);
    let uplink = see(openUplink(0), true, 1);
    assert.equal(bitrateOf(uplink), MOST_WHEN_LOSSY);
    for (let second = 2; second <= 11; second++) uplink = see(uplink, false, second);
    assert.equal(bitrateOf(uplink), MOST_WHEN_LOSSY);
    assert.equal(bitrateOf(see(uplink, false, 12)), MOST);
  });

  test('a try that holds opens it again', () => {
    const narrow = run(openUplink(0), 8, () => ({ narrow: true })).at(-1)!;
    assert.equal(narrow.state, 'paused');
    assert.match(states(run({ ...narrow, since: 0 }, 20, () => ({}))), /^p{4,5}t{3}o+$/);
  });

  test('what is still too much without a picture lengthens the pause', () => {
    const paused: Uplink = { ...openUplink(0), state: 'paused' };
    assert.equal(states(run(paused, 20, () => ({ congested: true }))), 'p'.repeat(20));
  });
});
