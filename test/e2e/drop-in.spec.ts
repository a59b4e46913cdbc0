import type { Page } from '@playwright/test';
import { patients, unit } from '../../demo/site/people.ts';
import type { Stack } from '../../demo/stack/stack.ts';
import type { VisitView } from '../../src/contract/index.ts';
import { expect, test } from './fixtures.ts';
import { clinicianToken, patientToken, sendCommand } from './raw-service.ts';
import { expectBothWays, goToWaitingRoom, pictureOf } from './steps.ts';

const [karin, yusuf, elsa] = patients.map(({ id }) => id) as [string, string, string];
const queue = (page: Page) => page.locator('visit-queue');
const takeNext = (page: Page) => page.getByRole('button', { name: 'Ta nästa' });

async function setQueue(stack: Stack, open: boolean): Promise<void> {
  const response = await fetch(`${stack.serviceUrl}/v1/units/${unit.id}/queue`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${await clinicianToken(stack, 'anna-berg')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ open }),
  });
  expect(response.status).toBe(200);
}

/** A drop-in visit of one who is at no page of ours, held from the call-in to the end by a clinician. */
const enter = async (stack: Stack, name: string): Promise<VisitView> => {
  const visit = await stack.host.createVisit({
    unit: { ...unit },
    dropIn: true,
    durationMinutes: 15,
    patient: { name },
  });
  const arrive = { type: 'arrive', visitId: visit.id, connectionId: 'page' } as const;
  expect((await sendCommand(stack, await patientToken(stack, visit.id), arrive)).status).toBe(200);
  return visit;
};

const toQueue = (page: Page) => page.getByRole('button', { name: 'Ställ dig i kön' });

test.afterEach(async ({ stack }) => {
  await stack.service.start();
  const now = Date.now();
  const visits = await stack.host.unitVisits(unit.id, new Date(now - 3_600_000), new Date(now + 60_000));
  for (const { id, dropIn, status } of visits) {
    if (!dropIn) continue;
    if (status === 'planned' || status === 'arrived') await stack.host.cancel(id);
    for (const clinician of status === 'in-progress' ? ['anna-berg', 'johan-ek'] : [])
      await sendCommand(stack, await clinicianToken(stack, clinician), { type: 'end', visitId: id });
  }
  await setQueue(stack, false);
});

test('N33 the clinician opens the queue; three join it in the portal and see their place; one leaves, two clinicians take the next at once', async ({
  openPatient,
  openClinician,
}, testInfo) => {
  const [{ page: anna, watch: ofAnna }, { page: first }] = await Promise.all([
    openClinician({ context: { viewport: { width: 1280, height: 900 } } }),
    openPatient({ person: karin }),
  ]);
  await expect(first.getByRole('heading', { name: `Drop-in hos ${unit.name}` })).toBeVisible();
  await expect(first.getByText('Stängt just nu.')).toBeVisible();
  await anna.getByRole('button', { name: 'Öppna drop-in' }).click();
  await anna.getByRole('button', { name: '2 timmar' }).click();
  await expect(anna.getByText(/^Öppen till \d\d[.:]\d\d$/)).toBeVisible();

  const [{ page: second }, { page: third }] = await Promise.all([
    openPatient({ person: yusuf }),
    openPatient({ person: elsa }),
    first.reload(),
  ]);
  const number = (page: Page, position: number) => page.getByText(`Du är nummer ${position} i kön`, { exact: true });
  await Promise.all(
    [first, second, third].map(async (page) => {
      await toQueue(page).click();
      await page.getByRole('button', { name: 'Slå på kamera och mikrofon' }).click();
      await expect(page.getByText('Du får en plats i kön när du går till väntrummet.')).toBeVisible();
    }),
  );
  for (const [index, page] of [first, second, third].entries()) {
    await page.getByRole('button', { name: 'Till väntrummet' }).click();
    await expect(number(page, index + 1)).toBeVisible();
    await expect(page.getByText('Vi kan inte säga hur länge än')).toBeVisible();
  }
  await expect(anna.getByText('3 väntar · nyss kommen')).toBeVisible();
  await third.screenshot({ path: testInfo.outputPath('patient.png') });

  await first.getByRole('button', { name: 'Lämna väntrummet' }).click();
  await first.getByRole('group').getByRole('button', { name: 'Lämna', exact: true }).click();
  await expect(number(second, 1)).toBeVisible();
  await expect(number(third, 2)).toBeVisible();

  const { page: johan, watch: ofJohan } = await openClinician({ person: 'johan-ek' });
  // Who comes second with the first patient is told so, and takes the next.
  for (const watch of [ofAnna, ofJohan]) watch.expect(/status of 409 .*\/v1\/(commands|gateway-credentials)/);
  await expect(takeNext(johan)).toBeVisible();
  await anna.screenshot({ path: testInfo.outputPath('panel.png') });
  await Promise.all([takeNext(anna).click(), takeNext(johan).click()]);
  await expectBothWays(second, third, anna, johan);
  const meets = async (page: Page): Promise<string> =>
    (await pictureOf(page, 'Anna Berg').count()) > 0 ? 'Anna Berg' : 'Johan Ek';
  expect(new Set([await meets(second), await meets(third)])).toEqual(new Set(['Anna Berg', 'Johan Ek']));
  await expect(queue(anna).getByText('Ingen väntar', { exact: true })).toBeVisible();
});

test('N33 a reload keeps the place, also when the service restarts; one is chosen by the answers', async ({
  openPatient,
  openClinician,
  stack,
}) => {
  await setQueue(stack, true);
  const ahead = await enter(stack, 'Rut Alm');
  const { page: patient, watch } = await openPatient({ person: karin });
  watch.expect(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET/);
  await toQueue(patient).click();
  await goToWaitingRoom(patient);
  const number = patient.getByText('Du är nummer 2 i kön', { exact: true });
  await expect(number).toBeVisible();
  await stack.service.stop();
  await stack.service.start();
  await patient.reload();
  await expect(number).toBeVisible();

  await patient.getByRole('button', { name: 'Svara på frågorna' }).click();
  await patient.getByLabel('Hudbesvär').check();
  await patient.getByRole('button', { name: 'Skicka' }).click();
  const { page: clinician } = await openClinician();
  await clinician.getByRole('button', { name: 'Välj ur kön' }).click();
  const row = clinician.getByRole('listitem').filter({ hasText: 'Karin Lind' });
  await row.getByRole('button', { name: 'Läs svaren' }).click();
  await expect(row.getByText('Hudbesvär')).toBeVisible();
  await row.getByRole('button', { name: 'Ropa in' }).click();
  await expectBothWays(patient, clinician);
  expect((await stack.host.visit(ahead.id)).status, 'who was ahead waits on').toBe('arrived');
  await expect(queue(clinician).getByText('1 väntar', { exact: false })).toBeVisible();
});
