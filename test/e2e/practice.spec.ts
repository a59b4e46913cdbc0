import { expect, test } from './fixtures.ts';
import { heldByPage, mediaCounts } from './page-recorder.ts';
import { callInButton, endButton, goToWaitingRoom, leaveButton, pictureOf } from './steps.ts';

test('N28 a practice visit goes the whole way with a simulated clinician, and asks no server for anything', async ({
  stack,
  openPatient,
}) => {
  const asked: string[] = [];
  const { page } = await openPatient({
    address: `${stack.siteUrl}/help/?view=practice`,
    prepare: async (context) => {
      context.on('request', (request) => void asked.push(request.url()));
      context.on('page', (opened) => opened.on('websocket', (socket) => void asked.push(socket.url())));
    },
  });
  const saysPractice = page.getByText('Övning. Ingen annan ser eller hör dig');
  await expect(saysPractice).toBeVisible();
  await goToWaitingRoom(page);
  await expect(saysPractice).toBeVisible();

  const picture = pictureOf(page, 'Robin (finns inte på riktigt)');
  await expect(picture).toBeVisible({ timeout: 20_000 });
  await expect(saysPractice).toBeVisible();
  await expect
    .poll(() => picture.evaluate((element) => (element as HTMLVideoElement).videoWidth), {
      message: 'the drawn picture is shown',
    })
    .toBeGreaterThan(0);
  await expect(page.getByText('Fake', { exact: false }).first()).toBeVisible();

  await leaveButton(page).click();
  await page.getByRole('button', { name: 'Lämna', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Du har lämnat besöket' })).toBeVisible();
  await expect(saysPractice).toBeVisible();
  expect(await heldByPage(page)).toMatchObject({ liveTracks: [], openConnections: 0 });
  expect((await mediaCounts(page)).received.framesDecoded).toBe(0);
  // The page and its own code; nothing of the service, of the gateway, or of the host's back end.
  const own = new RegExp(`^${stack.siteUrl}/(help/|assets/|shared/)`);
  expect(asked.filter((address) => !own.test(address))).toEqual([]);
});

test('N28 a clinician practises a day beside the record: late, call in, put back, end, next; no service, no gateway', async ({
  stack,
  openClinician,
}) => {
  const asked: string[] = [];
  const { page } = await openClinician({
    practice: true,
    prepare: async (context) => {
      context.on('request', (request) => void asked.push(request.url()));
      context.on('page', (opened) => opened.on('websocket', (socket) => void asked.push(socket.url())));
      await context.addInitScript(() => {
        window.videoVisitHeard = [];
        for (const type of ['visit-started', 'visit-ended'])
          document.addEventListener(type, () => window.videoVisitHeard?.push(type));
      });
    },
  });
  const saysPractice = page.getByText('Övning. Ingen annan ser eller hör dig, och inget räknas som ett besök.');
  await expect(saysPractice).toBeVisible();
  const row = page.locator('visit-day-list [data-visit]').filter({ hasText: 'Maja Sandström' });
  await expect(row).toContainText('väntar');

  await row.getByRole('button', { name: 'Säg att du är sen' }).click();
  await row.getByRole('button', { name: '10 minuter' }).click();
  await expect(row).toContainText('10 minuter sen, sagt kl.');

  await callInButton(page).first().click();
  const picture = pictureOf(page, 'Maja Sandström').last();
  await expect
    .poll(() => picture.evaluate((element) => (element as HTMLVideoElement).videoWidth), { message: 'a drawn picture' })
    .toBeGreaterThan(0);
  await expect(saysPractice).toBeInViewport();

  const dictation = page.getByRole('switch', { name: 'Tyst för diktering' });
  await dictation.click();
  await expect(page.getByText('Diktera nu med diktafonen.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sluta diktera' }), 'the journal’s own button knows').toBeVisible();
  await dictation.click();
  await page.getByRole('button', { name: 'Tillbaka till väntrummet' }).click();
  await expect(page.getByText('Ni ser och hör inte varandra.')).toBeVisible();
  await page.getByRole('button', { name: 'Ropa in igen' }).click();
  await expect(picture).toBeVisible();

  await endButton(page).click();
  await expect(page.getByText('Besöket är slut')).toBeVisible();
  await expect(saysPractice).toBeInViewport();
  expect(await page.evaluate(() => window.videoVisitHeard), 'the journal hears of no visit').toEqual([]);
  expect(await page.evaluate(() => window.videoVisitRecords.connections.length)).toBe(0);

  await page.getByText('Så syns du bra').click();
  await expect(page.getByText('Ha kameran i ögonhöjd')).toBeVisible();
  // The journal and its own back end; nothing of the service or the gateway.
  const own = new RegExp(`^${stack.siteUrl}/(journal/|assets/|shared/|api/journal/(people|records|visits)\\?)`);
  expect(asked.filter((address) => !own.test(address))).toEqual([]);
});

declare global {
  interface Window {
    /** Types of the events that the page has heard. */
    videoVisitHeard?: string[];
  }
}
