import type { LinkPath, LinkSample, ReceivedStream, SentStream, StreamKind } from './link-sample.ts';

/** What happened on a link between two samples. `null`: this browser does not tell. */
export interface LinkInterval {
  readonly seconds: number;
  readonly sent: {
    readonly audioPackets: number;
    readonly videoPackets: number;
    /** Of the layer with most frames. */
    readonly framesPerSecond: number | null;
    /** The part that the gateway missed, 0…1, of the worst stream. */
    readonly lost: number | null;
    readonly limitedBy: SentStream['limitedBy'];
    /** What the browser thinks it may send, bit/s. */
    readonly available: number | null;
    readonly roundTripMs: number | null;
    /** Whether the gateway still answers what is sent (RTCP, connectivity checks). */
    readonly answered: boolean | null;
  };
  readonly received: {
    readonly audioPackets: number;
    readonly videoPackets: number;
    /** Packets that never arrived, of those that were due, 0…1. */
    readonly lost: number | null;
    /** Sound made up because nothing was there, of all that was played, 0…1. */
    readonly concealed: number | null;
    /** How long sound was held back before it was played, ms. */
    readonly heldMs: number | null;
    /** Of the picture that arrives with fewest. */
    readonly framesPerSecond: number | null;
    /** The part of the time in which a picture stood still, 0…1. */
    readonly frozen: number | null;
    readonly roundTripMs: number | null;
  };
}

/** Compares two samples. Where a stream counts from 0 again (a new connection), what it has counted is what happened. */
export function compareSamples(before: LinkSample, now: LinkSample): LinkInterval {
  const seconds = (now.at - before.at) / 1000;
  return { seconds, sent: compareSent(before, now, seconds), received: compareReceived(before, now, seconds) };
}

function compareSent(before: LinkSample, now: LinkSample, seconds: number): LinkInterval['sent'] {
  const streams = now.sent.map((stream) => ({
    stream,
    since: since(
      stream,
      before.sent.find(({ key }) => key === stream.key),
    ),
  }));
  const moving = streams.filter(({ stream, since }) => since(stream.packets, 'packets') > 0);
  const frames = streams
    .map(({ stream, since }) => (stream.kind === 'video' ? since(stream.frames, 'frames') : null))
    .filter((count) => count !== null);
  const path = now.paths.find(({ connection }) => connection === 'publisher');
  const roundTrips = moving.map(({ stream }) => stream.roundTripMs);
  return {
    audioPackets: packetsOf(streams, 'audio'),
    videoPackets: packetsOf(streams, 'video'),
    framesPerSecond: frames.length === 0 ? null : Math.max(...frames) / seconds,
    lost: largest(moving.map(({ stream }) => stream.lost)),
    limitedBy: moving.find(({ stream }) => stream.kind === 'video')?.stream.limitedBy ?? null,
    available: path?.available ?? null,
    // Connectivity checks are seconds apart: a queue shows in the receiver's reports first.
    roundTripMs: largest([path?.roundTripMs ?? null, ...roundTrips]),
    answered: answered(before, path),
  };
}

function compareReceived(before: LinkSample, now: LinkSample, seconds: number): LinkInterval['received'] {
  const streams = now.received.map((stream) => ({
    stream,
    since: since(
      stream,
      before.received.find(({ key }) => key === stream.key),
    ),
  }));
  // A track that carries nothing now says nothing of how what arrives arrives; sound that has stopped is “concealed”.
  const moving = streams.filter(({ stream, since }) => since(stream.packets, 'packets') > 0);
  const pictures = moving.filter(({ stream }) => stream.kind === 'video');
  const sum = (figure: ReceivedFigure, kind?: StreamKind): number | null =>
    total(
      moving
        .filter(({ stream }) => kind === undefined || stream.kind === kind)
        .map(({ stream, since }) => since(stream[figure], figure)),
    );
  const arrived = sum('packets') ?? 0;
  const lost = Math.max(0, sum('lost') ?? 0);
  const played = sum('samples', 'audio');
  const concealed = sum('concealed', 'audio');
  const heldSeconds = sum('heldSeconds', 'audio');
  const heldCount = sum('heldCount', 'audio');
  const frames = pictures.map(({ stream, since }) => since(stream.frames, 'frames')).filter((count) => count !== null);
  const frozen = largest(pictures.map(({ stream, since }) => since(stream.frozenSeconds, 'frozenSeconds')));
  return {
    audioPackets: packetsOf(streams, 'audio'),
    videoPackets: packetsOf(streams, 'video'),
    lost: arrived === 0 ? null : lost / (lost + arrived),
    concealed: concealed === null || !played ? null : Math.min(1, Math.max(0, concealed / played)),
    heldMs: heldSeconds === null || !heldCount ? null : (heldSeconds / heldCount) * 1000,
    framesPerSecond: frames.length === 0 ? null : Math.min(...frames) / seconds,
    frozen: frozen === null ? null : Math.min(1, frozen / seconds),
    roundTripMs: largest(now.paths.map(({ roundTripMs }) => roundTripMs)),
  };
}

type ReceivedFigure =
  'packets' | 'lost' | 'samples' | 'concealed' | 'heldSeconds' | 'heldCount' | 'frames' | 'frozenSeconds';
type Since = {
  (value: number, figure: string): number;
  (value: number | null, figure: string): number | null;
};

/** How much a figure has grown; from 0 for a stream that is new, or counts anew. */
function since(now: SentStream | ReceivedStream, before: SentStream | ReceivedStream | undefined): Since {
  const known = before && before.packets <= now.packets ? (before as unknown as Record<string, number | null>) : {};
  return ((value: number | null, figure: string) => (value === null ? null : value - (known[figure] ?? 0))) as Since;
}

const packetsOf = (
  streams: readonly { readonly stream: SentStream | ReceivedStream; readonly since: Since }[],
  kind: StreamKind,
): number =>
  streams
    .filter(({ stream }) => stream.kind === kind)
    .reduce((sum, { stream, since }) => sum + since(stream.packets, 'packets'), 0);

function answered(before: LinkSample, path: LinkPath | undefined): boolean | null {
  if (!path || path.bytesReceived === null) return null;
  const earlier = before.paths.find(({ connection }) => connection === path.connection);
  // A new path counts from 0.
  return path.bytesReceived > 0 && path.bytesReceived !== earlier?.bytesReceived;
}

const largest = (figures: readonly (number | null)[]): number | null => {
  const known = figures.filter((figure) => figure !== null);
  return known.length === 0 ? null : Math.max(...known);
};

const total = (figures: readonly (number | null)[]): number | null => {
  const known = figures.filter((figure) => figure !== null);
  return known.length === 0 ? null : known.reduce((sum, figure) => sum + figure, 0);
};
