import type { GatewayCredentials } from '../../contract/index.ts';
import { VisitError } from '../errors.ts';
import type { LocalTracks, PictureShape } from './gateway.ts';
import { joinAsPublisher, publisherChanges, ownRemoval, type RoomData } from './janus-messages.ts';
import type { HandleNews, JanusHandle, JanusSession } from './janus-session.ts';

/** The copy of the picture for those with little room, as rid (RFC 8851). Janus takes the last one for the lowest. */
const SMALL = 'small';
/** bit/s */
const SMALL_BITRATE = 130_000;
const LAYERS = [{ rid: 'large' }, { rid: SMALL, maxBitrate: SMALL_BITRATE }];

/** What is sent from now on. */
export interface Sending {
  readonly tracks: LocalTracks;
  readonly shape: PictureShape;
}

export interface PublisherListener {
  /** DTLS is up: what is given to `send` leaves at once. */
  up(): void;
  publishers(changes: { came: string[]; went: string[] }): void;
  /** Out of the room, or the PeerConnection is gone. */
  lost(error: VisitError): void;
}

/**
 * Our own place in the room, and what we send from it.
 *
 * Audio, video and one data channel are negotiated at once with senders that carry nothing (design: warm call-in), so
 * that `send` is no more than `replaceTrack`.
 */
export class JanusPublisher {
  readonly #handle: JanusHandle;
  readonly #listener: PublisherListener;
  #privateId = 0;
  #present: readonly string[] = [];
  /** The most that the room allows, bit/s; without it browsers give a layer of simulcast less, by its size. */
  #bitrate = 0;
  #shaping: Promise<void> = Promise.resolve();

  private constructor(handle: JanusHandle, listener: PublisherListener) {
    this.#handle = handle;
    this.#listener = listener;
  }

  static async join(options: {
    session: JanusSession;
    credentials: GatewayCredentials;
    sending: Sending;
    group: boolean;
    listener: PublisherListener;
  }): Promise<JanusPublisher> {
    const early: HandleNews[] = [];
    let publisher: JanusPublisher | null = null;
    const handle = await options.session.attach('janus.plugin.videoroom', (news) => {
      if (publisher) publisher.#hear(news);
      else early.push(news);
    });
    const joining = new JanusPublisher(handle, options.listener);
    await joining.#join(options.credentials, options.sending, options.group);
    publisher = joining;
    for (const news of early) joining.#hear(news);
    return joining;
  }

  /** Proves to the room, when subscribing, that we are one of its members. */
  get privateId(): number {
    return this.#privateId;
  }

  /** Who published already when we joined. */
  get present(): readonly string[] {
    return this.#present;
  }

  get pc(): RTCPeerConnection | null {
    return this.#handle.pc;
  }

  async send(tracks: LocalTracks): Promise<void> {
    const pc = this.#handle.pc;
    if (!pc) throw new VisitError('media-failed', { detail: 'no connection' });
    await Promise.all(
      pc.getTransceivers().map(async (transceiver) => {
        const track = tracks[transceiver.receiver.track.kind as 'audio' | 'video'];
        if (transceiver.sender.track !== track) await transceiver.sender.replaceTrack(track);
      }),
    );
  }

  /** One change at a time: each writes back the parameters that it has read. */
  shape(shape: PictureShape): Promise<void> {
    const shaped = this.#shaping.then(() => this.#shape(shape));
    this.#shaping = shaped.catch(() => {});
    return shaped;
  }

  /** Tells the other members; false where the data channel is not open. */
  sendText(text: string): boolean {
    return this.#handle.sendText(text);
  }

  /** A new path for what we send. */
  async restartIce(): Promise<void> {
    const offer = await this.#handle.createOffer([], { iceRestart: true });
    const answer = await this.#handle.request({ request: 'configure' }, offer);
    if (!answer.jsep) throw new VisitError('media-failed', { detail: 'no answer' });
    await this.#handle.accept(answer.jsep);
  }

  /** Has our own encoder begin anew, for all who receive us. */
  async sendKeyframe(): Promise<void> {
    await this.#handle.request({ request: 'configure', keyframe: true });
  }

  /** The same without a way to the gateway and back, where the browser can. */
  async renewPicture(): Promise<void> {
    const sender = this.#sender('video');
    if (!sender?.track) return;
    const parameters = sender.getParameters();
    let isKnown = false;
    const options = {
      get encodingOptions(): { keyFrame: boolean }[] {
        // Only a browser that knows of it reads it.
        isKnown = true;
        return parameters.encodings.map(() => ({ keyFrame: true }));
      },
    };
    await (sender as KeyFrameSender).setParameters(parameters, options);
    if (!isKnown) await this.sendKeyframe();
  }

  #sender(kind: 'audio' | 'video'): RTCRtpSender | undefined {
    return this.#handle.pc?.getTransceivers().find(({ receiver }) => receiver.track.kind === kind)?.sender;
  }

  async #shapeSound(soundBitrate: number | null): Promise<void> {
    const sender = this.#sender('audio');
    const parameters = sender?.getParameters();
    const [encoding] = parameters?.encodings ?? [];
    if (!sender || !parameters || !encoding || (encoding.maxBitrate ?? null) === soundBitrate) return;
    if (soundBitrate === null) delete encoding.maxBitrate;
    else encoding.maxBitrate = soundBitrate;
    await sender.setParameters(parameters);
  }

  async #shape({ active, maxBitrate, shrink, keepsSize, small, soundBitrate }: PictureShape): Promise<void> {
    await this.#shapeSound(soundBitrate);
    const sender = this.#sender('video');
    if (!sender) return;
    const parameters = sender.getParameters();
    // For hands that sign, movement counts for more than sharpness.
    parameters.degradationPreference = 'maintain-framerate';
    for (const encoding of parameters.encodings as Encoding[]) {
      // A lost picture of the upper layers holds up none that comes after it.
      encoding.scalabilityMode = 'L1T3';
      if (encoding.rid === SMALL) {
        encoding.active = active && small !== null;
        encoding.scaleResolutionDownBy = small?.shrink ?? shrink;
        continue;
      }
      encoding.active = active;
      encoding.scaleResolutionDownBy = shrink;
      encoding.maxBitrate = maxBitrate ?? this.#bitrate;
    }
    // Newer than the types, and not in all browsers: one that does not know the value throws, and shrinks it further.
    const both = { ...parameters, degradationPreference: 'maintain-framerate-and-resolution' };
    await (keepsSize
      ? sender.setParameters(both as RTCRtpSendParameters).catch(() => sender.setParameters(parameters))
      : sender.setParameters(parameters));
  }

  async #join(credentials: GatewayCredentials, { tracks, shape }: Sending, group: boolean): Promise<void> {
    this.#bitrate = credentials.bitrate;
    const placeholders = makePlaceholders();
    const offer = await this.#handle
      .createOffer([
        { type: 'audio', capture: placeholders.audio, recv: false },
        {
          type: 'video',
          capture: placeholders.video,
          recv: false,
          // Only where it is needed: with two layers browsers find the size of the picture slowly.
          ...(group ? { simulcast: true, sendEncodings: LAYERS } : {}),
        },
        { type: 'data' },
      ])
      .finally(() => placeholders.close());
    // Before the offer leaves: nothing can be sent that was not given to `send`.
    await this.send(tracks);
    // Both were offered as active: Janus never relays a layer that was offered as paused.
    await this.shape(shape);
    const answer = await this.#handle.request(joinAsPublisher(credentials), offer);
    if (!answer.jsep) throw new VisitError('media-failed', { detail: 'no answer' });
    this.#privateId = answer.data.private_id ?? 0;
    this.#present = publisherChanges(answer.data).came;
    await this.#handle.accept(answer.jsep);
    this.#followPath();
  }

  /** What was on its way when the path changed is lost: the others' decoders begin anew at once. */
  #followPath(): void {
    const senders = this.#handle.pc?.getSenders() ?? [];
    senders[0]?.transport?.iceTransport.addEventListener('selectedcandidatepairchange', () => {
      if (senders.some(({ track }) => track?.kind === 'video')) this.sendKeyframe().catch(() => {});
    });
  }

  #hear(news: HandleNews): void {
    switch (news.type) {
      case 'up':
        return this.#listener.up();
      case 'hangup':
        return this.#listener.lost(new VisitError('media-failed', { detail: `hangup ${news.reason}` }));
      case 'connection':
        if (news.state === 'failed')
          this.#listener.lost(new VisitError('media-failed', { detail: 'connection failed' }));
        return;
      case 'event':
        return this.#hearRoom(news.data);
    }
  }

  #hearRoom(data: RoomData): void {
    const removal = ownRemoval(data);
    if (removal) return this.#listener.lost(removal);
    const changes = publisherChanges(data);
    if (changes.came.length + changes.went.length > 0) this.#listener.publishers(changes);
  }
}

/** https://www.w3.org/TR/webrtc-svc/#dom-rtcrtpencodingparameters-scalabilitymode: newer than the types. */
/** Newer than the types: W3C WebRTC Extensions, `RTCSetParameterOptions`. */
interface KeyFrameSender {
  setParameters(
    parameters: RTCRtpSendParameters,
    options: { readonly encodingOptions: { keyFrame: boolean }[] },
  ): Promise<void>;
}

type Encoding = RTCRtpEncodingParameters & { scalabilityMode?: string };

/**
 * Tracks without a source, as janus.js cannot offer to send without one. They come from a PeerConnection that is never
 * used: no camera, no audio context, nothing to hear or see.
 */
function makePlaceholders(): { audio: MediaStreamTrack; video: MediaStreamTrack; close: () => void } {
  const pc = new RTCPeerConnection();
  const track = (kind: 'audio' | 'video'): MediaStreamTrack =>
    pc.addTransceiver(kind, { direction: 'recvonly' }).receiver.track;
  return { audio: track('audio'), video: track('video'), close: () => pc.close() };
}
