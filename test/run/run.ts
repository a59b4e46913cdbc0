/**
 * `npm test`: all suites, whatever the one before came to. Those that mostly work and those that mostly wait run beside
 * each other, then the rest one after the other. The last line is `N passed, N failed`.
 *
 *     npm test                  all
 *     npm test -- lint unit     these
 */
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { roundsOf } from './rounds.ts';
import { endAll, runScript } from './suite-process.ts';
import { type Counts, type Suite, asOne, browserCounts, elementCounts, nodeCounts } from './suite.ts';

const root = resolve(import.meta.dirname, '..', '..');
const reports = join(root, 'test-results');
/** Every runner tells of its failures last. */
const LINES_OF_A_FAILURE = 60;

const suites: readonly Suite[] = [
  { name: 'lint', script: 'lint', lane: 'working', budgetSeconds: 60, limitSeconds: 240, count: asOne },
  { name: 'types', script: 'typecheck', lane: 'working', budgetSeconds: 30, limitSeconds: 240, count: asOne },
  { name: 'unit', script: 'test:unit', lane: 'working', budgetSeconds: 60, limitSeconds: 180, count: nodeCounts },
  {
    name: 'service',
    script: 'test:service',
    lane: 'waiting',
    budgetSeconds: 150,
    limitSeconds: 420,
    count: nodeCounts,
  },
  { name: 'stack', script: 'test:stack', lane: 'waiting', budgetSeconds: 120, limitSeconds: 420, count: nodeCounts },
  {
    name: 'components',
    script: 'test:components',
    lane: 'working',
    budgetSeconds: 90,
    limitSeconds: 420,
    count: elementCounts,
  },
  {
    name: 'packaging',
    script: 'test:packaging',
    lane: 'working',
    budgetSeconds: 90,
    limitSeconds: 300,
    count: nodeCounts,
  },
  { name: 'states', script: 'test:states', lane: 'waiting', budgetSeconds: 100, limitSeconds: 420, count: nodeCounts },
  {
    name: 'contract',
    script: 'test:contract',
    lane: 'working',
    budgetSeconds: 120,
    limitSeconds: 420,
    count: elementCounts,
  },
  {
    name: 'e2e-pages',
    script: 'test:e2e:pages',
    lane: null,
    budgetSeconds: 360,
    limitSeconds: 900,
    count: () => browserCounts(readReport('e2e-pages')),
  },
  {
    name: 'e2e-visits',
    script: 'test:e2e:visits',
    lane: null,
    budgetSeconds: 600,
    limitSeconds: 1500,
    count: () => browserCounts(readReport('e2e-visits')),
  },
];

let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopped = true;
    endAll();
  });
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no suite ${unknown.join(', ')}. There are: ${suites.map(({ name }) => name).join(', ')}\n`,
  );
  process.exit(1);
}
const chosen = suites.filter(({ name }) => asked.length === 0 || asked.includes(name));
interface Result {
  readonly suite: Suite;
  readonly output: string;
  readonly counts: Counts;
  readonly seconds: number;
  readonly trouble: string | null;
}
const results: Result[] = [];

for (const lanes of roundsOf(chosen)) await Promise.all(lanes.map((lane) => runLane(lane, lanes.length > 1)));
report();

/** What has the machine to itself is shown as it comes; what runs beside others, whole at its end. */
async function runLane(lane: readonly Suite[], isShared: boolean): Promise<void> {
  for (const suite of lane) {
    if (stopped) return;
    const { name, script, budgetSeconds } = suite;
    const title = `${chosen.indexOf(suite) + 1}/${chosen.length} ${name} (npm run ${script}; budget ${budgetSeconds} s)`;
    if (!isShared) say(`\n=== ${title} ===\n`);
    else say(`… ${title} runs beside others: what it says comes at its end\n`);
    const result = await runSuite(suite, isShared ? () => {} : (text) => say(text));
    results.push(result);
    if (isShared) say(`\n=== ${title} ===\n${result.output}\n${lineOf(result)}\n`);
  }
}

async function runSuite(suite: Suite, hear: (text: string) => void): Promise<Result> {
  rmSync(join(reports, `${suite.name}.json`), { force: true });
  const began = performance.now();
  const { output, exitCode, outOfTime } = await runScript(suite, root, hear);
  const seconds = (performance.now() - began) / 1000;
  const found = suite.count(stripVTControlCharacters(output), exitCode);
  const counts = found ?? { passed: 0, failed: 0 };
  let trouble: string | null = null;
  if (outOfTime) trouble = `ended after its limit of ${suite.limitSeconds} s`;
  else if (counts.passed + counts.failed === 0) trouble = found ? 'ran no test' : 'told no counts';
  else if (exitCode !== 0 && counts.failed === 0) trouble = `ended with code ${exitCode}`;
  return {
    suite,
    output,
    counts: trouble ? { ...counts, failed: counts.failed + 1 } : counts,
    seconds,
    trouble,
  };
}

function readReport(name: string): string {
  try {
    return readFileSync(join(reports, `${name}.json`), 'utf8');
  } catch {
    return '';
  }
}

function report(): void {
  results.sort((a, b) => chosen.indexOf(a.suite) - chosen.indexOf(b.suite));
  for (const { suite, output, counts } of results) {
    if (counts.failed > 0 && !stopped)
      say(`\n=== ${suite.name} has failed; its end once more ===\n${lastLines(output, LINES_OF_A_FAILURE)}\n`);
  }
  say('\n');
  for (const result of results) say(lineOf(result));
  if (stopped) say('Stopped before the end.\n');
  const passed = results.reduce((sum, { counts }) => sum + counts.passed, 0);
  const failed = results.reduce((sum, { counts }) => sum + counts.failed, 0) + (stopped ? 1 : 0);
  say(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

function lineOf({ suite, counts, seconds, trouble }: Result): string {
  const mark = counts.failed > 0 ? '✗' : '✓';
  const late = seconds > suite.budgetSeconds ? `, over its budget of ${suite.budgetSeconds} s` : '';
  const remarks = [trouble, counts.remark].filter(Boolean).join('; ');
  return (
    `${mark} ${suite.name.padEnd(11)} ${String(counts.passed).padStart(4)} passed ${String(counts.failed).padStart(4)} failed  ` +
    `${seconds.toFixed(0).padStart(4)} s${late}${remarks ? `  (${remarks})` : ''}\n`
  );
}

function say(text: string): void {
  process.stdout.write(text);
}

function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
