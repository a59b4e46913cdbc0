import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '..', '..');

test('what a page has to fetch is within the budget of .size-limit.js', async () => {
  const program = join(root, 'node_modules', '.bin', 'size-limit');
  const { stdout, failed } = await promisify(execFile)(process.execPath, [program], { cwd: root }).then(
    (output) => ({ ...output, failed: false }),
    (error: { stdout: string }) => ({ stdout: error.stdout, failed: true }),
  );
  assert.equal(failed, false, stdout);
});
