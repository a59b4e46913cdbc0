import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { packageVersion } from '../../src/components/package-version.ts';

const root = resolve(import.meta.dirname, '../..');
const entries = globSync('src/{components,context,styles,locales,testing}/**/*.ts', { cwd: root }).filter(
  (file) => !file.endsWith('.test.ts'),
);

for (const entry of entries) {
  test(`${entry} imports where there is no browser`, async () => {
    await import(join(root, entry));
  });
}

test('the package version is that of package.json', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  assert.equal(packageVersion, version);
});
