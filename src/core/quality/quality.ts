import type { QualityCause, QualitySignal } from '../../contract/index.ts';
import { compareSamples, type LinkInterval } from './link-interval.ts';
import type { LinkSample } from './link-sample.ts';

/** How it goes in one direction. `cause` is null exactly where all is good. */
export interface Verdict {
  readonly signal: QualitySignal;
  readonly cause: QualityCause | null;
}

/** How it goes for this person, both ways. The same object as long as nothing of it changes. */
export interface Quality {
  readonly sending: Verdict;
  readonly receiving: Verdict;
}

/** What the counters cannot tell. */
export interface QualityContext {
  /** As in `VisitSnapshot.gateway`. */
  readonly link: 'idle' | 'connecting' | 'ready' | 'interrupted' | 'away';
  /** What this person gives to be sent. A microphone that is muted counts: it sends silence. */
  readonly sends: { readonly audio: boolean; readonly video: boolean };
  /** A camera or microphone of this person that should work does not. */
  readonly deviceTrouble: boolean;
  /** What the others mean to send. A camera that is off is not missed, nor one of which nobody knows. */
  readonly expects: { readonly audio: boolean; readonly video: boolean };
  /** The picture gives way to the sound. */
  readonly paused: { readonly sending: boolean; readonly receiving: boolean };
  /** The others' page has lost contact, or says that what it sends does not get through. */
  readonly remoteTrouble: boolean;
  /** A hidden page need not decode any picture. */
  readonly visible: boolean;
}

export interface QualityState {
  readonly quality: Quality;
  /** Something of the others has come: from then on it can be missed. */
  readonly met: boolean;
  /** Nothing can be heard, one way or the other, since (`Clock.elapsed()`, ms); null while it can. */
  readonly silentSince: number | null;
  /** That has lasted so long that another way is offered. */
  readonly ringInstead: boolean;
  readonly sending: DirectionState;
  readonly receiving: DirectionState;
  readonly smooth: Smooth;
}

/** What the last samples said by themselves, oldest first, as far back as matters. */
interface DirectionState {
  readonly recent: readonly { readonly at: number; readonly verdict: Verdict }[];
}

interface Smooth {
  readonly sentLost: number;
  readonly receivedLost: number;
  readonly concealed: number;
  readonly heldMs: number | null;
  /** The shortest round trip since the link was made, ms. */
  readonly leastRoundTripMs: number | null;
}

/** Where one signal begins and the next. */
export const qualityLimits = {
  /** Worse is told when it has lasted so long, better likewise, ms. Needs: calm words, no flicker. */
  worseAfterMs: 2_000,
  betterAfterMs: 5_000,
  /** What can be heard again is not lost any more, ms. */
  foundAfterMs: 1_000,
  /** “Ring instead” is offered after nothing could be heard for so long, ms (N13). */
  ringInsteadAfterMs: 15_000,
  /** Lost packets, part of all. Strained: ITU-T G.1010 wants < 3 % for speech. Poor: the worst on which the bench demands a visit. */
  lost: { strained: 0.03, poor: 0.1 },
  /** Made-up sound, part of all. The bench's bars for a narrow link, and for 10 % loss. */
  concealed: { strained: 0.02, poor: 0.06 },
  /**
   * One way between this browser and the gateway, with the time for which sound is held back, ms. ITU-T G.114: 400 from
   * mouth to ear is the most to plan for; strained leaves 150 of them for the other side.
   */
  oneWayMs: { strained: 250, poor: 400 },
  /** What may be sent while the picture gives way to it, bit/s: sound and 320×240 need some 150 000, sound 60 000. */
  available: { strained: 400_000, poor: 150_000 },
  /** Pictures a second. Signing wants 20, and 12 is the least that is of use (ITU-T H-series Supplement 1). */
  framesPerSecond: { strained: 12, poor: 5 },
  /** The part of the time in which a picture stands still. */
  frozen: { strained: 0.1, poor: 0.4 },
  /** A round trip so much longer than the shortest means a queue in front of a narrow line, where packets are lost too, ms. */
  queueMs: 150,
  /** Two samples further apart belong to a page that was frozen in between, ms. */
  gapMs: 5_000,
} as const;

/** How much of a new figure enters the smoothed one: as much as lies in some three samples. */
const WEIGHT = 0.35;

const GOOD: Verdict = Object.freeze({ signal: 'good', cause: null });
const rank: Readonly<Record<QualitySignal, number>> = { good: 0, strained: 1, poor: 2, lost: 3 };

export const allGood: Quality = Object.freeze({ sending: GOOD, receiving: GOOD });

export const beginQuality = (): QualityState => ({
  quality: allGood,
  met: false,
  silentSince: null,
  ringInstead: false,
  sending: { recent: [] },
  receiving: { recent: [] },
  smooth: { sentLost: 0, receivedLost: 0, concealed: 0, heldMs: null, leastRoundTripMs: null },
});

/**
 * How it goes after one more sample, some once a second. Pure.
 *
 * Worse is told after 2 s, better after 5 s; `lost` at once where the link is interrupted besides. With three or four
 * people `receiving` is about the one who comes through worst, as far as the counters can tell; `lost` means all of them.
 */
export function judgeQuality(
  state: QualityState,
  previous: LinkSample | null,
  sample: LinkSample,
  context: QualityContext,
): QualityState {
  if (!previous || sample.at - previous.at > qualityLimits.gapMs) return whileUnknown(state, sample.at, context);
  const interval = compareSamples(previous, sample);
  const smooth = smoothen(state.smooth, interval, context);
  const { audioPackets, videoPackets } = interval.received;
  const met = state.met || audioPackets + videoPackets > 0;
  const sent = judgeSending(interval, smooth, context);
  const received = met ? judgeReceiving(interval, smooth, context) : GOOD;
  const sending = note(state.sending, sent, sample.at);
  const receiving = note(state.receiving, received, sample.at);
  const broken = context.link === 'interrupted' || context.link === 'away';
  const { quality } = state;
  const next = keepSame(quality, {
    sending: settle(quality.sending, sending, broken),
    receiving: settle(quality.receiving, receiving, broken),
  });
  const awaited = !met && context.expects.audio;
  const silent = awaited || sent.signal === 'lost' || received.signal === 'lost';
  return { quality: next, met, sending, receiving, smooth, ...judgeSilence(state, silent, sample.at, context) };
}

/** The first sample, or the first after a page was frozen: nothing to compare with. */
function whileUnknown(state: QualityState, at: number, context: QualityContext): QualityState {
  return {
    ...state,
    sending: { recent: [] },
    receiving: { recent: [] },
    ...judgeSilence(state, state.silentSince !== null, at, context),
  };
}

function judgeSilence(
  { silentSince }: QualityState,
  silent: boolean,
  at: number,
  { link }: QualityContext,
): Pick<QualityState, 'silentSince' | 'ringInstead'> {
  const inRoom = link === 'ready' || link === 'interrupted';
  if (inRoom && !silent) return { silentSince: null, ringInstead: false };
  const since = silentSince ?? at;
  return { silentSince: since, ringInstead: at - since >= qualityLimits.ringInsteadAfterMs };
}

function judgeSending({ sent }: LinkInterval, smooth: Smooth, context: QualityContext): Verdict {
  const { sends, deviceTrouble, paused } = context;
  if (!sends.audio && !sends.video) return deviceTrouble ? { signal: 'poor', cause: 'device' } : GOOD;
  // What leaves goes into the void while the gateway answers nothing of it.
  if (sent.answered === false) return { signal: 'lost', cause: 'loss' };
  const { lost, oneWayMs, available, framesPerSecond } = qualityLimits;
  // The encoder calls loss “bandwidth” too: only the estimate tells them apart.
  const narrow = sent.limitedBy === 'bandwidth' && (sent.available ?? Infinity) < available.strained;
  const queued = isQueued(sent.roundTripMs, smooth) || narrow;
  const picture = sends.video && !paused.sending;
  const known = sent.answered !== null;
  return worst([
    grade(smooth.sentLost, lost, queued ? 'bandwidth' : 'loss'),
    // The browser's estimate follows what is sent: it means something only where the encoder says that it is held back.
    picture && narrow ? gradeDown(sent.available, available, 'bandwidth') : GOOD,
    grade(sent.roundTripMs === null ? null : sent.roundTripMs / 2, oneWayMs, 'delay'),
    paused.sending && sends.video ? { signal: 'poor', cause: 'bandwidth' } : GOOD,
    picture && sent.limitedBy === 'cpu'
      ? worst([{ signal: 'strained', cause: 'cpu' }, gradeDown(sent.framesPerSecond, framesPerSecond, 'cpu')])
      : GOOD,
    deviceTrouble ? { signal: 'poor', cause: 'device' } : GOOD,
    // A live track gives packets all the time: where none leave, the device gives nothing.
    known && sends.audio && sent.audioPackets === 0 ? { signal: 'poor', cause: 'device' } : GOOD,
    known && picture && sent.videoPackets === 0 ? { signal: 'poor', cause: 'device' } : GOOD,
  ]);
}

function judgeReceiving({ sent, received }: LinkInterval, smooth: Smooth, context: QualityContext): Verdict {
  const { link, expects, paused, remoteTrouble, visible } = context;
  // While the room is taken for the first time there is nothing yet that could be missed.
  if ((!expects.audio && !expects.video) || link === 'idle' || link === 'connecting') return GOOD;
  const nothing = received.audioPackets + received.videoPackets === 0;
  if (nothing || (expects.audio && received.audioPackets === 0)) {
    // The gateway answers us: then it is the other who does not reach it. No word from anything: nobody knows.
    const elsewhere = remoteTrouble || sent.answered === true || !nothing;
    if (nothing && sent.answered === null && link === 'ready' && !remoteTrouble) return GOOD;
    return { signal: 'lost', cause: elsewhere ? 'remote' : 'loss' };
  }
  const { lost, concealed, oneWayMs, framesPerSecond, frozen } = qualityLimits;
  const network = isQueued(received.roundTripMs, smooth) ? 'bandwidth' : 'loss';
  const roundTrip = received.roundTripMs ?? 0;
  const still = smooth.receivedLost >= lost.strained ? network : sent.limitedBy === 'cpu' ? 'cpu' : 'remote';
  const shown = received.videoPackets > 0 && visible;
  const verdict = worst([
    paused.receiving ? { signal: 'poor', cause: 'bandwidth' } : GOOD,
    grade(smooth.receivedLost, lost, network),
    grade(smooth.concealed, concealed, network),
    grade(roundTrip / 2 + (smooth.heldMs ?? 0), oneWayMs, 'delay'),
    expects.video && !paused.receiving && received.videoPackets === 0 ? { signal: 'poor', cause: 'remote' } : GOOD,
    shown ? gradeDown(received.framesPerSecond, framesPerSecond, still) : GOOD,
    shown ? grade(received.frozen, frozen, still) : GOOD,
  ]);
  return remoteTrouble && verdict.cause !== null ? { ...verdict, cause: 'remote' } : verdict;
}

const isQueued = (roundTripMs: number | null, { leastRoundTripMs }: Smooth): boolean =>
  roundTripMs !== null && leastRoundTripMs !== null && roundTripMs - leastRoundTripMs >= qualityLimits.queueMs;

function smoothen(before: Smooth, { sent, received }: LinkInterval, { link }: QualityContext): Smooth {
  const blend = (old: number, now: number | null): number => (now === null ? old : old + (now - old) * WEIGHT);
  const roundTrips = [before.leastRoundTripMs, sent.roundTripMs].filter((ms) => ms !== null);
  return {
    sentLost: blend(before.sentLost, sent.lost),
    receivedLost: blend(before.receivedLost, received.lost),
    concealed: blend(before.concealed, received.concealed),
    heldMs: received.heldMs === null ? before.heldMs : blend(before.heldMs ?? received.heldMs, received.heldMs),
    // Another network may lie behind an interruption.
    leastRoundTripMs: link !== 'ready' || roundTrips.length === 0 ? null : Math.min(...roundTrips),
  };
}

interface Limit {
  readonly strained: number;
  readonly poor: number;
}

function grade(value: number | null, { strained, poor }: Limit, cause: QualityCause): Verdict {
  if (value === null || value < strained) return GOOD;
  return { signal: value < poor ? 'strained' : 'poor', cause };
}

/** The less, the worse. */
function gradeDown(value: number | null, { strained, poor }: Limit, cause: QualityCause): Verdict {
  if (value === null || value >= strained) return GOOD;
  return { signal: value >= poor ? 'strained' : 'poor', cause };
}

/** The first of the worst. */
const worst = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce((worse, verdict) => (rank[verdict.signal] > rank[worse.signal] ? verdict : worse), GOOD);
const best = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce((better, verdict) => (rank[verdict.signal] < rank[better.signal] ? verdict : better));

function note({ recent }: DirectionState, verdict: Verdict, at: number): DirectionState {
  const from = at - qualityLimits.betterAfterMs;
  // One before the window is kept: it tells that the window is covered whole.
  const kept = recent.filter((entry, index) => entry.at >= from || (recent[index + 1]?.at ?? at) > from);
  return { recent: [...kept, { at, verdict }] };
}

/** What is shown after the newest verdict: the mildest of what has been worse, the worst of what has been better. */
function settle(shown: Verdict, { recent }: DirectionState, broken: boolean): Verdict {
  const newest = recent.at(-1)?.verdict ?? shown;
  if (newest.signal === 'lost' && broken) return newest;
  const worse = lasting(recent, qualityLimits.worseAfterMs);
  if (worse) {
    const mildest = best(worse);
    if (rank[mildest.signal] > rank[shown.signal]) return latestOf(worse, mildest);
    const sameCause = worse.every(({ cause, signal }) => cause === newest.cause && signal === shown.signal);
    if (sameCause && newest.cause !== shown.cause) return newest;
  }
  const after = shown.signal === 'lost' ? qualityLimits.foundAfterMs : qualityLimits.betterAfterMs;
  const better = lasting(recent, after);
  if (better) {
    const highest = worst(better);
    if (rank[highest.signal] < rank[shown.signal]) return latestOf(better, highest);
  }
  return shown;
}

/** With the cause that this signal had last. */
const latestOf = (verdicts: readonly Verdict[], { signal }: Verdict): Verdict =>
  verdicts.findLast((verdict) => verdict.signal === signal) ?? GOOD;

/** All verdicts of the last `ms`; null while there are not that many. */
function lasting(recent: DirectionState['recent'], ms: number): readonly Verdict[] | null {
  const from = (recent.at(-1)?.at ?? 0) - ms;
  const oldest = recent[0];
  if (!oldest || oldest.at > from) return null;
  return recent.filter(({ at }) => at > from).map(({ verdict }) => verdict);
}

function keepSame(before: Quality, { sending, receiving }: Quality): Quality {
  const same = (a: Verdict, b: Verdict): boolean => a.signal === b.signal && a.cause === b.cause;
  return same(before.sending, sending) && same(before.receiving, receiving)
    ? before
    : Object.freeze({ sending, receiving });
}
