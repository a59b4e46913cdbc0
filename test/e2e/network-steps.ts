import { type Page, expect } from '@playwright/test';
import { concealedPart } from '../support/concealed-part.ts';
import { mediaCounts } from './page-recorder.ts';
import { AUDIBLE } from './steps.ts';

interface Path {
  /** `host`, or for a relay also over what it is reached: `relay over tcp`. */
  readonly kind: string;
  /** Of this side. */
  readonly address: string;
}

/** The way that the media of each open peer connection takes. */
export const pathsOf = (page: Page): Promise<Path[]> =>
  page.evaluate(async () => {
    const paths: Path[] = [];
    for (const connection of window.videoVisitRecords.connections) {
      if (connection.connectionState !== 'connected') continue;
      const stats = await window.videoVisitRecords.statsOf(connection);
      if (!stats) continue;
      for (const transport of stats.values()) {
        if (transport.type !== 'transport') continue;
        const pair = stats.get(transport.selectedCandidatePairId);
        const { candidateType = '', relayProtocol, address = '' } = stats.get(pair?.localCandidateId) ?? {};
        paths.push({ kind: relayProtocol ? `${candidateType} over ${relayProtocol}` : candidateType, address });
      }
    }
    return paths;
  });

export const kindsOfPaths = async (page: Page): Promise<string[]> => (await pathsOf(page)).map(({ kind }) => kind);

/**
 * From now on real sound and new frames of the other reach the page within `timeout`, ms. Each look measures a time of
 * its own, and a connection that takes another's place begins at nought.
 */
export async function expectMedia(page: Page, timeout = 20_000): Promise<void> {
  await expect
    .poll(
      async () => {
        const { received: before } = await mediaCounts(page);
        await page.waitForTimeout(500);
        const { received: after } = await mediaCounts(page);
        const loudness =
          (after.audioEnergy - before.audioEnergy) / Math.max(0.001, after.audioDuration - before.audioDuration);
        return { sound: loudness > AUDIBLE, picture: after.framesDecoded - before.framesDecoded > 3 };
      },
      { timeout, intervals: [0], message: 'sound and picture arrive' },
    )
    .toEqual({ sound: true, picture: true });
}

/** Sound and picture that reach the page in a window of time. */
export interface Reception {
  /** Part of the sound that was made up, 0…1. */
  readonly concealed: number;
  readonly framesPerSecond: number;
}

export async function receptionOf(page: Page, durationMs: number): Promise<Reception> {
  const before = (await mediaCounts(page)).received.framesDecoded;
  const concealed = await concealedPart(page, durationMs);
  const after = (await mediaCounts(page)).received.framesDecoded;
  return { concealed, framesPerSecond: (after - before) / (durationMs / 1000) };
}
