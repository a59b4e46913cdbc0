import type { DeviceUse } from './devices-snapshot.ts';

/**
 * `on`: heard where something is sent. `off`: held, and gives silence. `released`: not held; any other program may have it.
 */
export type MicrophoneState = 'on' | 'off' | 'released';

export function microphoneState(use: DeviceUse): MicrophoneState {
  if (use.status !== 'on') return 'released';
  return use.enabled ? 'on' : 'off';
}

/** Released so that the person can dictate; null: not for that. Since when, of `Clock.now()`, ms. */
export const dictatesSince = (use: DeviceUse): number | null => (use.status === 'released' ? use.since : null);
