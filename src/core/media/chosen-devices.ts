import { isUnsuitedAmong, nextBest, sameDevice, type Device, type MediaKind } from './device-list.ts';
import type { DeviceMemory } from './device-memory.ts';

export const noDevices = (): Record<MediaKind, Device | null> => ({ camera: null, microphone: null, speaker: null });

/** What the person has said they want: in this visit, or earlier in this browser. */
export class ChosenDevices {
  readonly #memory: DeviceMemory;
  #now = noDevices();

  constructor(memory: DeviceMemory) {
    this.#memory = memory;
  }

  of(kind: MediaKind): Device | null {
    return this.#now[kind] ?? this.#memory.recall(kind);
  }

  /** For this visit. */
  choose(kind: MediaKind, device: Device | null): void {
    this.#now[kind] = device;
  }

  /** For this visit and the next. */
  remember(kind: MediaKind, device: Device | null): void {
    this.choose(kind, device);
    this.#memory.remember(kind, device);
  }

  /** What to ask for at first among those that are `here`; null: whatever the system has. */
  preferred(kind: MediaKind, here: readonly Device[]): Device | null {
    const chosen = this.of(kind);
    // Without ids the list says nothing; the browser looks for itself.
    if (here.length === 0) return chosen;
    const known = sameDevice(here, chosen);
    if (known) return known;
    const system = here.find(({ isDefault }) => isDefault);
    const doubtful = system ? isUnsuitedAmong(here, system) : here.some((device) => isUnsuitedAmong(here, device));
    return doubtful ? nextBest(here, null) : null;
  }

  /** The visit is over; what is remembered stays. */
  clear(): void {
    this.#now = noDevices();
  }
}
