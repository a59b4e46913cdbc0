import type { Clock } from '../core/clock.ts';
import type { CredentialsSource, Gateway, GatewayLink, LinkSnapshot, LocalTracks } from '../core/gateway/gateway.ts';
import { VisitError } from '../core/errors.ts';
import { Store, type ReadableStore } from '../core/store.ts';
import { simulatePerson, type SimulatedLooks, type SimulatedPerson } from './simulated-person.ts';

/** Counters of a line that works, a second; only that they grow as they would matters. */
const PACKETS = 50;
const FRAMES = 15;
const SAMPLES = 48_000;

/** The simulated one in a room, who can be seen and heard there. */
export interface SimulatedMember extends SimulatedLooks {
  /** `<participantId>~<incarnation>`. */
  readonly memberId: string;
}

/** Who is where, by room. */
export type SimulatedMembers = ReadableStore<ReadonlyMap<string, SimulatedMember>>;

/** A gateway without a server: a room has one other in it at most, who is drawn. Nothing leaves the page. */
export class PracticeGateway implements Gateway {
  readonly obstacle = null;
  readonly #clock: Clock;
  readonly #members: SimulatedMembers;

  constructor(options: { readonly clock: Clock; readonly members: SimulatedMembers }) {
    this.#clock = options.clock;
    this.#members = options.members;
  }

  connect({ credentials }: { credentials: CredentialsSource }): GatewayLink {
    return new PracticeLink(this.#clock, this.#members, credentials);
  }
}

class PracticeLink implements GatewayLink {
  readonly store = new Store<LinkSnapshot>({ state: 'connecting', remotes: [], error: null });
  readonly #clock: Clock;
  readonly #members: SimulatedMembers;
  readonly #life = new AbortController();
  #person: SimulatedPerson | null = null;
  #memberId: string | null = null;
  #tracks: LocalTracks = { audio: null, video: null };
  #since = 0;

  constructor(clock: Clock, members: SimulatedMembers, credentials: CredentialsSource) {
    this.#clock = clock;
    this.#members = members;
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
    this.#life.abort();
    this.#show(null);
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
    const { signal } = this.#life;
    try {
      const { room } = await credentials('join');
      if (signal.aborted) return;
      const follow = (): void => this.#show(this.#members.get().get(room) ?? null);
      this.store.set({ state: 'ready', remotes: [], error: null });
      this.#members.subscribe(follow, { signal });
      follow();
    } catch (error) {
      if (!signal.aborted) this.store.set({ state: 'closed', remotes: [], error: VisitError.from(error) });
    }
  }

  /** The simulated one comes, or goes. */
  #show(member: SimulatedMember | null): void {
    const memberId = member?.memberId ?? null;
    if (memberId === this.#memberId) return;
    this.#memberId = memberId;
    this.#person?.close();
    this.#person = member && simulatePerson(member);
    this.#since = this.#clock.elapsed();
    const { audio = null, video = null } = this.#person ?? {};
    this.store.set({ state: 'ready', remotes: memberId === null ? [] : [{ memberId, audio, video }], error: null });
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
