import { READY_MS } from '../../src/core/day-list/ready-devices.ts';
import { expect, test } from './fixtures.ts';
import { heldByPage, mediaCounts } from './page-recorder.ts';
import { callInButton, endButton, expectBothWays, goToWaitingRoom, warmConnections } from './steps.ts';

const isOn = 'Kameran och mikrofonen är på så att samtalet kan börja direkt. Ingen ser eller hör dig.';
const nothingSent = { audioPackets: 0, videoPackets: 0, bytes: 0 };

test('N12 the clinician’s camera is on before the call-in, unseen; the click opens nothing', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const { page: clinician } = await openClinician();
  const { page: patient } = await openPatient({ visitId: visit.id });
  const opened = () => clinician.evaluate(() => window.videoVisitRecords.tracks.length);
  expect(await opened()).toBe(0);

  await goToWaitingRoom(patient);
  await expect(clinician.getByText(isOn).first()).toBeVisible();
  expect(await opened()).toBe(2);
  await expect.poll(() => warmConnections(clinician)).toBe(2);
  expect((await mediaCounts(clinician)).sent).toEqual(nothingSent);
  expect((await mediaCounts(patient)).received).toMatchObject({ audioPackets: 0, videoPackets: 0, framesDecoded: 0 });

  await callInButton(clinician).click();
  await expectBothWays(patient, clinician);
  expect(await opened(), 'the call-in takes what is open').toBe(2);
  await expect(clinician.getByText(isOn)).toHaveCount(0);
  await endButton(clinician).click();
  await expect.poll(async () => (await heldByPage(clinician)).liveTracks).toEqual([]);
});

test('a camera that waits unused goes off after a minute, and comes back with the clinician', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const { page: clinician } = await openClinician({ prepare: (context) => context.clock.install() });
  const { page: patient } = await openPatient({ visitId: visit.id });
  const liveTracks = async (): Promise<number> => (await heldByPage(clinician)).liveTracks.length;
  await goToWaitingRoom(patient);
  await expect.poll(liveTracks).toBe(2);
  await clinician.clock.fastForward(READY_MS);
  await expect.poll(liveTracks).toBe(0);
  await expect(clinician.getByText(isOn)).toHaveCount(0);
  await callInButton(clinician).hover();
  await expect.poll(liveTracks).toBe(2);
  expect((await mediaCounts(clinician)).sent).toEqual(nothingSent);
});

test('without permission from before, the clinician is asked at the call-in and no sooner', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const { page: clinician } = await openClinician({ context: { permissions: [] } });
  const { page: patient } = await openPatient({ visitId: visit.id });
  await goToWaitingRoom(patient);
  await expect.poll(() => warmConnections(clinician)).toBe(2);
  expect(await clinician.evaluate(() => window.videoVisitRecords.tracks.length)).toBe(0);
  await callInButton(clinician).click();
  await expectBothWays(patient, clinician);
});

test('a host that wants the camera only in the visit gets it so', async ({ openPatient, openClinician, bookVisit }) => {
  const visit = await bookVisit();
  const { page: clinician } = await openClinician();
  await clinician
    .locator('video-visit-clinician')
    .evaluate((panel) => panel.toggleAttribute('devices-only-in-visit', true));
  const { page: patient } = await openPatient({ visitId: visit.id });
  await goToWaitingRoom(patient);
  await expect.poll(() => warmConnections(clinician)).toBe(2);
  expect(await clinician.evaluate(() => window.videoVisitRecords.tracks.length)).toBe(0);
  await callInButton(clinician).click();
  await expectBothWays(patient, clinician);
});
