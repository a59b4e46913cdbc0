import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { callInButton, goToWaitingRoom } from './steps.ts';

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`portal and journal are accessible, ${colorScheme}`, async ({ openPatient, openClinician, bookVisit }) => {
    const visit = await bookVisit();
    for (const language of ['sv', 'ar'] as const) {
      const { page } = await openPatient({ language, context: { colorScheme, viewport: { width: 360, height: 740 } } });
      await expect(page.getByRole('article').first()).toBeVisible();
      await expectAccessible(page);
    }
    const { page: portal } = await openPatient({ visitId: visit.id, context: { colorScheme } });
    await expect(portal.getByRole('button', { name: 'Slå på kamera och mikrofon' })).toBeVisible();
    await expectAccessible(portal);
    const { page: journal } = await openClinician({ context: { colorScheme } });
    await expect(journal.getByRole('heading', { name: 'Dagens besök' })).toBeVisible();
    await expectAccessible(journal);
  });
}

test('the record follows the visit that is called in', async ({ openPatient, openClinician, bookVisit }) => {
  const visit = await bookVisit({ patient: { name: 'Yusuf Haddad', reference: 'yusuf-haddad' } });
  const { page: journal } = await openClinician();
  await expect(journal.getByRole('heading', { level: 1, name: 'Karin Lind' })).toBeVisible();
  const { page: portal } = await openPatient({ person: 'yusuf-haddad', visitId: visit.id });
  await goToWaitingRoom(portal);
  await callInButton(journal).click();
  await expect(journal.getByRole('heading', { level: 1, name: 'Yusuf Haddad' })).toBeVisible();
});

test('the portal speaks the language that is chosen, and keeps it', async ({ openPatient, bookVisit }) => {
  const visit = await bookVisit();
  const { page } = await openPatient();
  await page.getByRole('link', { name: 'العربية' }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.locator(`a[href*="${visit.id}"]`).click();
  await expect(page.locator('video-visit')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
});
