import { webKitScreen } from '../../support/webkit.ts';
import { firstVisible, roles, type Look } from '../first-visible.ts';
import type { Findable, Found, Recorded } from '../visit-page.ts';
import type { ElementReference, WebDriver } from './web-driver.ts';

const patienceMs = 15_000;

/** A page of WebKitGTK, whose words and controls are found as on pages of the other browsers. */
export class WebKitPage implements Findable<FoundInWebKit>, Recorded {
  readonly driver: WebDriver;

  constructor(driver: WebDriver) {
    this.driver = driver;
  }

  getByRole(role: keyof typeof roles, { name, exact = false }: { name?: string; exact?: boolean } = {}): FoundInWebKit {
    return this.find({ what: roles[role], ...(name === undefined ? {} : { name, exact }) });
  }

  getByLabel(label: string): FoundInWebKit {
    return this.find({ what: '[aria-label]', name: label });
  }

  /** px. The window stays under the pointer: without a window manager that is the one that has the focus. */
  async resize(width: number, height: number): Promise<void> {
    const x = Math.round((webKitScreen.width - width) / 2);
    const y = Math.round((webKitScreen.height - height) / 2);
    await this.driver.place({ x, y, width, height });
  }

  find(look: Look): FoundInWebKit {
    return new FoundInWebKit(this.driver, look);
  }

  evaluate<Parts extends readonly unknown[], T>(
    inside: (...parts: Parts) => T | Promise<T>,
    ...parts: Parts
  ): Promise<T> {
    return this.driver.evaluate(inside, ...parts);
  }
}

export class FoundInWebKit implements Found {
  readonly #driver: WebDriver;
  readonly #look: Look;

  constructor(driver: WebDriver, look: Look) {
    this.#driver = driver;
    this.#look = look;
  }

  filter({ hasText }: { hasText: string }): this {
    return new FoundInWebKit(this.#driver, { ...this.#look, hasText }) as this;
  }

  async click(): Promise<void> {
    await this.#driver.click(await this.#find(patienceMs));
  }

  async waitFor({ timeout = patienceMs }: { timeout?: number } = {}): Promise<void> {
    await this.#find(timeout);
  }

  async #find(timeout: number): Promise<ElementReference> {
    const deadline = performance.now() + timeout;
    for (;;) {
      const found = (await this.#driver.evaluate(firstVisible, this.#look)) as ElementReference | null;
      if (found) return found;
      if (performance.now() > deadline) throw new Error(`not on the page: ${JSON.stringify(this.#look)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
