import { chromium, expect, type Browser, type Page } from '@playwright/test';
import { findChromium, quietFlags } from '../support/chromium.ts';
import type { SoundServer } from '../support/sound-server.ts';
import { mediaCounts } from './page-recorder.ts';
import { AUDIBLE } from './steps.ts';

/** Far above what it takes (the bench measures that), so that a busy machine does not fail the test. */
const MOVED_WITHIN_MS = 8_000;

/** A browser with the devices of that sound server, and no camera. */
export const launchWithSound = (sound: SoundServer): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium(),
    env: sound.env,
    args: [
      ...quietFlags,
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      '--mute-audio',
    ],
  });

/** What comes from now on is loud: each try measures a time of its own. */
export async function hears(page: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        const { received: before } = await mediaCounts(page);
        await page.waitForTimeout(500);
        const { received: after } = await mediaCounts(page);
        return (after.audioEnergy - before.audioEnergy) / Math.max(0.001, after.audioDuration - before.audioDuration);
      },
      { timeout: MOVED_WITHIN_MS, intervals: [0], message: 'sound arrives' },
    )
    .toBeGreaterThan(AUDIBLE);
}

/** The local descriptions change with every negotiation: the session version is in their second line (RFC 8866, 5.2). */
export const connectionsOf = (page: Page): Promise<(string | undefined)[]> =>
  page.evaluate(() =>
    window.videoVisitRecords.connections.map(({ localDescription }) =>
      localDescription?.sdp.split('\r\n').find((line) => line.startsWith('o=')),
    ),
  );
