import { globSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import esbuild from 'rollup-plugin-esbuild';
import pkg from './package.json' with { type: 'json' };
import { onlyAsModule } from './tools/only-as-module.mjs';

const external = Object.keys(pkg.dependencies).map((name) => new RegExp(`^${name}(/|$)`));
const definitions = globSync('src/components/*/*.define.ts').sort();
const entries = ['src/index.ts', 'src/core/index.ts', 'src/testing/index.ts', ...definitions];

/** Where a module of src/ comes to lie in dist/; what is taken in from elsewhere lies in vendor/, as npm packs no node_modules/. */
const placeOf = (chunk) => (chunk.name.includes('node_modules') ? `vendor/${basename(chunk.name)}.js` : '[name].js');

/** An entry that registers every element and exports what the package does. */
const everything = {
  name: 'everything',
  resolveId: (id) => (id === 'everything' ? id : null),
  load(id) {
    if (id !== 'everything') return null;
    const imports = definitions.map((file) => `import ${JSON.stringify(resolve(file))};`);
    return [...imports, `export * from ${JSON.stringify(resolve('src/index.ts'))};`].join('\n');
  },
};

/** The sources name each other with `.ts`. */
const transpile = esbuild({ target: 'es2023', tsconfig: 'tsconfig.json', sourceMap: true });
const onwarn = (warning, warn) => {
  if (warning.code === 'UNRESOLVED_IMPORT' || warning.code === 'MISSING_EXPORT') throw new Error(warning.message);
  warn(warning);
};

export default [
  {
    input: entries,
    external,
    plugins: [onlyAsModule, nodeResolve({ browser: true }), transpile],
    onwarn,
    output: {
      dir: 'dist',
      format: 'es',
      preserveModules: true,
      preserveModulesRoot: 'src',
      entryFileNames: placeOf,
      sourcemap: true,
    },
  },
  {
    // One file for `<script type="module">`: all elements, all that they need.
    input: 'everything',
    plugins: [
      everything,
      onlyAsModule,
      nodeResolve({ browser: true }),
      esbuild({ target: 'es2023', tsconfig: 'tsconfig.json', minify: true, legalComments: 'none' }),
    ],
    onwarn,
    output: { file: 'dist/video-visit.bundle.js', format: 'es', inlineDynamicImports: true },
  },
];
