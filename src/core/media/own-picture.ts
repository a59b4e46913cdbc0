import { VisitError } from '../errors.ts';
import { Store, type ReadableStore } from '../store.ts';
import type { MediaEnvironment } from './media-environment.ts';
import { openDevices } from './open-devices.ts';

export type OwnPictureSnapshot =
  | { readonly status: 'off' | 'asking' }
  | { readonly status: 'on'; readonly stream: MediaStream }
  | { readonly status: 'failed'; readonly error: VisitError };

/** The person's own camera, for themselves alone: without sound, sent nowhere, given back when it is closed. */
export class OwnPicture {
  readonly #environment: MediaEnvironment;
  readonly #store = new Store<OwnPictureSnapshot>({ status: 'off' });
  #track: MediaStreamTrack | null = null;
  #turn = 0;

  constructor(environment: MediaEnvironment) {
    this.#environment = environment;
  }

  get store(): ReadableStore<OwnPictureSnapshot> {
    return this.#store;
  }

  /** Asks for the camera. Never rejects: what went wrong is in the snapshot. */
  async open(): Promise<void> {
    this.close();
    const turn = this.#turn;
    this.#store.set({ status: 'asking' });
    const { devices, memory, secure } = this.#environment;
    const opened = devices
      ? await openDevices(this.#environment, { camera: { ideal: memory.recall('camera')?.id } })
      : new VisitError(secure ? 'device-not-found' : 'insecure-context');
    if (opened instanceof VisitError) {
      if (turn === this.#turn) this.#store.set({ status: 'failed', error: opened });
      return;
    }
    const [track] = opened;
    if (turn !== this.#turn || !track) return opened.forEach((late) => late.stop());
    this.#track = track;
    this.#store.set({ status: 'on', stream: this.#environment.stream(track) });
  }

  close(): void {
    this.#turn++;
    this.#track?.stop();
    this.#track = null;
    this.#store.set({ status: 'off' });
  }
}
