import type { SelfTestCredentials, SelfTestNetwork } from '../../contract/index.ts';
import { VISIT_NEEDS_KBPS } from '../../contract/self-test-words.ts';
import type { Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import type { EchoGateway, EchoLink } from '../gateway/echo.ts';
import type { LinkSample } from '../quality/link-sample.ts';
import { failed, passed, warned, type CheckOutcome, type CheckRun } from './check-parts.ts';
import type { NoisePicture } from './noise-picture.ts';

/** What is sent at most, bit/s: more than is needed, so that what is needed is surely sent. */
const SENT_BITRATE = 1_000_000;
const SAMPLE_EVERY_MS = 500;
/** So long it has to last, ms. */
const WINDOW_MS = 3_000;
/** A browser finds the room that there is within this; then it is what it is, ms. */
const LIMIT_MS = 12_000;
/**
 * A browser that does not tell what it thinks there is room for (Firefox) begins low and rises slowly. So much of it, come back
 * whole, means that the browser was the limit and not the line.
 */
const UNTOLD_ENOUGH_KBPS = 400;
/** Less than this in either direction: hardly sound. */
const HARDLY_SOUND_KBPS = 100;
/** ITU-T G.1010 for speech, as in `core/quality`. */
const LOSSY_PERCENT = 3;
/** The way there and back to the gateway; twice for those who speak with each other. ITU-T G.114. */
const SLOW_MS = 500;

export interface NetworkParts {
  readonly clock: Clock;
  readonly echo: EchoGateway;
  readonly picture: () => NoisePicture;
}

/** What the way to the gateway and back carries. */
export async function checkNetwork(
  { clock, echo, picture }: NetworkParts,
  credentials: SelfTestCredentials,
  run: CheckRun,
): Promise<{ outcome: CheckOutcome; network: SelfTestNetwork | null }> {
  run.step('measuring');
  const noise = picture();
  let link: EchoLink | null = null;
  try {
    link = await echo.openEcho({
      credentials,
      picture: noise.track,
      maxBitrate: SENT_BITRATE,
      signal: run.signal,
    });
    const lost = link.lost.then((error) => Promise.reject(error));
    const measured = await Promise.race([measure(link, clock, run.signal), lost]);
    if (!measured) return { outcome: failed('no-path'), network: null };
    return { outcome: judge(measured.network, measured.tellsRoom), network: measured.network };
  } catch (error) {
    run.signal.throwIfAborted();
    return { outcome: failed(reasonOf(error)), network: null };
  } finally {
    noise.close();
    void link?.close();
  }
}

async function measure(
  link: EchoLink,
  clock: Clock,
  signal: AbortSignal,
): Promise<{ network: SelfTestNetwork; tellsRoom: boolean } | null> {
  const begun = clock.elapsed();
  const samples = [await link.sample()];
  for (;;) {
    await clock.sleep(SAMPLE_EVERY_MS, signal);
    const now = await link.sample();
    samples.push(now);
    while (now.at - (samples[1]?.at ?? now.at) >= WINDOW_MS) samples.shift();
    const [first = now] = samples;
    const network = between(first, now);
    const sustained =
      now.at - first.at >= WINDOW_MS &&
      network !== null &&
      network.upKbps >= VISIT_NEEDS_KBPS &&
      network.downKbps >= VISIT_NEEDS_KBPS;
    if (sustained || clock.elapsed() - begun >= LIMIT_MS)
      return network && { network, tellsRoom: now.paths[0]?.available !== null };
  }
}

function between(before: LinkSample, after: LinkSample): SelfTestNetwork | null {
  const [path] = after.paths;
  const [sent, sentBefore] = [after.sent[0], before.sent[0]];
  const [received, receivedBefore] = [after.received[0], before.received[0]];
  const ms = after.at - before.at;
  if (!path || !sent || ms <= 0) return null;
  const kbps = (bytes: number): number => Math.max(0, Math.round((bytes * 8) / ms));
  const arrived = (received?.packets ?? 0) - (receivedBefore?.packets ?? 0);
  const missed = Math.max(0, (received?.lost ?? 0) - (receivedBefore?.lost ?? 0));
  const roundTrip = path.roundTripMs ?? sent.roundTripMs;
  return {
    upKbps: Math.round(kbps(sent.bytes - (sentBefore?.bytes ?? 0)) * (1 - (sent.lost ?? 0))),
    downKbps: kbps((received?.bytes ?? 0) - (receivedBefore?.bytes ?? 0)),
    roundTripMs: roundTrip === null ? null : Math.min(60_000, Math.round(roundTrip)),
    lossPercent: arrived + missed === 0 ? 0 : Math.round((100 * missed) / (arrived + missed)),
    transport: path.transport,
    relayed: path.relayed,
  };
}

function judge({ upKbps, downKbps, lossPercent, roundTripMs }: SelfTestNetwork, tellsRoom: boolean): CheckOutcome {
  const least = tellsRoom || lossPercent > 0 ? VISIT_NEEDS_KBPS : UNTOLD_ENOUGH_KBPS;
  if (Math.min(upKbps, downKbps) < HARDLY_SOUND_KBPS) return failed('too-narrow');
  if (upKbps < least) return warned('narrow-up');
  if (downKbps < least) return warned('narrow-down');
  if (lossPercent >= LOSSY_PERCENT) return warned('lossy');
  if (roundTripMs !== null && roundTripMs >= SLOW_MS) return warned('slow');
  return passed;
}

function reasonOf(error: unknown): 'no-path' | 'unsupported-browser' | 'gateway-unreachable' {
  const { code } = VisitError.from(error, 'gateway-unreachable');
  if (code === 'media-failed') return 'no-path';
  return code === 'unsupported-browser' ? code : 'gateway-unreachable';
}
