import type { Page } from '@playwright/test';
import type { SelfTestView } from '../../src/contract/index.ts';
import type { Stack } from '../../demo/stack/stack.ts';
import { expect, test } from './fixtures.ts';
import { heldByPage } from './page-recorder.ts';
import { goToWaitingRoom, launchWith } from './steps.ts';

const check = (page: Page, name: string) =>
  page
    .locator('visit-self-test')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name }) });
const summary = (page: Page) => page.locator('visit-self-test [part=summary]');

/** Starts it, and answers as one who hears. */
async function tryAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Börja prova' }).click();
  await check(page, 'Högtalare').getByRole('button', { name: 'Ja' }).click();
  await check(page, 'Mikrofon').getByRole('button', { name: 'Spela in mig' }).click();
  await check(page, 'Mikrofon').getByRole('button', { name: 'Ja' }).click();
}

async function kept(stack: Stack, visitId: string): Promise<SelfTestView | null | undefined> {
  const { participants } = await stack.host.visit(visitId);
  return participants.find(({ role }) => role === 'patient')?.selfTest;
}

test('N04 all is well in the waiting room: the real gateway carries a visit, and the clinic has the result', async ({
  stack,
  openPatient,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const { page } = await openPatient({ visitId: visit.id });
  await goToWaitingRoom(page);
  await page.getByRole('button', { name: 'Prova ljud och bild' }).click();
  await tryAll(page);
  await expect(summary(page)).toContainText('Allt fungerar.', { timeout: 20_000 });
  await expect(summary(page)).toContainText('Mottagningen ser att du har provat.');
  const result = await kept(stack, visit.id);
  expect(result?.status).toBe('passed');
  expect(result?.deviceKind).toBe('computer');
  expect(Object.values(result?.checks ?? {}).map(({ status }) => status)).toEqual(Array(6).fill('passed'));
  expect(result?.network?.upKbps).toBeGreaterThanOrEqual(600);
  expect(result?.network?.downKbps).toBeGreaterThanOrEqual(600);
  expect(result?.network).toMatchObject({ transport: 'udp', relayed: false, lossPercent: 0 });
  const { status, participants } = await stack.host.visit(visit.id);
  expect([status, participants[0]?.admission], 'still waits').toEqual(['arrived', 'waiting']);
});

test('N31 on the public help page, without a token; nothing of it is a visit', async ({
  stack,
  openPatient,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const { page } = await openPatient();
  await page.goto(`${stack.siteUrl}/help/?view=test`);
  await page.getByRole('button', { name: 'Börja prova' }).click();
  for (const [name, sentence] of [
    ['Webbläsare', 'Webbläsaren klarar videobesök.'],
    ['Videotjänst', 'Vi har kontakt med videotjänsten.'],
    ['Kamera', 'Kameran fungerar.'],
    ['Nät', 'Nätet räcker för bild och ljud.'],
  ] as const)
    await expect(check(page, name)).toContainText(sentence);
  const { participants } = await stack.host.visit(visit.id);
  expect(participants.map(({ connection, selfTest }) => [connection, selfTest])).toEqual([
    [null, null],
    [null, null],
  ]);
});

test('N04 a black camera and a gateway that is down: each in words, with one thing to try', async ({
  stack,
  openPatient,
}) => {
  await stack.gateway.stop();
  const { page, watch } = await openPatient({
    prepare: async (context) => {
      await context.addInitScript(blackCamera);
    },
  });
  watch.expect(/WebSocket connection to .* failed/);
  await page.goto(`${stack.siteUrl}/help/?view=test`);
  await page.getByRole('button', { name: 'Börja prova' }).click();
  await expect(check(page, 'Kamera')).toContainText('Bilden är svart.');
  await expect(check(page, 'Kamera')).toContainText('väljer du en annan kamera');
  await expect(check(page, 'Nät')).toContainText('Bild och ljud går inte att koppla upp.');
  await expect(check(page, 'Nät')).toContainText('byt till ett annat nät');
  await expect(check(page, 'Videotjänst')).toContainText('Vi har kontakt med videotjänsten.');
});

test('N04 no camera and no microphone: said apart, and another device is offered', async ({ stack, openPatient }) => {
  const browser = await launchWith('none');
  const { page } = await openPatient({ browser });
  await page.goto(`${stack.siteUrl}/help/?view=test`);
  await page.getByRole('button', { name: 'Börja prova' }).click();
  await expect(check(page, 'Kamera')).toContainText('Vi hittar ingen kamera.');
  await check(page, 'Högtalare').getByRole('button', { name: 'Ja' }).click();
  await expect(check(page, 'Mikrofon')).toContainText('Vi hittar ingen mikrofon.');
  await page.getByRole('button', { name: 'Byt enhet' }).click();
  await expect(page.getByText('Öppna samma sida på den andra enheten')).toBeVisible();
  await browser.close();
});

/** The camera gives frames, and all are black, as behind a shutter. */
function blackCamera(): void {
  const { mediaDevices } = navigator;
  // A blank page is not secure, and has none.
  if (!mediaDevices) return;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    const [camera] = stream.getVideoTracks();
    if (!camera) return stream;
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    const timer = setInterval(() => {
      if (camera.readyState === 'ended') clearInterval(timer);
      context?.fillRect(0, 0, canvas.width, canvas.height);
    }, 66);
    const [black] = canvas.captureStream(15).getVideoTracks();
    stream.removeTrack(camera);
    if (black) stream.addTrack(black);
    return stream;
  };
}

test('N21 a clinician tests the workstation from the panel; the result is shown there and belongs to no patient', async ({
  stack,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const { page } = await openClinician();
  await page.getByRole('button', { name: 'Prova ljud och bild' }).click();
  await tryAll(page);
  await expect(summary(page)).toContainText('Allt fungerar.', { timeout: 20_000 });
  await expect(summary(page)).toContainText('Resultatet visas bara här. Det sparas inte.');
  const { participants } = await stack.host.visit(visit.id);
  expect(participants.map(({ selfTest }) => selfTest)).toEqual([null, null]);
  await page.getByRole('button', { name: 'Stäng' }).click();
  await expect.poll(async () => (await heldByPage(page)).liveTracks).toEqual([]);
});
