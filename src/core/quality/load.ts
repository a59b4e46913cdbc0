import type { LinkSample, ReceivedStream, StreamKind } from './link-sample.ts';

/** What the last second showed of one direction. */
export interface Load {
  /** More is sent than goes through. */
  readonly congested: boolean;
  /** Packets are lost, and not because they are too many. */
  readonly lossy: boolean;
  /** What goes through for the picture, bit/s; null where that is not known. */
  readonly room: number | null;
}

/** What sound takes with all its headers, bit/s: Opus at 32 kbit/s, 50 packets a second. */
const SOUND = 56_000;
/** Round trips so much longer than the shortest tell of a queue, ms. */
const QUEUE_MS = 80;
const LONG_QUEUE_MS = 150;
/** Part of the packets. */
const SOME_LOST = 0.03;
const MANY_LOST = 0.25;
/** The shortest of so many samples, 1/s. A queue of ours is gone sooner, as we send less; what stays is a longer way. */
const REMEMBERED = 12;

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
export function downlinkLoad(before: LinkSample, now: LinkSample, queueMs: number): Load {
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

/** What is sent: of that, only what the gateway says of it. */
export function uplinkLoad(now: LinkSample, queueMs: number): Load {
  const lost = Math.max(0, ...now.sent.map(({ lost }) => lost ?? 0));
  return { ...judge(lost, queueMs), room: null };
}

/**
 * What the browser thinks it may send of picture beside the sound, bit/s. Null where it does not tell, or has nothing to
 * tell it from: it learns from what is sent.
 */
export function roomForPicture({ sent, paths }: LinkSample): number | null {
  const available = paths.find(({ connection }) => connection === 'publisher')?.available ?? null;
  const sends = sent.some(({ kind, packets }) => kind === 'video' && packets > 0);
  return available === null || !sends ? null : Math.max(0, available - SOUND);
}

/** Loss with a queue in front of it is congestion; loss without one is chance, unless it is a great deal. */
function judge(lost: number, queueMs: number): Omit<Load, 'room'> {
  const congested = queueMs > LONG_QUEUE_MS || (queueMs > QUEUE_MS && lost > SOME_LOST) || lost > MANY_LOST;
  return { congested, lossy: !congested && lost > SOME_LOST };
}
