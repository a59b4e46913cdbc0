import type { Browser, BrowserContext, ElementHandle, Page } from 'puppeteer-core';
import { firstVisible, roles, type Look } from '../first-visible.ts';
import { recordPages } from '../page-recorder.ts';
import { PageWatch } from '../page-watch.ts';
import type { Found, VisitPage } from '../visit-page.ts';

const patienceMs = 15_000;

/** A page of Firefox, driven over WebDriver BiDi, in a user context of its own. */
export class FirefoxPage implements VisitPage {
  readonly #context: BrowserContext;
  readonly #page: Page;
  /** Says what was wrong with the page. */
  readonly watch: PageWatch;

  private constructor(context: BrowserContext, page: Page, watch: PageWatch) {
    this.#context = context;
    this.#page = page;
    this.watch = watch;
  }

  /** Opens the address; `origins` are all that the page may speak with. */
  static async open(browser: Browser, address: string, origins: readonly string[]): Promise<FirefoxPage> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    // WebDriver BiDi tells of a socket by its handshake, which is a request over HTTP.
    const watch = new PageWatch([...origins, ...origins.map((origin) => origin.replace(/^ws/, 'http'))]);
    page.on('console', (message) => watch.note(`console ${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => watch.note(`uncaught: ${String(error)}`));
    page.on('request', (request) => watch.checkAddress(request.url()));
    await page.setViewport({ width: 1280, height: 800 });
    await recordPages({ addInitScript: (script) => page.evaluateOnNewDocument(script) });
    // Firefox writes these where WebDriver does not look.
    await page.evaluateOnNewDocument(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`breach of ${violatedDirective}: ${blockedURI}`),
      );
    });
    await page.goto(address);
    return new FirefoxPage(context, page, watch);
  }

  getByRole(
    role: keyof typeof roles,
    { name, exact = false }: { name?: string; exact?: boolean } = {},
  ): FoundInFirefox {
    return new FoundInFirefox(this.#page, { what: roles[role], ...(name === undefined ? {} : { name, exact }) });
  }

  getByLabel(label: string): FoundInFirefox {
    return new FoundInFirefox(this.#page, { what: '[aria-label]', name: label });
  }

  evaluate<T>(inside: () => T | Promise<T>): Promise<T> {
    return this.#page.evaluate(inside) as Promise<T>;
  }

  async reload(): Promise<void> {
    await this.#page.reload();
  }

  /** PNG. */
  screenshot(path: `${string}.png`): Promise<unknown> {
    return this.#page.screenshot({ path });
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}

class FoundInFirefox implements Found {
  readonly #page: Page;
  readonly #look: Look;

  constructor(page: Page, look: Look) {
    this.#page = page;
    this.#look = look;
  }

  filter({ hasText }: { hasText: string }): this {
    return new FoundInFirefox(this.#page, { ...this.#look, hasText }) as this;
  }

  async click(): Promise<void> {
    await (await this.#find(patienceMs)).click();
  }

  async waitFor({ timeout = patienceMs }: { timeout?: number } = {}): Promise<void> {
    await (await this.#find(timeout)).dispose();
  }

  async #find(timeout: number): Promise<ElementHandle> {
    // Puppeteer's own selectors for roles do not look into shadows in Firefox, and its waits do not see them change.
    const handle = await this.#page
      .waitForFunction(firstVisible, { polling: 100, timeout }, this.#look)
      .catch((error: unknown) => {
        throw new Error(`not on the page: ${JSON.stringify(this.#look)}`, { cause: error });
      });
    return handle as ElementHandle;
  }
}
