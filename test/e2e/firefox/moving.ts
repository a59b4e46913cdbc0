import { expect } from '../fixtures.ts';
import { mediaCounts } from '../page-recorder.ts';
import { AUDIBLE } from '../steps.ts';
import type { Recorded } from '../visit-page.ts';

/**
 * From now on each page decodes frames, and hears. Each look measures from the one before: a connection that takes another's
 * place begins at nought.
 */
export async function expectMoving(...pages: readonly Recorded[]): Promise<void> {
  await Promise.all(
    pages.map(async (page) => {
      let { received: before } = await mediaCounts(page);
      await expect
        .poll(
          async () => {
            const { received: now } = await mediaCounts(page);
            const loudness = (now.audioEnergy - before.audioEnergy) / (now.audioDuration - before.audioDuration);
            const frames = now.framesDecoded - before.framesDecoded;
            before = now;
            return { picture: frames > 3, sound: loudness > AUDIBLE };
          },
          { timeout: 20_000, intervals: [500], message: 'picture and sound arrive' },
        )
        .toEqual({ picture: true, sound: true });
    }),
  );
}
