import type { Page } from '@playwright/test';
import type { Side } from '../lab/lab.ts';
import type { DirectionSettings, LinkSettings } from '../lab/link.ts';
import { whyNoLab } from '../lab/why-no-lab.ts';
import { expect, test as base } from './lab-fixtures.ts';
import { expectMedia, pathsOf, receptionOf } from './network-steps.ts';
import { callInButton, goToWaitingRoom, pictureOf } from './steps.ts';

const obstacle = whyNoLab();

/** A visit in which both see and hear each other, and whose pages the network may fail. */
const test = base.extend<{ visit: Record<Side, Page> }>({
  visit: async ({ bookVisit, openPatient, openClinician }, use) => {
    const { id: visitId } = await bookVisit();
    const [patient, clinician] = await Promise.all([openPatient({ visitId }), openClinician()]);
    for (const { watch } of [patient, clinician])
      watch.expect(/net::ERR_/, /WebSocket connection to .* failed/, /status of 409 .*gateway-credentials/);
    await goToWaitingRoom(patient.page);
    await callInButton(clinician.page).click();
    const pages = { patient: patient.page, clinician: clinician.page };
    for (const page of Object.values(pages)) await expectMedia(page);
    await use(pages);
  },
});

test.skip(obstacle !== null, `left out: ${obstacle}`);

const both = (settings: DirectionSettings): LinkSettings => ({ up: settings, down: settings });

test('N13 N14: the patient’s link is down for 8 s: both are told, keep the last picture, and it heals by itself', async ({
  lab,
  visit: { patient, clinician },
}) => {
  const told = {
    patient: patient.getByText(/Vi kopplar upp igen|Inget kommer fram från Anna Berg/).first(),
    clinician: clinician
      .getByText(/Karin Lind har tappat kontakten|kommer inte fram just nu|Inget kommer fram från Karin Lind/)
      .first(),
  };
  await lab.link.set('patient', both({ on: false }));
  const isUp = patient.waitForTimeout(8_000).then(() => lab.link.set('patient', both({ on: true })));
  await expect(told.patient).toBeVisible({ timeout: 8_000 });
  await expect(told.clinician).toBeVisible({ timeout: 8_000 });
  await expect(pictureOf(patient, 'Anna Berg')).toBeVisible();
  await expect(pictureOf(clinician, 'Karin Lind')).toBeVisible();
  await isUp;
  for (const page of [patient, clinician]) await expectMedia(page);
  await expect(told.patient).toHaveCount(0);
  await expect(told.clinician).toHaveCount(0);
});

test('N14: the patient’s address is another one: sound and picture find the new way', async ({
  lab,
  visit: { patient, clinician },
}) => {
  const address = await lab.link.swapAddress('patient');
  await expect
    .poll(async () => (await pathsOf(patient)).map((path) => path.address), { timeout: 20_000 })
    .toEqual([address, address]);
  for (const page of [patient, clinician]) await expectMedia(page);
});

test('N14: a tenth of the patient’s packets is lost both ways: the sound goes on, the picture keeps moving', async ({
  lab,
  visit,
}) => {
  await lab.link.set('patient', both({ loss: 0.1, delayMs: 50 }));
  await expectItGoesOn(visit, { concealedAtMost: 0.25, framesAtLeast: 3 });
});

test('N14: 300 kbit/s up, down, or both: sound and picture go on', async ({ lab, visit }) => {
  test.setTimeout(180_000);
  const narrow = { kbit: 300, delayMs: 50 };
  const wide = { kbit: 0, delayMs: 10 };
  for (const [name, link] of Object.entries({
    up: { up: narrow, down: wide },
    down: { up: wide, down: narrow },
    both: both(narrow),
  })) {
    await test.step(name, async () => {
      await lab.link.set('patient', link);
      await expectItGoesOn(visit, { concealedAtMost: 0.25, framesAtLeast: 3 });
      await lab.link.set('patient', both(wide));
      for (const page of Object.values(visit)) await expectMedia(page);
    });
  }
});

test('N14: 80 kbit/s: the sound goes on without the picture, in words, and the picture comes back by itself', async ({
  lab,
  visit,
}) => {
  test.setTimeout(120_000);
  await lab.link.set('patient', both({ kbit: 80, delayMs: 50 }));
  const paused = visit.patient.getByText(/bild är pausad|Bilden är pausad/).first();
  await expect(paused).toBeVisible({ timeout: 30_000 });
  await expectItGoesOn(visit, { concealedAtMost: 0.35, framesAtLeast: 0 });
  await lab.link.set('patient', both({ kbit: 0, delayMs: 10 }));
  for (const page of Object.values(visit)) await expectMedia(page, 40_000);
  await expect(paused).toHaveCount(0, { timeout: 20_000 });
});

const WINDOW_MS = 8_000;
/** The page has this long to find what the link can carry. */
const SETTLED_WITHIN_MS = 40_000;

/** Looks at both sides, a while at a time, until for one whole while the sound is real and the picture moves on both. */
async function expectItGoesOn(
  visit: Record<Side, Page>,
  limits: { readonly concealedAtMost: number; readonly framesAtLeast: number },
): Promise<void> {
  await expect(async () => {
    const receptions = await Promise.all(
      Object.entries(visit).map(async ([side, page]) => ({ side, ...(await receptionOf(page, WINDOW_MS)) })),
    );
    for (const { side, concealed, framesPerSecond } of receptions) {
      expect(concealed, `made-up sound at the ${side}`).toBeLessThanOrEqual(limits.concealedAtMost);
      expect(framesPerSecond, `frames per second at the ${side}`).toBeGreaterThanOrEqual(limits.framesAtLeast);
    }
  }).toPass({ timeout: SETTLED_WITHIN_MS, intervals: [0] });
}
