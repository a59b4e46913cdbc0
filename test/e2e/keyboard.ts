import { expect } from '@playwright/test';
import { focusNow, type Focus } from './focus.ts';
import type { Recorded } from './visit-page.ts';

/** Far more than a person would press for one thing. */
const PRESSES_AT_MOST = 40;

/** Goes through a page as one does who has no pointer, and sees to it that the focus can always be seen. */
export class Keyboard {
  readonly #page: Recorded;
  readonly #pressTab: () => Promise<unknown>;

  constructor(page: Recorded, pressTab: () => Promise<unknown>) {
    this.#page = page;
    this.#pressTab = pressTab;
  }

  /** Presses Tab until what is called so, in part, has the focus; over the end of the page too. */
  async tabTo(name: string): Promise<void> {
    for (const passed: string[] = []; ;) {
      await this.#pressTab();
      // After the end come the browser's own controls, then the page from its beginning.
      for (let presses = 0; presses < 5 && !(await this.#page.evaluate(() => document.hasFocus())); presses++)
        await this.#pressTab();
      const focus = await this.focus(`on the way to ${name}, after ${passed.join(' | ')}`);
      if (focus.name.includes(name)) return;
      passed.push(`${focus.what} ${focus.name}`);
      expect(passed.length, `${name} is not among ${passed.join(' | ')}`).toBeLessThan(PRESSES_AT_MOST);
    }
  }

  /** What has the focus, and can be seen to have it. */
  async focus(when: string): Promise<Focus> {
    await expect
      .poll(() => this.#page.evaluate(focusNow), { message: `the focus, ${when}` })
      .toMatchObject({ isSeen: true });
    return (await this.#page.evaluate(focusNow))!;
  }

  /** The focus is somewhere in the visit: not lost with what it was on. */
  async isNotLost(when: string): Promise<void> {
    await expect.poll(() => this.#page.evaluate(focusNow), { message: `the focus, ${when}` }).not.toBeNull();
  }
}
