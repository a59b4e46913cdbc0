import { isDictationDevice } from '../media/device-labels.ts';
import type { Device } from '../media/device-list.ts';
import type { MediaEnvironment } from '../media/media-environment.ts';
import { openDevices } from '../media/open-devices.ts';
import { VisitError } from '../errors.ts';

/** One microphone beside the others. `in-use`: the one of the visit, which is not opened twice. */
export interface ComparedMicrophone {
  readonly device: Device;
  readonly state: 'opening' | 'open' | 'in-use' | 'failed';
}

export interface MicrophoneComparisonOptions {
  readonly environment: MediaEnvironment;
  readonly devices: readonly Device[];
  /** Id of the one in use, and how loud it is, 0…1. */
  readonly inUse: { readonly id: string; readonly level: () => number };
  readonly onChange: () => void;
}

/**
 * The microphones of a computer, open beside each other, so that a person sees which of them hears. Nothing is sent or
 * kept. Dictation devices are left alone: they belong to another program. One after the other is opened, as some systems
 * refuse two at once; all are closed with `close()`.
 */
export class MicrophoneComparison {
  readonly #options: MicrophoneComparisonOptions;
  readonly #tracks = new Map<string, MediaStreamTrack>();
  readonly #levels = new Map<string, { read(): number; close(): void }>();
  readonly #life = new AbortController();
  #compared: readonly ComparedMicrophone[];

  constructor(options: MicrophoneComparisonOptions) {
    this.#options = options;
    const { devices, inUse } = options;
    this.#compared = devices
      .filter(({ label }) => !isDictationDevice(label))
      .map((device) => ({ device, state: device.id === inUse.id ? 'in-use' : 'opening' }));
  }

  get compared(): readonly ComparedMicrophone[] {
    return this.#compared;
  }

  async open(): Promise<void> {
    for (const { device, state } of this.#compared) {
      if (this.#life.signal.aborted) return;
      if (state === 'opening') this.#tell(device.id, (await this.#opened(device)) ? 'open' : 'failed');
    }
  }

  /** How loud that one is now, 0…1; 0 while it is not open. */
  level(id: string): number {
    const { environment, inUse } = this.#options;
    if (id === inUse.id) return inUse.level();
    const track = this.#tracks.get(id);
    if (!track) return 0;
    const known = this.#levels.get(id) ?? environment.level(track);
    if (known) this.#levels.set(id, known);
    return known?.read() ?? 0;
  }

  close(): void {
    this.#life.abort();
    for (const level of this.#levels.values()) level.close();
    for (const track of this.#tracks.values()) track.stop();
    this.#levels.clear();
    this.#tracks.clear();
  }

  async #opened({ id }: Device): Promise<boolean> {
    const answer = await openDevices(this.#options.environment, { microphone: { exact: id } });
    if (answer instanceof VisitError) return false;
    const [track] = answer;
    if (this.#life.signal.aborted) track?.stop();
    else if (track) this.#tracks.set(id, track);
    return track !== undefined;
  }

  #tell(id: string, state: ComparedMicrophone['state']): void {
    if (this.#life.signal.aborted) return;
    this.#compared = this.#compared.map((one) => (one.device.id === id ? { ...one, state } : one));
    this.#options.onChange();
  }
}
