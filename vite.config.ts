import { join } from 'node:path';
import { defineConfig } from 'vite';
import { onlyAsModule } from './tools/only-as-module.mjs';

const root = import.meta.dirname;

/** The pages of the demo: plain hosts, that import the package by its public names. */
export default defineConfig({
  root: join(root, 'demo'),
  cacheDir: join(root, '.cache', 'vite'),
  plugins: [onlyAsModule],
  resolve: {
    alias: [
      { find: /^video-visit\/define\/([a-z-]+)$/, replacement: join(root, 'src', 'components', '$1', '$1.define.ts') },
      { find: /^video-visit$/, replacement: join(root, 'src', 'index.ts') },
    ],
  },
  build: {
    target: 'es2023',
    outDir: join(root, '.cache', 'demo-site', 'dev'),
    // The security policy of the pages allows neither inline scripts nor data: addresses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        start: join(root, 'demo', 'index.html'),
        portal: join(root, 'demo', 'portal', 'index.html'),
        journal: join(root, 'demo', 'journal', 'index.html'),
        visit: join(root, 'demo', 'visit', 'index.html'),
        help: join(root, 'demo', 'help', 'index.html'),
      },
    },
  },
});
