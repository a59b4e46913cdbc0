import { hasFirefox } from '../../support/firefox.ts';
import type { Recorded } from '../visit-page.ts';
import { goToWaitingRoom } from '../steps.ts';
import { expect, test } from './fixtures.ts';

test.skip(!hasFirefox(), 'needs Firefox: node demo/stack/install.mjs --firefox');

test('N04 in Firefox, which tells nothing of the room on the path: 400 kbit/s that come back whole are enough', async ({
  open,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const { page } = await open('patient', 'firefox', visit);
  await goToWaitingRoom(page);
  await page.getByRole('button', { name: 'Prova ljud och bild' }).click();
  await page.getByRole('button', { name: 'Börja prova' }).click();
  await page.getByRole('paragraph', { name: 'Nätet räcker för bild och ljud.' }).waitFor({ timeout: 20_000 });
  const { upKbps, downKbps, lossPercent } = await measured(page);
  expect(Math.min(upKbps, downKbps)).toBeGreaterThanOrEqual(400);
  expect(lossPercent).toBe(0);
});

/** What the test shows to those who help. */
const measured = (page: Recorded): Promise<{ upKbps: number; downKbps: number; lossPercent: number }> =>
  page.evaluate(() => {
    const figures = document
      .querySelector('video-visit')
      ?.shadowRoot?.querySelector('visit-self-test')
      ?.shadowRoot?.querySelectorAll('.figures dd');
    const [upKbps = NaN, downKbps = NaN, , lossPercent = NaN] = [...(figures ?? [])].map(({ textContent }) =>
      parseFloat(textContent),
    );
    return { upKbps, downKbps, lossPercent };
  });
