import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../support/chromium.ts';
import { type Measure, type Run, median } from './measure.ts';
import { performancePage } from './performance-page.ts';

/** Where and when a measure was taken. */
export interface Machine {
  readonly at: string;
  /** Averages over 1, 5 and 15 minutes. */
  readonly load: readonly number[];
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly kernel: string;
  readonly versions: Readonly<Record<'node' | 'chromium' | 'janus' | 'commit', string>>;
}

export interface MeasureResult {
  readonly roundTripMs: number;
  readonly before: Machine;
  readonly after: Machine;
  readonly medians: Readonly<Record<string, number>>;
  readonly rows: readonly {
    readonly says: string;
    readonly bar: string | null;
    readonly measured: string | null;
    readonly met: boolean | null;
  }[];
  readonly runs: readonly Run[];
}

export type Results = Readonly<Record<string, MeasureResult>>;

export function describeMachine(): Machine {
  const ask = (program: string, ...args: string[]): string => {
    try {
      return execFileSync(program, args, {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: 10_000,
      }).trim();
    } catch (error) {
      // Some programs tell their version and fail.
      return String((error as { stdout?: unknown }).stdout ?? 'unknown').trim();
    }
  };
  return {
    at: new Date().toISOString(),
    load: loadavg().map((value) => Math.round(value * 100) / 100),
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    versions: {
      node: process.version,
      chromium: /[\d.]+/.exec(ask(findChromium(), '--version'))?.[0] ?? 'unknown',
      janus: /\((\d[\d.]*)\)/.exec(ask('janus', '--version'))?.[1] ?? 'unknown',
      commit: ask('git', 'rev-parse', '--short', 'HEAD'),
    },
  };
}

/** Puts one measure's runs among the results that are there, and writes the page anew. */
export async function saveResult(options: {
  readonly measure: Measure;
  readonly runs: readonly Run[];
  readonly before: Machine;
  /** All there are, in the page's order. */
  readonly measures: readonly Measure[];
  readonly directory: string;
}): Promise<void> {
  const { measure, runs, before, measures, directory } = options;
  const file = join(directory, 'bench-results.json');
  const values = runs.map((run) => run.values);
  const keys = [...new Set(values.flatMap((value) => Object.keys(value)))];
  const medians = Object.fromEntries(
    keys.flatMap((key) => {
      const middle = median(values.map((value) => value[key]).filter((value) => typeof value === 'number'));
      return middle === null ? [] : [[key, middle]];
    }),
  );
  const rows = measure.rows.map(({ says, bar, judge }) => {
    const verdict = judge(values);
    return { says, bar, measured: verdict?.measured ?? null, met: verdict?.met ?? null };
  });
  const result: MeasureResult = {
    roundTripMs: measure.roundTripMs,
    before,
    after: describeMachine(),
    medians,
    rows,
    runs,
  };
  const earlier = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Results,
    () => ({}),
  );
  const results: Results = { ...earlier, [measure.name]: result };
  await mkdir(join(directory, 'docs'), { recursive: true });
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
  await writeFile(join(directory, 'docs', 'performance.md'), performancePage(results, measures));
}
