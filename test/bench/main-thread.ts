import type { Browser, Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** µs */
  readonly ts: number;
  /** µs */
  readonly dur?: number;
}

/** How long the longest task of a page's main thread was in each part of a time, ms. */
export type LongestTasks = Readonly<Record<string, number>>;

/**
 * Watches the page's main thread while `parts` run one after the other: tells the longest task that began in each, ms. From
 * Chromium's trace, which has every task, with style, layout and paint; the Long Tasks API leaves out those under 50 ms.
 * https://www.w3.org/TR/longtasks-1/
 */
export async function longestTasks(
  browser: Browser,
  page: Page,
  parts: Readonly<Record<string, () => Promise<void>>>,
): Promise<LongestTasks> {
  const categories = ['blink.user_timing', 'toplevel', 'disabled-by-default-devtools.timeline'];
  await browser.startTracing(page, { categories });
  for (const [name, run] of Object.entries(parts)) {
    await mark(page, `${name} begins`);
    await run();
    await mark(page, `${name} is over`);
  }
  const trace = await browser.stopTracing();
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  return Object.fromEntries(Object.keys(parts).map((name) => [name, longestIn(traceEvents, name)]));
}

const mark = (page: Page, name: string): Promise<void> => page.evaluate((name) => void performance.mark(name), name);

function longestIn(events: readonly TraceEvent[], part: string): number {
  const from = events.find(({ name }) => name === `${part} begins`);
  const to = events.find(({ name }) => name === `${part} is over`);
  if (!from || !to) throw new Error(`the trace does not tell when “${part}” was`);
  const tasks = events.filter(
    ({ name, pid, tid, ts }) =>
      name === 'RunTask' && pid === from.pid && tid === from.tid && ts >= from.ts && ts <= to.ts,
  );
  if (tasks.length === 0) throw new Error(`the trace has no task while “${part}” was`);
  return Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000;
}
