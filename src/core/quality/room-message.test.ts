import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readState, writeState, type MemberState } from './room-message.ts';

const state: MemberState = {
  camera: 'paused',
  microphone: 'on',
  sendsSmall: true,
  wishes: { 'anna~1': 0, 'kim~2': 250_000 },
};

describe('what members tell each other', () => {
  test('is read as it was written', () => {
    assert.deepEqual(readState(writeState(state)), state);
    assert.equal(readState(writeState({ ...state, microphone: 'paused' }))?.microphone, 'paused');
  });

  const strange: [string, string][] = [
    ['no JSON', '{'],
    ['no object', '7'],
    ['nothing', 'null'],
    ['another version', writeState(state).replace('"v":1', '"v":2')],
    ['another kind', writeState(state).replace('"state"', '"song"')],
    ['an unknown camera', writeState(state).replace('paused', 'blue')],
    ['an unknown microphone', writeState(state).replace('"on"', '"loud"')],
    ['an unknown copy', writeState(state).replace('true', '"perhaps"')],
    ['no wishes', writeState(state).replace(/"wishes":\{.*?\}/, '"wishes":null')],
    ['a wish that is no number', writeState(state).replace('250000', '"much"')],
    ['a negative wish', writeState(state).replace('250000', '-1')],
    ['an endless wish', writeState(state).replace('250000', '1e99')],
    [
      'too many wishes',
      writeState({ ...state, wishes: Object.fromEntries([...Array(17).keys()].map((i) => [`m${i}`, 1])) }),
    ],
    ['too long', writeState({ ...state, wishes: { ['x'.repeat(5_000)]: 1 } })],
  ];
  for (const [what, text] of strange) {
    test(`${what} is not taken in`, () => assert.equal(readState(text), null));
  }
});
