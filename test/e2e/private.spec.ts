import type { Page } from '@playwright/test';
import { whyNoLab } from '../lab/why-no-lab.ts';
import { expect, test } from './lab-fixtures.ts';
import { expectMedia } from './network-steps.ts';
import { callInButton, goToWaitingRoom, warmConnections } from './steps.ts';

const obstacle = whyNoLab();
test.skip(obstacle !== null, `left out: ${obstacle}`);

/** What a page was told of where the media comes from: its connections' remote descriptions, and the addresses they tried. */
const remoteEnds = (page: Page): Promise<{ descriptions: string[]; addresses: string[] }> =>
  page.evaluate(async () => {
    const descriptions: string[] = [];
    const addresses: string[] = [];
    for (const connection of window.videoVisitRecords.connections) {
      if (connection.connectionState === 'closed') continue;
      descriptions.push(connection.remoteDescription?.sdp ?? '');
      for (const entry of (await window.videoVisitRecords.statsOf(connection))?.values() ?? [])
        if (entry.type === 'remote-candidate') addresses.push(String(entry.address));
    }
    return { descriptions, addresses };
  });

test('N36 nobody’s address reaches another: each page meets the gateway and no one else', async ({
  lab,
  bookVisit,
  openPatient,
  openClinician,
}) => {
  const visit = await bookVisit();
  const [patient, clinician] = await Promise.all([openPatient({ visitId: visit.id }), openClinician()]);
  const pages = { patient: patient.page, clinician: clinician.page };
  await goToWaitingRoom(patient.page);
  for (const page of Object.values(pages)) await expect.poll(() => warmConnections(page)).toBe(2);
  await callInButton(clinician.page).click();
  for (const page of Object.values(pages)) await expectMedia(page);

  for (const [side, other] of [
    ['patient', 'clinician'],
    ['clinician', 'patient'],
  ] as const) {
    const { descriptions, addresses } = await remoteEnds(pages[side]);
    expect(descriptions.length, `connections of the ${side}`).toBe(2);
    expect([...new Set(addresses)], `whom the ${side} meets`).toEqual([lab.link.farAddress]);
    const theirs = lab.link.addressOf(other);
    for (const sdp of descriptions) expect(sdp, `told to the ${side}`).not.toContain(theirs);
  }
});
