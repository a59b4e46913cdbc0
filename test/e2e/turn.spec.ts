import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Side, sides } from '../lab/lab.ts';
import { whyNoLab } from '../lab/why-no-lab.ts';
import { expect, test } from './lab-fixtures.ts';
import { expectMedia, kindsOfPaths } from './network-steps.ts';
import { callInButton, goToWaitingRoom, warmConnections } from './steps.ts';

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
    for (const page of [patient, clinician]) await expectMedia(page);
    for (const [side, page] of [
      ['patient', patient],
      ['clinician', clinician],
    ] as const) {
      const path = behind.includes(side) ? `relay over ${over}` : 'host';
      expect(await kindsOfPaths(page), side).toEqual([path, path]);
    }
  });
}

test('N14: no UDP any more in the middle of a visit: it goes on over TURN by itself', async ({
  lab,
  openPatient,
  openClinician,
  bookVisit,
}) => {
  await lab.setService(lab.offerTurn('tcp'));
  const visit = await bookVisit();
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(patient);
  await callInButton(clinician).click();
  for (const page of [patient, clinician]) await expectMedia(page);
  expect(await kindsOfPaths(patient)).toEqual(['host', 'host']);
  await lab.link.set('patient', noUdp);
  await expect.poll(() => kindsOfPaths(patient), { timeout: 20_000 }).toEqual(['relay over tcp', 'relay over tcp']);
  for (const page of [patient, clinician]) await expectMedia(page);
});

test('N14: the first TURN password has run out: a new path is found with the newest, and no log has either', async ({
  lab,
  openPatient,
  openClinician,
  bookVisit,
}) => {
  await lab.setService({
    ...lab.offerTurn('tcp'),
    VIDEO_VISIT_API_TOKEN_SECONDS: '20',
    VIDEO_VISIT_TURN_CREDENTIAL_SECONDS: '20',
  });
  await lab.link.set('patient', noUdp);
  const visit = await bookVisit();
  const [{ page: patient, watch }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  // What is on its way when the address goes.
  watch.expect(/net::ERR_/, /WebSocket connection to .* failed/);
  await goToWaitingRoom(patient);
  await callInButton(clinician).click();
  for (const page of [patient, clinician]) await expectMedia(page);
  const [first = { username: '', credential: '' }] = await turnPasswords(patient);
  const connections = await patient.evaluate(() => window.videoVisitRecords.connections.length);
  await expect
    .poll(() => Date.now() / 1000 - Number(first.username.split(':')[0]), { timeout: 30_000 })
    .toBeGreaterThan(1);
  // What it had is dead with the address; the browser may use nothing but what it asks the TURN server for now.
  await lab.link.swapAddress('patient');
  for (const page of [patient, clinician]) await expectMedia(page);
  expect(await kindsOfPaths(patient)).toEqual(['relay over tcp', 'relay over tcp']);
  const newest = await turnPasswords(patient);
  for (const { username } of newest) expect(username).not.toBe(first.username);
  expect(
    await patient.evaluate(() => window.videoVisitRecords.connections.length),
    'the same connections: a new path, no new visit',
  ).toBe(connections);

  const log = await readFile(join(lab.stack.dataDirectory, 'service.log'), 'utf8');
  expect(log).toContain('/v1/gateway-credentials');
  for (const secret of [lab.turn!.secret, first.username, first.credential, newest[0]!.username])
    expect(log).not.toContain(secret);
  expect(JSON.stringify(newest)).not.toContain(lab.turn!.secret);
});

test('N13 N14: no UDP and no TURN: the person is told in words, and it heals by itself when UDP gets through', async ({
  lab,
  openPatient,
  openClinician,
  bookVisit,
}) => {
  await lab.link.set('patient', noUdp);
  const visit = await bookVisit();
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(patient);
  const told = patient.getByText('Bild och ljud kommer inte fram.').first();
  await expect(told).toBeVisible({ timeout: 15_000 });
  await expect(patient.getByText('Byt till ett annat nät om du kan').first()).toBeVisible();
  await lab.link.set('patient', { up: { udp: true }, down: { udp: true } });
  await expect(told).toHaveCount(0, { timeout: 30_000 });
  for (const page of [patient, clinician]) await expect.poll(() => warmConnections(page)).toBe(2);
  await callInButton(clinician).click();
  for (const page of [patient, clinician]) await expectMedia(page);
});

/** What the page's open connections would show a TURN server now. */
const turnPasswords = (page: Page): Promise<{ username: string; credential: string }[]> =>
  page.evaluate(() =>
    window.videoVisitRecords.connections
      .filter(({ connectionState }) => connectionState !== 'closed')
      .flatMap((connection) => connection.getConfiguration().iceServers ?? [])
      .map(({ username = '', credential = '' }) => ({ username, credential })),
  );
