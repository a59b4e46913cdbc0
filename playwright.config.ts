import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

/**
 * Files whose tests are of pages and of waiting, not of how well pictures move: others beside them do no harm. None that makes
 * an emulated network: its links come and go on this machine, and a browser that sees that gives up what it was fetching.
 */
const pages =
  /e2e\/(ahead|away|call-notice|day-list|devices|drop-in|headset|host-pages|keyboard|microphone|move-to-phone|pages-load|practice|preparation|presence|put-back|readiness|record|reload|self-test|small-picture|stage|support|unseen|visit|waiting-room|wrong-token|webkit\/elements)\.spec\.ts$/;

/** Two browsers and a stack of its own for each worker: on a small machine one worker keeps the frames coming. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  globalSetup: './test/e2e/prepare.ts',
  projects: [
    { name: 'pages', testMatch: pages },
    { name: 'visits', testIgnore: pages },
  ],
  workers: Math.max(1, Math.floor(availableParallelism() / 4)),
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  retries: 1,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
});
