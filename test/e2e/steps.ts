import { chromium, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { Stack } from '../../demo/stack/stack.ts';
import type { VisitView } from '../../src/contract/index.ts';
import { findChromium, quietFlags } from '../support/chromium.ts';
import { fakeMedia } from '../support/fake-media.ts';
import { mediaCounts, type MediaCounts } from './page-recorder.ts';
import type { Findable, Found, Recorded } from './visit-page.ts';

/** What people do, step by step, in the words of the Swedish pages. */

export const waitingRoom = <F extends Found>(page: Findable<F>): F =>
  page.getByRole('heading', { name: 'Du är på rätt plats' });
export const clinicSees = <F extends Found>(page: Findable<F>): F =>
  page.getByRole('paragraph').filter({ hasText: 'Mottagningen ser att du är här' });
export const callInButton = <F extends Found>(page: Findable<F>): F => page.getByRole('button', { name: 'Ropa in' });
export const endButton = <F extends Found>(page: Findable<F>): F =>
  page.getByRole('button', { name: 'Avsluta', exact: true });
export const leaveButton = <F extends Found>(page: Findable<F>): F =>
  page.getByRole('button', { name: 'Lämna', exact: true });
/** The stage's picture of the other person. */
export const pictureOf = <F extends Found>(page: Findable<F>, name: string): F => page.getByLabel(`Bild av ${name}`);
export const visitIsOver = <F extends Found>(page: Findable<F>): F =>
  page.getByRole('heading', { name: 'Besöket är slut' });

/** From the check to the waiting room, with whatever devices there are. */
export async function goToWaitingRoom(page: Findable): Promise<void> {
  await page.getByRole('button', { name: 'Slå på kamera och mikrofon' }).click();
  await page.getByRole('button', { name: 'Till väntrummet' }).click();
  await waitingRoom(page).waitFor({ timeout: 15_000 });
  await clinicSees(page).waitFor({ timeout: 15_000 });
}

/** Both see and hear each other, by the browsers' own counters. */
export async function expectBothWays(...pages: Recorded[]): Promise<void> {
  for (const page of pages) {
    await expect
      // On a machine that is busy the picture is sent smaller, but never smaller than this.
      .poll(async () => (await mediaCounts(page)).received.frameWidth, { message: 'a picture arrives' })
      .toBeGreaterThanOrEqual(320);
    await expect
      .poll(async () => soundLevel(await mediaCounts(page)), { message: 'sound arrives' })
      .toBeGreaterThan(AUDIBLE);
  }
}

/** The page still (or again) decodes frames. */
export async function moreFramesArrive(page: Recorded): Promise<void> {
  const { received } = await mediaCounts(page);
  await expect
    .poll(async () => (await mediaCounts(page)).received.framesDecoded, { message: 'more frames' })
    .toBeGreaterThan(received.framesDecoded + 30);
}

/** Mean square of the received sound, relative to full scale; a silent line gives less than 1e-6. */
export const AUDIBLE = 1e-4;
export const soundLevel = ({ received }: MediaCounts): number =>
  received.audioDuration > 0 ? received.audioEnergy / received.audioDuration : 0;

/** The status that the service holds. */
export const statusOf = async (stack: Stack, visit: VisitView): Promise<VisitView['status']> =>
  (await stack.host.visit(visit.id)).status;

/** PeerConnections that are up, whether or not anything goes over them. */
export const warmConnections = (page: Recorded): Promise<number> =>
  page.evaluate(
    () => window.videoVisitRecords.connections.filter(({ connectionState }) => connectionState === 'connected').length,
  );

/** Answers for the portal's back end, so that the element meets a token (and a service) of the test's choosing. */
export function hostGives(token: string, stack: Stack): (context: BrowserContext) => Promise<void> {
  return async (context) => {
    await context.route('**/api/portal/token*', (route) =>
      route.fulfill({
        json: { service: stack.serviceUrl, token, expiresAt: new Date(Date.now() + 3_600_000).toISOString() },
      }),
    );
    await context.route('**/api/portal/people*', (route) =>
      route.fulfill({ json: [{ id: 'karin-lind', name: 'Karin Lind' }] }),
    );
    await context.route('**/api/portal/visits*', (route) => route.fulfill({ json: [] }));
  };
}

/** A browser with other devices than the fixtures' ones: real answers of a real browser, no override. */
export async function launchWith(
  devices: 'denied' | 'no-camera' | 'none',
  more: readonly string[] = [],
): Promise<Browser> {
  const { audio } = await fakeMedia('patient');
  const flags = {
    // Without the flag that says yes for the person, a headless browser says no.
    denied: ['--use-fake-device-for-media-stream'],
    'no-camera': [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream=device-count=0',
      `--use-file-for-fake-audio-capture=${audio}`,
    ],
    none: ['--use-fake-ui-for-media-stream'],
  }[devices];
  return chromium.launch({
    executablePath: findChromium(),
    args: [...quietFlags, ...flags, ...more, '--autoplay-policy=no-user-gesture-required', '--mute-audio'],
  });
}

/** The `visit-error` codes that the page's elements have fired since the page was opened with `recordErrors`. */
export const errorCodes = (page: Page): Promise<string[]> => page.evaluate(() => window.videoVisitErrorCodes ?? []);

/** Give to `prepare`. */
export async function recordErrors(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.videoVisitErrorCodes = [];
    document.addEventListener('visit-error', (event) => {
      window.videoVisitErrorCodes?.push((event as CustomEvent<{ error: { code: string } }>).detail.error.code);
    });
  });
}

declare global {
  interface Window {
    videoVisitErrorCodes?: string[];
  }
}
