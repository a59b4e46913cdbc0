import { connectPage, type PageConnection, type PageConnectionOptions } from '../page-connection.ts';
import { DayList } from './day-list.ts';
import type { DayListLike } from './day-list-like.ts';

export interface PageDayList extends DayListLike {
  start(): void;
  close(): Promise<void>;
  /** The host's new token; a list that had stopped for the lack of one goes on. */
  setToken(token: string): void;
  /** Whether camera and microphone are opened a little ahead of the call-in, while a patient waits and is in view. */
  setOpensDevicesAhead(opens: boolean): void;
}

/**
 * A day list over the real service, gateway and devices, for the clinician or unit whose token it is. Nothing happens
 * before `start()`. Throws `VisitError('bad-attribute')` when `service` is no address.
 */
export function createDayList(options: PageConnectionOptions): { dayList: PageDayList } {
  return { dayList: new ConnectedDayList(connectPage(options)) };
}

class ConnectedDayList extends DayList implements PageDayList {
  readonly #page: PageConnection;

  constructor(page: PageConnection) {
    super(page.parts);
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
