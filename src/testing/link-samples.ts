import type { LinkPath, LinkSample, ReceivedStream, SentStream } from '../core/quality/link-sample.ts';

/** What one second does to the counters. What is not named is as on a good link. */
export interface OneSecond {
  readonly audioSent?: number;
  readonly videoSent?: number;
  readonly framesSent?: number;
  /** The part that the gateway missed, 0…1. */
  readonly sentLost?: number | null;
  readonly limitedBy?: SentStream['limitedBy'];
  readonly available?: number | null;
  readonly roundTripMs?: number | null;
  /** False: nothing comes in from the gateway, not even answers. */
  readonly answered?: boolean | null;
  readonly audioReceived?: number;
  readonly videoReceived?: number;
  readonly framesReceived?: number | null;
  /** Packets that never came, sound and picture together. */
  readonly receivedLost?: number;
  /** Sound made up, 0…1. */
  readonly concealed?: number | null;
  readonly heldMs?: number | null;
  readonly frozen?: number | null;
  /** ms; default 1000 */
  readonly length?: number;
}

const sampleRate = 48_000;

/** Writes samples of a link as a browser would count them, second by second. Hand-made: no browser has counted these. */
export class HandMadeLink {
  #at = 0;
  #audio = sentStream('audio');
  #video = sentStream('video');
  #sound = receivedStream('audio');
  #picture = receivedStream('video');
  #path: LinkPath = {
    connection: 'publisher',
    bytesReceived: 0,
    transport: 'udp',
    relayed: false,
    roundTripMs: 50,
    available: 2e6,
  };

  /** A new connection: everything is counted from 0 again. */
  startAnew(): void {
    this.#audio = sentStream('audio');
    this.#video = sentStream('video');
    this.#sound = receivedStream('audio');
    this.#picture = receivedStream('video');
    this.#path = { ...this.#path, bytesReceived: 0 };
  }

  sample(second: OneSecond = {}): LinkSample {
    const length = second.length ?? 1_000;
    this.#at += length;
    const { audioSent = 50, videoSent = 100, framesSent = 30, sentLost = 0, limitedBy = 'none' } = second;
    const { audioReceived = 50, videoReceived = 100, framesReceived = 30, receivedLost = 0 } = second;
    const { concealed = 0, heldMs = 60, frozen = 0, answered = true, roundTripMs = 50, available = 2e6 } = second;
    const played = (sampleRate * length) / 1000;
    this.#audio = { ...this.#audio, packets: this.#audio.packets + audioSent, lost: sentLost };
    this.#video = {
      ...this.#video,
      packets: this.#video.packets + videoSent,
      frames: (this.#video.frames ?? 0) + framesSent,
      lost: sentLost,
      limitedBy,
    };
    this.#sound = {
      ...this.#sound,
      packets: this.#sound.packets + audioReceived,
      lost: this.#sound.lost + receivedLost,
      samples: concealed === null ? null : (this.#sound.samples ?? 0) + played,
      concealed: concealed === null ? null : (this.#sound.concealed ?? 0) + concealed * played,
      heldSeconds: heldMs === null ? null : (this.#sound.heldSeconds ?? 0) + (played * heldMs) / 1000,
      heldCount: heldMs === null ? null : (this.#sound.heldCount ?? 0) + played,
    };
    this.#picture = {
      ...this.#picture,
      packets: this.#picture.packets + videoReceived,
      frames: framesReceived === null ? null : (this.#picture.frames ?? 0) + framesReceived,
      frozenSeconds: frozen === null ? null : (this.#picture.frozenSeconds ?? 0) + (frozen * length) / 1000,
    };
    this.#path = {
      ...this.#path,
      roundTripMs,
      available,
      bytesReceived: answered === null ? null : (this.#path.bytesReceived ?? 0) + (answered ? 900 : 0),
    };
    return {
      at: this.#at,
      sent: [this.#audio, this.#video],
      received: [this.#sound, this.#picture],
      paths: [this.#path],
    };
  }
}

const sentStream = (kind: 'audio' | 'video'): SentStream => ({
  key: `0:${kind}`,
  kind,
  rid: null,
  packets: 0,
  bytes: 0,
  lost: 0,
  roundTripMs: null,
  frames: kind === 'video' ? 0 : null,
  height: null,
  limitedBy: kind === 'video' ? 'none' : null,
});

const receivedStream = (kind: 'audio' | 'video'): ReceivedStream => ({
  key: `1:${kind}`,
  kind,
  trackId: kind,
  packets: 0,
  bytes: 0,
  lost: 0,
  heldSeconds: kind === 'audio' ? 0 : null,
  heldCount: kind === 'audio' ? 0 : null,
  samples: kind === 'audio' ? 0 : null,
  concealed: kind === 'audio' ? 0 : null,
  frames: kind === 'video' ? 0 : null,
  frozenSeconds: kind === 'video' ? 0 : null,
  height: null,
});
