import type { BrowserContext, ConsoleMessage, Page } from '@playwright/test';

/**
 * Keeps what is wrong with pages: a console message, an uncaught error, a breach of the security policy, or a request
 * outside the stack's origins is a fault, unless the test has said that it expects just that.
 */
export class PageWatch {
  readonly #origins: ReadonlySet<string>;
  readonly #expected: RegExp[] = [];
  readonly #seen: string[] = [];

  constructor(origins: readonly string[]) {
    this.#origins = new Set(origins);
  }

  /** From now on, and for what came before too: something that matches is no fault. */
  expect(...patterns: readonly RegExp[]): void {
    this.#expected.push(...patterns);
  }

  /** What was seen and not expected. */
  get faults(): readonly string[] {
    return this.#seen.filter((fault) => !this.#expected.some((pattern) => pattern.test(fault)));
  }

  /** Something that no page should do, in words. */
  note(fault: string): void {
    this.#seen.push(fault);
  }

  /** A request or a socket of a page. */
  checkAddress(address: string): void {
    const url = new URL(address);
    if (url.protocol === 'blob:' || url.protocol === 'data:') return;
    if (!this.#origins.has(`${url.protocol}//${url.host}`))
      this.note(`request elsewhere: ${url.protocol}//${url.host}${url.pathname}`);
  }
}

/** Watches every page that the context has and gets. */
export function watchContext(context: BrowserContext, origins: readonly string[]): PageWatch {
  const watch = new PageWatch(origins);
  const watchSockets = (page: Page): void => {
    page.on('websocket', (socket) => watch.checkAddress(socket.url()));
  };
  context.on('console', (message) => watch.note(describe(message)));
  context.on('weberror', (error) => watch.note(`uncaught: ${error.error().message}`));
  context.on('request', (request) => watch.checkAddress(request.url()));
  context.on('page', watchSockets);
  context.pages().forEach(watchSockets);
  return watch;
}

function describe(message: ConsoleMessage): string {
  const { url } = message.location();
  return `console ${message.type()}: ${message.text()}${url ? ` (${url})` : ''}`;
}
