import type { Fixtures } from '@playwright/test';
import type { Browser } from 'puppeteer-core';
import type { VisitView } from '../../../src/contract/index.ts';
import type { FakeRole } from '../../support/fake-media.ts';
import { launchFirefox } from '../../support/firefox.ts';
import {
  type TestFixtures,
  type WorkerFixtures,
  expect,
  journalAddress,
  originsOf,
  portalAddress,
  test as base,
} from '../fixtures.ts';
import { test as labBase } from '../lab-fixtures.ts';
import type { PageWatch } from '../page-watch.ts';
import type { VisitPage } from '../visit-page.ts';
import { FirefoxPage } from './firefox-page.ts';

export { expect };

export type Make = 'chromium' | 'firefox';

interface FirefoxWorkerFixtures {
  /** Starts a Firefox for that role. */
  launch: (role: FakeRole) => Promise<Browser>;
  /** The role's Firefox, which is started at its first use. */
  firefox: (role: FakeRole) => Promise<Browser>;
}

interface FirefoxTestFixtures {
  /** Opens the visit in the portal, or the journal, in a browser of that make. */
  open: (role: FakeRole, make: Make, visit: VisitView) => Promise<{ page: VisitPage; watch: PageWatch }>;
}

const fixtures: Fixtures<FirefoxTestFixtures, FirefoxWorkerFixtures, TestFixtures, WorkerFixtures> = {
  launch: [async ({}, use) => use(() => launchFirefox()), { scope: 'worker' }],

  firefox: [
    async ({ launch }, use) => {
      const running = new Map<FakeRole, Promise<Browser>>();
      await use((role) => {
        const browser = running.get(role) ?? launch(role);
        running.set(role, browser);
        return browser;
      });
      await Promise.all([...running.values()].map(async (browser) => (await browser).close()));
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  open: async ({ stack, firefox, openPatient, openClinician }, use, testInfo) => {
    const opened: { page: FirefoxPage; role: FakeRole }[] = [];
    await use(async (role, make, visit) => {
      if (make === 'chromium') return role === 'patient' ? openPatient({ visitId: visit.id }) : openClinician();
      const address = role === 'patient' ? portalAddress(stack, { visitId: visit.id }) : journalAddress(stack);
      const page = await FirefoxPage.open(await firefox(role), address, originsOf(stack));
      opened.push({ page, role });
      return { page, watch: page.watch };
    });
    if (testInfo.status !== testInfo.expectedStatus)
      for (const { page, role } of opened) await page.screenshot(testInfo.outputPath(`${role}.png`) as `${string}.png`);
    const faults = opened.flatMap(({ page }) => page.watch.faults);
    await Promise.all(opened.map(({ page }) => page.close()));
    expect(faults, 'console messages, errors and requests that no test has declared').toEqual([]);
  },
};

export const test = base.extend<FirefoxTestFixtures, FirefoxWorkerFixtures>(fixtures);

/** The same, with each browser behind an emulated link of its own. */
export const labTest = labBase.extend<FirefoxTestFixtures, FirefoxWorkerFixtures>({
  ...fixtures,
  launch: [async ({ lab }, use) => use((role) => lab.launchFirefox(role)), { scope: 'worker' }],
});
