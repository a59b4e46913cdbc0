import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { BenchLab } from './bench-lab.ts';
import type { LinkSettings } from '../lab/link.ts';
import { concealedPart } from '../support/concealed-part.ts';
import { type Measure, type Row, type Values, medianMs, numbersOf, median } from './measure.ts';
import { allOf, firstOf, wallClock } from './page-times.ts';
import { talkTogether } from './steps.ts';

/** Our own reading of "sound goes on", as the bar has no number: no more than this part is concealed. */
const soundGoesOn = 0.1;
/** A picture that has not moved for so long is paused, and no slow one; between pauses it is tried, ms. */
const pauseFrom = 4_000;
/** The window that is looked at, from the step on, ms. */
const windowFrom = 15_000;
const windowTo = 45_000;

interface Situation {
  readonly key: string;
  readonly says: string;
  readonly roundTripMs: number;
  readonly link: LinkSettings;
  readonly concealedAtMost: number;
  readonly framesAtLeast: number;
  /** No freeze longer than this, ms. */
  readonly freezeAtMost?: number;
}

const narrow = { kbit: 300 };
const situations: readonly Situation[] = [
  {
    key: 'loss',
    says: 'one browser behind 10 % random loss, 100 ms',
    roundTripMs: 100,
    link: { up: { loss: 0.1 }, down: { loss: 0.1 } },
    concealedAtMost: 0.06,
    framesAtLeast: 10,
    freezeAtMost: 1_000,
  },
  {
    key: 'narrow-up',
    says: 'one browser behind 300 kbit/s up',
    roundTripMs: 200,
    link: { up: narrow },
    concealedAtMost: 0.02,
    framesAtLeast: 20,
  },
  {
    key: 'narrow-down',
    says: 'one browser behind 300 kbit/s down',
    roundTripMs: 200,
    link: { down: narrow },
    concealedAtMost: 0.02,
    framesAtLeast: 20,
  },
  {
    key: 'narrow-both',
    says: 'one browser behind 300 kbit/s up and down',
    roundTripMs: 200,
    link: { up: narrow, down: narrow },
    concealedAtMost: 0.02,
    framesAtLeast: 20,
  },
];

/** The patient's link gets worse in the middle of a visit, and stays so. Both sides are looked at; the worse one counts. */
export const poorLinks: readonly Measure[] = situations.map((situation) => ({
  name: situation.key,
  about: `In the middle of a visit the patient’s link changes, and stays so (${situation.says}): from 15 to 45 s after that, how much of the sound had to be made up and how the other’s picture moves, in both pages; the worse side counts.`,
  runs: 10,
  roundTripMs: situation.roundTripMs,
  limitSeconds: 240,
  async run(lab, values) {
    await lab.link.reset(situation.roundTripMs);
    const pages = await talkTogether(lab);
    await lab.link.set('patient', situation.link);
    await watch(pages, values);
  },
  rows: rowsOf(situation),
}));

/** Hardly more than sound: the picture is to give way, with words, and to come back when the link is wide again. */
export const veryNarrowLink: Measure = {
  name: 'very-narrow',
  about:
    'The patient’s link falls to 80 kbit/s both ways in the middle of a visit, hardly more than sound needs: whether sound goes on, whether the picture gives way and the page says so; then how long it takes from the link’s widening until ten frames come within a second.',
  runs: 10,
  roundTripMs: 200,
  limitSeconds: 240,
  async run(lab: BenchLab, values) {
    await lab.link.reset(200);
    const pages = await talkTogether(lab);
    const before = await wordsOf(pages.patient);
    const limit = { kbit: 80 };
    await lab.link.set('patient', { up: limit, down: limit });
    await watch(pages, values);
    const after = await wordsOf(pages.patient);
    values['newWords'] = after.filter((words) => !before.includes(words)).join(' | ');
    const widenedAt = wallClock();
    await lab.link.reset(200);
    await Promise.all(
      Object.entries(pages).map(async ([side, page]) => {
        const back = await firstOf(page, 'frames', widenedAt, 40_000);
        // One late frame is no picture: it is back when ten come within a second.
        await firstOf(page, 'frames', back + 1_000, 40_000);
        const frames = await allOf(page, 'frames', widenedAt);
        const moving = frames.find((at, index) => (frames[index + 9] ?? Infinity) - at < 1_000);
        values[`${side}Back`] = (moving ?? back) - widenedAt;
      }),
    );
  },
  rows: [
    {
      says: 'one browser behind 80 kbit/s: sound goes on (here: at most 10 % concealed, 15–45 s after the step, at the worse side)',
      bar: 'yes',
      judge: (runs) => {
        const concealed = median(worst(runs, 'Concealed', Math.max));
        if (concealed === null) return null;
        return {
          measured: `concealed **${percent(concealed)}**${both(runs, 'Concealed', percent)}`,
          met: concealed <= soundGoesOn,
        };
      },
    },
    {
      says: 'one browser behind 80 kbit/s: the picture that this browser receives pauses, with words in its page',
      bar: 'yes',
      judge: (runs) => {
        const complete = runs.filter((values) => typeof values['newWords'] === 'string');
        if (complete.length === 0) return null;
        const paused = complete.filter(
          (values) => Number(values['patientLongestFreeze']) >= pauseFrom && values['newWords'] !== '',
        ).length;
        const longest = median(numbersOf(complete, 'patientLongestFreeze')) ?? 0;
        // Whether they are the right words is for the reader to see.
        const words = [...new Set(complete.map((values) => String(values['newWords']) || 'none'))].join('; ');
        return {
          measured: `paused for 4 s or more (it is tried again and again), with new words, in ${paused} of ${runs.length} runs; without a frame at the longest ${(longest / 1000).toFixed(1)} s; the words: ${words.replaceAll('|', '/')}`,
          met: paused * 2 > runs.length,
        };
      },
    },
    {
      says: 'picture back after the link is wide again, at the patient',
      bar: '≤ 10 s',
      judge: medianMs('patientBack', 10_000),
    },
    {
      says: 'picture back after the link is wide again, at the clinician',
      bar: '≤ 10 s',
      judge: medianMs('clinicianBack', 10_000),
    },
  ],
};

function rowsOf({ says, concealedAtMost, framesAtLeast, freezeAtMost }: Situation): Row[] {
  return [
    {
      says: `${says}: concealed audio, 15–45 s after the step`,
      bar: `≤ ${percent(concealedAtMost, 0)}`,
      judge: (runs) => {
        const value = median(worst(runs, 'Concealed', Math.max));
        return value === null
          ? null
          : { measured: `**${percent(value)}**${both(runs, 'Concealed', percent)}`, met: value <= concealedAtMost };
      },
    },
    {
      says: `${says}: picture, 15–45 s after the step`,
      bar: `≥ ${framesAtLeast} frames/s${freezeAtMost === undefined ? '' : `, no freeze > ${freezeAtMost / 1000} s`}`,
      judge: (runs) => {
        const rate = median(worst(runs, 'FramesPerSecond', Math.min));
        const freeze = median(worst(runs, 'LongestFreeze', Math.max));
        if (rate === null || freeze === null) return null;
        const fixed = (value: number): string => value.toFixed(1);
        return {
          measured: `**${rate.toFixed(1)} frames/s**${both(runs, 'FramesPerSecond', fixed)}, longest freeze ${Math.round(freeze)} ms`,
          met: rate >= framesAtLeast && (freezeAtMost === undefined || freeze <= freezeAtMost),
        };
      },
    },
  ];
}

/** Of each run the worse side. */
const worst = (runs: readonly Values[], key: string, pick: (...values: number[]) => number): number[] =>
  runs.flatMap((values) => {
    const both = [values[`patient${key}`], values[`clinician${key}`]].filter((value) => typeof value === 'number');
    return both.length === 0 ? [] : [pick(...both)];
  });

function both(runs: readonly Values[], key: string, write: (value: number) => string): string {
  const [patient, clinician] = ['patient', 'clinician'].map((side) => median(numbersOf(runs, `${side}${key}`)));
  return patient == null || clinician == null ? '' : ` (patient ${write(patient)}, clinician ${write(clinician)})`;
}

function percent(part: number, digits = 1): string {
  return `${(part * 100).toFixed(digits)} %`;
}

/** Notes concealed sound, frame rate and longest freeze of both sides in the window after now. */
async function watch(
  pages: Readonly<Record<string, Page>>,
  values: Record<string, number | boolean | string>,
): Promise<void> {
  await sleep(windowFrom);
  const from = wallClock();
  const sides = Object.entries(pages);
  const concealed = await Promise.all(sides.map(([, page]) => concealedPart(page, windowTo - windowFrom)));
  const to = wallClock();
  for (const [index, [side, page]] of sides.entries()) {
    values[`${side}Concealed`] = concealed[index]!;
    const frames = (await allOf(page, 'frames', from)).filter((at) => at <= to);
    values[`${side}FramesPerSecond`] = (frames.length / (to - from)) * 1000;
    values[`${side}LongestFreeze`] = longestGap([from, ...frames, to]);
    const size = await sizeOfPicture(page);
    values[`${side}Width`] = size.width;
    values[`${side}Height`] = size.height;
  }
}

const longestGap = (times: readonly number[]): number =>
  Math.max(...times.slice(1).map((at, index) => at - times[index]!));

const sizeOfPicture = (page: Page): Promise<{ width: number; height: number }> =>
  page.evaluate(async () => {
    const size = { width: 0, height: 0 };
    for (const connection of window.videoVisitRecords.connections) {
      if (connection.connectionState === 'closed') continue;
      for (const entry of (await connection.getStats()).values()) {
        if (entry.type !== 'inbound-rtp' || entry.kind !== 'video') continue;
        size.width = Math.max(size.width, entry.frameWidth ?? 0);
        size.height = Math.max(size.height, entry.frameHeight ?? 0);
      }
    }
    return size;
  });

/** The lines of text that can be read in the page, shadow roots included. */
const wordsOf = async (page: Page): Promise<string[]> => {
  const tree = await page.locator('video-visit').ariaSnapshot();
  return tree
    .split('\n')
    .map((line) => line.trim().replaceAll(/\d+/g, '#'))
    .filter((line) => line !== '');
};
