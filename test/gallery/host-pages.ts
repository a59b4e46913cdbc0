/**
 * Pictures of the demo's portal and journal, empty-handed and in a real visit, in test-results/host-pages/.
 *
 *     node test/gallery/host-pages.ts
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContextOptions, type Page, chromium } from '@playwright/test';
import { startStack } from '../../demo/stack/stack.ts';
import { type FakeRole, fakeMedia } from '../support/fake-media.ts';
import { findChromium, quietFlags } from '../support/chromium.ts';

const out = resolve(import.meta.dirname, '..', '..', 'test-results', 'host-pages');
const sizes = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
];
const faults: string[] = [];

async function launch(role: FakeRole): Promise<Browser> {
  const { video, audio } = await fakeMedia(role);
  const devices = [`--use-file-for-fake-video-capture=${video}`, `--use-file-for-fake-audio-capture=${audio}`];
  const fake = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', ...devices];
  return chromium.launch({ executablePath: findChromium(), args: [...quietFlags, ...fake] });
}

async function open(browser: Browser, address: string, options: BrowserContextOptions): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  page.on('console', (message) => faults.push(`${address}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`${address}: ${error.message}`));
  await page.goto(address);
  await page.waitForLoadState('load');
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(out, `${name}.png`) });
  const tooWide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (tooWide > 0) faults.push(`${name}: ${tooWide} px too wide`);
}

await mkdir(out, { recursive: true });
const stack = await startStack({ say: (line) => process.stderr.write(`${line}\n`) });
const [patients, clinicians] = [await launch('patient'), await launch('clinician')];
try {
  const [visit] = await stack.bookings.makeTodays();
  for (const viewport of sizes) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const options = { viewport, colorScheme };
      const end = `${viewport.width}-${colorScheme}`;
      for (const lang of ['sv', 'ar']) {
        const portal = await open(patients, `${stack.portalUrl}?lang=${lang}`, options);
        await portal.getByRole('article').first().waitFor();
        await picture(portal, `portal-${lang}-${end}`);
        await portal.context().close();
      }
      const journal = await open(clinicians, stack.journalUrl, options);
      await journal.getByRole('heading', { name: 'Dagens besök' }).waitFor();
      await picture(journal, `journal-${end}`);
      await journal.context().close();
    }
  }

  // One visit, with the patient's page at every size in turn.
  const journal = await open(clinicians, stack.journalUrl, { viewport: { width: 1280, height: 800 } });
  const portal = await open(patients, `${stack.portalUrl}?person=karin-lind&visit=${visit?.id}`, {
    viewport: { width: 360, height: 740 },
  });
  const everySize = async (name: string): Promise<void> => {
    for (const viewport of sizes) {
      await portal.setViewportSize(viewport);
      await picture(portal, `${name}-${viewport.width}`);
    }
  };
  await portal.getByRole('button', { name: 'Slå på kamera och mikrofon' }).click();
  await portal.getByRole('button', { name: 'Till väntrummet' }).waitFor();
  await everySize('visit-1-check');
  await portal.getByRole('button', { name: 'Till väntrummet' }).click();
  await journal.getByRole('button', { name: 'Ropa in' }).waitFor();
  await everySize('visit-2-waiting');
  await picture(journal, 'visit-2-waiting-journal');
  await journal.getByRole('button', { name: 'Ropa in' }).click();
  for (const page of [portal, journal]) {
    await page
      .getByLabel(/^Bild av/)
      .first()
      .waitFor();
  }
  await journal.getByRole('button', { name: 'Avsluta' }).waitFor();
  await everySize('visit-3-stage');
  for (const viewport of sizes) {
    await journal.setViewportSize(viewport);
    await picture(journal, `visit-3-stage-journal-${viewport.width}`);
  }
} finally {
  await patients.close();
  await clinicians.close();
  await stack.stop();
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`Pictures are in ${out}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
