import { VisitError, fromMediaError } from '../errors.ts';
import type { Facing } from './devices-snapshot.ts';
import type { MediaEnvironment } from './media-environment.ts';

export type InputKind = 'camera' | 'microphone';
/** What to ask for; of a kind any device, or rather one, or only one, or only a camera that looks that way. */
export type DeviceWish = Partial<Record<InputKind, WishedDevice>>;
export interface WishedDevice {
  readonly ideal?: string | undefined;
  readonly exact?: string;
  readonly facing?: Facing;
}

const listedAs = { camera: 'videoinput', microphone: 'audioinput' } as const;

export const pictureSizes = {
  /** Enough for a face and a rash; 30 frames/s for those who sign. */
  usual: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
  /** For what is held before the camera: at the same bit rate each picture has twice the bits. */
  sharp: { width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 15, max: 15 } },
} as const;

const constraints = {
  camera: pictureSizes.usual,
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
} as const;

/** Asks the browser once for all that is wished; answers with the tracks, or with what stood in the way. */
export async function openDevices(
  environment: MediaEnvironment,
  wish: DeviceWish,
): Promise<readonly MediaStreamTrack[] | VisitError> {
  const { camera, microphone } = wish;
  try {
    const stream = await environment.devices!.getUserMedia({
      ...(camera && { video: { ...constraints.camera, ...which(camera, { facingMode: 'user' }) } }),
      ...(microphone && { audio: { ...constraints.microphone, ...which(microphone) } }),
    });
    return stream.getTracks();
  } catch (error) {
    const asked = (['camera', 'microphone'] as const).filter((kind) => wish[kind]);
    return fromMediaError(error, {
      secure: environment.secure,
      allowedByPolicy: asked.every((kind) => environment.allowedByPolicy(kind)),
    });
  }
}

function which({ ideal, exact, facing }: WishedDevice, any: MediaTrackConstraints = {}): MediaTrackConstraints {
  if (facing !== undefined) return { facingMode: { exact: facing } };
  if (exact !== undefined) return { deviceId: { exact } };
  return ideal === undefined ? any : { deviceId: { ideal } };
}

/** Why a device cannot be had at all, before asking; null where asking may help. */
export function whyNot(
  environment: MediaEnvironment,
  kind: InputKind,
  present: readonly MediaDeviceInfo[] | null,
): VisitError | null {
  if (!environment.allowedByPolicy(kind)) return new VisitError('blocked-by-policy', { detail: kind });
  // An empty list says nothing: some browsers list devices only after the first permission.
  const known = present !== null && present.length > 0;
  if (known && !present.some((device) => device.kind === listedAs[kind]))
    return new VisitError('device-not-found', { detail: kind });
  return null;
}

/** After a refusal of several at once: those that are worth asking for alone. */
export async function worthAskingAlone(
  environment: MediaEnvironment,
  kinds: readonly InputKind[],
  refused: VisitError,
): Promise<readonly InputKind[]> {
  if (refused.code !== 'permission-denied') return kinds;
  const states = await Promise.all(kinds.map((kind) => environment.permission(kind)));
  const denied = kinds.filter((_, i) => states[i] === 'denied');
  // Not told apart, or the person said no to both: asking again at once would be rude.
  return denied.length > 0 && denied.length < kinds.length ? kinds.filter((kind) => !denied.includes(kind)) : [];
}
