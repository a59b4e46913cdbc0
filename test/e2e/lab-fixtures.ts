import { Lab } from '../lab/lab.ts';
import { test as base } from './fixtures.ts';

export { expect } from './fixtures.ts';

/** Round trip between each browser and the far side, ms. */
const ROUND_TRIP_MS = 20;

interface LabTestFixtures {
  /** Starts with a plain network and without TURN, whatever the test before has made of them. */
  plainNetwork: void;
}

interface LabWorkerFixtures {
  lab: Lab;
}

/** The fixtures of every end-to-end test, with each browser behind an emulated link of its own. */
export const test = base.extend<LabTestFixtures, LabWorkerFixtures>({
  lab: [
    async ({}, use) => {
      const lab = await Lab.start({ turn: true });
      await use(lab);
      await lab.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  stack: [async ({ lab }, use) => use(lab.stack), { scope: 'worker' }],
  patientBrowser: [async ({ lab }, use) => use(await lab.browser('patient')), { scope: 'worker', timeout: 60_000 }],
  clinicianBrowser: [async ({ lab }, use) => use(await lab.browser('clinician')), { scope: 'worker', timeout: 60_000 }],

  plainNetwork: [
    async ({ lab }, use) => {
      await lab.link.reset(ROUND_TRIP_MS);
      await lab.setService({});
      await use();
    },
    { auto: true, timeout: 60_000 },
  ],
});
