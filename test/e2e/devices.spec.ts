import type { Page } from '@playwright/test';
import { expect, insecureOrigin, test } from './fixtures.ts';
import { mediaCounts } from './page-recorder.ts';
import {
  AUDIBLE,
  callInButton,
  clinicSees,
  endButton,
  errorCodes,
  expectBothWays,
  goToWaitingRoom,
  launchWith,
  pictureOf,
  recordErrors,
  soundLevel,
} from './steps.ts';

test('camera and microphone denied: said apart, and the patient joins to see and hear', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const browser = await launchWith('denied');
  const { page } = await openPatient({
    visitId: visit.id,
    browser,
    context: { permissions: [] },
    prepare: recordErrors,
  });
  const { page: clinician } = await openClinician();
  await page.getByRole('button', { name: 'Slå på kamera och mikrofon' }).click();
  await expect(page.getByText('Kameran eller mikrofonen är inte tillåten.').first()).toBeVisible();
  await expect.poll(() => errorCodes(page)).toContain('permission-denied');
  await page.getByRole('button', { name: 'Till väntrummet' }).click();
  await expect(clinicSees(page)).toBeVisible();
  await callInButton(clinician).click();
  await expectBothWays(page);
  await expect(clinician.getByText('Kameran är av hos Karin Lind').first()).toBeVisible();
  expect((await mediaCounts(page)).sent).toEqual({ audioPackets: 0, videoPackets: 0, bytes: 0 });
  await endButton(clinician).click();
  await browser.close();
});

test('only the camera denied: it is named, and the patient joins with sound', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const browser = await launchWith('denied');
  const { page } = await openPatient({ visitId: visit.id, browser, context: { permissions: ['microphone'] } });
  const { page: clinician } = await openClinician();
  await page.getByRole('button', { name: 'Slå på kamera och mikrofon' }).click();
  await expect(page.getByText('Kameran är inte tillåten.').first()).toBeVisible();
  await expect(page.getByText('Du kan vara med utan bild. Ni hör varandra.')).toBeVisible();
  await page.getByRole('button', { name: 'Till väntrummet' }).click();
  await expect(clinicSees(page)).toBeVisible();
  await callInButton(clinician).click();
  await expectBothWays(page);
  await expect.poll(async () => soundLevel(await mediaCounts(clinician))).toBeGreaterThan(AUDIBLE);
  await browser.close();
});

test('no camera: said so, and the patient joins with sound', async ({ openPatient, openClinician, bookVisit }) => {
  const visit = await bookVisit();
  const browser = await launchWith('no-camera');
  const { page } = await openPatient({ visitId: visit.id, browser, prepare: recordErrors });
  const { page: clinician } = await openClinician();
  await page.getByRole('button', { name: 'Slå på kamera och mikrofon' }).click();
  await expect(page.getByText('Vi hittar ingen kamera.').first()).toBeVisible();
  await expect.poll(() => errorCodes(page)).toEqual(['device-not-found']);
  await page.getByRole('button', { name: 'Till väntrummet' }).click();
  await expect(clinicSees(page)).toBeVisible();
  await callInButton(clinician).click();
  await expectBothWays(page);
  await expect.poll(async () => soundLevel(await mediaCounts(clinician))).toBeGreaterThan(AUDIBLE);
  expect((await mediaCounts(page)).sent.videoPackets).toBe(0);
  await browser.close();
});

test('no device at all: the patient joins to see and hear', async ({ openPatient, openClinician, bookVisit }) => {
  const visit = await bookVisit();
  const browser = await launchWith('none');
  const { page } = await openPatient({ visitId: visit.id, browser });
  const { page: clinician } = await openClinician();
  await page.getByRole('button', { name: 'Slå på kamera och mikrofon' }).click();
  await expect(page.getByText('Vi hittar ingen kamera eller mikrofon.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Till väntrummet' }).click();
  await expect(clinicSees(page)).toBeVisible();
  await callInButton(clinician).click();
  await expect(pictureOf(page, 'Anna Berg')).toBeVisible();
  await expectBothWays(page);
  await browser.close();
});

test('a page that is not secure: said so, and the patient joins to see and hear', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit();
  const [here, site] = [new URL(insecureOrigin).host, new URL(stack.siteUrl).host];
  const browser = await launchWith('none', [`--host-resolver-rules=MAP ${here}:80 ${site}`]);
  const { page } = await openPatient({
    address: `${insecureOrigin}/portal/?person=karin-lind&visit=${visit.id}`,
    browser,
    prepare: recordErrors,
  });
  const { page: clinician } = await openClinician();
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await page.getByRole('button', { name: 'Slå på kamera och mikrofon' }).click();
  await expect(page.getByText('Sidan är inte säker.').first()).toBeVisible();
  await expect.poll(() => errorCodes(page)).toEqual(['insecure-context']);
  await page.getByRole('button', { name: 'Till väntrummet' }).click();
  await expect(clinicSees(page)).toBeVisible();
  await callInButton(clinician).click();
  await expectBothWays(page);
  await endButton(clinician).click();
  await browser.close();
});

test('muted means muted: no sound and no picture leave, and the other side is told', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(patient);
  await callInButton(clinician).click();
  await expectBothWays(patient, clinician);
  await patient.getByRole('switch', { name: 'Mikrofon' }).click();
  await expect.poll(() => hearsIn(clinician, 1_000), { message: 'silence' }).toBeLessThan(AUDIBLE / 100);
  await patient.getByRole('switch', { name: 'Mikrofon' }).click();
  await expect.poll(() => hearsIn(clinician, 1_000), { message: 'sound again' }).toBeGreaterThan(AUDIBLE);
  await patient.getByRole('switch', { name: 'Kamera' }).click();
  await expect(clinician.getByText('Kameran är av hos Karin Lind').first()).toBeVisible();
  await patient.getByRole('switch', { name: 'Kamera' }).click();
  await expect(clinician.getByText('Kameran är av hos Karin Lind')).toHaveCount(0);
});

/** Mean level of what a page receives during the next `ms`. */
async function hearsIn(page: Page, ms: number): Promise<number> {
  const { received: before } = await mediaCounts(page);
  await page.waitForTimeout(ms);
  const { received: after } = await mediaCounts(page);
  return (after.audioEnergy - before.audioEnergy) / Math.max(0.001, after.audioDuration - before.audioDuration);
}
