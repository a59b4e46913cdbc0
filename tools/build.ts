/** `npm run build`: dist/ from nothing. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

function run(what: string, program: string, ...args: string[]): void {
  // On this very Node, whichever the shell would find.
  const command = [join(root, 'node_modules', '.bin', program), ...args];
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  process.stderr.write(`${what} failed; what ${program} said is above.\n`);
  process.exit(1);
}

rmSync(join(root, 'dist'), { recursive: true, force: true });
run('Building the modules', 'rollup', '--config', 'rollup.config.mjs', '--silent');
run('Writing the type declarations', 'tsc', '-p', 'tsconfig.build.json');
// TypeScript rewrites the names of modules in JavaScript alone.
for (const file of globSync('dist/**/*.d.ts', { cwd: root })) {
  const path = join(root, file);
  const [, element] = /([^/]+)\.define\.d\.ts$/.exec(file) ?? [];
  // And it leaves out that a definition brings its tag and its events to the page's types.
  const brought = element ? `import './${element}.js';\nimport '../visit-events.js';\n` : '';
  const text = readFileSync(path, 'utf8').replaceAll(/(['"])(\.\.?\/[^'"]+)\.ts\1/g, '$1$2.js$1');
  writeFileSync(path, brought + text);
}
run(
  'Writing the manifest of the elements',
  'cem',
  'analyze',
  '--config',
  'custom-elements-manifest.config.mjs',
  '--quiet',
);
