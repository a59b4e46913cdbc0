/**
 * `npm test`: all suites one after the other, whatever the one before came to. The last line is `N passed, N failed`.
 *
 *     npm test                  all
 *     npm test -- lint e2e      these
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type Counts, type Suite, asOne, browserCounts, elementCounts, nodeCounts } from './suite.ts';

const root = resolve(import.meta.dirname, '..', '..');
const e2eReport = join(root, 'test-results', 'e2e.json');

const suites: readonly Suite[] = [
  { name: 'lint', script: 'lint', budgetSeconds: 40, limitSeconds: 240, count: asOne },
  { name: 'types', script: 'typecheck', budgetSeconds: 30, limitSeconds: 240, count: asOne },
  { name: 'unit', script: 'test:unit', budgetSeconds: 30, limitSeconds: 180, count: nodeCounts },
  { name: 'service', script: 'test:service', budgetSeconds: 90, limitSeconds: 420, count: nodeCounts },
  { name: 'stack', script: 'test:stack', budgetSeconds: 120, limitSeconds: 420, count: nodeCounts },
  { name: 'components', script: 'test:components', budgetSeconds: 90, limitSeconds: 420, count: elementCounts },
  { name: 'contract', script: 'test:contract', budgetSeconds: 120, limitSeconds: 420, count: elementCounts },
  { name: 'e2e', script: 'test:e2e', budgetSeconds: 900, limitSeconds: 1800, count: () => browserCounts(readReport()) },
  { name: 'packaging', script: 'test:packaging', budgetSeconds: 90, limitSeconds: 300, count: nodeCounts },
];

let running: ChildProcess | null = null;
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopped = true;
    if (running) signalGroup(running, 'SIGTERM');
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
const results: { suite: Suite; counts: Counts; seconds: number; trouble: string | null }[] = [];

for (const [index, suite] of chosen.entries()) {
  if (stopped) break;
  say(
    `\n=== ${index + 1}/${chosen.length} ${suite.name} (npm run ${suite.script}; budget ${suite.budgetSeconds} s) ===\n`,
  );
  results.push(await runSuite(suite));
}
report();

async function runSuite(suite: Suite): Promise<(typeof results)[number]> {
  if (suite.name === 'e2e') rmSync(e2eReport, { force: true });
  const began = performance.now();
  const { output, exitCode, outOfTime } = await runScript(suite);
  const seconds = (performance.now() - began) / 1000;
  const found = suite.count(output, exitCode);
  const counts = found ?? { passed: 0, failed: 0 };
  let trouble: string | null = null;
  if (outOfTime) trouble = `ended after its limit of ${suite.limitSeconds} s`;
  else if (counts.passed + counts.failed === 0) trouble = found ? 'ran no test' : 'told no counts';
  else if (exitCode !== 0 && counts.failed === 0) trouble = `ended with code ${exitCode}`;
  return { suite, counts: trouble ? { ...counts, failed: counts.failed + 1 } : counts, seconds, trouble };
}

function runScript(suite: Suite): Promise<{ output: string; exitCode: number; outOfTime: boolean }> {
  return new Promise((done) => {
    // A process group of its own, so that all that the suite starts can be ended with it.
    const child = spawn('npm', ['run', '--silent', suite.script], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running = child;
    let output = '';
    let outOfTime = false;
    const take = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const timers = [
      setTimeout(() => {
        outOfTime = true;
        signalGroup(child, 'SIGTERM');
        timers.push(setTimeout(() => signalGroup(child, 'SIGKILL'), 15_000));
      }, suite.limitSeconds * 1000),
    ];
    const finish = (exitCode: number): void => {
      timers.forEach(clearTimeout);
      running = null;
      signalGroup(child, 'SIGKILL');
      done({ output: stripVTControlCharacters(output), exitCode, outOfTime });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(1);
    });
    // `exit` and not `close`: something left behind may hold the pipes open, and is ended now.
    child.once('exit', (code) => setImmediate(() => finish(code ?? 1)));
  });
}

/** Signals what is left of a suite's processes; none is left of most. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is empty.
  }
}

function readReport(): string {
  try {
    return readFileSync(e2eReport, 'utf8');
  } catch {
    return '';
  }
}

function report(): void {
  say('\n');
  for (const { suite, counts, seconds, trouble } of results) {
    const mark = counts.failed > 0 ? '✗' : '✓';
    const late = seconds > suite.budgetSeconds ? `, over its budget of ${suite.budgetSeconds} s` : '';
    const remarks = [trouble, counts.remark].filter(Boolean).join('; ');
    say(
      `${mark} ${suite.name.padEnd(11)} ${String(counts.passed).padStart(4)} passed ${String(counts.failed).padStart(4)} failed  ` +
        `${seconds.toFixed(0).padStart(4)} s${late}${remarks ? `  (${remarks})` : ''}\n`,
    );
  }
  if (stopped) say('Stopped before the end.\n');
  const passed = results.reduce((sum, { counts }) => sum + counts.passed, 0);
  const failed = results.reduce((sum, { counts }) => sum + counts.failed, 0) + (stopped ? 1 : 0);
  say(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

function say(text: string): void {
  process.stdout.write(text);
}
