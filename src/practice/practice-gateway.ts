import type { Clock } from '../core/clock.ts';
import type { CredentialsSource, Gateway, GatewayLink, LinkSnapshot, LocalTracks } from '../core/gateway/gateway.ts';
import { VisitError } from '../core/errors.ts';
import { Store } from '../core/store.ts';
import { simulatePerson, type SimulatedPerson } from './simulated-person.ts';

/** Counters of a line that works, a second; only that they grow as they would matters. */
const PACKETS = 50;
const FRAMES = 15;
const SAMPLES = 48_000;

/** A gateway without a server: the room has one other in it, who is drawn. Nothing leaves the page. */
export class PracticeGateway implements Gateway {
  readonly obstacle = null;
  readonly #clock: Clock;
  /** `<participantId>~<incarnation>` of the simulated one. */
  readonly #memberId: string;

  constructor(options: { readonly clock: Clock; readonly memberId: string }) {
    this.#clock = options.clock;
    this.#memberId = options.memberId;
  }

  connect({ credentials }: { credentials: CredentialsSource }): GatewayLink {
    return new PracticeLink(this.#clock, this.#memberId, credentials);
  }
}

class PracticeLink implements GatewayLink {
  readonly store = new Store<LinkSnapshot>({ state: 'connecting', remotes: [], error: null });
  readonly #clock: Clock;
  readonly #memberId: string;
  #person: SimulatedPerson | null = null;
  #tracks: LocalTracks = { audio: null, video: null };
  #since = 0;
  #closed = false;

  constructor(clock: Clock, memberId: string, credentials: CredentialsSource) {
    this.#clock = clock;
    this.#memberId = memberId;
    void this.#enter(credentials);
  }

  async send(tracks: LocalTracks): Promise<void> {
    this.#tracks = tracks;
  }

  async stats(): Promise<readonly RTCStatsReport[]> {
    if (!this.#person) return [];
    const seconds = (this.#clock.elapsed() - this.#since) / 1000;
    const { audio, video } = this.#person;
    const sent = Object.entries(this.#tracks).flatMap(([kind, track]: [string, MediaStreamTrack | null]) =>
      track ? [sending(kind, seconds)] : [],
    );
    const received = [audio, video].flatMap((track) => (track ? [receiving(track, seconds)] : []));
    return [report(sent), report(received)];
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#person?.close();
    this.#person = null;
    this.store.set({ state: 'closed', remotes: [], error: null });
  }

  // Nobody else is there, and nothing gets narrow.
  async shape(): Promise<void> {}
  choosePicture(): void {}
  renewPicture(): void {}
  holdSound(): void {}
  tell(): boolean {
    return true;
  }
  listen(): void {}
  check(): void {}

  async #enter(credentials: CredentialsSource): Promise<void> {
    try {
      await credentials('join');
      if (this.#closed) return;
      const person = simulatePerson();
      this.#person = person;
      this.#since = this.#clock.elapsed();
      const { audio, video } = person;
      this.store.set({ state: 'ready', remotes: [{ memberId: this.#memberId, audio, video }], error: null });
    } catch (error) {
      if (!this.#closed) this.store.set({ state: 'closed', remotes: [], error: VisitError.from(error) });
    }
  }
}

const report = (stats: readonly { readonly id: string }[]): RTCStatsReport =>
  new Map(stats.map((stat) => [stat.id, stat])) as unknown as RTCStatsReport;

const sending = (kind: string, seconds: number) => ({
  id: `out-${kind}`,
  type: 'outbound-rtp',
  kind,
  packetsSent: seconds * PACKETS,
  bytesSent: seconds * PACKETS * 1000,
  framesEncoded: seconds * FRAMES,
  qualityLimitationReason: 'none',
});

const receiving = ({ id, kind }: MediaStreamTrack, seconds: number) => ({
  id: `in-${kind}`,
  type: 'inbound-rtp',
  kind,
  trackIdentifier: id,
  packetsReceived: seconds * PACKETS,
  bytesReceived: seconds * PACKETS * 1000,
  packetsLost: 0,
  totalSamplesReceived: seconds * SAMPLES,
  concealedSamples: 0,
  silentConcealedSamples: 0,
  framesDecoded: seconds * FRAMES,
  totalFreezesDuration: 0,
});
