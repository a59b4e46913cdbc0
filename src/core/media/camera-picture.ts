import { VisitError, fromMediaError } from '../errors.ts';
import type { CameraPicture, Facing } from './devices-snapshot.ts';
import type { HeldDevices } from './held-devices.ts';
import { pictureSizes } from './open-devices.ts';

/** Newer than the types: https://www.w3.org/TR/mediacapture-extensions/#exposing-mediastreamtrack-source-background-blur-support */
type Blurring = { readonly backgroundBlur?: unknown };

/**
 * How the camera's picture is taken, and what the person changes of it in the middle of a visit: the other way, for what
 * is shown to the camera; sharper (N34); with the background blurred by the browser itself (N36).
 */
export class CameraPictureControl {
  readonly #held: HeldDevices;
  #track: MediaStreamTrack | null = null;
  #sharp = false;
  #blurred = false;
  #watch = new AbortController();
  #work: Promise<unknown> = Promise.resolve();

  constructor(held: HeldDevices) {
    this.#held = held;
  }

  /** Another track is held now, or none. What was wished of the one before is wished of this one. */
  hold(track: MediaStreamTrack | null): void {
    this.#watch.abort();
    this.#watch = new AbortController();
    this.#track = track;
    if (!track) return this.look();
    // The system, too, can blur and stop blurring.
    track.addEventListener('configurationchange', this.look, { signal: this.#watch.signal });
    if (this.#sharp) this.#apply(track, sizeOf(true)).catch(() => {});
    if (this.#blurred && canBlur(track)) this.#apply(track, blurring(true)).then(this.look, () => {});
    this.look();
  }

  /** What there is to choose between, or what the system does by itself, may have changed. */
  readonly look = (): void => {
    const picture = this.#read();
    const before = this.#held.store.get().picture;
    const same = (Object.keys(picture) as (keyof CameraPicture)[]).every((key) => picture[key] === before[key]);
    if (!same) this.#held.publish({ picture });
  };

  /**
   * To the camera that looks the other way; away from the person sharper too, as it is to show something. Rejects with
   * `VisitError`; the one before is then kept.
   */
  async turn(): Promise<void> {
    const { facing, canTurn } = this.#read();
    if (!canTurn) throw new VisitError('device-not-found', { detail: 'camera' });
    const before = this.#sharp;
    this.#sharp = facing === 'user';
    const error = await this.#held.turnTo(facing === 'user' ? 'environment' : 'user');
    if (!error) return;
    this.#sharp = before;
    this.look();
    throw error;
  }

  /** Larger, and with fewer pictures a second; or as at first. Rejects with `VisitError`. */
  async sharpen(sharp: boolean): Promise<void> {
    const before = this.#sharp;
    this.#sharp = sharp;
    await this.#change(() => true, sizeOf(sharp)).catch((error: unknown) => {
      this.#sharp = before;
      this.look();
      throw error;
    });
  }

  /** Rejects with `VisitError`, also where the browser cannot. */
  async blur(blurred: boolean): Promise<void> {
    this.#blurred = blurred;
    await this.#change(canBlur, blurring(blurred));
  }

  /** The devices are given back: the next visit begins anew. */
  forget(): void {
    this.#sharp = this.#blurred = false;
    this.hold(null);
  }

  async #change(can: (track: MediaStreamTrack) => boolean, constraints: MediaTrackConstraints): Promise<void> {
    const track = this.#track;
    try {
      if (!track || !can(track)) throw new VisitError('device-not-found', { detail: 'camera' });
      await this.#apply(track, constraints);
    } catch (error) {
      throw error instanceof VisitError ? error : fromMediaError(error, { secure: true, allowedByPolicy: true });
    } finally {
      this.look();
    }
  }

  /** One after the other. Size and blurring apart, as Chromium takes no constraints that mix them, and each keeps the other. */
  #apply(track: MediaStreamTrack, constraints: MediaTrackConstraints): Promise<void> {
    // For those who send it: what counts is detail, not movement.
    if ('contentHint' in track) track.contentHint = this.#sharp ? 'detail' : '';
    const applied = this.#work.then(() => track.applyConstraints(constraints));
    this.#work = applied.catch(() => {});
    return applied;
  }

  #read(): CameraPicture {
    const track = this.#track;
    const facing = track ? facingOf(track) : null;
    return {
      facing,
      canTurn: facing !== null && this.#held.store.get().available.camera.length > 1,
      sharp: this.#sharp,
      blurred: track && canBlur(track) ? (track.getSettings() as Blurring).backgroundBlur === true : null,
    };
  }
}

function facingOf(track: MediaStreamTrack): Facing | null {
  const { facingMode } = track.getSettings();
  return facingMode === 'user' || facingMode === 'environment' ? facingMode : null;
}

/** It can be on and off; where the system alone decides there is one value only. */
function canBlur(track: MediaStreamTrack): boolean {
  const { backgroundBlur } = (track.getCapabilities?.() ?? {}) as Blurring;
  return Array.isArray(backgroundBlur) && backgroundBlur.includes(true) && backgroundBlur.includes(false);
}

const sizeOf = (sharp: boolean): MediaTrackConstraints => (sharp ? pictureSizes.sharp : pictureSizes.usual);
const blurring = (on: boolean): MediaTrackConstraints => ({ backgroundBlur: on }) as MediaTrackConstraints;
