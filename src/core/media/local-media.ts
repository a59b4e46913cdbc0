import { VisitError, fromMediaError } from '../errors.ts';
import { Store, type ReadableStore } from '../store.ts';
import { AudioLevel } from './audio-level.ts';

/** Camera or microphone, as the person may see it. */
export type DeviceUse =
  | { readonly status: 'off' }
  | { readonly status: 'asking' }
  /**
   * `enabled: false`: switched off by the person. A microphone is held and sends silence; a camera is given back, so that
   * its light goes out, and is opened again when switched on.
   */
  | { readonly status: 'on'; readonly label: string; readonly deviceId: string; readonly enabled: boolean }
  | { readonly status: 'failed'; readonly error: VisitError };

export interface DevicesSnapshot {
  readonly camera: DeviceUse;
  readonly microphone: DeviceUse;
  /** Own picture for a muted `<video>`; the same object as long as the track is. Null without a camera. */
  readonly preview: MediaStream | null;
}

export const devicesOff = Object.freeze<DevicesSnapshot>({
  camera: { status: 'off' },
  microphone: { status: 'off' },
  preview: null,
});

/** What is used of the browser, so that tests need none. */
export interface MediaEnvironment {
  /** Undefined where the page is not secure, or the browser has no devices. */
  readonly devices: Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'> | undefined;
  readonly secure: boolean;
  /** What the embedding page allows (Permissions Policy); true where the browser does not tell. */
  allowedByPolicy(feature: 'camera' | 'microphone'): boolean;
  /** `prompt` where the browser does not tell. */
  permission(name: 'camera' | 'microphone'): Promise<PermissionState>;
  stream(track: MediaStreamTrack): MediaStream;
  /** Null where the browser does not let us listen yet. */
  level(track: MediaStreamTrack): { read(): number; close(): void } | null;
}

export const browserMedia = (): MediaEnvironment => ({
  devices: globalThis.navigator?.mediaDevices,
  secure: globalThis.isSecureContext ?? false,
  allowedByPolicy: (feature) => {
    const policy = (document as { featurePolicy?: { allowsFeature(name: string): boolean } }).featurePolicy;
    return policy?.allowsFeature(feature) ?? true;
  },
  permission: async (name) => {
    try {
      return (await navigator.permissions.query({ name: name as PermissionName })).state;
    } catch {
      return 'prompt';
    }
  },
  stream: (track) => new MediaStream([track]),
  level: (track) => (navigator.userActivation?.hasBeenActive === false ? null : new AudioLevel(track)),
});

type Kind = 'camera' | 'microphone';
const KINDS: readonly Kind[] = ['camera', 'microphone'];
const trackKind = { camera: 'video', microphone: 'audio' } as const;
const deviceKind = { camera: 'videoinput', microphone: 'audioinput' } as const;

/** Enough for a face and a rash; 30 frames/s for those who sign. */
const constraints = {
  camera: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 }, facingMode: 'user' },
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
} as const;

/** The person's own camera and microphone: asked for once, held, muted, given back. */
export class LocalMedia {
  readonly #environment: MediaEnvironment;
  readonly #store = new Store<DevicesSnapshot>(devicesOff);
  readonly #tracks: Record<Kind, MediaStreamTrack | null> = { camera: null, microphone: null };
  readonly #enabled: Record<Kind, boolean> = { camera: true, microphone: true };
  #opening: Promise<void> | null = null;
  #level: { read(): number; close(): void } | null = null;
  /** Counts closings: what arrives for an earlier life is stopped at once. */
  #life = 0;

  constructor(environment: MediaEnvironment) {
    this.#environment = environment;
  }

  get store(): ReadableStore<DevicesSnapshot> {
    return this.#store;
  }

  get tracks(): { audio: MediaStreamTrack | null; video: MediaStreamTrack | null } {
    return { audio: this.#tracks.microphone, video: this.#tracks.camera };
  }

  /** Whether opening would ask the person nothing. */
  async alreadyAllowed(): Promise<boolean> {
    const states = await Promise.all(KINDS.map((kind) => this.#environment.permission(kind)));
    return states.every((state) => state === 'granted');
  }

  /** Opens what is not open yet. Never rejects: each device's own state tells. */
  open(): Promise<void> {
    if (this.#opening) return this.#opening;
    const opening = this.#open().finally(() => {
      if (this.#opening === opening) this.#opening = null;
    });
    this.#opening = opening;
    return opening;
  }

  setEnabled(kind: Kind, enabled: boolean): void {
    const use = this.#store.get()[kind];
    this.#enabled[kind] = enabled;
    const track = this.#tracks[kind];
    if (kind === 'camera' && use.status === 'on') {
      if (!enabled) this.#rest(kind);
      else if (!track) void this.open();
    } else if (track) {
      track.enabled = enabled;
      this.#use(kind, track);
    }
  }

  /** How loud the microphone is now, 0…1; 0 without one. Listening begins with the first call. */
  level(): number {
    const track = this.#tracks.microphone;
    if (!track) return 0;
    this.#level ??= this.#environment.level(track);
    return this.#level?.read() ?? 0;
  }

  /** Gives the devices back. */
  close(): void {
    this.#life++;
    this.#opening = null;
    this.#stopListening();
    for (const kind of KINDS) {
      this.#tracks[kind]?.stop();
      this.#tracks[kind] = null;
      this.#enabled[kind] = true;
    }
    this.#store.set(devicesOff);
  }

  async #open(): Promise<void> {
    const life = this.#life;
    const missing = KINDS.filter((kind) => this.#tracks[kind] === null && !this.#rests(kind));
    if (missing.length === 0) return;
    this.#set(missing, { status: 'asking' });
    const possible = await this.#possible(missing);
    if (life !== this.#life || possible.length === 0) return;
    const refused = await this.#ask(possible, life);
    if (!refused || life !== this.#life) return;
    if (possible.length === 1) return this.#set(possible, { status: 'failed', error: refused });
    // One of two stands in the way: the other alone may still be had.
    for (const kind of await this.#worthAlone(possible, refused)) {
      const error = await this.#ask([kind], life);
      if (life !== this.#life) return;
      if (error) this.#set([kind], { status: 'failed', error });
    }
  }

  /** Leaves out, with the reason told, what cannot be had at all. */
  async #possible(kinds: readonly Kind[]): Promise<Kind[]> {
    const { devices, secure } = this.#environment;
    if (!devices) {
      this.#set(kinds, {
        status: 'failed',
        error: new VisitError(secure ? 'unsupported-browser' : 'insecure-context'),
      });
      return [];
    }
    const life = this.#life;
    const present = await devices.enumerateDevices().catch(() => null);
    if (life !== this.#life) return [];
    return kinds.filter((kind) => {
      if (!this.#environment.allowedByPolicy(kind)) {
        this.#set([kind], { status: 'failed', error: new VisitError('blocked-by-policy', { detail: kind }) });
        return false;
      }
      // An empty list says nothing: some browsers list devices only after the first permission.
      const known = present !== null && present.length > 0;
      if (known && !present.some((device) => device.kind === deviceKind[kind])) {
        this.#set([kind], { status: 'failed', error: new VisitError('device-not-found', { detail: kind }) });
        return false;
      }
      return true;
    });
  }

  /** After a refusal of both: those to be asked for alone; the others are marked as failed. */
  async #worthAlone(kinds: readonly Kind[], refused: VisitError): Promise<Kind[]> {
    if (refused.code !== 'permission-denied') return [...kinds];
    const states = await Promise.all(kinds.map((kind) => this.#environment.permission(kind)));
    const denied = kinds.filter((_, i) => states[i] === 'denied');
    // Not told apart, or the person said no to both: asking again at once would be rude.
    const ask = denied.length > 0 && denied.length < kinds.length ? kinds.filter((kind) => !denied.includes(kind)) : [];
    this.#set(
      kinds.filter((kind) => !ask.includes(kind)),
      { status: 'failed', error: refused },
    );
    return ask;
  }

  async #ask(kinds: readonly Kind[], life: number): Promise<VisitError | null> {
    const { devices, secure } = this.#environment;
    const wanted = Object.fromEntries(kinds.map((kind) => [trackKind[kind], constraints[kind]]));
    let stream: MediaStream;
    try {
      stream = await devices!.getUserMedia(wanted);
    } catch (error) {
      return fromMediaError(error, {
        secure,
        allowedByPolicy: kinds.every((kind) => this.#environment.allowedByPolicy(kind)),
      });
    }
    for (const track of stream.getTracks()) {
      if (life === this.#life) this.#hold(track.kind === 'video' ? 'camera' : 'microphone', track);
      else track.stop();
    }
    return null;
  }

  #hold(kind: Kind, track: MediaStreamTrack): void {
    this.#tracks[kind] = track;
    track.enabled = this.#enabled[kind];
    track.addEventListener('ended', () => this.#lost(kind, track), { once: true });
    this.#use(kind, track);
    // Switched off while it was being asked for.
    if (this.#rests(kind)) this.#rest(kind);
  }

  /** A camera that is switched off is not held; a microphone is. */
  #rests(kind: Kind): boolean {
    return kind === 'camera' && !this.#enabled.camera;
  }

  /** Gives one device back for now. */
  #rest(kind: Kind): void {
    const use = this.#store.get()[kind];
    this.#tracks[kind]?.stop();
    this.#tracks[kind] = null;
    if (use.status === 'on') this.#set([kind], { ...use, enabled: false });
  }

  /** Unplugged, or taken back by the browser. */
  #lost(kind: Kind, track: MediaStreamTrack): void {
    if (this.#tracks[kind] !== track) return;
    this.#tracks[kind] = null;
    if (kind === 'microphone') this.#stopListening();
    this.#set([kind], { status: 'failed', error: new VisitError('device-not-found', { detail: 'ended' }) });
  }

  #stopListening(): void {
    this.#level?.close();
    this.#level = null;
  }

  #use(kind: Kind, track: MediaStreamTrack): void {
    const deviceId = track.getSettings().deviceId ?? '';
    this.#set([kind], { status: 'on', label: track.label, deviceId, enabled: track.enabled });
  }

  #set(kinds: readonly Kind[], use: DeviceUse): void {
    if (kinds.length === 0) return;
    const before = this.#store.get();
    const camera = this.#tracks.camera;
    const shown = before.preview?.getVideoTracks()[0] ?? null;
    this.#store.set({
      ...before,
      ...Object.fromEntries(kinds.map((kind) => [kind, use])),
      preview: camera === shown ? before.preview : camera && this.#environment.stream(camera),
    });
  }
}
