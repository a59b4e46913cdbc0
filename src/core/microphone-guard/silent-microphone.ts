import type { Clock } from '../clock.ts';

/** So long nothing may be heard from a microphone that has not been heard yet, ms. */
export const SILENT_MS = 5_000;
const EVERY_MS = 200;
/** A voice, not the room: as the level's scale has it, −50 dBFS. */
const VOICE = 0.17;

export interface SilentMicrophoneOptions {
  readonly clock: Clock;
  /** How loud the microphone is now, 0…1: −60 dBFS and below is 0. */
  readonly level: () => number;
  readonly onChange: () => void;
}

/**
 * Tells when a microphone that is on has given no voice for `SILENT_MS` since it was taken: another one may be the right
 * one. Who has been heard once, and then listens, is left alone; a device that falls silent altogether is noticed by
 * `SourceWatch`.
 */
export class SilentMicrophone {
  readonly #options: SilentMicrophoneOptions;
  readonly #heard = new Set<string>();
  #watched: string | null = null;
  #life = new AbortController();
  #silent = false;

  constructor(options: SilentMicrophoneOptions) {
    this.#options = options;
  }

  get isSilent(): boolean {
    return this.#silent;
  }

  /** The microphone that should be heard now, by its id; null: none, or nobody is there to speak. */
  watch(deviceId: string | null): void {
    if (deviceId === this.#watched) return;
    this.#watched = deviceId;
    this.#life.abort();
    this.#tell(false);
    if (deviceId === null || this.#heard.has(deviceId)) return;
    this.#life = new AbortController();
    void this.#follow(deviceId, this.#life.signal).catch(() => {});
  }

  /** It is taken anew: it has not been heard yet. */
  forget(): void {
    this.watch(null);
    this.#heard.clear();
  }

  async #follow(deviceId: string, signal: AbortSignal): Promise<void> {
    const { clock, level } = this.#options;
    for (let silentMs = 0; ; silentMs += EVERY_MS) {
      if (level() >= VOICE) break;
      if (silentMs >= SILENT_MS) this.#tell(true);
      await clock.sleep(EVERY_MS, signal);
    }
    this.#heard.add(deviceId);
    this.#tell(false);
  }

  #tell(silent: boolean): void {
    if (silent === this.#silent) return;
    this.#silent = silent;
    this.#options.onChange();
  }
}
