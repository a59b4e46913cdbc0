import { hasFirefox } from '../../support/firefox.ts';
import { heldByPage } from '../page-recorder.ts';
import { callInButton, endButton, goToWaitingRoom, pictureOf, visitIsOver, warmConnections } from '../steps.ts';
import type { Recorded } from '../visit-page.ts';
import { type Make, expect, test } from './fixtures.ts';
import { expectMoving } from './moving.ts';

test.skip(!hasFirefox(), 'needs Firefox: node demo/stack/install.mjs --firefox');

const pairs: readonly (readonly [patient: Make, clinician: Make])[] = [
  ['chromium', 'chromium'],
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
  ['firefox', 'firefox'],
];

for (const [patientMake, clinicianMake] of pairs) {
  test(`patient in ${patientMake}, clinician in ${clinicianMake}: call-in over warm connections, picture and sound both ways, nothing held after the end`, async ({
    open,
    bookVisit,
  }) => {
    const visit = await bookVisit();
    const [{ page: patient }, { page: clinician }] = await Promise.all([
      open('patient', patientMake, visit),
      open('clinician', clinicianMake, visit),
    ]);
    await goToWaitingRoom(patient);
    for (const page of [patient, clinician]) {
      await expect.poll(() => warmConnections(page), { timeout: 20_000, message: 'warm connections' }).toBe(2);
    }
    const before = [await made(patient), await made(clinician)];

    await callInButton(clinician).click();
    await pictureOf(clinician, 'Karin Lind').waitFor();
    await pictureOf(patient, 'Anna Berg').waitFor();
    await expectMoving({ patient, clinician });
    expect([await made(patient), await made(clinician)], 'connections and sockets made for the call-in').toEqual(
      before,
    );

    await endButton(clinician).click();
    await visitIsOver(patient).waitFor();
    await visitIsOver(clinician).waitFor();
    for (const page of [patient, clinician]) {
      await expect.poll(() => heldByPage(page)).toEqual({ liveTracks: [], openConnections: 0, openSockets: [] });
    }
  });
}

/** How many peer connections and sockets the page has made since it loaded. */
const made = (page: Recorded): Promise<{ connections: number; sockets: number }> =>
  page.evaluate(() => ({
    connections: window.videoVisitRecords.connections.length,
    sockets: window.videoVisitRecords.sockets.length,
  }));
