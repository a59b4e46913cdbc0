import { writeFile } from 'node:fs/promises';

/** What stands for an element in what WebDriver says (https://www.w3.org/TR/webdriver2/#elements). */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export interface ElementReference {
  readonly [ELEMENT]: string;
}

/** One browser window, driven over W3C WebDriver (https://www.w3.org/TR/webdriver2/). */
export class WebDriver {
  readonly #session: string;

  private constructor(session: string) {
    this.#session = session;
  }

  /** A new window. `address` is the driver's. */
  static async open(address: string, capabilities: object): Promise<WebDriver> {
    const { sessionId } = (await send('POST', `${address}/session`, {
      capabilities: { alwaysMatch: capabilities },
    })) as { sessionId: string };
    return new WebDriver(`${address}/session/${sessionId}`);
  }

  /** Until the page has loaded. */
  async goTo(url: string): Promise<void> {
    await this.#post('url', { url });
  }

  async reload(): Promise<void> {
    await this.#post('refresh', {});
  }

  /** px, of the screen too */
  async place(window: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }): Promise<void> {
    await this.#post('window/rect', window);
  }

  /** Runs the function in the page, which therefore uses nothing from around it; awaits what it returns. */
  evaluate<Parts extends readonly unknown[], T>(
    inside: (...parts: Parts) => T | Promise<T>,
    ...parts: Parts
  ): Promise<T> {
    return this.#post('execute/sync', {
      script: `return (${inside}).apply(null, arguments)`,
      args: parts,
    }) as Promise<T>;
  }

  async click(element: ElementReference): Promise<void> {
    await this.#post(`element/${element[ELEMENT]}/click`, {});
  }

  /** Presses and lets go, one key after the other. */
  async press(...keys: readonly string[]): Promise<void> {
    const actions = keys.flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.#post('actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /** Of what the window shows, PNG. */
  async screenshot(path: string): Promise<void> {
    await writeFile(path, Buffer.from((await send('GET', `${this.#session}/screenshot`)) as string, 'base64'));
  }

  async close(): Promise<void> {
    await send('DELETE', this.#session);
  }

  #post(command: string, parameters: object): Promise<unknown> {
    return send('POST', `${this.#session}/${command}`, parameters);
  }
}

/** The keys that are no characters (https://www.w3.org/TR/webdriver2/#keyboard-actions). */
export const keys = { tab: '\uE004', enter: '\uE007', escape: '\uE00C', space: ' ' } as const;

async function send(method: string, url: string, parameters?: object): Promise<unknown> {
  const answer = await fetch(url, { method, ...(parameters ? { body: JSON.stringify(parameters) } : {}) });
  const { value } = (await answer.json()) as { value: unknown };
  if (answer.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`${error}: ${message}`);
}
