import { setTimeout as sleep } from 'node:timers/promises';
import { hasFirefox } from '../../support/firefox.ts';
import type { Recorded } from '../visit-page.ts';
import { callInButton, endButton, goToWaitingRoom, visitIsOver } from '../steps.ts';
import { expect, test } from './fixtures.ts';
import { expectMoving } from './moving.ts';

test.skip(!hasFirefox(), 'needs Firefox: node demo/stack/install.mjs --firefox');

/** A picture that stands still is noticed within 3 s, and taken anew. */
const LONG_ENOUGH_MS = 6_000;

test('a camera in Firefox that works is left alone', async ({ open, bookVisit }) => {
  const visit = await bookVisit();
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    open('patient', 'firefox', visit),
    open('clinician', 'chromium', visit),
  ]);
  await goToWaitingRoom(patient);
  await callInButton(clinician).click();
  await expectMoving({ patient, clinician });

  const before = await tracksTaken(patient);
  await sleep(LONG_ENOUGH_MS); // That nothing happens in this time is what is tested.
  expect(await tracksTaken(patient)).toBe(before);

  await endButton(clinician).click();
  await visitIsOver(patient).waitFor();
});

const tracksTaken = (page: Recorded): Promise<number> => page.evaluate(() => window.videoVisitRecords.tracks.length);
