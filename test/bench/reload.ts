import type { Page } from '@playwright/test';
import { type Measure, medianMs } from './measure.ts';
import { firstOf } from './page-times.ts';
import { talkTogether } from './steps.ts';

const roundTripMs = 200;
const floor =
  'by count, not measured, 9 RTT: connect and credentials 1, socket 2 (one of them meanwhile), session and handles 1, join 1, subscription 1, ' +
  'ICE 1, DTLS 2, first key frame 1; besides them the loading of the host’s page';

/** A reload in the middle of a visit, first of the patient's page, then of the clinician's. */
export const reload: Measure = {
  name: 'reload',
  about:
    'A page is loaded anew in the middle of a visit, first the patient’s, then the clinician’s: from the start of the navigation to the first picture of the other in that page.',
  runs: 10,
  roundTripMs,
  limitSeconds: 180,
  async run(lab, values) {
    await lab.link.reset(roundTripMs);
    const { patient, clinician } = await talkTogether(lab);
    values['patient'] = await reloaded(patient);
    await clinician.waitForTimeout(4_000);
    values['clinician'] = await reloaded(clinician);
  },
  rows: [
    {
      says: 'the patient’s page reloaded in a visit → remote picture, from navigation start',
      bar: '≤ 11 RTT + 500 ms (2700 ms); then try for 9 (2300 ms)',
      judge: medianMs('patient', 11 * roundTripMs + 500),
      floor,
    },
    {
      says: 'the clinician’s page reloaded in a visit → remote picture, from navigation start',
      bar: '≤ 11 RTT + 500 ms (2700 ms); then try for 9 (2300 ms)',
      judge: medianMs('clinician', 11 * roundTripMs + 500),
      floor,
    },
  ],
};

/** From the start of the navigation, which is the new document's time origin, to the first frame of the other, ms. */
async function reloaded(page: Page): Promise<number> {
  await page.reload({ waitUntil: 'commit', timeout: 30_000 });
  const shownAt = await firstOf(page, 'frames', 0);
  return shownAt - (await page.evaluate(() => performance.timeOrigin));
}
