import type { Page } from '@playwright/test';
import { whyNoLab } from '../lab/why-no-lab.ts';
import { expect, test } from './lab-fixtures.ts';
import { expectMedia } from './network-steps.ts';
import { callInButton, endButton, goToWaitingRoom, pictureOf, visitIsOver, warmConnections } from './steps.ts';

const obstacle = whyNoLab();
test.skip(obstacle !== null, `left out: ${obstacle}`);

/** How bright what lies in the place of the other's picture is, 0…255; a black picture gives 0 to 5. */
const brightness = (page: Page, name: string): Promise<number> =>
  pictureOf(page, name).evaluate((video: HTMLVideoElement) => {
    const bridge = video.parentNode?.querySelector<HTMLCanvasElement>('canvas:not([hidden])');
    const shown = bridge ?? video;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [32, 24];
    const context = canvas.getContext('2d');
    context?.drawImage(shown, 0, 0, 32, 24);
    const { data = new Uint8ClampedArray() } = context?.getImageData(0, 0, 32, 24) ?? {};
    return data.filter((_, index) => index % 4 < 3).reduce((sum, part) => sum + part, 0) / (32 * 24 * 3);
  });

test('N13 N14 nothing to hear for a while: both keep the last picture and are offered the telephone, until it mends', async ({
  lab,
  bookVisit,
  openPatient,
  openClinician,
}, testInfo) => {
  test.setTimeout(150_000);
  const visit = await bookVisit();
  const [patient, clinician] = await Promise.all([openPatient({ visitId: visit.id }), openClinician()]);
  const pages = { patient: patient.page, clinician: clinician.page };
  for (const { watch } of [patient, clinician])
    watch.expect(/net::ERR_/, /WebSocket connection to .* failed/, /status of 409 .*gateway-credentials/);
  await goToWaitingRoom(patient.page);
  for (const page of Object.values(pages)) await expect.poll(() => warmConnections(page)).toBe(2);
  await callInButton(clinician.page).click();
  for (const page of Object.values(pages)) await expectMedia(page);
  await clinician.page.waitForTimeout(3_000); // The line has to have been good for a while.

  const downAt = Date.now();
  await lab.link.set('patient', { up: { on: false }, down: { on: false } });
  const offers = {
    patient: patient.page.getByText('Mottagningen ringer dig om ni inte hör varandra.'),
    clinician: clinician.page.getByText(/Ring .* på numret i journalen\./),
  };
  const offered = Object.entries(offers).map(async ([side, offer]) => {
    await expect(offer.first()).toBeVisible({ timeout: 40_000 });
    testInfo.annotations.push({ type: `offered at the ${side}`, description: `${Date.now() - downAt} ms` });
    expect(Date.now() - downAt, `offered at the ${side}`).toBeGreaterThan(14_000);
  });
  await Promise.all(offered);
  for (const [side, page] of Object.entries(pages))
    await page.screenshot({ path: testInfo.outputPath(`${side}-without-contact.png`) });
  expect(await brightness(patient.page, 'Anna Berg'), 'the last picture at the patient').toBeGreaterThan(20);
  expect(await brightness(clinician.page, 'Karin Lind'), 'the last picture at the clinician').toBeGreaterThan(20);

  await lab.link.reset(20);
  for (const page of Object.values(pages)) await expectMedia(page, 40_000);
  for (const offer of Object.values(offers)) await expect(offer).toHaveCount(0, { timeout: 10_000 });

  await endButton(clinician.page).click();
  await expect(visitIsOver(patient.page)).toBeVisible();
  await expect.poll(async () => (await lab.stack.host.quality(visit.id)).length).toBe(2);
  for (const { role, report } of await lab.stack.host.quality(visit.id)) {
    expect(report.receiving.seconds.lost, `seconds lost at the ${role}`).toBeGreaterThanOrEqual(10);
    if (role === 'patient') {
      const { signalling, media, rejoin } = report.recoveries;
      expect(signalling.count + media.count + rejoin.count, 'recoveries').toBeGreaterThan(0);
    }
  }
});
