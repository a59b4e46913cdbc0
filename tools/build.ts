/** `npm run build`: dist/ from nothing. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

function run(what: string, program: string, ...args: string[]): void {
  const { status } = spawnSync(join(root, 'node_modules', '.bin', program), args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) return;
  process.stderr.write(`${what} failed; what ${program} said is above.\n`);
  process.exit(1);
}

rmSync(join(root, 'dist'), { recursive: true, force: true });
run('Building the modules', 'rollup', '--config', 'rollup.config.mjs', '--silent');
run('Writing the type declarations', 'tsc', '-p', 'tsconfig.build.json');
run(
  'Writing the manifest of the elements',
  'cem',
  'analyze',
  '--config',
  'custom-elements-manifest.config.mjs',
  '--quiet',
);
