import { isDictationDevice, isDockOrScreen, isHeadset } from './device-labels.ts';
import type { DeviceUse } from './devices-snapshot.ts';

/** What a microphone is, as far as its name tells. */
export type MicrophoneKind = 'headset' | 'dictation' | 'dock-or-screen' | 'other';

/** Null: none is open, and none waits to be taken back. */
export function microphoneKind(use: DeviceUse): MicrophoneKind | null {
  if (!('label' in use) || use.label === '') return null;
  if (isDictationDevice(use.label)) return 'dictation';
  if (isDockOrScreen(use.label)) return 'dock-or-screen';
  return isHeadset(use.label) ? 'headset' : 'other';
}
