import { expect } from '../fixtures.ts';
import { mediaCounts } from '../page-recorder.ts';
import { AUDIBLE, moreFramesArrive } from '../steps.ts';
import type { Recorded } from '../visit-page.ts';

/** From now on, and not only on the whole: each page decodes frames, and hears. */
export async function expectMoving(...pages: readonly Recorded[]): Promise<void> {
  await Promise.all(pages.flatMap((page) => [moreFramesArrive(page), moreSoundArrives(page)]));
}

async function moreSoundArrives(page: Recorded): Promise<void> {
  const { received: before } = await mediaCounts(page);
  await expect
    .poll(
      async () => {
        const { received: now } = await mediaCounts(page);
        const seconds = now.audioDuration - before.audioDuration;
        return seconds < 0.5 ? 0 : (now.audioEnergy - before.audioEnergy) / seconds;
      },
      { message: 'more sound' },
    )
    .toBeGreaterThan(AUDIBLE);
}
