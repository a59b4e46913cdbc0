import type { BrowserContext, Page } from '@playwright/test';
import { warmConnections, callInButton, clinicSees, endButton, waitingRoom } from '../e2e/steps.ts';
import type { BenchLab } from './bench-lab.ts';
import { firstOf, lastClick, wallClock } from './page-times.ts';

/** What people do, with patience for slow networks. */

const patience = { timeout: 45_000 };

/** From the check to the waiting room. */
export async function goToWaitingRoom(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Slå på kamera och mikrofon' }).click(patience);
  await page.getByRole('button', { name: 'Till väntrummet' }).click(patience);
  await waitingRoom(page).waitFor(patience);
  await clinicSees(page).waitFor(patience);
}

/** Both pages have met in the room, and sit still. */
export async function untilWarm(...pages: Page[]): Promise<void> {
  const deadline = performance.now() + 45_000;
  for (const page of pages) {
    while ((await warmConnections(page)) < 2) {
      if (performance.now() > deadline) throw new Error('the pages did not get warm');
      await page.waitForTimeout(100);
    }
  }
  await pages[0]?.waitForTimeout(1_500);
}

/** Whether the page holds a running camera within `limitMs`. */
export async function hasCamera(page: Page, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const open = await page.evaluate(() =>
      window.videoVisitRecords.tracks.some(({ kind, readyState }) => kind === 'video' && readyState === 'live'),
    );
    if (open || performance.now() > deadline) return open;
    await page.waitForTimeout(100);
  }
}

export interface WaitOptions {
  /** Whether the clinician's browser has camera and microphone allowed once and for all. Default true. */
  readonly allowed?: boolean;
  /** Before the patient's page loads. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

/** A patient who waits, and a clinician who sees it. */
export async function waitTogether(
  lab: BenchLab,
  { allowed = true, prepare }: WaitOptions = {},
): Promise<{ patient: Page; clinician: Page }> {
  const visit = await lab.bookVisit();
  const [patient, clinician] = await Promise.all([
    lab.openPatient(visit, prepare ? { prepare } : {}),
    lab.openClinician({ allowed }),
  ]);
  await goToWaitingRoom(patient);
  await callInButton(clinician).waitFor(patience);
  await untilWarm(patient, clinician);
  return { patient, clinician };
}

/** Presses "call in"; returns when that was. */
export async function callIn(clinician: Page): Promise<number> {
  await callInButton(clinician).click(patience);
  return lastClick(clinician);
}

export interface TalkOptions extends WaitOptions {
  readonly settleMs?: number;
  /** Whose picture and sound must be there; default: both. */
  readonly expectFrom?: 'both' | 'clinician';
}

/** A visit in which people have seen and heard each other for a while. */
export async function talkTogether(
  lab: BenchLab,
  { settleMs = 4_000, expectFrom = 'both', ...options }: TalkOptions = {},
): Promise<{ patient: Page; clinician: Page }> {
  const pages = await waitTogether(lab, options);
  const watching = expectFrom === 'both' ? [pages.patient, pages.clinician] : [pages.patient];
  const clickedAt = await callIn(pages.clinician);
  await Promise.all(watching.map((page) => firstOf(page, 'frames', clickedAt)));
  await pages.patient.waitForTimeout(settleMs);
  for (const page of watching) {
    await firstOf(page, 'frames', wallClock() - 500, 2_000);
    await firstOf(page, 'sounds', wallClock() - 500, 5_000);
  }
  return pages;
}

/** Ends the visit in order. */
export async function end(clinician: Page): Promise<void> {
  await endButton(clinician).click(patience);
}
