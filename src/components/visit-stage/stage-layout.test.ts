import { assert, describe, it } from '../../../test/components/harness.ts';
import { columnsFor, isSeenWhole } from './stage-layout.ts';

describe('stage layout', () => {
  const rooms = {
    'phone, upright': { width: 360, height: 480 },
    'narrow panel': { width: 280, height: 352 },
    'phone, on its side': { width: 740, height: 300 },
    'wide page': { width: 1280, height: 560 },
    'a strip': { width: 900, height: 200 },
  };
  const columns = (count: number): Record<string, number> =>
    Object.fromEntries(Object.entries(rooms).map(([name, room]) => [name, columnsFor(count, room)]));

  it('one other fills the room', () => {
    assert.deepEqual(new Set(Object.values(columns(1))), new Set([1]));
  });

  it('two stand above each other where it is high, beside each other where it is wide', () => {
    assert.deepEqual(columns(2), {
      'phone, upright': 1,
      'narrow panel': 1,
      'phone, on its side': 2,
      'wide page': 2,
      'a strip': 2,
    });
  });

  it('three leave a place for one’s own picture, but for a strip, where they stand in a row', () => {
    assert.deepEqual(columns(3), {
      'phone, upright': 2,
      'narrow panel': 2,
      'phone, on its side': 3,
      'wide page': 2,
      'a strip': 3,
    });
    assert.equal(columnsFor(3, { width: 200, height: 900 }), 1);
  });

  it('a clinician sees all pictures whole, and so does everyone the interpreter’s and where there are several', () => {
    assert.deepEqual(
      [
        isSeenWhole('patient', 'clinician', 1),
        isSeenWhole('clinician', 'patient', 1),
        isSeenWhole('patient', 'interpreter', 1),
        isSeenWhole('patient', 'clinician', 2),
      ],
      [false, true, true, true],
    );
  });
});
