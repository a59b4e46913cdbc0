/**
 * What both PeerConnections of a link counted up to one moment. Counters only grow while a connection lives; a new
 * connection begins at 0 again. `null`: this browser does not tell. Source of every figure: W3C webrtc-stats.
 */
export interface LinkSample {
  /** `Clock.elapsed()`, ms. */
  readonly at: number;
  readonly sent: readonly SentStream[];
  readonly received: readonly ReceivedStream[];
  /** Of each connection that has a path, publisher first. */
  readonly paths: readonly LinkPath[];
}

export type StreamKind = 'audio' | 'video';

export interface SentStream {
  /** Tells streams of one connection, and layers of one picture, apart. */
  readonly key: string;
  readonly kind: StreamKind;
  /** Layer of simulcast; null without. */
  readonly rid: string | null;
  readonly packets: number;
  readonly bytes: number;
  /** Of what was sent lately, the part that the gateway missed, 0…1. */
  readonly lost: number | null;
  readonly roundTripMs: number | null;
  readonly frames: number | null;
  readonly height: number | null;
  /** Why the encoder gives less than it could. */
  readonly limitedBy: 'none' | 'cpu' | 'bandwidth' | 'other' | null;
}

export interface ReceivedStream {
  readonly key: string;
  readonly kind: StreamKind;
  /** `MediaStreamTrack.id` */
  readonly trackId: string;
  readonly packets: number;
  readonly bytes: number;
  /** Never arrived; may fall when late ones do. */
  readonly lost: number;
  /** Sum over all that was played of the time it was held back first, s. */
  readonly heldSeconds: number | null;
  /** How many samples (sound) or frames (picture) that sum is over. */
  readonly heldCount: number | null;
  /** Sound: samples played, and of these made up because nothing was there (silence in its place not counted). */
  readonly samples: number | null;
  readonly concealed: number | null;
  /** Picture. */
  readonly frames: number | null;
  readonly frozenSeconds: number | null;
  readonly height: number | null;
}

export interface LinkPath {
  /** Of which of the two connections. */
  readonly connection: 'publisher' | 'subscriber';
  /** Everything that came in on it, the gateway's answers to what is sent too. */
  readonly bytesReceived: number | null;
  readonly transport: 'udp' | 'tcp' | 'tls';
  /** Through a TURN server; `transport` is then the one to that server. */
  readonly relayed: boolean;
  readonly roundTripMs: number | null;
  /** What the browser thinks it may send, bit/s. */
  readonly available: number | null;
}

/** The members that are read of the W3C dictionaries; all are optional, as browsers differ. */
interface Stat {
  readonly id: string;
  readonly type: string;
  readonly kind?: StreamKind;
  readonly ssrc?: number;
  readonly rid?: string;
  readonly localId?: string;
  readonly remoteId?: string;
  readonly trackIdentifier?: string;
  readonly packetsSent?: number;
  readonly bytesSent?: number;
  readonly framesEncoded?: number;
  readonly frameHeight?: number;
  readonly qualityLimitationReason?: 'none' | 'cpu' | 'bandwidth' | 'other';
  readonly fractionLost?: number;
  readonly roundTripTime?: number;
  readonly packetsReceived?: number;
  readonly bytesReceived?: number;
  readonly packetsLost?: number;
  readonly jitterBufferDelay?: number;
  readonly jitterBufferEmittedCount?: number;
  readonly totalSamplesReceived?: number;
  readonly concealedSamples?: number;
  readonly silentConcealedSamples?: number;
  readonly framesDecoded?: number;
  readonly totalFreezesDuration?: number;
  readonly selectedCandidatePairId?: string;
  readonly localCandidateId?: string;
  readonly nominated?: boolean;
  readonly selected?: boolean;
  readonly state?: string;
  readonly currentRoundTripTime?: number;
  readonly availableOutgoingBitrate?: number;
  readonly candidateType?: string;
  readonly protocol?: 'udp' | 'tcp';
  readonly relayProtocol?: 'udp' | 'tcp' | 'tls';
}

/** Reads `GatewayLink.stats()`. */
export function readSample(reports: readonly RTCStatsReport[], at: number): LinkSample {
  const sent: SentStream[] = [];
  const received: ReceivedStream[] = [];
  const paths: LinkPath[] = [];
  for (const [index, report] of reports.entries()) {
    const stats = [...report.values()] as Stat[];
    for (const stat of stats) {
      if (stat.type === 'outbound-rtp') sent.push(readSent(stat, stats, `${index}:${stat.id}`));
      // Without a track it is none that anybody was shown.
      if (stat.type === 'inbound-rtp' && stat.trackIdentifier !== undefined)
        received.push(readReceived(stat, stat.trackIdentifier, `${index}:${stat.id}`));
    }
    const path = readPath(stats, index === 0 ? 'publisher' : 'subscriber');
    if (path) paths.push(path);
  }
  return { at, sent, received, paths };
}

function readSent(stat: Stat, stats: readonly Stat[], key: string): SentStream {
  const remote = stats.find(
    ({ type, localId, id }) => type === 'remote-inbound-rtp' && (localId === stat.id || id === stat.remoteId),
  );
  return {
    key,
    kind: stat.kind ?? 'audio',
    rid: stat.rid ?? null,
    packets: stat.packetsSent ?? 0,
    bytes: stat.bytesSent ?? 0,
    lost: remote?.fractionLost ?? null,
    roundTripMs: inMs(remote?.roundTripTime),
    frames: stat.framesEncoded ?? null,
    height: stat.frameHeight ?? null,
    limitedBy: stat.qualityLimitationReason ?? null,
  };
}

function readReceived(stat: Stat, trackId: string, key: string): ReceivedStream {
  const concealed = stat.concealedSamples;
  return {
    key,
    kind: stat.kind ?? 'audio',
    trackId,
    packets: stat.packetsReceived ?? 0,
    bytes: stat.bytesReceived ?? 0,
    lost: stat.packetsLost ?? 0,
    heldSeconds: stat.jitterBufferDelay ?? null,
    heldCount: stat.jitterBufferEmittedCount ?? null,
    samples: stat.totalSamplesReceived ?? null,
    // A sender that pauses is no fault: its silence is concealed too.
    concealed: concealed === undefined ? null : concealed - (stat.silentConcealedSamples ?? 0),
    frames: stat.framesDecoded ?? null,
    frozenSeconds: stat.totalFreezesDuration ?? null,
    height: stat.frameHeight ?? null,
  };
}

/** Firefox says `selected` on the pair where the others point at it from the transport. */
function readPath(stats: readonly Stat[], connection: LinkPath['connection']): LinkPath | null {
  const chosen = stats.find(({ type }) => type === 'transport')?.selectedCandidatePairId;
  const pair = stats.find(
    ({ type, id, selected, nominated, state }) =>
      type === 'candidate-pair' &&
      (chosen === undefined ? selected === true || (nominated === true && state === 'succeeded') : id === chosen),
  );
  if (!pair) return null;
  const local = stats.find(({ id }) => id === pair.localCandidateId);
  return {
    connection,
    bytesReceived: pair.bytesReceived ?? null,
    transport: local?.relayProtocol ?? local?.protocol ?? 'udp',
    relayed: local?.candidateType === 'relay',
    roundTripMs: inMs(pair.currentRoundTripTime),
    available: pair.availableOutgoingBitrate ?? null,
  };
}

const inMs = (seconds: number | undefined): number | null => (seconds === undefined ? null : seconds * 1000);
