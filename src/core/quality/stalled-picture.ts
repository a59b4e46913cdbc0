import type { Clock } from '../clock.ts';
import type { GatewayLink } from '../gateway/gateway.ts';
import { readWithin } from './link-meter.ts';
import { readSample, type LinkSample, type ReceivedStream } from './link-sample.ts';

/** How often the picture is looked at while packets are lost, ms. */
const LOOK_EVERY_MS = 100;
/** Nothing must have been lost for so long before a line is trusted again, ms. */
const TRUSTED_AFTER_MS = 10_000;
/** A picture that stands still for so long waits for a packet that does not come any more, ms. */
const STALLED_MS = 280;
/** So long a new picture is given to get through, before it is asked for again, ms. */
const AGAIN_MS = 400;
/** Whoever asks, a new picture is made no more often than this, ms. */
const MAKE_EVERY_MS = 300;

const NEW_PICTURE = JSON.stringify({ v: 1, is: 'new-picture' });

/**
 * Over a line that loses packets a picture stands still when one is lost for good: the gateway asks a sender once for a lost
 * packet, and browsers wait three seconds before they ask for a picture that needs no other. So who receives looks closely,
 * and asks the senders over the path of the media.
 */
export class StalledPicture {
  readonly #options: { readonly link: GatewayLink; readonly clock: Clock };
  readonly #life = new AbortController();
  #looking: AbortController | null = null;
  #lostAt = -Infinity;
  #lost: ReadonlyMap<string, number> = new Map();
  #madeAt = -Infinity;

  constructor(options: { readonly link: GatewayLink; readonly clock: Clock }) {
    this.#options = options;
    options.link.listen((_memberId, message) => message === NEW_PICTURE && this.#make(), { signal: this.#life.signal });
  }

  /** Once a second. One packet that nobody has sent again is enough to hold up a picture. */
  look({ at: now, received }: LinkSample): void {
    const before = this.#lost;
    this.#lost = new Map(received.map(({ key, lost }) => [key, lost]));
    if (received.some(({ key, lost }) => lost > (before.get(key) ?? lost))) this.#lostAt = now;
    if (now - this.#lostAt > TRUSTED_AFTER_MS) {
      this.#looking?.abort();
      this.#looking = null;
    } else if (!this.#looking && !this.#life.signal.aborted) {
      this.#looking = new AbortController();
      void this.#watch(this.#looking.signal);
    }
  }

  close(): void {
    this.#life.abort();
    this.#looking?.abort();
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { link, clock } = this.#options;
    const pictures = new Map<string, { frames: number; packets: number; movedAt: number }>();
    let askedAt = -Infinity;
    try {
      while (!signal.aborted) {
        await clock.sleep(LOOK_EVERY_MS, signal);
        const reports = await readWithin(() => link.stats().catch(() => []), clock, signal);
        if (!reports || signal.aborted) continue;
        const now = clock.elapsed();
        const { received } = readSample(reports, now);
        const stalled = received
          .filter((stream) => isPicture(stream))
          .some((stream) => {
            const before = pictures.get(stream.key);
            const { frames, packets } = stream;
            if (!before || frames !== before.frames) {
              pictures.set(stream.key, { frames, packets, movedAt: now });
              return false;
            }
            return packets > before.packets && now - before.movedAt >= STALLED_MS;
          });
        if (stalled && now - askedAt >= AGAIN_MS && link.tell(NEW_PICTURE)) askedAt = now;
      }
    } catch (error) {
      // Closed, or nothing is lost any more; anything else is a fault of ours, and to be seen.
      if (!signal.aborted) throw error;
    }
  }

  #make(): void {
    const now = this.#options.clock.elapsed();
    if (now - this.#madeAt < MAKE_EVERY_MS) return;
    this.#madeAt = now;
    this.#options.link.renewPicture();
  }
}

const isPicture = (stream: ReceivedStream): stream is ReceivedStream & { frames: number } =>
  stream.kind === 'video' && stream.frames !== null;
