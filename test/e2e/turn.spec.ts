import type { Page } from '@playwright/test';
import { type Side, sides } from '../lab/lab.ts';
import { whyNoLab } from '../lab/why-no-lab.ts';
import { expect, test } from './lab-fixtures.ts';
import { callInButton, expectBothWays, goToWaitingRoom, warmConnections } from './steps.ts';

const obstacle = whyNoLab();
test.skip(obstacle !== null, `left out: ${obstacle}`);

/** No UDP in either direction, as behind many a workplace's firewall. */
const noUdp = { up: { udp: false }, down: { udp: false } };

for (const { over, behind } of [
  { over: 'tcp', behind: ['patient'] },
  { over: 'tcp', behind: sides },
  { over: 'tls', behind: sides },
] satisfies readonly { over: 'tcp' | 'tls'; behind: readonly Side[] }[]) {
  test(`N14: no UDP for ${behind.join(' and ')}: a warm call-in to faces over TURN on ${over.toUpperCase()}`, async ({
    lab,
    openPatient,
    openClinician,
    bookVisit,
  }) => {
    await lab.setService(lab.offerTurn(over));
    for (const side of behind) await lab.link.set(side, noUdp);
    const visit = await bookVisit();
    const [{ page: patient }, { page: clinician }] = await Promise.all([
      openPatient({ visitId: visit.id }),
      openClinician(),
    ]);
    await goToWaitingRoom(patient);
    for (const page of [patient, clinician]) await expect.poll(() => warmConnections(page)).toBe(2);
    await callInButton(clinician).click();
    await expectBothWays(patient, clinician);
    for (const [side, page] of [
      ['patient', patient],
      ['clinician', clinician],
    ] as const) {
      const path = behind.includes(side) ? `relay over ${over}` : 'host';
      expect(await pathsOf(page), side).toEqual([path, path]);
    }
  });
}

/** Of each open peer connection: the kind of candidate that its media leaves by, and over what a relay is reached. */
const pathsOf = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const paths: string[] = [];
    for (const connection of window.videoVisitRecords.connections) {
      if (connection.connectionState !== 'connected') continue;
      const stats = await connection.getStats();
      for (const transport of stats.values()) {
        if (transport.type !== 'transport') continue;
        const pair = stats.get(transport.selectedCandidatePairId);
        const { candidateType, relayProtocol } = stats.get(pair.localCandidateId);
        paths.push(relayProtocol ? `${candidateType} over ${relayProtocol}` : candidateType);
      }
    }
    return paths;
  });
