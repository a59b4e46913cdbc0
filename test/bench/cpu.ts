import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { type Side, sides } from '../lab/lab.ts';
import type { BenchLab } from './bench-lab.ts';
import { type Measure, median, numbersOf } from './measure.ts';
import { firstOf, wallClock } from './page-times.ts';
import { talkTogether } from './steps.ts';

const roundTripMs = 200;
const settleMs = 15_000;
const windowMs = 60_000;
/** Of the kernel's process times (USER_HZ), 1/s; the same on all of today's Linux. */
const ticksPerSecond = 100;

/** Of each side's pictures in a visit, the largest first, px on the screen. */
const sizes = new Map<Side, readonly PictureSize[]>();

interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Processor time of both browsers in a steady call, against the baseline's pages in the same browsers, in turn. */
export const cpu: Measure = {
  name: 'cpu',
  about:
    'A visit and the baseline’s page, in turn, in new browsers each: the processor time of all processes of both browsers for 60 s, once the call is steady, as a ratio.',
  runs: 10,
  roundTripMs,
  limitSeconds: 420,
  async run(lab, values, index) {
    const calls = [() => visit(lab), () => baseline(lab)] as const;
    const names = ['visit', 'baseline'] as const;
    // Each goes first in every other pair.
    for (const which of index % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      await lab.link.reset(roundTripMs);
      // New browsers for each, so that none pays for what the other has left.
      await lab.closeBrowsers();
      await calls[which]();
      values[names[which]] = await processorTime();
      await lab.tidy();
    }
    values['ratio'] = Number(values['visit']) / Number(values['baseline']);
  },
  rows: [
    {
      says: 'processor time of a steady call with two people, both browsers with all their processes, against the baseline’s page with its pictures as large on the screen: median of pairs of 60 s',
      bar: '≤ 1.15',
      judge: (runs) => {
        const ratios = numbersOf(runs, 'ratio');
        const ratio = median(ratios);
        if (ratio === null) return null;
        const share = (key: string): string => `${Math.round((median(numbersOf(runs, key)) ?? 0) * 100)} %`;
        return {
          measured: `**${ratio.toFixed(2)}** (${Math.min(...ratios).toFixed(2)} – ${Math.max(...ratios).toFixed(2)}, ${ratios.length} pairs; ${share('visit')} and ${share('baseline')} of a core)`,
          met: ratio <= 1.15,
        };
      },
    },
  ],
};

async function visit(lab: BenchLab): Promise<void> {
  const pages = await talkTogether(lab);
  for (const side of sides) sizes.set(side, await pictureSizes(pages[side]));
}

/** Pictures as large as in a visit: what a browser without a graphics card spends most on is painting them. */
async function baseline(lab: BenchLab): Promise<void> {
  const room = await lab.baseline.makeRoom();
  const pages = [];
  for (const side of sides) {
    const page = await lab.open(side, lab.baseline.address(room, side));
    await page.getByRole('button', { name: 'Join' }).click();
    await page.locator('video').evaluateAll(
      (videos, sizes) => {
        for (const [index, size] of sizes.entries()) {
          Object.assign(videos[index] as HTMLVideoElement, size);
          (videos[index] as HTMLVideoElement).style.objectFit = 'cover';
        }
      },
      sizes.get(side) ?? [],
    );
    pages.push(page);
  }
  for (const page of pages) await firstOf(page, 'frames', wallClock());
}

async function pictureSizes(page: Page): Promise<PictureSize[]> {
  const shown = await page.locator('video').evaluateAll((videos) =>
    videos.map((video) => {
      const { width, height } = video.getBoundingClientRect();
      return { width: Math.round(width), height: Math.round(height) };
    }),
  );
  return shown.filter(({ width }) => width > 0).sort((a, b) => b.width * b.height - a.width * a.height);
}

/** Cores in use by both browsers, once all is steady. */
async function processorTime(): Promise<number> {
  await sleep(settleMs);
  const before = await ticks();
  const from = performance.now();
  await sleep(windowMs);
  const after = await ticks();
  const seconds = (performance.now() - from) / 1000;
  let spent = 0;
  for (const [pid, count] of after) spent += count - (before.get(pid) ?? 0);
  return spent / ticksPerSecond / seconds;
}

/** Ticks that each process of both browsers has used. */
async function ticks(): Promise<Map<number, number>> {
  const parents = new Map<number, number>();
  const used = new Map<number, number>();
  const roots: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const pid = Number(name);
    const [stat, command] = await Promise.all([readText(`/proc/${pid}/stat`), readText(`/proc/${pid}/cmdline`)]);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields.length < 13) continue;
    parents.set(pid, Number(fields[1]));
    used.set(pid, Number(fields[11]) + Number(fields[12]));
    const isBrowser = sides.some((side: Side) => command.split('\0').includes(`--video-visit-side=${side}`));
    if (isBrowser && !command.includes('--type=')) roots.push(pid);
  }
  const belongs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at))
      if (roots.includes(at)) return true;
    return false;
  };
  return new Map([...used].filter(([pid]) => belongs(pid)));
}

const readText = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
