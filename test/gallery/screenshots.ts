import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { findChromium, quietFlags } from '../support/chromium.ts';
import { allStates } from './all-states.ts';

/**
 * Pictures of every state with made-up people, in test-results/gallery/:
 *
 *     node test/gallery/screenshots.ts [state …] [--sizes=360x740,280x653] [--langs=sv] [--schemes=light] [--out=…]
 */
const root = resolve(import.meta.dirname, '../..');
const option = (name: string, standard: string): string[] =>
  (process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? standard).split(',');
const out = resolve(root, option('out', 'test-results/gallery')[0] ?? '');
const sizes = option('sizes', '360x740,768x1024,1280x800,280x653');
const langs = option('langs', 'sv,ar');
const schemes = option('schemes', 'light,dark');
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const states = named.length > 0 ? named : allStates;

await mkdir(out, { recursive: true });
const server = await createServer({
  configFile: false,
  root,
  cacheDir: join(root, '.cache/gallery'),
  logLevel: 'error',
  optimizeDeps: { entries: ['test/gallery/index.html'] },
  server: { port: 0, host: '127.0.0.1' },
});
await server.listen();
const address = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({ executablePath: findChromium(), args: quietFlags });
const faults: string[] = [];
for (const size of sizes) {
  const [width = 360, height = 740] = size.split('x').map(Number);
  const page = await browser.newPage({ viewport: { width, height }, timezoneId: 'Europe/Stockholm' });
  page.on(
    'console',
    (message) =>
      message.type() !== 'debug' && !/Lit is in dev mode/.test(message.text()) && faults.push(message.text()),
  );
  page.on('pageerror', (error) => faults.push(String(error)));
  for (const state of states) {
    for (const lang of langs) {
      for (const scheme of schemes) {
        const panel = width >= 1000 && state.startsWith('day') ? '&panel' : '';
        await page.goto(`${address}test/gallery/index.html?state=${state}&lang=${lang}&scheme=${scheme}${panel}`);
        await page.waitForSelector('html[data-ready]');
        await page.waitForTimeout(450);
        await page.screenshot({ path: join(out, `${state}--${size}-${lang}-${scheme}.png`), fullPage: true });
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (wide > 0) faults.push(`${state} ${size} ${lang}: ${wide} px too wide`);
      }
    }
  }
  await page.close();
}
await browser.close();
await server.close();
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`Pictures are in ${out}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
