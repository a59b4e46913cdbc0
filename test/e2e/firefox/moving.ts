import { expect } from '../fixtures.ts';
import { type MediaCounts, mediaCounts } from '../page-recorder.ts';
import { AUDIBLE } from '../steps.ts';
import type { Recorded } from '../visit-page.ts';
import { FirefoxPage } from './firefox-page.ts';

/**
 * From now on each page decodes frames, and hears. Each look measures from the one before: a connection that takes another's
 * place begins at nought. Fails with whose page misses what, what it has counted, and what it says.
 */
export async function expectMoving(pages: Readonly<Record<string, Recorded>>): Promise<void> {
  await Promise.all(
    Object.entries(pages).map(async ([role, page]) => {
      const who = `${role}, in ${page instanceof FirefoxPage ? 'Firefox' : 'Chromium'}`;
      let last: MediaCounts | null = null;
      try {
        await expect
          .poll(
            async () => {
              const before = last?.received;
              last = await mediaCounts(page);
              const { framesDecoded, audioEnergy, audioDuration } = last.received;
              if (!before) return { picture: false, sound: false };
              const loudness = (audioEnergy - before.audioEnergy) / (audioDuration - before.audioDuration);
              return { picture: framesDecoded - before.framesDecoded > 3, sound: loudness > AUDIBLE };
            },
            { timeout: 20_000, intervals: [500], message: `picture and sound arrive at the ${who}` },
          )
          .toEqual({ picture: true, sound: true });
      } catch (error) {
        const found = last
          ? `counted ${JSON.stringify(last)}\n${await account(page)}`
          : 'never answered what it counted';
        throw new Error(`${(error as Error).message}\n\nThe page of the ${who}: ${found}`, { cause: error });
      }
    }),
  );
}

/** How the page's connections stand, and what can be read on it. */
const account = (page: Recorded): Promise<string> =>
  page.evaluate(() => {
    const connections = window.videoVisitRecords.connections.map(
      ({ connectionState, iceConnectionState }) => `${connectionState} (ICE ${iceConnectionState})`,
    );
    const words: string[] = [];
    const roots: ParentNode[] = [document];
    for (const root of roots) {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) roots.push(element.shadowRoot);
        const text = element.textContent.replaceAll(/\s+/g, ' ').trim();
        if (element.matches('h1, h2, h3, h4, p') && text && element.checkVisibility({ visibilityProperty: true }))
          words.push(text);
      }
    }
    return `connections ${connections.join(', ')}\nsays ${words.join(' | ')}`;
  });
