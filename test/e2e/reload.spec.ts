import { expect, test } from './fixtures.ts';
import { heldByPage } from './page-recorder.ts';
import {
  callInButton,
  clinicSees,
  endButton,
  expectBothWays,
  goToWaitingRoom,
  moreFramesArrive,
  pictureOf,
  waitingRoom,
} from './steps.ts';

test('a reload at each of the patient’s steps comes back to it', async ({ openPatient, openClinician, bookVisit }) => {
  const visit = await bookVisit();
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await expect(patient.getByRole('button', { name: 'Slå på kamera och mikrofon' })).toBeVisible();

  await patient.reload();
  await goToWaitingRoom(patient);

  await patient.reload();
  await expect(waitingRoom(patient)).toBeVisible();
  await expect(clinicSees(patient)).toBeVisible();
  await expect(patient.getByText('Mikrofon: Fake', { exact: false })).toBeVisible();
  await expect(clinician.getByText('väntar', { exact: false }).first()).toBeVisible();

  await callInButton(clinician).click();
  await expectBothWays(patient, clinician);

  await patient.reload();
  await expect(pictureOf(patient, 'Anna Berg')).toBeVisible();
  await expectBothWays(patient);
  await moreFramesArrive(clinician);

  await endButton(clinician).click();
  await expect(patient.getByRole('heading', { name: 'Besöket är slut' })).toBeVisible();
  await patient.reload();
  await expect(patient.getByRole('heading', { name: 'Besöket är slut' })).toBeVisible();
  expect(await heldByPage(patient)).toMatchObject({ liveTracks: [], openConnections: 0 });
});

test('a reload of the journal, in the list and in the visit, comes back to it', async ({
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
  await expect(callInButton(clinician)).toBeVisible();
  await clinician.reload();
  await callInButton(clinician).click();
  await expectBothWays(patient, clinician);

  await clinician.reload();
  await expect(pictureOf(clinician, 'Karin Lind')).toBeVisible();
  await expectBothWays(clinician);
  await moreFramesArrive(patient);
  await endButton(clinician).click();
  await expect(patient.getByRole('heading', { name: 'Besöket är slut' })).toBeVisible();
});
