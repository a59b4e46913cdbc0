import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { readSample } from '../../src/core/quality/link-sample.ts';
import type { LinkSettings } from '../lab/link.ts';
import { type LinkRecording, packRecording } from '../support/link-recording.ts';
import type { BenchLab } from './bench-lab.ts';
import type { Measure } from './measure.ts';
import { talkTogether } from './steps.ts';

/** How long each part of a recording is, s. */
const before = 8;
const during = 25;
const after = 12;

interface Situation {
  readonly name: string;
  readonly roundTripMs: number;
  /** What becomes of the patient's link; nothing: it stays as it is. */
  readonly link?: LinkSettings;
  /** What the clinician does instead. */
  readonly press?: string;
}

const narrow = { kbit: 300 };
const situations: readonly Situation[] = [
  { name: 'good', roundTripMs: 200 },
  { name: 'loss', roundTripMs: 100, link: { up: { loss: 0.1 }, down: { loss: 0.1 } } },
  { name: 'narrow-up', roundTripMs: 200, link: { up: narrow } },
  { name: 'narrow-down', roundTripMs: 200, link: { down: narrow } },
  { name: 'narrow-both', roundTripMs: 200, link: { up: narrow, down: narrow } },
  { name: 'very-narrow', roundTripMs: 200, link: { up: { kbit: 80 }, down: { kbit: 80 } } },
  { name: 'far', roundTripMs: 100, link: { up: { delayMs: 300 }, down: { delayMs: 300 } } },
  { name: 'down', roundTripMs: 200, link: { up: { on: false }, down: { on: false } } },
  { name: 'camera-off', roundTripMs: 200, press: 'Kamera' },
];

/** Records what both pages count while the patient's link is bent: what the unit tests of `src/core/quality` read. */
export const linkSamples = (folder: string): readonly Measure[] =>
  situations.map((situation) => ({
    name: situation.name,
    about: 'What the pages count on such a link, for unit tests.',
    runs: 1,
    roundTripMs: situation.roundTripMs,
    limitSeconds: 180,
    rows: [],
    run: (lab) => record(lab, situation, folder),
  }));

async function record(
  lab: BenchLab,
  { name: situation, roundTripMs, link, press }: Situation,
  folder: string,
): Promise<void> {
  await lab.link.reset(roundTripMs);
  const pages = await talkTogether(lab, { settleMs: 8_000 });
  const change = async (): Promise<void> => {
    if (link) await lab.link.set('patient', link);
    if (press) await pages.clinician.getByRole('switch', { name: press }).click();
  };
  const undo = async (): Promise<void> => {
    await lab.link.reset(roundTripMs);
    if (press) await pages.clinician.getByRole('switch', { name: press }).click();
  };
  const recordings = Object.entries(pages).map(async ([side, page]) => ({ side, samples: await read(page) }));
  await sleep(before * 1000);
  await change();
  await sleep(during * 1000);
  await undo();
  await mkdir(folder, { recursive: true });
  for (const { side, samples } of await Promise.all(recordings)) {
    const recording: LinkRecording = {
      situation,
      side: side as LinkRecording['side'],
      browser: `Chromium ${(await lab.browser(side as LinkRecording['side'])).version()}`,
      roundTripMs,
      changed: link ? { link: { patient: link } } : press ? { clinician: press } : {},
      fromSecond: before,
      toSecond: before + during,
      samples,
    };
    await writeFile(join(folder, `${situation}-${side}.json`), `${JSON.stringify(packRecording(recording))}\n`);
  }
}

async function read(page: Page): Promise<LinkRecording['samples']> {
  const seconds = before + during + after;
  const readings = await page.evaluate(async (seconds) => {
    const readings: { at: number; reports: [string, object][][] }[] = [];
    const from = performance.now();
    for (let second = 0; second < seconds; second++) {
      // As the page's own meter: late once is no reason to hurry the next.
      if (second > 0) await new Promise((resolve) => setTimeout(resolve, 1000));
      const open = window.videoVisitRecords.connections.filter(
        ({ connectionState }) => connectionState !== 'closed' && connectionState !== 'new',
      );
      // Only the publisher sends.
      const sends = (pc: RTCPeerConnection): boolean => pc.getSenders().some(({ track }) => track !== null);
      const sorted = open.toSorted((a, b) => Number(sends(b)) - Number(sends(a)));
      const reports = await Promise.all(sorted.map(async (pc) => [...(await pc.getStats()).entries()]));
      readings.push({ at: performance.now() - from, reports: reports as [string, object][][] });
    }
    return readings;
  }, seconds);
  return readings.map(({ at, reports }) =>
    readSample(
      reports.map((entries) => new Map(entries) as unknown as RTCStatsReport),
      at,
    ),
  );
}
