import type { Device, MediaKind } from '../core/media/device-list.ts';
import type { MediaEnvironment } from '../core/media/media-environment.ts';
import type { SourceProbe, SourceReading } from '../core/media/source-watch.ts';

type Feature = 'camera' | 'microphone';
const FEATURES: readonly Feature[] = ['camera', 'microphone'];
const trackKind = { camera: 'video', microphone: 'audio' } as const;
const deviceKind = { camera: 'videoinput', microphone: 'audioinput', speaker: 'audiooutput' } as const;

let count = 0;

/** What is known of a camera beyond its name. */
export interface FakeCamera {
  facing?: 'user' | 'environment';
  /** It can blur the background. */
  blurs?: boolean;
  /** No constraints are taken any more: the name of the error. */
  refuses?: string;
}

/** A track without a source, for where there is no WebRTC (Node). */
export class FakeTrack extends EventTarget {
  readonly kind: 'audio' | 'video';
  readonly id = `track-${++count}`;
  readonly label: string;
  enabled = true;
  muted = false;
  readyState: 'live' | 'ended' = 'live';
  contentHint = '';
  /** What was asked of it last, of each property. */
  readonly constraints: Record<string, unknown> = {};
  readonly #deviceId: string;
  readonly #camera: FakeCamera;

  constructor(kind: 'audio' | 'video', label: string = kind, deviceId = `device-${label}`, camera: FakeCamera = {}) {
    super();
    this.kind = kind;
    this.label = label;
    this.#deviceId = deviceId;
    this.#camera = camera;
  }

  getSettings(): MediaTrackSettings {
    const { facing, blurs } = this.#camera;
    return {
      deviceId: this.#deviceId,
      ...(facing ? { facingMode: facing } : {}),
      ...(blurs ? { backgroundBlur: this.constraints['backgroundBlur'] === true } : {}),
    };
  }

  getCapabilities(): MediaTrackCapabilities {
    return this.#camera.blurs ? ({ backgroundBlur: [false, true] } as MediaTrackCapabilities) : {};
  }

  async applyConstraints(constraints: MediaTrackConstraints): Promise<void> {
    if (this.#camera.refuses) throw new DOMException('', this.#camera.refuses);
    Object.assign(this.constraints, constraints);
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** The system keeps the sound or picture to itself, as during a telephone call. */
  mute(muted: boolean): void {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
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
  choosesSpeaker = true;
  /** The kinds that `enumerateDevices` lists, without names, as before the first permission; not once any is plugged in. Empty before the first permission in some browsers. */
  listed: readonly Feature[] = FEATURES;
  readonly permissions: Record<Feature, PermissionState> = { camera: 'prompt', microphone: 'prompt' };
  readonly policy: Record<Feature, boolean> = { camera: true, microphone: true };
  /** What the page has asked for, in order. */
  readonly asked: Feature[][] = [];
  /** All tracks ever given. */
  readonly tracks: FakeTrack[] = [];
  /** Levels that are listened to now. */
  listening = 0;
  /** Tracks that are looked at or listened to now, for whether they give anything. */
  probing = 0;
  /** What a device gives, by its name (`camera` and `microphone` where none is plugged in). Not named: it is alive. */
  readonly gives = new Map<string, SourceReading>();
  /** Devices, by name, that the system keeps muted when they are opened. */
  readonly mutes = new Set<string>();
  /** As some telephones: a camera that is open keeps the others from being opened. */
  opensOneCamera = false;
  /** Cameras of which more is known, by name. */
  readonly cameras = new Map<string, FakeCamera>();
  /** As the tab keeps it: since when the microphone is released. */
  releasedSince: number | null = null;
  /** What the person has chosen in this browser. */
  readonly remembered: Partial<Record<MediaKind, Device>> = {};
  readonly memory: MediaEnvironment['memory'] = {
    recall: (kind) => this.remembered[kind] ?? null,
    remember: (kind, device) => {
      if (device) this.remembered[kind] = device;
      else delete this.remembered[kind];
    },
    releasedSince: () => this.releasedSince,
    keepReleased: (since) => (this.releasedSince = since),
  };
  readonly #plugged: { readonly kind: MediaKind; readonly id: string }[] = [];
  readonly #changes = new EventTarget();
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

  /** There is a device of this name, which is its id too. The first of a kind is what the system uses. */
  plug(kind: MediaKind, id: string): void {
    this.#plugged.push({ kind, id });
    this.#changes.dispatchEvent(new Event('devicechange'));
  }

  /** It is pulled out: its tracks end. */
  unplug(id: string): void {
    const place = this.#plugged.findIndex((device) => device.id === id);
    this.#plugged.splice(place, 1);
    for (const track of this.live) if (track.getSettings().deviceId === id) track.lose();
    this.#changes.dispatchEvent(new Event('devicechange'));
  }

  onDeviceChange(listener: () => void, signal: AbortSignal): void {
    this.#changes.addEventListener('devicechange', listener, { signal });
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
      this.#plugged.length > 0
        ? this.#plugged.map(({ kind, id }) => listed(kind, id))
        : this.listed.map((feature) => listed(feature, '')),
    getUserMedia: async (wanted) => {
      const features = FEATURES.filter((feature) => wanted?.[trackKind[feature]]);
      this.asked.push(features);
      await this.#answer;
      for (const feature of features) {
        const refusal = this.#refusals.get(feature);
        if (refusal) throw new DOMException('', refusal);
      }
      if (this.opensOneCamera && features.includes('camera') && this.live.some(({ kind }) => kind === 'video'))
        throw new DOMException('', 'NotReadableError');
      const tracks = features.map((feature) => this.#make(feature, wanted?.[trackKind[feature]]));
      this.tracks.push(...tracks);
      return makeFakeStream(tracks.map(({ asTrack }) => asTrack));
    },
  };

  /** As a browser picks: the one asked for, else the first. */
  #make(feature: Feature, wanted: boolean | MediaTrackConstraints | undefined): FakeTrack {
    const here = this.#plugged.filter(({ kind }) => kind === feature);
    const which =
      typeof wanted === 'object' ? (wanted.deviceId as ConstrainDOMStringParameters | undefined) : undefined;
    const facing =
      typeof wanted === 'object' ? (wanted.facingMode as ConstrainDOMStringParameters | string) : undefined;
    const facingExactly = typeof facing === 'object' ? facing.exact : undefined;
    const asked = here.find(({ id }) =>
      facingExactly === undefined
        ? id === (which?.exact ?? which?.ideal)
        : this.cameras.get(id)?.facing === facingExactly,
    );
    if ((which?.exact ?? facingExactly) !== undefined && !asked) throw new DOMException('', 'OverconstrainedError');
    const device = asked ?? here[0];
    const track = device
      ? new FakeTrack(trackKind[feature], device.id, device.id, this.cameras.get(device.id))
      : new FakeTrack(trackKind[feature], feature);
    track.muted = this.mutes.has(track.label);
    return track;
  }

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

  probe({ label }: MediaStreamTrack): SourceProbe {
    this.probing++;
    return { read: () => this.gives.get(label) ?? 'alive', close: () => this.probing-- };
  }
}

const listed = (kind: MediaKind, id: string): MediaDeviceInfo => ({
  kind: deviceKind[kind],
  deviceId: id,
  groupId: '',
  label: id,
  toJSON: () => ({}),
});
