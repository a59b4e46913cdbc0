import type { BrowserContext, ConsoleMessage, Page } from '@playwright/test';

/**
 * Watches every page of a context: a console message, an uncaught error, a breach of the security policy, or a request
 * outside the stack's origins is a fault, unless the test has said that it expects just that.
 */
export class PageWatch {
  readonly #origins: ReadonlySet<string>;
  readonly #expected: RegExp[] = [];
  readonly #seen: string[] = [];

  constructor(context: BrowserContext, origins: readonly string[]) {
    this.#origins = new Set(origins);
    context.on('console', (message) => this.#note(describe(message)));
    context.on('weberror', (error) => this.#note(`uncaught: ${error.error().message}`));
    context.on('request', (request) => this.#checkAddress(request.url()));
    context.on('page', (page) => this.#watchSockets(page));
    context.pages().forEach((page) => this.#watchSockets(page));
  }

  /** From now on, and for what came before too: something that matches is no fault. */
  expect(...patterns: readonly RegExp[]): void {
    this.#expected.push(...patterns);
  }

  /** What was seen and not expected. */
  get faults(): readonly string[] {
    return this.#seen.filter((fault) => !this.#expected.some((pattern) => pattern.test(fault)));
  }

  #watchSockets(page: Page): void {
    page.on('websocket', (socket) => this.#checkAddress(socket.url()));
  }

  #checkAddress(address: string): void {
    const url = new URL(address);
    if (url.protocol === 'blob:' || url.protocol === 'data:') return;
    if (!this.#origins.has(`${url.protocol}//${url.host}`))
      this.#note(`request elsewhere: ${url.protocol}//${url.host}${url.pathname}`);
  }

  #note(fault: string): void {
    this.#seen.push(fault);
  }
}

function describe(message: ConsoleMessage): string {
  const { url } = message.location();
  return `console ${message.type()}: ${message.text()}${url ? ` (${url})` : ''}`;
}
