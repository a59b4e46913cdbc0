import { expect, test } from './fixtures.ts';
import { heldByPage, mediaCounts } from './page-recorder.ts';
import { goToWaitingRoom, leaveButton, pictureOf } from './steps.ts';

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
