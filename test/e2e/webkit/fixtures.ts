import { startWebKit, webKitCapabilities, type WebKit } from '../../support/webkit.ts';
import { expect, portalAddress, test as base, type PatientOptions } from '../fixtures.ts';
import { openWatched } from './faults.ts';
import { WebDriver } from './web-driver.ts';
import { WebKitPage } from './webkit-page.ts';

export { expect };

interface WebKitWorkerFixtures {
  webkit: WebKit;
}

interface WebKitTestFixtures {
  /** A window of WebKitGTK, as large as a phone. */
  webkitPage: WebKitPage;
  /** Opens the portal there; a fault of that page fails the test, as far as it has not gone on to another page. */
  openPortal: (view?: Pick<PatientOptions, 'visitId' | 'language'>) => Promise<void>;
}

export const test = base.extend<WebKitTestFixtures, WebKitWorkerFixtures>({
  webkit: [
    async ({}, use) => {
      const webkit = await startWebKit();
      await use(webkit);
      await webkit.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  webkitPage: async ({ webkit }, use, testInfo) => {
    const driver = await WebDriver.open(webkit.address, webKitCapabilities());
    const page = new WebKitPage(driver);
    await page.resize(360, 740);
    await use(page);
    if (testInfo.status !== testInfo.expectedStatus) await driver.screenshot(testInfo.outputPath('webkit.png'));
    await driver.close();
  },

  openPortal: async ({ stack, webkitPage }, use) => {
    await use(async (view) => {
      // A page that runs no script of its own.
      await webkitPage.driver.goTo(`${stack.siteUrl}/`);
      await webkitPage.evaluate(openWatched, portalAddress(stack, view));
    });
    const faults = await webkitPage.evaluate(() => window.videoVisitFaults ?? []);
    expect(faults, 'console messages, errors and breaches of the policy').toEqual([]);
  },
});
