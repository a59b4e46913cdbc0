import type { Clock } from '../clock.ts';
import type { GatewayLink } from '../gateway/gateway.ts';

/** As long as it lasts, the trouble is told anew after this, ms. */
const TELL_EVERY_MS = 2_000;
/** Trouble that is not told anew is over, ms. */
const FORGET_AFTER_MS = 6_000;

const TROUBLE = JSON.stringify({ v: 1, is: 'trouble' });

/**
 * Members tell each other when what they send does not get through: what is missing at the others then has its cause, and
 * both sides hear of it. On the path of the media; other kinds of messages there are left alone.
 */
export class ToldTrouble {
  readonly #options: { readonly link: GatewayLink; readonly clock: Clock };
  readonly #life = new AbortController();
  readonly #heardAt = new Map<string, number>();
  #toldAt: number | null = null;

  constructor(options: { readonly link: GatewayLink; readonly clock: Clock }) {
    this.#options = options;
    const hear = (memberId: string, message: string): void => {
      if (message === TROUBLE) this.#heardAt.set(memberId, options.clock.elapsed());
    };
    options.link.listen(hear, { signal: this.#life.signal });
  }

  /** Once a second: whether what this page sends gets through badly. */
  tell(inTrouble: boolean): void {
    const now = this.#options.clock.elapsed();
    if (!inTrouble) this.#toldAt = null;
    else if (this.#toldAt === null || now - this.#toldAt >= TELL_EVERY_MS) {
      if (this.#options.link.tell(TROUBLE)) this.#toldAt = now;
    }
  }

  /** That member has told of trouble lately. */
  isTold(memberId: string): boolean {
    const heardAt = this.#heardAt.get(memberId);
    return heardAt !== undefined && this.#options.clock.elapsed() - heardAt < FORGET_AFTER_MS;
  }

  close(): void {
    this.#life.abort();
  }
}
