/**
 * `npm run bench`: what the promises of docs/performance.md are measured with. Debian's or Ubuntu's Linux, as root.
 *
 *     npm run bench                                   every measure; more than an hour
 *     npm run bench -- --only call-in,reload          some; the others keep their last results
 *     npm run bench -- --runs 3                       so many runs of each, instead of each one's own number
 *     npm run bench -- --out FOLDER                   results there instead of in the project
 *     npm run bench -- --samples FOLDER               instead: what pages count on links that are bent, for unit tests
 *     npm run bench -- --timelines FOLDER             also what went over each page's connections, with times
 *
 * Real gateway and real browsers in network namespaces of their own, joined by an emulated link (test/lab/); what is told of
 * a page alone is measured in a browser alone. Writes bench-results.json, with every run, and docs/performance.md.
 */
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { whyNoLab } from '../lab/why-no-lab.ts';
import { addressSwap } from './address-swap.ts';
import { BenchLab } from './bench-lab.ts';
import { callIn } from './call-in.ts';
import { cpu } from './cpu.ts';
import { dayList } from './day-list.ts';
import { gatewayRestart } from './gateway-restart.ts';
import { joins } from './joins.ts';
import { headset } from './headset.ts';
import { isInside, runInside, whenAskedToStop } from './own-world.ts';
import { linkDown } from './link-down.ts';
import { linkSamples } from './link-samples.ts';
import type { Measure, Run } from './measure.ts';
import { poorLinks, veryNarrowLink } from './narrow-link.ts';
import { within } from './page-times.ts';
import { reload } from './reload.ts';
import { describeMachine, saveResult } from './results.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    runs: { type: 'string' },
    out: { type: 'string' },
    samples: { type: 'string' },
    timelines: { type: 'string' },
  },
});
const bars: readonly Measure[] = [
  callIn,
  reload,
  linkDown,
  addressSwap,
  gatewayRestart,
  ...poorLinks,
  veryNarrowLink,
  headset,
  joins,
  cpu,
  dayList,
];
const measures = options.samples ? linkSamples(resolve(options.samples)) : bars;
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const tidyLimitMs = 60_000;
const chosen = choose();
/** Stopped in order, whoever has it now. */
let lab: BenchLab | null = null;
let stopped = false;

async function bench(): Promise<void> {
  whenAskedToStop(() => {
    say('Stopping …');
    stopped = true;
    void closeLab().finally(() => process.exit(130));
  });
  try {
    for (const measure of chosen) {
      const before = describeMachine();
      const runs = await runAll(measure);
      if (stopped) return;
      if (!options.samples) await saveResult({ measure, runs, before, measures, directory: outFolder() });
    }
    say(`Results: ${options.samples ?? `${outFolder()}/bench-results.json and docs/performance.md`}`);
    await closeLab();
    process.exit(0);
  } catch (error) {
    if (stopped) return;
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    await closeLab();
    process.exit(1);
  }
}

async function runAll(measure: Measure): Promise<Run[]> {
  const runs: Run[] = [];
  const count = options.runs ? Number(options.runs) : measure.runs;
  while (runs.length < count && !stopped) {
    const run = await runOnce(measure, runs.length);
    if (stopped) break;
    runs.push(run);
    const told = Object.entries(run.values).map(
      ([key, value]) => `${key} ${typeof value === 'number' ? Math.round(value * 100) / 100 : value}`,
    );
    const trouble = run.error ? ` — ${run.error.split('\n')[0]}` : '';
    say(`${measure.name} ${runs.length}/${count} (load ${run.load.toFixed(1)}): ${told.join(', ')}${trouble}`);
  }
  await lab?.closeBrowsers();
  return runs;
}

async function runOnce(measure: Measure, index: number): Promise<Run> {
  const values: Record<string, number | boolean | string> = {};
  let run: () => Promise<void>;
  if ('runAlone' in measure) run = () => measure.runAlone(values);
  else {
    const world = (lab ??= await BenchLab.start({
      say,
      timelines: options.timelines ? resolve(options.timelines) : null,
    }));
    world.runName = `${measure.name}-${index + 1}`;
    run = () => measure.run(world, values, index);
  }
  const load = loadavg()[0] ?? 0;
  const limitMs = (measure.limitSeconds ?? 120) * 1000;
  let error: string | null = null;
  try {
    await within(run(), limitMs, 'the run was not over');
  } catch (reason) {
    error = reason instanceof Error ? reason.message : String(reason);
  }
  try {
    await within(lab?.tidy() ?? Promise.resolve(), tidyLimitMs, 'the run was not tidied up');
  } catch (reason) {
    error ??= String(reason);
  }
  const faults = lab?.takeFaults() ?? [];
  // What a failed run still does, or has left, is not to meet the next one.
  if (error !== null) await closeLab();
  return { load, values: { ...values }, error, faults };
}

async function closeLab(): Promise<void> {
  const closing = lab;
  lab = null;
  await within(closing?.close() ?? Promise.resolve(), tidyLimitMs, 'the lab was not closed').catch((error: unknown) =>
    say(String(error)),
  );
}

function choose(): readonly Measure[] {
  if (!options.only) return measures;
  const names = options.only.split(',');
  const unknown = names.filter((name) => !measures.some((measure) => measure.name === name));
  if (unknown.length > 0) {
    say(`There is no measure ${unknown.join(', ')}; there are: ${measures.map(({ name }) => name).join(', ')}.`);
    process.exit(2);
  }
  return measures.filter(({ name }) => names.includes(name));
}

function outFolder(): string {
  return options.out ? resolve(options.out) : resolve(import.meta.dirname, '..', '..');
}

const obstacle = whyNoLab();
if (obstacle) {
  say(`The bench cannot run here: ${obstacle}.`);
  process.exit(1);
}
if (isInside()) await bench();
else process.exit(await runInside());
