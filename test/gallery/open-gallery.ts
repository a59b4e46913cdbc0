import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { build, preview } from 'vite';
import { onlyAsModule } from '../../tools/only-as-module.mjs';
import { findChromium, quietFlags } from '../support/chromium.ts';

export interface OpenGallery {
  /** Of the page that shows one state. */
  readonly address: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Builds the gallery, which opens each state many times faster than a development server, and serves it. */
export async function openGallery(): Promise<OpenGallery> {
  const root = resolve(import.meta.dirname, '../..');
  const outDir = join(root, '.cache', `gallery-${process.pid}`);
  const common = { configFile: false, root: import.meta.dirname, logLevel: 'error' } as const;
  await build({
    ...common,
    base: './',
    plugins: [onlyAsModule],
    build: { outDir, emptyOutDir: true, target: 'es2023', minify: false, modulePreload: { polyfill: false } },
  });
  const server = await preview({ ...common, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...quietFlags, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
  return {
    address: server.resolvedUrls?.local[0] ?? '',
    browser,
    async close() {
      await browser.close();
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
