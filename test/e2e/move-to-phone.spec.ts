import jsqr from 'jsqr';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { heldByPage } from './page-recorder.ts';
import { clinicianToken, readVisit } from './raw-service.ts';
import { callInButton, expectBothWays, goToWaitingRoom, moreFramesArrive, pictureOf } from './steps.ts';

const moveButton = (page: Page) => page.getByRole('button', { name: 'Flytta till en annan enhet' });
const goOnHere = (page: Page) => page.getByRole('button', { name: 'Slå på kamera och mikrofon' });

/** What a camera that is held to the screen reads. */
async function scan(page: Page): Promise<string> {
  const code = page.getByRole('img', { name: 'QR-kod' });
  await expect(code).toBeVisible();
  const png = (await code.screenshot()).toString('base64');
  const { data, width, height } = await page.evaluate(async (image) => {
    const bytes = Uint8Array.from(atob(image), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height);
    return { data: [...(pixels?.data ?? [])], width: bitmap.width, height: bitmap.height };
  }, png);
  const found = jsqr.default(new Uint8ClampedArray(data), width, height);
  if (!found) throw new Error('the code cannot be read');
  return found.data;
}

test('N04 N05 in the visit: the phone takes over with one scan, the computer lets go when the phone sends, and it stays one visit', async ({
  stack,
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const [{ page: computer }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(computer);
  await callInButton(clinician).click();
  await expectBothWays(computer, clinician);

  await moveButton(computer).click();
  const link = await scan(computer);
  expect(new URL(link).search).not.toContain('handover');
  const { page: phone } = await openPatient({ address: link, context: { viewport: { width: 360, height: 740 } } });
  await expect(goOnHere(phone)).toBeVisible();
  expect(phone.url()).not.toContain('handover');
  await expect(pictureOf(computer, 'Anna Berg'), 'nothing has been moved yet').toBeVisible();

  await goOnHere(phone).click();
  await expectBothWays(phone);
  await moreFramesArrive(clinician);
  await expect(computer.getByText('Besöket fortsätter i ett annat fönster eller på en annan enhet')).toBeVisible();
  expect(await heldByPage(computer)).toMatchObject({ liveTracks: [], openConnections: 0 });

  const { participants, status } = await stack.host.visit(visit.id);
  expect([status, participants.length]).toEqual(['in-progress', 2]);
  expect(participants.find(({ role }) => role === 'patient')?.connection?.handover).toBe('signed-in');
});

test('N04 N05 a host that waives the sign-in: the code alone moves the visit, and that stands on the connection', async ({
  stack,
  openPatient,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const { page: computer } = await openPatient({ visitId: visit.id });
  await goToWaitingRoom(computer);
  await moveButton(computer).click();
  const link = await scan(computer);
  const { page: phone } = await openPatient({
    address: link,
    // A back end that asks nobody to sign in.
    prepare: async (context) => {
      await context.route('**/api/portal/handover?*', async (route) => {
        const { code } = route.request().postDataJSON() as { code: string };
        await route.fulfill({ json: await stack.host.redeemHandover({ code, assurance: 'handover-only' }) });
      });
    },
  });
  await goOnHere(phone).click();
  await expect(phone.getByRole('heading', { name: 'Du är på rätt plats' })).toBeVisible();
  await expect(computer.getByText('Besöket fortsätter i ett annat fönster')).toBeVisible();
  const clinician = await clinicianToken(stack, 'anna-berg');
  const seen = await readVisit(stack, clinician, visit.id);
  for (const { participants } of [await stack.host.visit(visit.id), seen])
    expect(participants.find(({ role }) => role === 'patient')?.connection?.handover).toBe('handover-only');
});

test('a link is good for one time, and for the person who asked for it', async ({ openPatient, bookVisit }) => {
  const visit = await bookVisit();
  const { page: computer } = await openPatient({ visitId: visit.id });
  await goToWaitingRoom(computer);
  await moveButton(computer).click();
  const link = await scan(computer);

  const stranger = await openPatient({ address: link.replace('karin-lind', 'yusuf-haddad') });
  stranger.watch.expect(/status of 50?[24]/, /Failed to load resource/);
  await goOnHere(stranger.page).click();
  await expect(stranger.page.getByRole('heading', { name: 'Länken fungerar inte längre' })).toBeVisible();

  const { page: phone } = await openPatient({ address: link });
  await goOnHere(phone).click();
  await expect(phone.getByRole('heading', { name: 'Du är på rätt plats' }), 'the place came along').toBeVisible();
  await expect(computer.getByText('Besöket fortsätter i ett annat fönster')).toBeVisible();

  const second = await openPatient({ address: link });
  second.watch.expect(/Failed to load resource/);
  await goOnHere(second.page).click();
  await expect(second.page.getByRole('heading', { name: 'Länken fungerar inte längre' })).toBeVisible();
  await expect(phone.getByRole('heading', { name: 'Du är på rätt plats' })).toBeVisible();
});
