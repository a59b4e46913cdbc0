import { systemClock, type Clock } from '../core/clock.ts';
import { VisitError } from '../core/errors.ts';
import type { EchoGateway, EchoLink } from '../core/gateway/echo.ts';
import type { LinkSample } from '../core/quality/link-sample.ts';

/** How a line is; what is not told is as on a good one. */
export interface FakeLine {
  /** kbit/s; a picture takes no more than its own `maxBitrate`. */
  readonly up?: number;
  readonly down?: number;
  readonly roundTripMs?: number;
  /** 0…1, on the way there and on the way back. */
  readonly lost?: number;
  readonly transport?: 'udp' | 'tcp' | 'tls';
  readonly relayed?: boolean;
  /** False: the browser does not tell what it thinks there is room for, as Firefox. */
  readonly tellsRoom?: boolean;
}

const PACKET_BYTES = 1_000;

/** An echo in memory: nothing is sent, and the counters tell of the line that was set. */
export class FakeEchoGateway implements EchoGateway {
  readonly #clock: Clock;
  readonly #links = new Map<EchoLink, (error: VisitError) => void>();
  line: FakeLine = {};
  #refusal: VisitError | null = null;

  constructor(options: { clock?: Clock } = {}) {
    this.#clock = options.clock ?? systemClock;
  }

  /** Links that have not been closed. */
  get linkCount(): number {
    return this.#links.size;
  }

  /** From now on nobody gets in; null: as before. */
  refuse(error: VisitError | null): void {
    this.#refusal = error;
  }

  /** All links break off. */
  breakOff(): void {
    for (const tell of this.#links.values()) tell(new VisitError('gateway-unreachable', { detail: 'socket lost' }));
  }

  async openEcho({ credentials, maxBitrate, signal }: Parameters<EchoGateway['openEcho']>[0]): Promise<EchoLink> {
    await Promise.resolve();
    signal.throwIfAborted();
    if (credentials.apiToken === '') throw new VisitError('gateway-refused');
    if (this.#refusal) throw this.#refusal;
    const lost = Promise.withResolvers<VisitError>();
    const begun = this.#clock.elapsed();
    const link: EchoLink = {
      lost: lost.promise,
      sample: async () => sampleOf(this.line, maxBitrate, begun, this.#clock.elapsed()),
      close: async () => void this.#links.delete(link),
    };
    this.#links.set(link, lost.resolve);
    return link;
  }
}

function sampleOf(line: FakeLine, maxBitrate: number, begun: number, at: number): LinkSample {
  const most = maxBitrate / 1000;
  const {
    up = most,
    down = most,
    roundTripMs = 20,
    lost = 0,
    transport = 'udp',
    relayed = false,
    tellsRoom = true,
  } = line;
  const seconds = (at - begun) / 1000;
  const sent = Math.min(up, most);
  const bytes = (kbps: number): number => Math.round((kbps * 1000 * seconds) / 8);
  const sentBytes = bytes(sent);
  const packets = Math.floor(sentBytes / PACKET_BYTES);
  const back = Math.min(sent, down) * (1 - lost) ** 2;
  const received = Math.floor(bytes(back) / PACKET_BYTES);
  return {
    at,
    sent: [
      {
        key: '0:video',
        kind: 'video',
        rid: null,
        packets,
        bytes: sentBytes,
        lost,
        roundTripMs,
        frames: null,
        height: null,
        limitedBy: 'none',
      },
    ],
    received: [
      {
        key: '0:video',
        kind: 'video',
        trackId: 'echo',
        packets: received,
        bytes: bytes(back),
        lost: packets - received,
        heldSeconds: null,
        heldCount: null,
        samples: null,
        concealed: null,
        frames: null,
        frozenSeconds: null,
        height: null,
      },
    ],
    paths: [
      {
        connection: 'publisher',
        bytesReceived: bytes(back),
        transport,
        relayed,
        roundTripMs,
        available: tellsRoom ? sent * 1000 : null,
      },
    ],
  };
}
