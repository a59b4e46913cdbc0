import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const guide = read('docs/guides/clinician-panel.md');
const source = read('src/components/video-visit-clinician/video-visit-clinician.ts');

/** What the first column of the table under this heading names. */
function named(heading: string): string[] {
  const section = guide.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `([^`(]+)/gm)].map(([, name = '']) => name).sort();
}

test('the guide for journals names every property of the panel, and its attribute', () => {
  const block = /static override properties = \{(.+?)\n {2}\};/s.exec(source)?.[1] ?? '';
  const properties = [...block.matchAll(/^ {4}(\w+): /gm)].map(([, name = '']) => name).sort();
  assert.ok(properties.length > 10);
  assert.deepEqual(named('Properties'), properties);
  for (const [, attribute = ''] of block.matchAll(/attribute: '([\w-]+)'/g))
    assert.ok(guide.includes(`| \`${attribute}\` |`), attribute);
});

test('it names every method', () => {
  const methods = [...source.matchAll(/^ {2}(?:async )?([a-z]\w+)\(.*\): (?:Promise<void>|void) \{$/gm)]
    .map(([, name = '']) => name)
    .sort();
  assert.deepEqual(named('Methods'), methods);
});

test('it names every event that the panel tells a host of', () => {
  const events = [...source.matchAll(/@event \{\S+\} ([\w-]+)/g)].map(([, name = '']) => name);
  assert.deepEqual(named('Events'), events.sort());
});
