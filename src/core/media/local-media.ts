import { systemClock, type Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import { silentLogger, type Logger } from '../logger.ts';
import type { ReadableStore } from '../store.ts';
import { CameraPictureControl } from './camera-picture.ts';
import { ChosenDevices } from './chosen-devices.ts';
import { DeviceFollower } from './device-follower.ts';
import type { Device, MediaKind } from './device-list.ts';
import { DeviceNotices } from './device-notices.ts';
import type { DevicesSnapshot } from './devices-snapshot.ts';
import { HeldDevices, INPUT_KINDS } from './held-devices.ts';
import type { MediaEnvironment } from './media-environment.ts';
import { whyNot, worthAskingAlone, type InputKind } from './open-devices.ts';
import { SourceWatches } from './source-watches.ts';

/**
 * The person's own camera and microphone: asked for once, held, muted, given back. Follows what is plugged in and pulled
 * out; the track changes then, and whoever sends it replaces it without negotiating.
 */
export class LocalMedia {
  readonly #environment: MediaEnvironment;
  readonly #held: HeldDevices;
  readonly #chosen: ChosenDevices;
  readonly #notices: DeviceNotices;
  readonly #follower: DeviceFollower;
  readonly #sources: SourceWatches;
  readonly #picture: CameraPictureControl;
  readonly #clock: Clock;
  #opening: Promise<void> | null = null;
  #returning: Promise<void> | null = null;
  /** Asked for, and not given back since. */
  #isOpen = false;

  constructor(environment: MediaEnvironment, clock: Clock = systemClock, logger: Logger = silentLogger) {
    this.#environment = environment;
    this.#clock = clock;
    this.#sources = new SourceWatches({
      environment,
      clock,
      onNothing: (kind, track, what) => this.#follower.recapture(kind, track, what),
      onAlive: (kind) => this.#follower.alive(kind),
    });
    this.#held = new HeldDevices({
      environment,
      clock,
      logger,
      onStopped: (kind, track, how) => this.#follower.recapture(kind, track, how),
      onResumed: (kind) => this.#follower.alive(kind),
      onListed: () => this.#picture.look(),
      onHeld: (kind, track) => {
        this.#sources.hold(kind, track);
        if (kind === 'camera') this.#picture.hold(track);
      },
    });
    this.#picture = new CameraPictureControl(this.#held);
    this.#chosen = new ChosenDevices(environment.memory);
    this.#notices = new DeviceNotices((notice) => this.#held.publish({ notice }));
    this.#follower = new DeviceFollower({
      environment,
      clock,
      logger,
      held: this.#held,
      chosen: this.#chosen,
      notices: this.#notices,
    });
  }

  get store(): ReadableStore<DevicesSnapshot> {
    return this.#held.store;
  }

  /** For who opens devices beside these, to compare them. */
  get environment(): MediaEnvironment {
    return this.#environment;
  }

  get tracks(): { audio: MediaStreamTrack | null; video: MediaStreamTrack | null } {
    return { audio: this.#held.track('microphone'), video: this.#held.track('camera') };
  }

  /** Whether opening would ask the person nothing. */
  async alreadyAllowed(): Promise<boolean> {
    const states = await Promise.all(INPUT_KINDS.map((kind) => this.#environment.permission(kind)));
    return states.every((state) => state === 'granted');
  }

  /** Opens what is not open yet. Never rejects: each device's own state tells. */
  open(): Promise<void> {
    this.#isOpen = true;
    if (this.#opening) return this.#opening;
    const opening = this.#open().finally(() => {
      if (this.#opening === opening) this.#opening = null;
    });
    this.#opening = opening;
    return opening;
  }

  setEnabled(kind: InputKind, enabled: boolean): void {
    if (!enabled) this.#notices.takeBackNothing(kind);
    if (this.#held.setEnabled(kind, enabled)) void this.open();
  }

  /**
   * Whether `who` has someone whom sound and picture reach: the others in a visit, or the person in the check. While
   * anyone has, a device that gives nothing is noticed and taken anew.
   */
  attend(who: object, here: boolean): void {
    this.#sources.attend(who, here);
  }

  /**
   * Takes another device, and remembers it for the next visit. `id` is of `available`; for the speaker `''` is where the
   * system has it. Rejects with `VisitError` when the device cannot be had; the one before is then kept.
   */
  async choose(kind: MediaKind, id: string): Promise<void> {
    const device = this.store.get().available[kind].find((one) => one.id === id) ?? null;
    if (!device && kind !== 'speaker') throw new VisitError('device-not-found', { detail: kind });
    const error = await this.#held.moveTo(kind, device);
    if (error) throw error;
    this.#chosen.remember(kind, device);
    this.#follower.found(kind);
    this.#notices.takeAway();
  }

  /**
   * On: gives the microphone back to the system at once, so that the person can dictate into another device, and opens none
   * whatever comes, is plugged in, or is called in, until off. Off: takes the same one back, where devices are open; the next
   * best where it has gone meanwhile. Rejects with `VisitError` when none can be had.
   */
  async muteForDictation(on: boolean): Promise<void> {
    const { memory } = this.#environment;
    if (!on) return this.#takeBack();
    this.#returning = null;
    this.#held.release(this.#clock.now());
    this.#notices.takeBackNothing('microphone');
    const { microphone } = this.store.get();
    memory.keepReleased(microphone.status === 'released' ? microphone.since : null);
  }

  /** Before the page was loaded anew the microphone was released: it stays so. */
  stayReleased(): void {
    const since = this.#environment.memory.releasedSince();
    if (since !== null) this.#held.release(since);
  }

  /** The person's answer to the notice: yes takes the device that it offers; no leaves all as it is. */
  async answerNotice(yes: boolean): Promise<void> {
    const offer = this.#notices.takeAway();
    if (!yes) return;
    for (const [kind, device] of offer) {
      const error = await this.#held.moveTo(kind, device);
      if (error) throw error;
      this.#chosen.choose(kind, device);
      this.#follower.found(kind);
    }
  }

  /** To the camera that looks the other way, and back (N34). Rejects with `VisitError`; the one before is then kept. */
  turnCamera(): Promise<void> {
    return this.#picture.turn();
  }

  /** A sharper picture, for what is shown to the camera; or as at first (N34). Rejects with `VisitError`. */
  sharpenPicture(sharp: boolean): Promise<void> {
    return this.#picture.sharpen(sharp);
  }

  /** Blurs the background, where the browser does that (N36). Rejects with `VisitError`. */
  blurBackground(blurred: boolean): Promise<void> {
    return this.#picture.blur(blurred);
  }

  /** How loud the microphone is now, 0…1; 0 without one. Listening begins with the first call. */
  level(): number {
    return this.#held.level();
  }

  /** Gives the devices back. A microphone that is released for dictation stays so. */
  close(): void {
    this.#isOpen = false;
    this.#opening = null;
    this.#returning = null;
    this.#chosen.clear();
    this.#notices.forget();
    this.#follower.close();
    this.#picture.forget();
    this.#held.close();
  }

  #takeBack(): Promise<void> {
    this.#environment.memory.keepReleased(null);
    if (this.store.get().microphone.status !== 'released') return Promise.resolve();
    if (this.#returning) return this.#returning;
    const returning = this.#return().finally(() => {
      if (this.#returning === returning) this.#returning = null;
    });
    this.#returning = returning;
    return returning;
  }

  async #return(): Promise<void> {
    const held = this.#held;
    const device = held.beginReturn();
    const { life } = held;
    if (this.#isOpen && device) await this.#follower.takeBack(device);
    else if (this.#isOpen) {
      // The camera alone may be being asked for.
      await this.#opening;
      await this.open();
    }
    if (life !== held.life) return;
    held.endRelease();
    const { microphone } = this.store.get();
    if (microphone.status === 'failed') throw microphone.error;
  }

  async #open(): Promise<void> {
    const held = this.#held;
    const { life } = held;
    const missing = INPUT_KINDS.filter((kind) => held.track(kind) === null && !held.rests(kind));
    if (missing.length === 0) return;
    held.set(missing, { status: 'asking' });
    const possible = await this.#possible(missing);
    if (life !== held.life) return;
    const refused = possible.length > 0 ? await held.ask(possible, this.#preferred) : null;
    if (life !== held.life) return;
    if (refused && possible.length === 1) held.fail(possible, refused);
    else if (refused) {
      // One of two stands in the way: the other alone may still be had.
      const alone = await worthAskingAlone(this.#environment, possible, refused);
      if (life !== held.life) return;
      held.fail(
        possible.filter((kind) => !alone.includes(kind)),
        refused,
      );
      for (const kind of alone) {
        const error = await held.ask([kind], this.#preferred);
        if (life !== held.life) return;
        if (error) held.fail([kind], error);
      }
    }
    await this.#follower.settle();
  }

  /** Leaves out, with the reason told, what cannot be had at all. */
  async #possible(kinds: readonly InputKind[]): Promise<readonly InputKind[]> {
    const held = this.#held;
    const { devices, secure } = this.#environment;
    if (!devices) {
      held.fail(kinds, new VisitError(secure ? 'unsupported-browser' : 'insecure-context'));
      return [];
    }
    const { life } = held;
    const present = await held.list();
    if (life !== held.life) return [];
    return kinds.filter((kind) => {
      const error = whyNot(this.#environment, kind, present);
      if (error) held.fail([kind], error);
      return !error;
    });
  }

  readonly #preferred = (kind: InputKind): Device | null =>
    this.#chosen.preferred(kind, this.store.get().available[kind]);
}
