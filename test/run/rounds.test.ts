import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roundsOf } from './rounds.ts';
import { asOne, type Suite } from './suite.ts';

const suite = (name: string, lane: Suite['lane']): Suite => ({
  name,
  script: name,
  lane,
  budgetSeconds: 1,
  limitSeconds: 1,
  count: asOne,
});
const namesOf = (suites: readonly Suite[]): string[][][] =>
  roundsOf(suites).map((round) => round.map((lane) => lane.map(({ name }) => name)));

test('lanes run beside each other, and a suite without a lane alone', () => {
  const suites = [
    suite('lint', 'working'),
    suite('service', 'waiting'),
    suite('unit', 'working'),
    suite('e2e', null),
    suite('packaging', null),
  ];
  assert.deepEqual(namesOf(suites), [[['lint', 'unit'], ['service']], [['e2e']], [['packaging']]]);
});

test('what comes after a suite without a lane does not run beside what came before', () => {
  assert.deepEqual(namesOf([suite('lint', 'working'), suite('e2e', null), suite('unit', 'working')]), [
    [['lint']],
    [['e2e']],
    [['unit']],
  ]);
  assert.deepEqual(namesOf([]), []);
});
