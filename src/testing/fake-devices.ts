import type { MediaEnvironment } from '../core/media/local-media.ts';

type Feature = 'camera' | 'microphone';
const FEATURES: readonly Feature[] = ['camera', 'microphone'];
const trackKind = { camera: 'video', microphone: 'audio' } as const;
const deviceKind = { camera: 'videoinput', microphone: 'audioinput' } as const;

let count = 0;

/** A track without a source, for where there is no WebRTC (Node). */
export class FakeTrack extends EventTarget {
  readonly kind: 'audio' | 'video';
  readonly id = `track-${++count}`;
  readonly label: string;
  enabled = true;
  muted = false;
  readyState: 'live' | 'ended' = 'live';

  constructor(kind: 'audio' | 'video', label: string = kind) {
    super();
    this.kind = kind;
    this.label = label;
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: `device-${this.label}` };
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** The device is unplugged, or taken back by the browser. */
  lose(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }

  get asTrack(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack;
  }
}

/** A stream of such tracks. */
export class FakeStream {
  readonly #tracks: readonly MediaStreamTrack[];

  constructor(tracks: readonly MediaStreamTrack[]) {
    this.#tracks = tracks;
  }

  getTracks(): MediaStreamTrack[] {
    return [...this.#tracks];
  }
  getAudioTracks(): MediaStreamTrack[] {
    return this.#tracks.filter(({ kind }) => kind === 'audio');
  }
  getVideoTracks(): MediaStreamTrack[] {
    return this.#tracks.filter(({ kind }) => kind === 'video');
  }
}

export const makeFakeStream = (tracks: readonly MediaStreamTrack[]): MediaStream =>
  new FakeStream(tracks) as unknown as MediaStream;

/** A browser's camera and microphone in memory. What goes wrong is set before the page asks. */
export class FakeDevices implements MediaEnvironment {
  secure = true;
  /** What `enumerateDevices` lists; empty before the first permission in some browsers. */
  listed: readonly Feature[] = FEATURES;
  readonly permissions: Record<Feature, PermissionState> = { camera: 'prompt', microphone: 'prompt' };
  readonly policy: Record<Feature, boolean> = { camera: true, microphone: true };
  /** What the page has asked for, in order. */
  readonly asked: Feature[][] = [];
  /** All tracks ever given. */
  readonly tracks: FakeTrack[] = [];
  /** Levels that are listened to now. */
  listening = 0;
  readonly #refusals = new Map<Feature, string>();
  #answer: Promise<void> = Promise.resolve();

  /** Asking for it fails with this name, e.g. `NotReadableError`, alone or together with the other. */
  refuse(feature: Feature, errorName: string): void {
    this.#refusals.set(feature, errorName);
  }

  /** It works again. */
  allow(feature: Feature): void {
    this.#refusals.delete(feature);
  }

  /** The person lets the question stand; the function returned answers it. */
  holdAnswer(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#answer = promise;
    return resolve;
  }

  get live(): readonly FakeTrack[] {
    return this.tracks.filter(({ readyState }) => readyState === 'live');
  }

  devices: MediaEnvironment['devices'] = {
    enumerateDevices: async () =>
      this.listed.map((feature) => ({
        kind: deviceKind[feature],
        deviceId: '',
        groupId: '',
        label: '',
        toJSON: () => ({}),
      })),
    getUserMedia: async (wanted) => {
      const features = FEATURES.filter((feature) => wanted?.[trackKind[feature]]);
      this.asked.push(features);
      await this.#answer;
      for (const feature of features) {
        const refusal = this.#refusals.get(feature);
        if (refusal) throw new DOMException('', refusal);
      }
      const tracks = features.map((feature) => new FakeTrack(trackKind[feature], feature));
      this.tracks.push(...tracks);
      return makeFakeStream(tracks.map(({ asTrack }) => asTrack));
    },
  };

  allowedByPolicy(feature: Feature): boolean {
    return this.policy[feature];
  }

  async permission(feature: Feature): Promise<PermissionState> {
    return this.permissions[feature];
  }

  stream(track: MediaStreamTrack): MediaStream {
    return makeFakeStream([track]);
  }

  level(): { read(): number; close(): void } {
    this.listening++;
    return { read: () => 0.5, close: () => this.listening-- };
  }
}
