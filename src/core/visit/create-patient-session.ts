import { connectPage, type PageConnection, type PageConnectionOptions } from '../page-connection.ts';
import { VisitSession } from './visit-session.ts';
import type { VisitSessionLike } from './visit-session-like.ts';

export interface PatientSession extends VisitSessionLike {
  start(): void;
  close(): Promise<void>;
  /** The host's new token; a session that had stopped for the lack of one goes on. */
  setToken(token: string): void;
}

/**
 * A session over the real service, gateway and devices, for the participant whose token it is. Nothing happens before
 * `start()`. Throws `VisitError('bad-attribute')` when `service` is no address.
 */
export function createPatientSession(options: PageConnectionOptions): { session: PatientSession } {
  return { session: new PageSession(connectPage(options)) };
}

class PageSession extends VisitSession implements PatientSession {
  readonly #page: PageConnection;

  constructor(page: PageConnection) {
    super({ ...page.parts, side: 'participant', visitId: null });
    this.#page = page;
  }

  override start(): void {
    this.#page.open(this);
    super.start();
  }

  override async close(): Promise<void> {
    await Promise.all([super.close(), this.#page.close()]);
  }

  setToken(token: string): void {
    this.#page.parts.service.setToken(token);
    this.retry();
  }
}
