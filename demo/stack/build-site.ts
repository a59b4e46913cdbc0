import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '..', '..');
const cache = join(root, '.cache', 'demo-site');
const sources = [
  'src',
  'demo/portal',
  'demo/journal',
  'demo/help',
  'demo/visit',
  'demo/shared',
  'demo/index.html',
  'vite.config.ts',
  'package-lock.json',
];
const buildsKept = 8;

/**
 * Builds the demo's pages, unless these very sources are built already; returns the folder.
 *
 * One folder for each state of the sources, so that a test run beside a running demo takes no file from under it.
 */
export async function buildSite(say: (line: string) => void = () => {}): Promise<string> {
  const directory = join(cache, await fingerprint());
  if (await exists(directory)) {
    await utimes(directory, new Date(), new Date());
    return directory;
  }
  say('Building the pages of the demo …');
  const draft = `${directory}.${process.pid}`;
  await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: draft, emptyOutDir: true },
  });
  await rename(draft, directory).catch(async (error: unknown) => {
    // Someone else has built the same meanwhile.
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(directory))) throw error;
  });
  await removeOldBuilds();
  return directory;
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await Promise.all(sources.map((source) => filesOf(join(root, source))))).flat().sort()) {
    if (file.endsWith('.test.ts')) continue;
    hash.update(`${relative(root, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesOf(path: string): Promise<string[]> {
  const info = await stat(path).catch(() => null);
  if (!info) return [];
  if (!info.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function removeOldBuilds(): Promise<void> {
  await mkdir(cache, { recursive: true });
  const builds = await Promise.all(
    (await readdir(cache)).map(async (name) => ({
      path: join(cache, name),
      at: (await stat(join(cache, name))).mtimeMs,
    })),
  );
  for (const { path } of builds.sort((a, b) => b.at - a.at).slice(buildsKept))
    await rm(path, { recursive: true, force: true });
}

const exists = async (path: string): Promise<boolean> => (await stat(path).catch(() => null)) !== null;
