import { AudioLevel } from './audio-level.ts';
import { rememberInBrowser, type DeviceMemory } from './device-memory.ts';
import { PictureProbe, SoundProbe } from './source-probe.ts';
import type { SourceProbe } from './source-watch.ts';

/**
 * Chromium on Linux does not notice by itself what only the sound server knows of, Bluetooth headsets among them: it fires
 * `devicechange` when the list is asked for.
 */
const LOOK_EVERY_MS = 750;

/** What is used of the browser, so that tests need none. */
export interface MediaEnvironment {
  /** Undefined where the page is not secure, or the browser has no devices. */
  readonly devices: Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'> | undefined;
  readonly secure: boolean;
  /** Whether the page can say through which device it is heard. */
  readonly choosesSpeaker: boolean;
  readonly memory: DeviceMemory;
  /** Calls `listener` when a device may have come or gone. */
  onDeviceChange(listener: () => void, signal: AbortSignal): void;
  /** What the embedding page allows (Permissions Policy); true where the browser does not tell. */
  allowedByPolicy(feature: 'camera' | 'microphone'): boolean;
  /** `prompt` where the browser does not tell. */
  permission(name: 'camera' | 'microphone'): Promise<PermissionState>;
  stream(track: MediaStreamTrack): MediaStream;
  /** Null where the browser does not let us listen yet. */
  level(track: MediaStreamTrack): { read(): number; close(): void } | null;
  /** Looks or listens whether the track gives anything; null where the browser does not let us yet. */
  probe(track: MediaStreamTrack): SourceProbe | null;
}

export const browserMedia = (): MediaEnvironment => ({
  devices: globalThis.navigator?.mediaDevices,
  secure: globalThis.isSecureContext ?? false,
  choosesSpeaker: 'setSinkId' in (globalThis.HTMLMediaElement?.prototype ?? {}),
  memory: rememberInBrowser(),
  onDeviceChange: (listener, signal) => {
    globalThis.navigator?.mediaDevices?.addEventListener('devicechange', listener, { signal });
    const timer = setInterval(listener, LOOK_EVERY_MS);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  },
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
  level: (track) => (mayListen() ? new AudioLevel(track) : null),
  probe: (track) => {
    if (track.kind === 'video') return new PictureProbe(track);
    return mayListen() ? new SoundProbe(track) : null;
  },
});

/** A browser that forbids sound before the person has done something complains of an `AudioContext` made earlier. */
const mayListen = (): boolean => navigator.userActivation?.hasBeenActive !== false;
