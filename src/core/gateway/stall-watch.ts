import type { Clock } from '../clock.ts';
import { readWithin } from '../quality/link-meter.ts';

const PERIOD_MS = 500;
/** Nothing for so long after something flowed: a stall, ms. */
const STALL_MS = 1_500;

/** Sees when media that was flowing stops. Each stall is told once; what never flowed cannot stall. */
export class StallWatch {
  readonly #options: { clock: Clock; packets: () => Promise<number>; onStall: () => void };
  readonly #life = new AbortController();
  #last = 0;
  #lastChange: number | null = null;
  #flows = false;

  constructor(options: { clock: Clock; packets: () => Promise<number>; onStall: () => void }) {
    this.#options = options;
    void this.#watch();
  }

  /** Packets have arrived lately. */
  get flows(): boolean {
    return this.#flows;
  }

  close(): void {
    this.#life.abort();
  }

  async #watch(): Promise<void> {
    const { clock, packets } = this.#options;
    const { signal } = this.#life;
    try {
      while (!signal.aborted) {
        await clock.sleep(PERIOD_MS, signal);
        this.#read((await readWithin(() => packets().catch(() => null), clock, signal)) ?? this.#last);
      }
    } catch {
      // Closed: the life signal ends the watch.
    }
  }

  #read(packets: number): void {
    const now = this.#options.clock.elapsed();
    if (packets !== this.#last) {
      this.#flows = true;
      this.#last = packets;
      this.#lastChange = now;
    } else if (this.#flows && this.#lastChange !== null && now - this.#lastChange >= STALL_MS) {
      this.#flows = false;
      if (!this.#life.signal.aborted) this.#options.onStall();
    }
  }
}

/** RTP packets that a connection has received so far (W3C webrtc-stats, inbound-rtp). */
export async function packetsReceived(pc: RTCPeerConnection | null): Promise<number> {
  let packets = 0;
  for (const stat of ((await pc?.getStats())?.values() ?? []) as Iterable<{ type: string; packetsReceived?: number }>) {
    if (stat.type === 'inbound-rtp') packets += stat.packetsReceived ?? 0;
  }
  return packets;
}
