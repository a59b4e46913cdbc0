import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import ICAL from 'ical.js';
import { OPENS_BEFORE_MINUTES } from '../../src/contract/index.ts';
import type { VisitView } from '../../src/contract/index.ts';
import { expect, test } from './fixtures.ts';
import { goToWaitingRoom } from './steps.ts';

const DAY_MS = 24 * 3_600_000;
const inMs = (ms: number): { bookedStart: string } => ({ bookedStart: new Date(Date.now() + ms).toISOString() });

test('N02 N19 opened days ahead: the booking, what is left, and that the clinic sees it', async ({
  stack,
  openPatient,
  bookVisit,
}) => {
  const visit = await bookVisit(inMs(3 * DAY_MS));
  const { page } = await openPatient({ visitId: visit.id });
  await expect(page.getByRole('heading', { name: 'Ditt besök är bokat' })).toBeVisible();
  await expect(page.getByText('Mottagningen ser att du har öppnat besöket')).toBeVisible();
  await expect(page.getByText('Du behöver inte godkänna eller bekräfta något.')).toBeVisible();
  const time = new Intl.DateTimeFormat('sv', { timeStyle: 'short', timeZone: visit.unit.timeZone });
  const booking = page.locator('visit-booking');
  for (const part of [
    time.format(new Date(visit.bookedStart)),
    '20 minuter',
    'Anna Berg',
    visit.unit.name,
    visit.subject,
  ])
    await expect(booking).toContainText(part);
  await expect(page.getByRole('heading', { name: 'Väntrummet öppnar' })).toBeVisible();
  await expect(page.getByText('(om 3 dagar)')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Testa kamera och ljud' })).toContainText('Kvar');
  await expect(page.getByText('Region Norrvik intygar vem du är.')).toBeVisible();
  await page.getByRole('button', { name: 'Testa nu' }).click();
  await expect(page.locator('visit-self-test').getByRole('heading').first()).toBeVisible();
  await page.getByRole('button', { name: 'Tillbaka', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Ditt besök är bokat' })).toBeVisible();
  const [patient] = (await stack.host.visit(visit.id)).participants;
  expect(patient?.connection?.incarnation, 'the clinic knows').toBe(1);
});

test('N19 when the time comes the page goes on to the waiting room by itself', async ({ openPatient, bookVisit }) => {
  const visit = await bookVisit(inMs(OPENS_BEFORE_MINUTES * 60_000 + 4_000));
  const { page } = await openPatient({ visitId: visit.id });
  await expect(page.getByRole('heading', { name: 'Ditt besök är bokat' })).toBeVisible();
  await page.evaluate(() => (document.body.dataset['notReloaded'] = ''));
  await goToWaitingRoom(page);
  await expect(page.locator('body[data-not-reloaded]')).toBeAttached();
});

test('N03 the time in one’s own calendar, with reminders and the way back', async ({ openPatient, bookVisit }) => {
  const visit = await bookVisit(inMs(3 * DAY_MS));
  const { page } = await openPatient({ visitId: visit.id });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Lägg till i kalendern' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('videobesok.ics');
  const file = await readFile(await download.path(), 'utf8');
  const event = new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent('vevent');
  if (!event) throw new Error(file);
  const { startDate, endDate, summary } = new ICAL.Event(event);
  const wholeSecond = Math.floor(Date.parse(visit.bookedStart) / 1000) * 1000;
  expect([summary, startDate.toJSDate().getTime()]).toEqual(['Videobesök', wholeSecond]);
  expect(endDate.toJSDate().getTime()).toBe(wholeSecond + visit.durationMinutes * 60_000);
  expect(event.getFirstPropertyValue('conference')).toBe(page.url());
  expect(event.getAllSubcomponents('valarm')).toHaveLength(2);
  expect(file).not.toContain(visit.unit.name);
  await expect(page.getByText('Filen är hämtad.')).toBeVisible();
});

test('N31 the portal’s start page shows a person’s own visits as they stand, and the way to each', async ({
  openPatient,
  bookVisit,
}) => {
  const [later, soon] = [await bookVisit(inMs(3 * DAY_MS)), await bookVisit()];
  const { page } = await openPatient();
  const rows = page.getByRole('article');
  const row = (visit: VisitView): Locator => rows.filter({ has: page.locator(`a[href*="${visit.id}"]`) });
  await expect(row(later)).toContainText('(om 3 dagar)');
  await expect(row(later)).toContainText('Du har inte öppnat besöket än');
  await expect(row(soon)).toContainText('Väntrummet är öppet');
  await row(soon).getByRole('link', { name: 'Gå till besöket' }).click();
  await goToWaitingRoom(page);
  await page.getByRole('link', { name: 'Mina videobesök' }).click();
  await expect(row(soon)).toContainText('Du väntar i väntrummet');
});

test('N31 a page of its own has the visit and a way back, to portals that are known and nowhere else', async ({
  stack,
  openPatient,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const { page } = await openPatient();
  const portal = `${stack.portalUrl}?person=karin-lind&lang=en`;
  const open = (back: string) =>
    page.goto(
      `${stack.siteUrl}/visit/?${new URLSearchParams({ person: 'karin-lind', visit: visit.id, return: back })}`,
    );
  const back = page.getByRole('link', { name: 'Tillbaka till Min vård' });
  await open('https://evil.example/portal/');
  await expect(back).toHaveAttribute('href', stack.portalUrl);
  await open(portal);
  await expect(back).toHaveAttribute('href', portal);
  await expect(page.getByRole('button', { name: 'Slå på kamera och mikrofon' })).toBeVisible();
  await stack.host.cancel(visit.id);
  await expect(page.getByRole('heading', { name: 'Besöket är inställt' })).toBeVisible();
  await expect(back).toHaveCount(2);
  await back.last().click();
  await expect(page.getByRole('heading', { level: 1, name: 'My video visits' })).toBeVisible();
});
