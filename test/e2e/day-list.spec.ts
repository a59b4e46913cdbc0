import type { Locator, Page } from '@playwright/test';
import type { VisitView } from '../../src/contract/index.ts';
import { expect, journalAddress, test } from './fixtures.ts';
import { patientToken, sendCommand } from './raw-service.ts';
import { callInButton, clinicSees, expectBothWays, goToWaitingRoom, pictureOf, visitIsOver } from './steps.ts';

const minutes = (count: number): string => new Date(Date.now() + count * 60_000).toISOString();
const yusuf = { patient: { name: 'Yusuf Haddad', reference: 'yusuf-haddad' } };
const elsa = { patient: { name: 'Elsa Nygren', reference: 'elsa-nygren' } };
const row = (page: Page, { id }: VisitView): Locator => page.locator(`[data-visit="${id}"]`);
/** What has the focus, in the page around the panel or in it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.id ?? document.activeElement?.localName ?? '');

test('N12 from the record to faces in one click, whoever else waits; the focus stays in the record till then', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}) => {
  const [other, visit] = [await bookVisit({ ...yusuf, bookedStart: minutes(-15) }), await bookVisit()];
  const waiting = { visitId: other.id, connectionId: 'raw' } as const;
  const { page: clinician } = await openClinician({
    prepare: async (context) => {
      await context.addInitScript(() => {
        window.clicks = 0;
        document.addEventListener('click', () => (window.clicks = (window.clicks ?? 0) + 1), { capture: true });
      });
    },
  });
  await clinician.goto(`${journalAddress(stack)}&visit=${visit.id}`);
  await clinician.locator('#person').focus();
  await sendCommand(stack, await patientToken(stack, other.id), { type: 'arrive', ...waiting });
  await expect(row(clinician, other)).toContainText('väntar');
  const first = clinician.locator('video-visit-clinician .row').first();
  await expect(first).toContainText('Karin Lind');
  await expect(first).toContainText('inte testad');
  const { page: patient } = await openPatient({ visitId: visit.id });
  await goToWaitingRoom(patient);
  await expect(first).toContainText('väntar');
  expect(await focused(clinician)).toBe('person');

  await clinician.getByRole('button', { name: 'Ropa in: Karin Lind' }).click();
  await expectBothWays(patient, clinician);
  expect(await clinician.evaluate(() => window.clicks)).toBe(1);
});

test('N12 a visit that the list does not hold is said to be elsewhere', async ({ openClinician, stack }) => {
  const { page } = await openClinician();
  await page.goto(`${journalAddress(stack)}&visit=of-another-unit`);
  await expect(page.getByText('Det valda besöket finns inte i listan.')).toBeVisible();
});

test('N12 out of one visit into the next with one click', async ({ openPatient, openClinician, bookVisit }) => {
  const [visit, next] = [await bookVisit({ bookedStart: minutes(-10) }), await bookVisit(yusuf)];
  const [{ page: karin }, { page: second }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openPatient({ person: 'yusuf-haddad', visitId: next.id }),
    openClinician(),
  ]);
  await Promise.all([goToWaitingRoom(karin), goToWaitingRoom(second)]);
  await clinician.getByRole('button', { name: 'Ropa in: Karin Lind' }).click();
  await expect(clinician.locator('visit-stage').getByLabel('Bild av Karin Lind')).toBeVisible();
  await clinician.getByRole('button', { name: 'Avsluta och ta nästa: Yusuf Haddad' }).click();
  await expect(visitIsOver(karin)).toBeVisible();
  await expect(pictureOf(second, 'Anna Berg')).toBeVisible();
  await expect(clinician.locator('visit-stage').getByLabel('Bild av Yusuf Haddad')).toBeVisible();
  await expectBothWays(second);
});

test('N12 by keyboard: arrows between the rows, Enter calls in', async ({ openPatient, openClinician, bookVisit }) => {
  const [visit, later] = [await bookVisit(), await bookVisit({ ...yusuf, bookedStart: minutes(15) })];
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(patient);
  await callInButton(clinician).focus();
  await clinician.keyboard.press('ArrowDown');
  await expect(row(clinician, later)).toBeFocused();
  await clinician.keyboard.press('Tab');
  await expect(clinician.getByRole('button', { name: 'Säg att du är sen: Yusuf Haddad' })).toBeFocused();
  await clinician.keyboard.press('Shift+Tab');
  await clinician.keyboard.press('Home');
  await expect(callInButton(clinician)).toBeFocused();
  await clinician.keyboard.press('Enter');
  await expect(pictureOf(patient, 'Anna Berg')).toBeVisible();
});

test('N07 all that remain today are told at once, a colleague’s are not; and it is taken back', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit();
  const later = await bookVisit({ ...yusuf, bookedStart: minutes(1) });
  const colleagues = await bookVisit({ ...elsa, clinician: { name: 'Johan Ek', reference: 'johan-ek' } });
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(patient);
  const delays = async (): Promise<unknown[]> =>
    Promise.all([visit, later, colleagues].map(async ({ id }) => (await stack.host.visit(id)).delay?.minutes ?? null));
  await clinician.getByRole('button', { name: 'Säg att du är sen: Karin Lind' }).click();
  await clinician.getByLabel('Alla som är kvar i dag hos Anna Berg (2)').check();
  await clinician.getByRole('button', { name: '15 minuter' }).click();
  await expect(clinician.getByText('2 patienter har fått veta det.').first()).toBeVisible();
  await expect(patient.getByText('Anna Berg är lite sen: ungefär 15 minuter.', { exact: true })).toBeVisible();
  expect(await delays()).toEqual([15, 15, null]);
  await expect(row(clinician, later)).toContainText(/15 minuter sen, sagt kl\./);

  await clinician.getByRole('button', { name: 'Klar' }).click();
  await clinician.getByRole('button', { name: 'Säg att du är sen: Karin Lind' }).click();
  await clinician.getByLabel('Alla som är kvar i dag hos Anna Berg (2)').check();
  await clinician.getByRole('button', { name: 'Ta tillbaka för alla (2)' }).click();
  await expect(clinician.getByText('Det är taget tillbaka för 2 patienter.').first()).toBeVisible();
  expect(await delays()).toEqual([null, null, null]);
});

test('N07 a ready-made sentence reaches the patient marked with its language', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id, language: 'en' }),
    openClinician(),
  ]);
  const button = clinician.getByRole('button', { name: 'Säg att du är sen: Karin Lind' });
  await button.click();
  await clinician.getByRole('button', { name: 'Ett akut besök kom emellan.' }).click();
  await expect(patient.getByText('Ett akut besök kom emellan.', { exact: true })).toHaveAttribute('lang', 'sv');
  await expect(button).toBeFocused();
});

test('N30 N32 unit staff see, remind and tell without media; the reminder is in the portal, and its reader comes', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit({ bookedStart: minutes(-5) });
  const [{ page: patient }, { page: staff }] = await Promise.all([
    openPatient(),
    openClinician({ person: 'siv-holm' }),
  ]);
  const karin = row(staff, visit);
  await expect(karin).toContainText(/patienten är \d+ min sen/);
  await expect(karin).toContainText('hos Anna Berg');
  await staff.getByRole('button', { name: 'Påminn patienten: Karin Lind' }).click();
  await expect(karin).toContainText(/Påminnelse begärd kl\. \d\d[.:]\d\d/);
  await patient.getByText('Påminnelse: din tid hos Anna Berg är inne.').getByRole('link').click();
  await expect(patient).toHaveURL(new RegExp(visit.id));
  await expect(karin).toContainText('har öppnat');
  await goToWaitingRoom(patient);
  await clinicSees(patient).waitFor();
  await expect(karin).toContainText('väntar');
  await expect(callInButton(staff)).toHaveCount(0);
  await staff.getByRole('button', { name: 'Säg till om försening: Karin Lind' }).click();
  await staff.getByRole('button', { name: '10 minuter' }).click();
  await expect(patient.getByText('Anna Berg är lite sen: ungefär 10 minuter.', { exact: true })).toBeVisible();
  expect(await staff.evaluate(() => window.videoVisitRecords.connections.length), 'no connection').toBe(0);
});

declare global {
  interface Window {
    clicks?: number;
  }
}
