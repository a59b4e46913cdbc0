import type { BrowserContext, Page } from '@playwright/test';
import type { VisitView } from '../../src/contract/index.ts';
import { expect, test, type OpenPage } from './fixtures.ts';
import { mediaCounts } from './page-recorder.ts';
import { participantToken, sendCommand, tryForCredentials } from './raw-service.ts';
import {
  callInButton,
  expectBothWays,
  goToWaitingRoom,
  hostGives,
  leaveButton,
  pictureOf,
  waitingRoom,
  warmConnections,
} from './steps.ts';

const letIn = (page: Page, name: string) => page.getByRole('button', { name: `Släpp in ${name}` });

/** What a page has made that could bring it anything of the visit: connections for media, sockets to the gateway. */
const waysIn = (page: Page): Promise<{ connections: number; sockets: number }> =>
  page.evaluate(() => ({
    connections: window.videoVisitRecords.connections.length,
    sockets: window.videoVisitRecords.sockets.length,
  }));

/** For one who means ill: whatever the page is told, it closes no connection. Give to `prepare`. */
async function keepsConnections(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    (Object.getPrototypeOf(window.RTCPeerConnection.prototype) as RTCPeerConnection).close = () => {};
  });
}

async function sees(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) await expect(pictureOf(page, name)).toBeVisible();
}

test('N15 an interpreter joins the running visit when the clinician lets them in, receives nothing before, and leaves', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}, testInfo) => {
  const visit = await bookVisit({ others: [{ name: 'Samira Noor', role: 'interpreter' }] });
  const token = await participantToken(stack, visit.id, 'interpreter');
  const [{ page: patient }, { page: clinician }, { page: interpreter }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
    openPatient({
      visitId: visit.id,
      prepare: async (context) => {
        await hostGives(token, stack)(context);
        await keepsConnections(context);
      },
    }),
  ]);
  await Promise.all([goToWaitingRoom(patient), goToWaitingRoom(interpreter)]);
  await callInButton(clinician).click();
  await sees(patient, 'Anna Berg');

  await expect(interpreter.getByText('Besöket har börjat. Anna Berg ser att du väntar.')).toBeVisible();
  const { self, participants } = await stack.host.visit(visit.id);
  expect(self).toBeNull();
  const waiting = participants.find(({ role }) => role === 'interpreter');
  expect(waiting?.admission).toBe('waiting');
  expect(await tryForCredentials(stack, token, visit.id, waiting?.connection?.id ?? '')).toBe('forbidden');
  const admit = { type: 'admit', visitId: visit.id, participantId: waiting?.id ?? '' } as const;
  expect((await sendCommand(stack, token, admit)).body.error?.code, 'nobody lets themselves in').toBe('forbidden');
  expect(await waysIn(interpreter)).toEqual({ connections: 0, sockets: 0 });

  await letIn(clinician, 'Samira Noor').click();
  await sees(interpreter, 'Anna Berg', 'Karin Lind');
  await sees(patient, 'Anna Berg', 'Samira Noor');
  await sees(clinician, 'Karin Lind', 'Samira Noor');
  await expectBothWays(patient, clinician, interpreter);
  const box = async (name: string) => pictureOf(patient, name).boundingBox();
  expect((await box('Samira Noor'))?.width).toBeCloseTo((await box('Anna Berg'))?.width ?? 0, 0);
  await patient.screenshot({ path: testInfo.outputPath('patient.png') });

  await leaveButton(interpreter).click();
  await interpreter
    .getByRole('group', { name: 'Vill du lämna besöket?' })
    .getByRole('button', { name: 'Lämna' })
    .click();
  await expect(interpreter.getByRole('heading', { name: 'Du har lämnat besöket' })).toBeVisible();
  await expect.poll(() => warmConnections(interpreter), { message: 'the gateway ends what it sends them' }).toBe(0);
  await expect(pictureOf(patient, 'Samira Noor')).toHaveCount(0);
  await sees(patient, 'Anna Berg');
});

test('N15 three patients wait at once; an interpreter whom the clinician invites joins by the link, is removed, and does not come back', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}, testInfo) => {
  const booked = (id: string, name: string): Promise<VisitView> => bookVisit({ patient: { name, reference: id } });
  const visits = [
    await booked('karin-lind', 'Karin Lind'),
    await booked('yusuf-haddad', 'Yusuf Haddad'),
    await booked('elsa-nygren', 'Elsa Nygren'),
  ];
  const [visit] = visits as [VisitView];
  const people = ['karin-lind', 'yusuf-haddad', 'elsa-nygren'];
  const patients = await Promise.all(
    visits.map(async ({ id }, i) => (await openPatient({ visitId: id, person: people[i] ?? '' })).page),
  );
  const [patient, ...others] = patients as [Page, Page, Page];
  const { page: clinician } = await openClinician();
  await Promise.all(patients.map((page) => goToWaitingRoom(page)));
  await clinician
    .locator('visit-day-list [data-visit]')
    .filter({ hasText: 'Karin Lind' })
    .getByRole('button', { name: 'Ropa in' })
    .click();
  await sees(patient, 'Anna Berg');

  await clinician.getByRole('button', { name: 'Personer (2)' }).click();
  await clinician.getByRole('textbox', { name: 'Namn' }).fill('Samira Noor');
  await clinician.getByRole('button', { name: 'Bjud in', exact: true }).click();
  const link = await clinician.getByRole('textbox', { name: 'Länk till besöket' }).inputValue();
  expect(link).toContain('#guest=');
  const { page: interpreter, watch } = await openPatient({ address: link });
  await goToWaitingRoom(interpreter);
  expect(await waysIn(interpreter)).toEqual({ connections: 0, sockets: 0 });
  await letIn(clinician, 'Samira Noor').first().click();
  await sees(interpreter, 'Anna Berg', 'Karin Lind');
  await sees(patient, 'Anna Berg', 'Samira Noor');
  await clinician.screenshot({ path: testInfo.outputPath('clinician.png') });
  for (const page of others) {
    await expect(waitingRoom(page)).toBeVisible();
    expect((await mediaCounts(page)).received).toMatchObject({ audioPackets: 0, videoPackets: 0 });
  }

  await clinician.getByRole('button', { name: 'Ta bort Samira Noor' }).click();
  await clinician.getByRole('button', { name: 'Ta bort', exact: true }).click();
  await expect(interpreter.getByRole('heading', { name: 'Du är inte längre med i besöket' })).toBeVisible();
  await expect(pictureOf(patient, 'Samira Noor')).toHaveCount(0);
  await interpreter.screenshot({ path: testInfo.outputPath('interpreter.png') });
  await sees(patient, 'Anna Berg');
  const removed = (await stack.host.visit(visit.id)).participants.find(({ role }) => role === 'interpreter');
  expect(removed?.admission).toBe('removed');
  expect(removed?.periods).toHaveLength(1);
  expect(removed?.periods[0]?.end).not.toBeNull();
  // The link brings nothing any more, and the host gets no token for it.
  watch.expect(/status of 404 .*visit\/guest/);
  await interpreter.reload();
  await expect(interpreter.getByRole('alert')).toBeVisible();
});

test('N15 N29 four in one visit: each sees and hears the three others, with name and role, and who is here', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}, testInfo) => {
  const visit = await bookVisit({
    others: [
      { name: 'Samira Noor', role: 'interpreter' },
      { name: 'Ulla Lind', role: 'companion', onBehalfOf: 'Karin Lind' },
    ],
  });
  const guest = async (role: 'interpreter' | 'companion'): Promise<OpenPage> =>
    openPatient({
      visitId: visit.id,
      prepare: hostGives(await participantToken(stack, visit.id, role), stack),
    });
  const pages = await Promise.all([openPatient({ visitId: visit.id }), guest('interpreter'), guest('companion')]);
  const [patient, interpreter, companion] = pages.map(({ page }) => page) as [Page, Page, Page];
  const { page: clinician } = await openClinician();
  await Promise.all([patient, interpreter, companion].map((page) => goToWaitingRoom(page)));
  await callInButton(clinician).click();
  // Who acts for the patient comes in with them.
  await sees(companion, 'Anna Berg', 'Karin Lind');
  await letIn(clinician, 'Samira Noor').click();
  const names = new Map([
    [patient, 'Karin Lind'],
    [clinician, 'Anna Berg'],
    [interpreter, 'Samira Noor'],
    [companion, 'Ulla Lind'],
  ]);
  for (const [page, own] of names) await sees(page, ...[...names.values()].filter((name) => name !== own));
  for (const [page, own] of names) {
    await expect
      .poll(async () => (await mediaCounts(page)).received.framesDecoded, { message: `pictures reach ${own}` })
      .toBeGreaterThan(30);
  }
  await expect(clinician.locator('visit-stage').getByText('Ulla Lind (för Karin Lind)')).toBeVisible();
  await patient.getByRole('button', { name: 'Mer', exact: true }).click();
  const here = patient.getByRole('group', { name: 'Mer' });
  await expect(here.getByRole('listitem')).toHaveText([
    /Du:\s+Karin Lind\s+Patient/,
    /Anna Berg\s+Vårdpersonal/,
    /Samira Noor\s+Tolk/,
    /Ulla Lind\s+\(för .*Karin Lind.*\)\s+Medföljande/,
  ]);
  await expect(here.getByText('Ingen annan är med. Ingenting spelas in.')).toBeVisible();
  await clinician.screenshot({ path: testInfo.outputPath('clinician.png') });
});
