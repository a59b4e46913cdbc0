import { expect, test } from './fixtures.ts';
import { mediaCounts } from './page-recorder.ts';
import { callInButton, expectBothWays, goToWaitingRoom, pictureOf, waitingRoom, warmConnections } from './steps.ts';

test('N08 nobody sees or hears the patient before call-in, also after a minute of waiting', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  test.setTimeout(150_000);
  const visit = await bookVisit();
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(patient);
  // Both are warm: each has met the other in the room.
  await expect.poll(() => warmConnections(patient), { timeout: 20_000 }).toBe(2);
  await expect.poll(() => warmConnections(clinician)).toBe(2);
  await patient.waitForTimeout(60_000); // The minute is the test.
  for (const page of [patient, clinician]) {
    const { sent, received } = await mediaCounts(page);
    expect(sent).toEqual({ audioPackets: 0, videoPackets: 0, bytes: 0 });
    expect(received).toMatchObject({ audioPackets: 0, videoPackets: 0, framesDecoded: 0 });
  }
  await expect(pictureOf(clinician, 'Karin Lind')).toHaveCount(0);
  await expect(waitingRoom(patient)).toBeVisible();
  await callInButton(clinician).click();
  await expectBothWays(patient, clinician);
});
