import type { CDPSession, Page } from '@playwright/test';
import { heldByPage } from '../e2e/page-recorder.ts';
import { type Measure, type Values } from './measure.ts';
import { within } from './page-times.ts';
import { talkTogether } from './steps.ts';

const roundTripMs = 20;
const warmUps = 10;
const rounds = 100;

interface Held {
  readonly heap: number;
  readonly listeners: number;
  readonly nodes: number;
  readonly timers: number;
}

/**
 * The patient's element is put into the page and taken out of it, again and again, in a visit that goes on: each time until
 * the clinician is seen, and until nothing of it is left. What the page holds then is counted, with the garbage collected.
 */
export const joins: Measure = {
  name: 'joins',
  about:
    'The patient’s element is put into a page and taken out of it again and again, in a visit that goes on: each time until the clinician is seen, and until nothing of it is left. What the page holds more of at the end, with the garbage collected.',
  runs: 1,
  roundTripMs,
  limitSeconds: 1_500,
  async run(lab, values) {
    await lab.link.reset(roundTripMs);
    const { patient } = await talkTogether(lab, { prepare: countTimers });
    const session = await patient.context().newCDPSession(patient);
    await session.send('HeapProfiler.enable');
    await leave(patient);
    for (let round = 0; round < warmUps; round++) await joinAndLeave(patient);
    const before = await held(patient, session);
    let done = 0;
    for (; done < rounds; done++) {
      await joinAndLeave(patient);
      values['rounds'] = done + 1;
    }
    const after = await held(patient, session);
    const { liveTracks, openConnections, openSockets } = await heldByPage(patient);
    Object.assign(values, {
      liveTracks: liveTracks.length,
      openConnections,
      openSockets: openSockets.length,
      listeners: after.listeners - before.listeners,
      timers: after.timers - before.timers,
      nodes: after.nodes - before.nodes,
      heapBytes: after.heap - before.heap,
    });
  },
  rows: [
    {
      says: '100 × join and leave after 10 warm-ups: live tracks, peer connections, sockets, and growth of listeners and timers',
      bar: '0',
      judge: (runs) => judgeCounts(runs, ['liveTracks', 'openConnections', 'openSockets', 'listeners', 'timers']),
    },
    {
      says: '100 × join and leave after 10 warm-ups: growth of the heap',
      bar: '< 2 MB',
      judge: (runs) => {
        const bytes = runs.map((values) => values['heapBytes']).find((value) => typeof value === 'number');
        if (typeof bytes !== 'number') return null;
        return { measured: `**${(bytes / 1e6).toFixed(2)} MB**`, met: bytes < 2e6 };
      },
    },
  ],
};

function judgeCounts(runs: readonly Values[], keys: readonly string[]): { measured: string; met: boolean } | null {
  const complete = runs.filter((values) => keys.every((key) => typeof values[key] === 'number'));
  if (complete.length === 0) return null;
  const worst = keys.map((key) => Math.max(...complete.map((values) => Number(values[key]))));
  return { measured: `**${worst.join(', ')}**`, met: worst.every((count) => count <= 0) };
}

async function joinAndLeave(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { place, element } = window.videoVisitTakenOut!;
    const fresh = document.createElement('video-visit');
    for (const { name, value } of element.attributes) fresh.setAttribute(name, value);
    (fresh as { renewToken?: unknown }).renewToken = (element as { renewToken?: unknown }).renewToken;
    place.append(fresh);
  });
  await within(
    page.evaluate(() => window.videoVisitTimes.next('frames', performance.timeOrigin + performance.now())),
    30_000,
    'no picture was shown',
  );
  await leave(page);
}

/** Takes the element out, and waits until nothing of it is left. */
async function leave(page: Page): Promise<void> {
  await page.evaluate(() => {
    const element = document.querySelector('video-visit')!;
    window.videoVisitTakenOut = { place: element.parentElement!, element };
    element.remove();
  });
  await page.waitForFunction(
    () => {
      const { connections, tracks, sockets } = window.videoVisitRecords;
      return (
        tracks.every(({ readyState }) => readyState === 'ended') &&
        connections.every(({ connectionState }) => connectionState === 'closed') &&
        sockets.every(({ readyState }) => readyState === WebSocket.CLOSED)
      );
    },
    null,
    { timeout: 20_000 },
  );
  // The records hold on to what they hold: only what is over, or it would be counted as the package's.
  await page.evaluate(() => {
    for (const list of Object.values(window.videoVisitRecords)) list.length = 0;
    for (const list of Object.values(window.videoVisitTimes)) if (Array.isArray(list)) list.length = 0;
  });
}

async function held(page: Page, session: CDPSession): Promise<Held> {
  // Timers of a teardown that gives itself some seconds are over by then.
  await page.waitForTimeout(6_000);
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize, ...rest } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const outside = (rest as { embedderHeapUsedSize?: number }).embedderHeapUsedSize ?? 0;
  const timers = await page.evaluate(() => window.videoVisitTimers!.size);
  return { heap: usedSize + outside, listeners: jsEventListeners, nodes, timers };
}

/** Makes the page count its timers that are set and not over. */
async function countTimers(context: import('@playwright/test').BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const timers = (window.videoVisitTimers = new Set());
    const { setTimeout: later, clearTimeout: never, setInterval: every, clearInterval: stop } = window;
    window.setTimeout = ((run: TimerHandler, ms?: number, ...rest: unknown[]) => {
      const timer = later(() => {
        timers.delete(timer);
        if (typeof run === 'function') run(...rest);
      }, ms);
      timers.add(timer);
      return timer;
    }) as typeof window.setTimeout;
    window.setInterval = ((run: TimerHandler, ms?: number, ...rest: unknown[]) => {
      const timer = every(run, ms, ...rest);
      timers.add(timer);
      return timer;
    }) as typeof window.setInterval;
    window.clearTimeout = (timer) => {
      timers.delete(timer);
      never(timer);
    };
    window.clearInterval = (timer) => {
      timers.delete(timer);
      stop(timer);
    };
  });
}

declare global {
  interface Window {
    videoVisitTimers?: Set<unknown>;
    videoVisitTakenOut?: { place: Element; element: Element };
  }
}
