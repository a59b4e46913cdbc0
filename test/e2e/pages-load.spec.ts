import { expect, test } from './fixtures.ts';

// The fixtures fail a test on any console message, so that opening the pages is half of each test.

test('the portal shows the booked visits of the person who is signed in', async ({ openPatient, bookVisit }) => {
  await bookVisit();
  const { page } = await openPatient();
  await expect(page.getByRole('heading', { level: 1, name: 'Mina videobesök' })).toBeVisible();
  await expect(page.getByRole('article').filter({ hasText: 'Anna Berg' }).first()).toBeVisible();
});

test('a visit has an address of its own, that a reload comes back to', async ({ openPatient, bookVisit }) => {
  const visit = await bookVisit();
  const { page } = await openPatient();
  await page.locator(`a[href*="${visit.id}"]`).click();
  await expect(page.locator('video-visit')).toBeVisible();
  await page.reload();
  await expect(page.locator('video-visit')).toBeVisible();
  expect(page.url()).toContain(visit.id);
});

test("the portal refuses somebody else's visit", async ({ openPatient, bookVisit }) => {
  const visit = await bookVisit();
  const { page, watch } = await openPatient({ person: 'elsa-nygren', visitId: visit.id });
  watch.expect(/status of 403 .*\/api\/portal\/token/);
  await expect(page.getByRole('alert')).toContainText('finns inte bland dina bokningar');
});

test('the journal shows a record and the panel beside it', async ({ openClinician }) => {
  const { page } = await openClinician();
  await expect(page.getByRole('heading', { level: 1, name: 'Karin Lind' })).toBeVisible();
  await expect(page.locator('video-visit-clinician')).toBeVisible();
});

for (const path of ['portal/', 'journal/', 'visit/', 'help/', '']) {
  test(`/${path} is served under the security policy of a strict host`, async ({ stack }) => {
    const { headers } = await fetch(`${stack.siteUrl}/${path}`);
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'self'; script-src 'self'; style-src 'self'; worker-src 'self'; connect-src 'self' ${stack.serviceUrl} ${stack.gatewayUrl}`,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('permissions-policy')).toContain('camera=(self), microphone=(self)');
  });
}
