import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { findChromium, quietFlags } from '../support/chromium.ts';
import type { DayListPage, Update } from './day-list-page.ts';
import { longestTasks } from './main-thread.ts';
import { type Measure, median, numbersOf, type Row, type Values } from './measure.ts';

const root = resolve(import.meta.dirname, '..', '..');
const outdir = join(root, '.cache', 'bench', 'day-list');
const host = 'https://journal.test';
const page = `<!doctype html><html lang="sv"><title>Day list</title><style>body { margin: 0 }</style>
<main></main><script type="module" src="/day-list-page.js"></script>`;
/** A task may take so long, ms. */
const limitMs = 50;
const updates = 100;
const minutes = 5;

let built: Promise<void> | null = null;

/** Two hundred visits in the built package's day list, over its fakes: what they cost the page that embeds it. */
export const dayList: Measure = {
  name: 'day-list',
  about:
    'The package as built, minified by the host, in Chromium alone, without gateway, service or link: `<visit-day-list>`, 420 px wide, over the fakes of `video-visit/testing`, with 200 visits of a unit: 24 over, 2 under way, 15 waiting, 15 late, 84 to come today, 60 on other days. It appears, with its code loaded and what it shows on demand not; 100 news come one by one, each of another visit (page opened, tested, answered, come to wait, late); five minutes pass. Tasks are those of the page’s main thread in Chromium’s trace, with style, layout and paint; the longest of all runs counts. An update takes until the task after the frame that shows it: up to 17 ms of that is waiting for the frame.',
  runs: 10,
  roundTripMs: 0,
  async runAlone(values) {
    await (built ??= buildPage());
    const browser = await chromium.launch({
      executablePath: findChromium(),
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: quietFlags,
    });
    try {
      await measure(browser, values);
    } finally {
      await browser.close();
    }
  },
  rows: [
    longestRow('appear', 'day list with 200 visits appears: longest task'),
    {
      says: 'day list with 200 visits appears → first rows on the screen; all, with what is in them',
      bar: null,
      judge: (runs) => both(runs, 'firstRowsMs', 'allRowsMs'),
    },
    longestRow('update', 'day list with 200 visits, 100 news of one visit each: longest task'),
    {
      says: 'day list with 200 visits, news of one visit: rows that change',
      bar: '1',
      judge: (runs) => {
        const counts = [...numbersOf(runs, 'fewestRows'), ...numbersOf(runs, 'mostRows')];
        if (counts.length === 0) return null;
        const [least, most] = [Math.min(...counts), Math.max(...counts)];
        return { measured: `**${least === most ? most : `${least} – ${most}`}**`, met: least === 1 && most === 1 };
      },
    },
    {
      says: 'day list with 200 visits, news of one visit → on the screen: median; worst',
      bar: null,
      judge: (runs) => both(runs, 'updateMs', 'worstUpdateMs'),
    },
    longestRow('minute', 'day list with 200 visits, a minute passes: longest task'),
    {
      says: 'day list with 200 visits, a minute passes → on the screen: median; worst',
      bar: null,
      judge: (runs) => both(runs, 'minuteMs', 'worstMinuteMs'),
    },
  ],
};

async function measure(browser: Browser, values: Record<string, number | boolean | string>): Promise<void> {
  const page = await open(browser);
  const tasks = await longestTasks(browser, page, {
    appear: async () => void Object.assign(values, await page.evaluate(() => window.dayListPage!.appear())),
    update: async () => {
      const all = await page.evaluate(async (updates) => {
        const all: Update[] = [];
        for (let n = 0; n < updates; n++) {
          all.push(await window.dayListPage!.update(n));
          // News come at any time of a frame.
          await new Promise((resolve) => setTimeout(resolve, (n * 7) % 17));
        }
        return all;
      }, updates);
      const rows = all.map(({ rows }) => rows);
      values['fewestRows'] = Math.min(...rows);
      values['mostRows'] = Math.max(...rows);
      Object.assign(values, { updateMs: middle(all), worstUpdateMs: worst(all) });
    },
    minute: async () => {
      const all: Update[] = [];
      while (all.length < minutes) all.push(await page.evaluate(() => window.dayListPage!.minute()));
      values['rowsPerMinute'] = median(all.map(({ rows }) => rows)) ?? 0;
      Object.assign(values, { minuteMs: middle(all), worstMinuteMs: worst(all) });
    },
  });
  for (const [part, longest] of Object.entries(tasks)) values[`${part}LongestTaskMs`] = longest;
  values['longTasks'] = (await page.evaluate(() => window.dayListPage!.longTasks())).length;
}

const middle = (all: readonly Update[]): number => median(all.map(({ paintedMs }) => paintedMs)) ?? 0;
const worst = (all: readonly Update[]): number => Math.max(...all.map(({ paintedMs }) => paintedMs));

/** The package anew, from what the sources are now, and the page over it as a host builds one. */
async function buildPage(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(root, 'tools', 'build.ts')], { cwd: root });
  await build({
    entryPoints: [join(import.meta.dirname, 'day-list-page.ts')],
    outdir,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    absWorkingDir: root,
    logLevel: 'silent',
    // The names of tsconfig.json lead to the sources; a host has the package's own.
    tsconfigRaw: {},
  });
}

async function open(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 420, height: 900 } });
  await context.route(`${host}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: page });
    const isCode = extname(pathname) === '.js';
    return isCode
      ? route.fulfill({ contentType: 'text/javascript', body: await readFile(join(outdir, pathname)) })
      : route.fulfill({ status: 404 });
  });
  const opened = await context.newPage();
  await opened.goto(`${host}/`);
  await opened.waitForFunction(() => window.dayListPage !== undefined);
  return opened;
}

/** No task of any run may be longer than the bar. */
function longestRow(part: keyof DayListPage, says: string): Row {
  return {
    says,
    bar: `≤ ${limitMs} ms`,
    judge: (runs) => {
      const longest = numbersOf(runs, `${part}LongestTaskMs`);
      if (longest.length === 0) return null;
      const worst = Math.max(...longest);
      return {
        measured: `**${worst.toFixed(1)} ms** (median of ${longest.length} runs ${median(longest)?.toFixed(1)} ms)`,
        met: worst <= limitMs && longest.length === runs.length,
      };
    },
  };
}

/** Two reported times: the median of the first, and of the second median and worst run. */
function both(runs: readonly Values[], first: string, second: string): ReturnType<Row['judge']> {
  const [firsts, seconds] = [numbersOf(runs, first), numbersOf(runs, second)];
  const [a, b] = [median(firsts), median(seconds)];
  if (a === null || b === null) return null;
  return {
    measured: `**${a.toFixed(0)} ms**; ${b.toFixed(0)} ms (worst of ${seconds.length} runs ${Math.max(...seconds).toFixed(0)} ms)`,
    met: null,
  };
}
