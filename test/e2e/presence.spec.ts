import type { BrowserContext } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { heldByPage } from './page-recorder.ts';
import { callInButton, clinicSees, expectBothWays, goToWaitingRoom, pictureOf, waitingRoom } from './steps.ts';

/** A closed page is noticed by the other side within this, ms. */
const NOTICED_WITHIN = 15_000;

test('N06 a closed page is noticed by the other side within 15 s, and the place is kept', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit();
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(patient);
  await expect(callInButton(clinician)).toBeVisible();
  await patient.close();
  await expect(clinician.getByText('tappat kontakten')).toBeVisible({ timeout: NOTICED_WITHIN });
  expect((await stack.host.visit(visit.id)).status, 'the place is kept').toBe('arrived');
});

test('N06 a browser that dies without a word is noticed within 15 s, in the visit', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const patient = await openPatient({ visitId: visit.id });
  const { page: clinician } = await openClinician();
  await goToWaitingRoom(patient.page);
  await callInButton(clinician).click();
  await expectBothWays(patient.page, clinician);
  // No word reaches the service any more, not even the last one of a page that closes.
  await patient.context.setOffline(true);
  patient.watch.expect(/net::ERR_INTERNET_DISCONNECTED/);
  await expect(clinician.getByText('Karin Lind har tappat kontakten').first()).toBeVisible({ timeout: NOTICED_WITHIN });
  await patient.context.setOffline(false);
  await expect(clinician.getByText('Karin Lind har tappat kontakten')).toHaveCount(0);
});

test('the same person in a second browser takes over, and the first says so and may take it back', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const { page: first } = await openPatient({ visitId: visit.id });
  const { page: clinician } = await openClinician();
  await goToWaitingRoom(first);

  const { page: second } = await openPatient({ visitId: visit.id });
  await expect(waitingRoom(second)).toBeVisible();
  await expect(clinicSees(second)).toBeVisible();
  const takenOver = first.getByRole('heading', {
    name: 'Besöket fortsätter i ett annat fönster eller på en annan enhet',
  });
  await expect(takenOver).toBeVisible();
  await expect.poll(() => heldByPage(first)).toMatchObject({ liveTracks: [], openConnections: 0 });

  await callInButton(clinician).click();
  await expectBothWays(second, clinician);
  await expect(takenOver).toBeVisible();

  await first.getByRole('button', { name: 'Fortsätt här' }).click();
  await expect(pictureOf(first, 'Anna Berg')).toBeVisible();
  await expectBothWays(first);
  await expect(second.getByRole('heading', { name: 'Besöket fortsätter i ett annat fönster' })).toBeVisible();
  await expect.poll(() => heldByPage(second)).toMatchObject({ liveTracks: [], openConnections: 0 });
});

test('the clinician in a second browser takes over, and the first says so', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const { page: patient } = await openPatient({ visitId: visit.id });
  const { page: first } = await openClinician();
  await goToWaitingRoom(patient);
  await callInButton(first).click();
  await expectBothWays(patient, first);
  const { page: second } = await openClinician();
  await expect(pictureOf(second, 'Karin Lind')).toBeVisible();
  await expectBothWays(second, patient);
  await expect(first.getByRole('heading', { name: 'Besöket fortsätter i ett annat fönster' })).toBeVisible();
  await expect.poll(() => heldByPage(first)).toMatchObject({ liveTracks: [] });
});

test('two clinicians call the same patient: one wins, the other is told', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const { page: patient } = await openPatient({ visitId: visit.id });
  // Neither command goes on before both have clicked: the service decides, not who is quicker here.
  const prepare = holdUntil(2, 'call-in');
  const anna = await openClinician({ prepare });
  const johan = await openClinician({ person: 'johan-ek', prepare });
  await goToWaitingRoom(patient);
  await Promise.all([callInButton(anna.page).waitFor(), callInButton(johan.page).waitFor()]);
  for (const { watch } of [anna, johan]) watch.expect(/status of 409 /, /status of 403 .*gateway-credentials/);
  await Promise.all([callInButton(anna.page).click(), callInButton(johan.page).click()]);

  const annaWon = await Promise.race([
    pictureOf(anna.page, 'Karin Lind')
      .waitFor()
      .then(() => true),
    pictureOf(johan.page, 'Karin Lind')
      .waitFor()
      .then(() => false),
  ]);
  const [winner, loser] = annaWon ? [anna.page, johan.page] : [johan.page, anna.page];
  const name = annaWon ? 'Anna Berg' : 'Johan Ek';
  await expectBothWays(patient, winner);
  await expect(loser.getByText(`${name} har redan ropat in Karin Lind.`).first()).toBeVisible();
  await expect(pictureOf(patient, name)).toBeVisible();
  await expect(pictureOf(patient, annaWon ? 'Johan Ek' : 'Anna Berg')).toHaveCount(0);
  // Neither sends nor receives, nor holds the camera.
  await expect.poll(() => heldByPage(loser)).toMatchObject({ liveTracks: [], openConnections: 0 });
});

/** Give to `prepare` of several pages: holds back commands of a type until so many have been given. */
function holdUntil(count: number, type: string): (context: BrowserContext) => Promise<void> {
  const all = Promise.withResolvers<void>();
  let given = 0;
  return async (context) => {
    await context.route('**/v1/commands', async (route) => {
      if ((route.request().postDataJSON() as { type?: string } | null)?.type === type) {
        if (++given === count) all.resolve();
        await all.promise;
      }
      await route.continue();
    });
  };
}
