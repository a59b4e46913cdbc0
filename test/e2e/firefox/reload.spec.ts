import { hasFirefox } from '../../support/firefox.ts';
import { callInButton, endButton, goToWaitingRoom, pictureOf, visitIsOver } from '../steps.ts';
import { test } from './fixtures.ts';
import { expectMoving } from './moving.ts';

test.skip(!hasFirefox(), 'needs Firefox: node demo/stack/install.mjs --firefox');

for (const [role, sees, other] of [
  ['patient', 'Anna Berg', 'clinician'],
  ['clinician', 'Karin Lind', 'patient'],
] as const) {
  test(`a reload by the ${role}, in Firefox, comes back to faces by itself`, async ({ open, bookVisit }) => {
    const visit = await bookVisit();
    const [{ page }, { page: otherPage }] = await Promise.all([
      open(role, 'firefox', visit),
      open(other, 'chromium', visit),
    ]);
    const [patient, clinician] = role === 'patient' ? [page, otherPage] : [otherPage, page];
    await goToWaitingRoom(patient);
    await callInButton(clinician).click();
    await expectMoving({ patient, clinician });

    await page.reload();
    await pictureOf(page, sees).waitFor();
    await expectMoving({ patient, clinician });

    await endButton(clinician).click();
    await visitIsOver(patient).waitFor();
  });
}
