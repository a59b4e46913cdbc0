import { isHeadset, isUnsuited } from './device-labels.ts';

/** What a person chooses between. */
export type MediaKind = 'camera' | 'microphone' | 'speaker';

export interface Device {
  readonly id: string;
  readonly label: string;
  /** The same for the microphone and the speaker of one headset, where the browser tells. */
  readonly groupId: string;
  /** What the system uses where nobody has chosen. */
  readonly isDefault: boolean;
}

export type DeviceLists = Readonly<Record<MediaKind, readonly Device[]>>;

export const nothingListed: DeviceLists = Object.freeze({ camera: [], microphone: [], speaker: [] });

const listedAs = { camera: 'videoinput', microphone: 'audioinput', speaker: 'audiooutput' } as const;
/** Chromium lists these two beside the devices that they stand for. */
const STAND_INS = ['default', 'communications'];

/** Each device once. Empty before the first permission: browsers then list devices without ids. */
export function listDevices(infos: readonly MediaDeviceInfo[]): DeviceLists {
  const of = (kind: MediaKind): readonly Device[] => {
    const all = infos.filter((info) => info.kind === listedAs[kind]);
    const system = all.find(({ deviceId }) => deviceId === 'default');
    // On Linux Chromium does not tell what the system's choice stands for: then it is a choice of its own.
    const nameless =
      kind !== 'speaker' && system && !all.some((info) => info !== system && isNamedBy(system, info)) ? system : null;
    return all
      .filter((info) => info === nameless || (info.deviceId !== '' && !STAND_INS.includes(info.deviceId)))
      .map(({ deviceId, label, groupId }) => ({
        id: deviceId,
        label,
        groupId,
        isDefault: system !== undefined && isNamedBy(system, { label }),
      }));
  };
  return { camera: of('camera'), microphone: of('microphone'), speaker: of('speaker') };
}

/** The label of a stand-in is a word of the browser's language and then the device's own. */
const isNamedBy = (standIn: { label: string }, { label }: { label: string }): boolean =>
  label !== '' && standIn.label.endsWith(label);

/** Not to be taken without the person's word; nor the system's choice while it may be one of those. */
export const isUnsuitedAmong = (devices: readonly Device[], { id, label }: Pick<Device, 'id' | 'label'>): boolean =>
  isUnsuited(label) || (STAND_INS.includes(id) && devices.some((device) => isUnsuited(device.label)));

/** The device behind a track, also where the track was opened by the stand-in for the system's choice. */
export function deviceOf(devices: readonly Device[], id: string, label: string): Device | null {
  const known = devices.find((device) => device.id === id);
  if (known || !STAND_INS.includes(id)) return known ?? null;
  return devices.find((device) => device.label !== '' && label.endsWith(device.label)) ?? null;
}

/** What to take where the person has chosen nothing that is here: never one that is unsuited. Null where no other is. */
export function nextBest(devices: readonly Device[], remembered: Device | null): Device | null {
  const chosen = sameDevice(devices, remembered);
  if (chosen) return chosen;
  const suited = devices.filter((device) => !isUnsuitedAmong(devices, device));
  return suited.find(({ label }) => isHeadset(label)) ?? suited.find(({ isDefault }) => isDefault) ?? suited[0] ?? null;
}

/** The same device in another list; by its label where the browser has given it a new id. */
export function sameDevice(devices: readonly Device[], device: Device | null): Device | null {
  if (!device) return null;
  return (
    devices.find(({ id }) => id === device.id) ??
    devices.find(({ label }) => label !== '' && label === device.label) ??
    null
  );
}

export const sameLists = (some: DeviceLists, others: DeviceLists): boolean =>
  (Object.keys(some) as MediaKind[]).every(
    (kind) =>
      some[kind].length === others[kind].length &&
      some[kind].every((device, index) => {
        const other = others[kind][index];
        return device.id === other?.id && device.label === other.label && device.isDefault === other.isDefault;
      }),
  );
