import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '..', '..');

interface PackageJson {
  readonly version: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly sideEffects: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
}

let host = '';
let installed = '';
let pkg: PackageJson;
let files: readonly string[] = [];

/** A host's folder with the packed package in it, and beside it the packages that it depends on. */
before(async () => {
  host = await mkdtemp(join(tmpdir(), 'video-visit-host-'));
  await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', host], { cwd: root });
  const [tarball = ''] = (await readdir(host)).filter((name) => name.endsWith('.tgz'));
  const modules = join(host, 'node_modules');
  installed = join(modules, 'video-visit');
  await mkdir(modules);
  await run('tar', ['-xzf', join(host, tarball), '-C', modules]);
  await run('mv', [join(modules, 'package'), installed]);
  pkg = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as PackageJson;
  await linkDependencies(modules, Object.keys(pkg.dependencies));
  await writeFile(join(host, 'package.json'), '{ "type": "module", "private": true }\n');
  files = (await readdir(installed, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1));
});

after(() => rm(host, { recursive: true, force: true }));

/** Links what the package names, and what that names in turn, so that nothing else can be reached. */
async function linkDependencies(modules: string, names: readonly string[], done = new Set<string>()): Promise<void> {
  for (const name of names) {
    if (done.has(name)) continue;
    done.add(name);
    const source = join(root, 'node_modules', name);
    if (name.includes('/')) await mkdir(join(modules, name, '..'), { recursive: true });
    await symlink(source, join(modules, name));
    const { dependencies = {} } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    await linkDependencies(modules, Object.keys(dependencies), done);
  }
}

/** Every specifier that a host may write. */
function specifiers(): { specifier: string; target: string; types: string | null }[] {
  return Object.entries(pkg.exports).flatMap(([key, entry]) => {
    const { default: target = '', types = null } = typeof entry === 'string' ? { default: entry } : entry;
    const name = `video-visit${key.slice(1)}`;
    if (!key.includes('*')) return [{ specifier: name, target, types }];
    const elements = files.flatMap((file) => /^dist\/components\/([^/]+)\/\1\.define\.js$/.exec(file)?.[1] ?? []);
    assert.ok(elements.length > 0, `${key} fits no file`);
    const fill = (text: string, element: string): string => text.replaceAll('*', element);
    return elements.map((element) => ({
      specifier: fill(name, element),
      target: fill(target, element),
      types: types && fill(types, element),
    }));
  });
}

/** Without the one file for a script element, which is for browsers alone. */
const modulesOf = (): string[] =>
  specifiers()
    .filter(({ target }) => target.endsWith('.js') && !target.endsWith('.bundle.js'))
    .map(({ specifier }) => specifier);

/** Runs a module in the host's folder, in a Node of its own; returns what it prints. */
async function inHost(code: string): Promise<string> {
  const file = join(host, `run-${Math.random().toString(36).slice(2)}.mjs`);
  await writeFile(file, code);
  const { stdout, stderr } = await run(process.execPath, [file], { cwd: host });
  assert.equal(stderr, '');
  return stdout.trim();
}

test('every entry of the exports map is in the package, with its types', () => {
  for (const { specifier, target, types } of specifiers()) {
    assert.ok(files.includes(target.replace('./', '')), `${specifier}: ${target} is missing`);
    if (types) assert.ok(files.includes(types.replace('./', '')), `${specifier}: ${types} is missing`);
  }
});

/** What Lit leaves on a server by itself: its versions, and a stand-in for the registry of elements. */
const litsOwn = /^((lit|reactive)\w*Versions|litServerRoot|litPropertyMetadata|customElements)$/;

test('every entry can be imported on a server, and leaves no global behind', async () => {
  for (const specifier of modulesOf()) {
    const left = await inHost(`
      const before = new Set(Object.getOwnPropertyNames(globalThis));
      await import(${JSON.stringify(specifier)});
      console.log(JSON.stringify(Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name))));
    `);
    const names = (JSON.parse(left) as string[]).filter((name) => !litsOwn.test(name));
    assert.deepEqual(names, [], specifier);
  }
});

test('only the definitions register elements', async () => {
  const registered = await inHost(`
    const tags = [];
    globalThis.HTMLElement = class {};
    globalThis.customElements = { define: (tag) => tags.push(tag), get: () => undefined };
    for (const specifier of ${JSON.stringify(modulesOf().filter((name) => !name.includes('/define/')))}) {
      await import(specifier);
    }
    console.log(JSON.stringify(tags));
  `);
  assert.deepEqual(JSON.parse(registered), []);
});

test('the definitions, and no other module, are said to have side effects', () => {
  const patterns = pkg.sideEffects.filter((pattern) => pattern.startsWith('./dist/'));
  const fits = (file: string): boolean =>
    patterns.some((pattern) =>
      new RegExp(`^${pattern.slice(2).replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`).test(file),
    );
  for (const file of files.filter((name) => name.endsWith('.js') && name.startsWith('dist/'))) {
    assert.equal(fits(file), file.endsWith('.define.js') || file.endsWith('.bundle.js'), file);
  }
});

test('modules import each other and the declared dependencies, and nothing else', async () => {
  const allowed = new Set(Object.keys(pkg.dependencies));
  for (const file of files.filter((name) => /\.(js|d\.ts)$/.test(name) && !name.endsWith('.bundle.js'))) {
    const text = (await readFile(join(installed, file), 'utf8')).replaceAll(/\/\*[\s\S]*?\*\//g, '');
    for (const [, specifier = ''] of text.matchAll(
      /(?:^|[\s;}])(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
    )) {
      if (specifier === '') continue;
      if (specifier.startsWith('.')) {
        const target = join(file, '..', specifier);
        assert.ok(
          file.endsWith('.d.ts') ? files.includes(target.replace(/\.js$/, '.d.ts')) : files.includes(target),
          `${file} → ${specifier}`,
        );
      } else {
        const name = specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/');
        assert.ok(allowed.has(name), `${file} imports ${specifier}`);
      }
    }
  }
});

test("nothing tells of the machine that built it, and the gateway's library is taken in", async () => {
  for (const file of files) {
    const text = await readFile(join(installed, file), 'utf8');
    assert.ok(!text.includes(root), `${file} holds a path of this machine`);
    assert.doesNotMatch(text, /registry\.npmjs|resolved"/, file);
    if (file.endsWith('.js')) assert.doesNotMatch(text, /(from|import\()\s*['"]janus-gateway['"]/, file);
  }
  assert.ok(
    files.some((file) => file.startsWith('dist/vendor/janus')),
    'no janus in dist/vendor',
  );
});

test('no file of the tests, of the demo or of the service is in the package', () => {
  assert.deepEqual(
    files.filter((file) => !/^(dist\/.+|package\.json|README\.md|LICENSE)$/.test(file) || /\.test\./.test(file)),
    [],
  );
});

test('the library keeps its export beside an AMD loader and a CommonJS module', async () => {
  const [library = ''] = files.filter((file) => file.startsWith('dist/vendor/janus') && file.endsWith('.js'));
  const kind = await inHost(`
    const taken = [];
    globalThis.define = Object.assign((factory) => taken.push(factory), { amd: {} });
    globalThis.module = { exports: {} };
    globalThis.window = globalThis;
    const { default: Janus } = await import(${JSON.stringify(`./node_modules/video-visit/${library}`)});
    console.log(typeof Janus, typeof Janus?.init, taken.length, Object.keys(globalThis.module.exports).length);
  `);
  assert.equal(kind, 'function function 0 0');
  const bundle = await readFile(join(installed, 'dist', 'video-visit.bundle.js'), 'utf8');
  assert.doesNotMatch(bundle, /define\.amd/, 'the bundle asks for an AMD loader');
});

test('type declarations hold in a strict host that checks libraries too', async () => {
  const compilerOptions = {
    target: 'ES2023',
    module: 'NodeNext',
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    lib: ['ES2024', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
    types: [],
  };
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  // Each by itself: what one imports must not help the other.
  for (const name of ['host', 'host-of-classes']) {
    const project = join(host, `${name}.json`);
    await cp(join(import.meta.dirname, `${name}.ts.txt`), join(host, `${name}.ts`));
    await writeFile(project, JSON.stringify({ compilerOptions, files: [`${name}.ts`] }));
    const { stdout } = await run(process.execPath, [tsc, '-p', project]).catch((error: { stdout: string }) => error);
    assert.equal(stdout, '', name);
  }
});

test('no module needs anything of Node', async () => {
  const nodeModules = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    const text = await readFile(join(installed, file), 'utf8');
    for (const [, specifier = ''] of text.matchAll(/from\s*['"]([^'"]+)['"]/g))
      assert.ok(!nodeModules.has(specifier), `${file} imports ${specifier}`);
  }
});

test('the manifest lists every element by its published module', async () => {
  const manifest = JSON.parse(await readFile(join(installed, 'dist', 'custom-elements.json'), 'utf8')) as {
    modules: { path: string; declarations?: { tagName?: string; customElement?: boolean }[] }[];
  };
  for (const { path } of manifest.modules) assert.ok(files.includes(path), `${path} is not in the package`);
  const modules = manifest.modules.map(({ path }) => path);
  for (const { specifier } of specifiers().filter(({ specifier: name }) => name.includes('/define/'))) {
    const element = specifier.split('/').at(-1) ?? '';
    assert.ok(modules.includes(`dist/components/${element}/${element}.js`), `${element} is not in the manifest`);
  }
});
