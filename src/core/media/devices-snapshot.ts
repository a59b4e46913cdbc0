import type { VisitError } from '../errors.ts';
import { nothingListed, type Device, type DeviceLists, type MediaKind } from './device-list.ts';
import type { InputKind } from './open-devices.ts';
import type { Nothing } from './source-watch.ts';

/** Camera or microphone, as the person may see it. */
export type DeviceUse =
  | { readonly status: 'off' }
  | { readonly status: 'asking' }
  /**
   * `enabled: false`: switched off by the person. A microphone is held and sends silence; a camera is given back, so that
   * its light goes out, and is opened again when switched on.
   */
  | { readonly status: 'on'; readonly label: string; readonly deviceId: string; readonly enabled: boolean }
  | { readonly status: 'failed'; readonly error: VisitError }
  /**
   * A microphone alone: given back to the system, so that the person can dictate into another device, until they take it
   * back. `label`: the one that is taken back; '' before any was open. `since`: of `Clock.now()`, ms.
   */
  | { readonly status: 'released'; readonly label: string; readonly deviceId: string; readonly since: number };

/** What happened to a device by itself, to be said in words until the person answers. */
export type DeviceNotice =
  /**
   * Another device is used than before. `gone`: the one before is no longer there. `plugged-in`: a headset has come, and
   * the person may go back where `undo` says so.
   */
  | {
      readonly kind: 'switched';
      readonly why: 'gone' | 'plugged-in';
      readonly device: MediaKind;
      readonly from: string;
      readonly to: string;
      readonly undo: boolean;
    }
  /** One that was lost is there again, and may be taken back. */
  | { readonly kind: 'returned'; readonly device: MediaKind; readonly label: string }
  /** One that is open gives nothing, also after it was taken anew. Goes away by itself when it gives again. */
  | { readonly kind: 'nothing'; readonly what: Nothing; readonly device: InputKind; readonly label: string };

/** Which way a camera looks: at the person who holds the device, or away from them. */
export type Facing = 'user' | 'environment';

/** How the camera's picture is taken. */
export interface CameraPicture {
  /** Null without a camera, and where the browser does not tell, as on computers. */
  readonly facing: Facing | null;
  /** There is another camera, that looks the other way. */
  readonly canTurn: boolean;
  /** Sharper, with fewer pictures a second. */
  readonly sharp: boolean;
  /** The background is blurred, by the browser; null: it cannot be changed. */
  readonly blurred: boolean | null;
}

export interface DevicesSnapshot {
  readonly camera: DeviceUse;
  readonly microphone: DeviceUse;
  /** Own picture for a muted `<video>`; the same object as long as the track is. Null without a camera. */
  readonly preview: MediaStream | null;
  /** What there is to choose between; empty before the first permission. No speakers where the browser cannot choose. */
  readonly available: DeviceLists;
  /** Where the others are heard; null: where the system has it. */
  readonly speaker: Device | null;
  readonly notice: DeviceNotice | null;
  readonly picture: CameraPicture;
}

export const devicesOff = Object.freeze<DevicesSnapshot>({
  camera: { status: 'off' },
  microphone: { status: 'off' },
  preview: null,
  available: nothingListed,
  speaker: null,
  notice: null,
  picture: Object.freeze<CameraPicture>({ facing: null, canTurn: false, sharp: false, blurred: null }),
});
