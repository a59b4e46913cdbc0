import type { BrowserContext, Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { callInButton, endButton, expectBothWays, goToWaitingRoom, pictureOf, visitIsOver } from './steps.ts';

const popOut = (page: Page): Locator => page.getByRole('button', { name: 'Eget fönster', exact: true });

/** Frames of this very element reach a screen, of a picture of some size. */
async function moves(video: Locator): Promise<void> {
  const presented = () =>
    video.evaluate((element: HTMLVideoElement) =>
      element.videoWidth >= 320 ? element.getVideoPlaybackQuality().totalVideoFrames : 0,
    );
  const before = await presented();
  await expect.poll(presented, { message: 'frames are presented' }).toBeGreaterThan(before + 5);
}

const connections = (page: Page): Promise<number> => page.evaluate(() => window.videoVisitRecords.connections.length);

/** A browser without windows that a page fills, as Safari is. Give to `prepare`. */
async function noOwnWindows(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => void Reflect.deleteProperty(window, 'documentPictureInPicture'));
}

test('N10 the patient is seen in a window above all others, styled under the policy, until the end', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const [{ page: patient }, { page: clinician, context }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(patient);
  await callInButton(clinician).click();
  await expectBothWays(patient, clinician);
  const before = await connections(clinician);

  let opening = context.waitForEvent('page');
  await popOut(clinician).click();
  let small = await opening;
  await small.setViewportSize({ width: 380, height: 440 });
  await moves(small.getByLabel('Bild av Karin Lind'));
  await moves(small.getByLabel('Din egen bild'));
  await expect(small.getByText('Patient', { exact: true })).toBeVisible();
  await expect(small.getByText(/kvar av den bokade tiden/)).toBeVisible();
  await expect(endButton(small)).toHaveCSS('background-color', 'rgb(197, 58, 58)');
  await expect(small.getByLabel('Bild av Karin Lind')).toHaveCSS('position', 'absolute');
  // The same streams, shown twice: nothing more is fetched, and the stage keeps its picture.
  await moves(pictureOf(clinician, 'Karin Lind'));
  expect(await connections(clinician)).toBe(before);

  await clinician.locator('#person').focus();
  await small.getByRole('switch', { name: 'Mikrofon' }).click();
  await expect(clinician.getByRole('switch', { name: 'Mikrofon' })).not.toBeChecked();
  await small.getByRole('switch', { name: 'Kamera' }).click();
  await expect(patient.getByText('Kameran är av hos Anna Berg').first()).toBeVisible();
  await expect(small.getByLabel('Din egen bild')).toHaveCount(0);
  await small.getByRole('button', { name: 'Diktering' }).press('F8');
  await expect(small.getByText('Patienten hör dig inte.')).toBeVisible();
  await expect(patient.getByText('Ljudet från Anna Berg är pausat.').first()).toBeVisible();

  await small.getByRole('button', { name: 'Tillbaka' }).click();
  await expect.poll(() => small.isClosed()).toBe(true);
  opening = context.waitForEvent('page');
  await popOut(clinician).click();
  small = await opening;
  await clinician.locator('#person').focus();
  await endButton(small).click();
  await expect(visitIsOver(patient)).toBeVisible();
  await expect.poll(() => small.isClosed()).toBe(true);
  await expect(clinician.locator('#person')).toBeFocused();
  expect(
    await clinician.evaluate(() => window.videoVisitRecords.tracks.some(({ readyState }) => readyState === 'live')),
  ).toBe(false);
});

test('N10 in other browsers the picture floats by itself, or lies in a window inside the page, moved by the keyboard; it stays in the panel', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician({ prepare: noOwnWindows, context: { viewport: { width: 1280, height: 520 } } }),
  ]);
  await goToWaitingRoom(patient);
  await callInButton(clinician).click();
  await expectBothWays(patient, clinician);

  const button = clinician.getByRole('button', { name: 'Liten bild', exact: true });
  const floats = () => clinician.evaluate(() => document.pictureInPictureElement !== null);
  await button.press('Enter');
  await expect.poll(floats).toBe(true);
  await button.press('Enter');
  await expect.poll(floats).toBe(false);
  // From here on as Firefox, where no script may do that.
  await clinician.evaluate(() => void Object.defineProperty(document, 'pictureInPictureEnabled', { value: false }));
  await button.press('Enter');
  const small = clinician.getByRole('group', { name: 'Liten bild av Karin Lind' });
  await moves(small.getByLabel('Bild av Karin Lind'));
  const at = await small.boundingBox();
  const handle = small.getByRole('button', { name: 'Flytta' });
  await handle.focus();
  await handle.press('ArrowRight');
  await handle.press('ArrowRight');
  await handle.press('ArrowUp');
  await expect.poll(async () => (await small.boundingBox())?.x).toBeCloseTo((at?.x ?? 0) + 64, 0);
  await small.getByRole('button', { name: 'Tillbaka' }).press('Enter');
  await expect(small).toHaveCount(0);
  await expect(button).toBeFocused();

  const panel = clinician.locator('#panel');
  await panel.evaluate((box) => (box.scrollTop = box.scrollHeight));
  const pinned = clinician.locator('visit-pinned-picture').getByLabel('Bild av Karin Lind');
  await expect(pinned).toBeInViewport({ ratio: 1 });
  await moves(pinned);
  await clinician.getByRole('button', { name: 'Till knapparna' }).click();
  await expect(endButton(clinician)).toBeInViewport();
  await endButton(clinician).click();
  await expect(visitIsOver(patient)).toBeVisible();
});
