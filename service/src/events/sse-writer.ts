import type { ServerResponse } from 'node:http';

/**
 * Writes server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) and gives up on a reader
 * who does not read: more than `limit` bytes unread and the connection is dropped, for its page opens it anew.
 */
export class SseWriter {
  readonly #response: ServerResponse;
  readonly #limit: number;

  constructor(response: ServerResponse, limit: number) {
    this.#response = response;
    this.#limit = limit;
  }

  get isOpen(): boolean {
    return !this.#response.destroyed && !this.#response.writableEnded;
  }

  /** Returns whether the reader keeps up. */
  write(event: string, data: unknown, id?: number): boolean {
    if (!this.isOpen) return false;
    const message = `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
    const keepsUp = this.#response.write(message);
    if (this.#response.writableLength > this.#limit) this.drop();
    return keepsUp;
  }

  /** Resolves when the reader has taken what was written, or is gone, or `ms` have passed. */
  drained(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.#response.off('drain', settle).off('close', settle);
        resolve();
      };
      const timer = setTimeout(settle, ms);
      this.#response.once('drain', settle).once('close', settle);
    });
  }

  /** Ends the stream after what has been written. */
  end(): void {
    if (this.isOpen) this.#response.end();
  }

  /** Ends the connection at once. */
  drop(): void {
    this.#response.destroy();
  }
}
