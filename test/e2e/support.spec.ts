import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { callInButton, expectBothWays, goToWaitingRoom, moreFramesArrive, pictureOf } from './steps.ts';

const help = (page: Page) => page.getByRole('button', { name: 'Hjälp', exact: true });

async function write(page: Page, kind: string, text: string): Promise<void> {
  const support = page.locator('visit-support');
  await support.getByText(kind).click();
  await support.getByRole('textbox').fill(text);
  await support.getByRole('button', { name: 'Skicka' }).click();
  await expect(support.getByText('Vi har tagit emot det du skrev')).toBeVisible();
}

test('N21 help at every step, and in the visit, which goes on beside it; what is written reaches the service', async ({
  stack,
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await help(patient).click();
  await expect(patient.getByText('Du är vid kamera och mikrofon')).toBeVisible();
  await expect(patient.getByRole('link', { name: '010-000 00 00' })).toBeVisible();
  await patient.keyboard.press('Escape');
  await expect(help(patient)).toBeFocused();

  await goToWaitingRoom(patient);
  await help(patient).click();
  await expect(patient.getByText('Du är i väntrummet.')).toBeVisible();
  await write(patient, 'Jag undrar hur man gör', 'Hur lång tid tar det?');

  await callInButton(clinician).click();
  await expectBothWays(patient, clinician);
  await expect(patient.getByText('Du är i besöket.'), 'the help stays open and knows').toBeVisible();
  await expect(pictureOf(patient, 'Anna Berg')).toBeVisible();
  await help(clinician).click();
  for (const topic of [
    'Jag ska diktera',
    'Jag behöver en stund för mig själv',
    'Bild eller ljud går inte att få igång',
  ])
    await expect(clinician.getByText(topic), 'the clinician’s own steps').toBeVisible();
  await patient.getByRole('button', { name: 'Skriv något mer' }).click();
  await write(patient, 'Något fungerar inte', 'Ljudet hackar');
  await moreFramesArrive(clinician);

  const written = (await stack.host.messages()).filter(({ visitId }) => visitId === visit.id);
  expect(written.map(({ kind, text, step, role, language }) => [kind, text, step, role, language])).toEqual([
    ['question', 'Hur lång tid tar det?', 'waiting', 'patient', 'sv'],
    ['fault', 'Ljudet hackar', 'on-stage', 'patient', 'sv'],
  ]);
});

test('N21 N31 the public help page helps without a token', async ({ stack, openPatient }) => {
  const { page } = await openPatient({ address: `${stack.siteUrl}/help/` });
  await expect(page.getByRole('heading', { name: 'Hjälp', exact: true })).toBeVisible();
  const text = `Utan inloggning ${Date.now()}`;
  await write(page, 'Jag vill tycka till', text);
  const kept = (await stack.host.messages()).find((message) => message.text === text);
  expect([kept?.visitId, kept?.role, kept?.step]).toEqual([null, null, 'help-page']);
});

test('N17 the guide has all steps in each language, and prints without overflow', async ({ stack, openPatient }) => {
  const steps = { sv: 'När besöket är slut', en: 'When the visit is over', ar: 'عندما تنتهي الزيارة' };
  for (const [lang, last] of Object.entries(steps)) {
    const { page } = await openPatient({ address: `${stack.siteUrl}/help/?view=guide&lang=${lang}` });
    await expect(page.getByRole('listitem')).toHaveCount(9);
    await expect(page.getByRole('heading', { name: last })).toBeVisible();
    // As wide as the paper within its margins: A4, 210 mm less twice 14, at 96 px an inch.
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 688, height: 1016 });
    await expect(page.getByRole('button')).toHaveCount(0);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(688);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
    expect(pages, 'it fits on one sheet').toBe(1);
  }
});
