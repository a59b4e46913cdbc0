import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findChromium, quietFlags } from '../support/chromium.ts';
import { expect, portalAddress, test } from './fixtures.ts';
import { callInButton } from './steps.ts';

declare global {
  interface Window {
    notificationsHeard: string[];
  }
}

test('N06 a call-in while another tab is in front: a notification that names nobody, and the title; neither stays', async ({
  stack,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const { page: clinician } = await openClinician();
  const browser = await launchWithTabs();
  try {
    await browser.defaultBrowserContext().overridePermissions(stack.siteUrl, ['camera', 'microphone', 'notifications']);
    const patient = await browser.newPage();
    const said: string[] = [];
    patient.on('console', (message) => said.push(message.text()));
    patient.on('pageerror', (error) => said.push(String(error)));
    await patient.evaluateOnNewDocument(hearNotifications);
    await patient.goto(portalAddress(stack, { visitId: visit.id }));
    for (const button of ['Slå på kamera och mikrofon', 'Till väntrummet'])
      await patient.locator(`::-p-aria([name="${button}"][role="button"])`).click();
    await patient.locator('::-p-aria([name="Du är på rätt plats"])').wait();
    const title = await patient.title();
    const other = await browser.newPage();
    await other.bringToFront();
    await expect.poll(() => patient.evaluate(() => document.visibilityState)).toBe('hidden');

    await callInButton(clinician).click();
    await expect.poll(() => patient.title()).toBe('Anna Berg ropar in dig');
    const shown = ['made: Videobesök. Det är din tur nu.', 'shown'];
    await expect.poll(() => heard(patient)).toEqual(shown);

    await patient.bringToFront();
    await expect.poll(() => patient.title()).toBe(title);
    await expect.poll(() => heard(patient)).toEqual([...shown, 'closed']);
    expect(said).toEqual([]);
  } finally {
    await browser.close();
  }
});

/** Tabs that hide one another: Playwright lets every page believe that it is seen. */
const launchWithTabs = (): Promise<Browser> =>
  puppeteer.launch({
    executablePath: findChromium(),
    headless: true,
    ignoreDefaultArgs: ['--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding'],
    args: [...quietFlags, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', '--mute-audio'],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });

const heard = (page: Page): Promise<string[]> => page.evaluate(() => window.notificationsHeard);

/** Runs in the page: the browser's own notifications tell what becomes of them. */
function hearNotifications(): void {
  const said: string[] = [];
  window.notificationsHeard = said;
  globalThis.Notification = class extends Notification {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options);
      said.push(`made: ${title}. ${options?.body}`);
      this.addEventListener('show', () => said.push('shown'));
      this.addEventListener('close', () => said.push('closed'));
    }
  };
}
