import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { VisitError } from '../errors.ts';
import { nextPhase, sessionEvents, transitions, type SessionEvent } from './transitions.ts';
import type { Phase } from './visit-state.ts';

/** Columns as `sessionEvents`; a dot is illegal. Written out anew, so that a change of the table is seen here. */
const table = `
           stands-ahead stands-outside stands-waiting stands-admitted visit-closed replaced   removed shown    left failed resumed
starting   ahead        checking       waiting        called-in       over         taken-over over    .        over failed starting
ahead      ahead        checking       waiting        called-in       over         taken-over over    .        over failed .
checking   ahead        checking       waiting        called-in       over         taken-over over    .        over failed .
waiting    ahead        checking       waiting        called-in       over         taken-over over    .        over failed .
called-in  .            over           waiting        called-in       over         taken-over over    on-stage over failed .
on-stage   .            over           waiting        on-stage        over         taken-over over    on-stage over failed .
over       .            .              .              .               over         .          .       .        .    .      starting
taken-over .            .              .              .               over         taken-over .       .        .    .      starting
failed     .            .              .              .               .            .          .       .        .    .      starting
`;

const [events = [], ...rows] = table
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

describe('phases of a session', () => {
  test('the table names every event and every phase', () => {
    assert.deepEqual(events, [...sessionEvents]);
    assert.deepEqual(rows.map(([phase]) => phase).sort(), Object.keys(transitions).sort());
  });

  for (const [phase = '', ...cells] of rows) {
    for (const [i, cell] of cells.entries()) {
      const event = events[i] as SessionEvent;
      if (cell === '.') {
        test(`${phase} takes no ${event}`, () => {
          assert.throws(
            () => nextPhase(phase as Phase, event),
            (error) => error instanceof VisitError && error.code === 'invalid-state',
          );
        });
      } else {
        test(`${phase}, ${event} → ${cell}`, () => assert.equal(nextPhase(phase as Phase, event), cell));
      }
    }
  }
});
