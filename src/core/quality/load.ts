import { LEAST, type Load } from './picture-budget.ts';
import type { LinkSample, ReceivedStream, StreamKind } from './link-sample.ts';

/** What sound takes with all its headers, bit/s: Opus at 32 kbit/s, 50 packets a second. */
const SOUND = 56_000;
/** Round trips so much longer than the shortest tell of a queue, ms. */
const QUEUE_MS = 80;
const LONG_QUEUE_MS = 150;
/** Part of the packets. */
const SOME_LOST = 0.03;
const MANY_LOST = 0.25;
/** The shortest round trip is the shortest of so many samples. */
const REMEMBERED = 60;

/** The longest round trip of one sample, ms; null before there is any. */
export function roundTrip({ paths, sent }: LinkSample): number | null {
  const times = [...paths, ...sent].map(({ roundTripMs }) => roundTripMs).filter((ms) => ms !== null);
  return times.length === 0 ? null : Math.max(...times);
}

/** Remembers round trips, and tells how much longer than the shortest the newest takes. */
export class QueueGauge {
  readonly #times: number[] = [];

  /** ms */
  read(sample: LinkSample): number {
    const time = roundTrip(sample);
    if (time === null) return 0;
    this.#times.push(time);
    if (this.#times.length > REMEMBERED) this.#times.shift();
    return time - Math.min(...this.#times);
  }
}

/** What is received, between two samples; only streams that are in both. */
export function downlink(before: LinkSample, now: LinkSample, queueMs: number): Load {
  const seconds = (now.at - before.at) / 1000;
  const pairs = now.received.flatMap((stream) => {
    const earlier = before.received.find(({ key }) => key === stream.key);
    return earlier && earlier.packets <= stream.packets ? [{ earlier, stream }] : [];
  });
  const sum = (read: (stream: ReceivedStream) => number, kind?: StreamKind): number =>
    pairs
      .filter(({ stream }) => kind === undefined || stream.kind === kind)
      .reduce((total, { earlier, stream }) => total + read(stream) - read(earlier), 0);
  const lost = Math.max(
    0,
    sum(({ lost }) => lost),
  );
  const part = lost === 0 ? 0 : lost / (lost + sum(({ packets }) => packets));
  const picture = (8 * sum(({ bytes }) => bytes, 'video')) / seconds;
  return { ...judge(part, queueMs), room: picture > 0 ? picture : null };
}

/** What is sent. The browser's own estimate follows what goes through; while nothing is sent it tells nothing. */
export function uplink(now: LinkSample, queueMs: number, paused: boolean): Load {
  const available = now.paths[0]?.available ?? null;
  const video = now.sent.filter(({ kind }) => kind === 'video');
  const lost = Math.max(0, ...now.sent.map(({ lost }) => lost ?? 0));
  const judged = judge(lost, queueMs);
  if (available === null) return { ...judged, room: null };
  if (paused) return { ...judged, room: null };
  const sends = video.some(({ packets }) => packets > 0);
  const narrow = sends && available < SOUND + LEAST;
  // Congestion control does the rest.
  return { congested: narrow, lossy: judged.lossy, room: sends ? Math.max(0, available - SOUND) : null };
}

/** Loss with a queue in front of it is congestion; loss without one is chance, unless it is a great deal. */
function judge(lost: number, queueMs: number): Omit<Load, 'room'> {
  const congested = queueMs > LONG_QUEUE_MS || (queueMs > QUEUE_MS && lost > SOME_LOST) || lost > MANY_LOST;
  return { congested, lossy: !congested && lost > SOME_LOST };
}
