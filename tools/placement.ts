/** Checks that every element has its set of files (house style 1): the class, styles, definition, test, and its page. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const components = join(root, 'src', 'components');

const elements = readdirSync(components, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && /^(visit|video-visit)(-|$)/.test(entry.name))
  .map(({ name }) => name);

const faults = elements.flatMap((name) => {
  const folder = join(components, name);
  const needed = [`${name}.ts`, `${name}.styles.ts`, `${name}.define.ts`, `${name}.test.ts`].map((file) =>
    join(folder, file),
  );
  needed.push(join(root, 'docs', 'elements', `${name}.md`));
  const missing = needed.filter((file) => !existsSync(file)).map((file) => `${relative(root, file)} is missing`);
  return [...missing, ...definitionFaults(join(folder, `${name}.define.ts`), name)];
});

function definitionFaults(file: string, name: string): string[] {
  if (!existsSync(file) || readFileSync(file, 'utf8').includes(`'${name}'`)) return [];
  return [`${relative(root, file)} does not register <${name}>`];
}

if (elements.length === 0) faults.push('there is no element in src/components');
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0) process.exit(1);
