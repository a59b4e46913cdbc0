import type { Device, MediaKind } from './device-list.ts';

/** Which devices the person has chosen, kept from one visit to the next. */
export interface DeviceMemory {
  recall(kind: MediaKind): Device | null;
  remember(kind: MediaKind, device: Device | null): void;
}

const KEY = 'video-visit/devices';

/**
 * In the browser's local storage: the only thing that the package ever keeps there. Ids and labels of devices, nothing of
 * the person or the visit. Where storage is full, closed or switched off, nothing is remembered.
 */
export function rememberInBrowser(storage: () => Storage = () => globalThis.localStorage): DeviceMemory {
  const read = (): Partial<Record<MediaKind, unknown>> => {
    try {
      const kept: unknown = JSON.parse(storage().getItem(KEY) ?? '{}');
      return kept !== null && typeof kept === 'object' ? kept : {};
    } catch {
      return {};
    }
  };
  return {
    recall(kind) {
      const { id, label } = (read()[kind] ?? {}) as { id?: unknown; label?: unknown };
      return typeof id === 'string' && typeof label === 'string' ? { id, label, groupId: '', isDefault: false } : null;
    },
    remember(kind, device) {
      const kept = { ...read(), [kind]: device ? { id: device.id, label: device.label } : undefined };
      try {
        storage().setItem(KEY, JSON.stringify(kept));
      } catch {
        // Nothing is lost but the convenience.
      }
    },
  };
}
