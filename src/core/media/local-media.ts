import type { VisitError } from '../errors.ts';

/** Camera or microphone, as the person may see it. */
export type DeviceUse =
  | { readonly status: 'off' }
  | { readonly status: 'asking' }
  /** `enabled: false`: muted by the person; the device is held, nothing is sent. */
  | { readonly status: 'on'; readonly label: string; readonly deviceId: string; readonly enabled: boolean }
  | { readonly status: 'failed'; readonly error: VisitError };

export interface DevicesSnapshot {
  readonly camera: DeviceUse;
  readonly microphone: DeviceUse;
  /** Own picture for a muted `<video>`; the same object as long as the track is. Null without a camera. */
  readonly preview: MediaStream | null;
}
