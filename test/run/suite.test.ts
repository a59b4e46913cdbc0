import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asOne, browserCounts, elementCounts, nodeCounts } from './suite.ts';

test("counts are read from Node's runner, in both of its formats", () => {
  assert.deepEqual(nodeCounts('ℹ tests 5\nℹ pass 4\nℹ fail 1\nℹ cancelled 0\n'), { passed: 4, failed: 1 });
  assert.deepEqual(nodeCounts('# pass 4\n# fail 0\n# cancelled 2\n'), { passed: 4, failed: 2 });
  assert.equal(nodeCounts('nothing of the kind'), null);
});

test('counts of several runs of one suite are added', () => {
  assert.deepEqual(nodeCounts('ℹ pass 4\nℹ fail 0\nℹ cancelled 0\nℹ pass 2\nℹ fail 1\nℹ cancelled 0\n'), {
    passed: 6,
    failed: 1,
  });
});

test("the last of the element tests' summaries counts", () => {
  assert.deepEqual(elementCounts('1/2 test files | 3 passed, 0 failed\n2/2 test files | 7 passed, 1 failed\n'), {
    passed: 7,
    failed: 1,
  });
  assert.equal(elementCounts(''), null);
});

test('a second try in the end-to-end tests passes, and is told', () => {
  const report = JSON.stringify({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 } });
  assert.deepEqual(browserCounts(report), { passed: 4, failed: 1, remark: '1 passed on the second try only' });
  assert.equal(browserCounts('{'), null);
});

test('end-to-end tests that are left out are told, and count as nothing', () => {
  assert.deepEqual(browserCounts(JSON.stringify({ stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 2 } })), {
    passed: 4,
    failed: 0,
    remark: '1 passed on the second try only; 2 left out',
  });
  assert.deepEqual(browserCounts(JSON.stringify({ stats: { expected: 3 } })), { passed: 3, failed: 0 });
});

test('a tool without tests of its own counts as one', () => {
  assert.deepEqual(asOne('', 0), { passed: 1, failed: 0 });
  assert.deepEqual(asOne('', 2), { passed: 0, failed: 1 });
});
