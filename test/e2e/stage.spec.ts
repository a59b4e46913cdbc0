import { chromium, type Browser, type Locator, type Page } from '@playwright/test';
import { findChromium, quietFlags } from '../support/chromium.ts';
import { expect, test as base } from './fixtures.ts';
import { mediaCounts } from './page-recorder.ts';
import { callInButton, expectBothWays, goToWaitingRoom, pictureOf } from './steps.ts';

/** A browser whose camera, unlike one that plays a file, gives the size that it is asked for. */
const test = base.extend<object, { adjustable: Browser }>({
  adjustable: [
    async ({}, use) => {
      const browser = await chromium.launch({
        executablePath: findChromium(),
        args: [
          ...quietFlags,
          '--use-fake-ui-for-media-stream',
          '--use-fake-device-for-media-stream',
          '--autoplay-policy=no-user-gesture-required',
          '--mute-audio',
        ],
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
});

const frameWidth = async (page: Page): Promise<number> => (await mediaCounts(page)).received.frameWidth;

async function centreOf(part: Locator): Promise<{ x: number; y: number }> {
  const box = await part.boundingBox();
  if (!box) throw new Error('not to be seen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('N34 something is shown to the camera: sharper for the other, and back; the own picture goes out of the way', async ({
  openPatient,
  openClinician,
  bookVisit,
  adjustable,
}) => {
  const visit = await bookVisit();
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id, browser: adjustable }),
    openClinician(),
  ]);
  await goToWaitingRoom(patient);
  await callInButton(clinician).click();
  await expect(pictureOf(patient, 'Anna Berg')).toBeVisible();
  await expectBothWays(patient, clinician);
  expect(await frameWidth(clinician)).toBeLessThanOrEqual(1280);

  await patient.getByRole('button', { name: 'Mer', exact: true }).click();
  const sharper = patient.getByRole('switch', { name: 'Skarpare bild' });
  await sharper.click();
  await expect(sharper).toBeChecked();
  await expect.poll(() => frameWidth(clinician), { message: 'a sharper picture arrives' }).toBe(1920);
  await sharper.click();
  await expect.poll(() => frameWidth(clinician), { message: 'as before' }).toBeLessThanOrEqual(1280);

  const small = patient.getByRole('button', { name: 'Bild i litet fönster' });
  const floats = () => patient.evaluate(() => document.pictureInPictureElement !== null);
  await small.click();
  await expect.poll(floats).toBe(true);
  await small.click();
  await expect.poll(floats).toBe(false);
  await patient.getByRole('button', { name: 'Helskärm' }).click();
  await patient.getByRole('button', { name: 'Lämna helskärm' }).click();
  await expect(patient.getByRole('button', { name: 'Helskärm', exact: true })).toBeVisible();
  await patient.keyboard.press('Escape');
  await expect(patient.getByRole('button', { name: 'Helskärm' })).toHaveCount(0);

  const own = patient.getByLabel('Din egen bild');
  const before = await centreOf(own);
  const other = await centreOf(pictureOf(patient, 'Anna Berg'));
  await patient.mouse.move(before.x, before.y);
  await patient.mouse.down();
  await patient.mouse.move(2 * other.x - before.x, 2 * other.y - before.y, { steps: 4 });
  await patient.mouse.up();
  await expect.poll(async () => (await centreOf(own)).x).toBeLessThan(other.x);
  expect((await centreOf(own)).y).toBeLessThan(other.y);
  await patient.getByRole('button', { name: 'Dölj din bild' }).click();
  await expect(own).toHaveCount(0);
  await patient.getByRole('button', { name: 'Visa din bild' }).click();
  await expect(own).toBeVisible();
});
