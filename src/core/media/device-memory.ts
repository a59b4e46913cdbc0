import type { Device, MediaKind } from './device-list.ts';

/** Which devices the person has chosen, kept from one visit to the next. */
export interface DeviceMemory {
  recall(kind: MediaKind): Device | null;
  remember(kind: MediaKind, device: Device | null): void;
  /** Since when the microphone is released so that the person can dictate, of `Clock.now()`, ms; null: it is not. */
  releasedSince(): number | null;
  keepReleased(since: number | null): void;
}

const KEY = 'video-visit/devices';
const RELEASED = 'video-visit/microphone-released';

/**
 * In the browser's local storage: the only thing that the package ever keeps there. Ids and labels of devices, nothing of
 * the person or the visit. That the microphone is released is kept for this tab alone, so that a reload does not take it.
 * Where storage is full, closed or switched off, nothing is remembered.
 */
export function rememberInBrowser(
  storage: () => Storage = () => globalThis.localStorage,
  tab: () => Storage = () => globalThis.sessionStorage,
): DeviceMemory {
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
    releasedSince() {
      try {
        const since = Number.parseInt(tab().getItem(RELEASED) ?? '', 10);
        return Number.isNaN(since) ? null : since;
      } catch {
        return null;
      }
    },
    keepReleased(since) {
      try {
        if (since === null) tab().removeItem(RELEASED);
        else tab().setItem(RELEASED, String(since));
      } catch {
        // It is released all the same, until the page is loaded anew.
      }
    },
  };
}
