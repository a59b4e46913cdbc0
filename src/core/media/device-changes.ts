import { isHeadset, isUnsuited } from './device-labels.ts';
import { nextBest, sameDevice, type Device, type DeviceLists, type MediaKind } from './device-list.ts';

/** What to do when devices have come or gone. */
export type DeviceStep =
  /** `to` null: nothing suited is left; for a speaker, back to where the system has it. */
  | {
      readonly do: 'move';
      readonly kind: MediaKind;
      readonly why: 'gone' | 'plugged-in';
      readonly from: Device | null;
      readonly to: Device | null;
    }
  | { readonly do: 'offer'; readonly kind: MediaKind; readonly device: Device };

export interface DeviceStanding {
  /** Used now; null: none, or for a speaker the system's own. */
  readonly used: Readonly<Record<MediaKind, Device | null>>;
  /** Had earlier, and lost. */
  readonly missed: Readonly<Record<MediaKind, Device | null>>;
  /** Chosen by the person, now or in an earlier visit. */
  readonly chosen: Readonly<Record<MediaKind, Device | null>>;
}

/** The microphone comes last: what is said of it stands. */
const KINDS: readonly MediaKind[] = ['camera', 'speaker', 'microphone'];

/**
 * What a change of the list asks for. What is gone is replaced at once. A headset that comes is what the person wants
 * now; any other device that was lost and comes back is only offered.
 */
export function stepsAfter(before: DeviceLists, after: DeviceLists, standing: DeviceStanding): readonly DeviceStep[] {
  return KINDS.flatMap((kind): DeviceStep[] => {
    const used = standing.used[kind];
    const here = after[kind];
    if (used && !here.some(({ id }) => id === used.id)) {
      const to = kind === 'speaker' ? null : nextBest(here, standing.chosen[kind]);
      return [{ do: 'move', kind, why: 'gone', from: used, to }];
    }
    const come = here.filter(({ id }) => !before[kind].some((device) => device.id === id));
    const headset = kind === 'camera' ? undefined : come.find(({ label }) => isHeadset(label));
    const missed = standing.missed[kind];
    const back = sameDevice(come, missed);
    const wants = kind === 'speaker' || used !== null || missed !== null;
    if (headset && wants) return [{ do: 'move', kind, why: 'plugged-in', from: used, to: headset }];
    if (back && used) return [{ do: 'offer', kind, device: back }];
    const suited = back ?? come.find(({ label }) => !isUnsuited(label));
    if (suited && !used && missed && kind !== 'speaker')
      return [{ do: 'move', kind, why: 'plugged-in', from: missed, to: suited }];
    return [];
  });
}
