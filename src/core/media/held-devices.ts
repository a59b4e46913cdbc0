import type { Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { Store, type ReadableStore } from '../store.ts';
import { deviceOf, listDevices, sameLists, type Device, type DeviceLists, type MediaKind } from './device-list.ts';
import { devicesOff, type DevicesSnapshot, type DeviceUse, type Facing } from './devices-snapshot.ts';
import type { MediaEnvironment } from './media-environment.ts';
import { openDevices, type DeviceWish, type InputKind, type WishedDevice } from './open-devices.ts';
import { watchTrack } from './track-watch.ts';

export const INPUT_KINDS: readonly InputKind[] = ['camera', 'microphone'];

export interface HeldDevicesOptions {
  readonly environment: MediaEnvironment;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A track has ended by itself, or the system keeps it muted. */
  readonly onStopped: (kind: InputKind, track: MediaStreamTrack, how: 'ended' | 'stuck') => void;
  /** The system keeps it muted no longer. */
  readonly onResumed: (kind: InputKind) => void;
  /** There are other devices than before. */
  readonly onListed: () => void;
  readonly onHeld: (kind: InputKind, track: MediaStreamTrack | null) => void;
}

/** The camera and the microphone that are open now, and the snapshot of them. */
export class HeldDevices {
  readonly #environment: MediaEnvironment;
  readonly #options: HeldDevicesOptions;
  readonly #store = new Store<DevicesSnapshot>(devicesOff);
  readonly #tracks: Record<InputKind, MediaStreamTrack | null> = { camera: null, microphone: null };
  readonly #watches: Record<InputKind, AbortController | null> = { camera: null, microphone: null };
  readonly #enabled: Record<InputKind, boolean> = { camera: true, microphone: true };
  /** Counts what is asked for of a kind: an answer to an earlier question is put away. */
  readonly #turns: Record<InputKind, number> = { camera: 0, microphone: 0 };
  readonly #turning = new Set<InputKind>();
  #level: { read(): number; close(): void } | null = null;
  #released: Released | null = null;
  #life = 0;

  constructor(options: HeldDevicesOptions) {
    this.#environment = options.environment;
    this.#options = options;
  }

  get store(): ReadableStore<DevicesSnapshot> {
    return this.#store;
  }

  /** Counts closings: what arrives for an earlier life is stopped at once. */
  get life(): number {
    return this.#life;
  }

  track(kind: InputKind): MediaStreamTrack | null {
    return this.#tracks[kind];
  }

  /** Another device is being taken just now. */
  isTurning(kind: InputKind): boolean {
    return this.#turning.has(kind);
  }

  /** A camera that is switched off is not held; a microphone is, unless it is released. */
  rests(kind: InputKind): boolean {
    return kind === 'camera' ? !this.#enabled.camera : this.#released !== null && !this.#released.returns;
  }

  /** The device behind the track. */
  used(kind: InputKind, lists: DeviceLists = this.#store.get().available): Device | null {
    const track = this.#tracks[kind];
    return track ? deviceOf(lists[kind], track.getSettings().deviceId ?? '', track.label) : null;
  }

  /** Looks what there is. Null where the browser does not tell. */
  async list(): Promise<readonly MediaDeviceInfo[] | null> {
    const life = this.#life;
    const present = (await this.#environment.devices?.enumerateDevices().catch(() => null)) ?? null;
    if (present && life === this.#life) {
      const lists = listDevices(present);
      const available = this.#environment.choosesSpeaker ? lists : { ...lists, speaker: [] };
      // Looked at often, and seldom another: whoever follows the store is left alone.
      if (!sameLists(available, this.#store.get().available)) {
        this.publish({ available });
        this.#options.onListed();
      }
    }
    return present;
  }

  /** Asks for all of `kinds` at once, rather those that are preferred; answers with what stood in the way. */
  async ask(kinds: readonly InputKind[], preferred: (kind: InputKind) => Device | null): Promise<VisitError | null> {
    const life = this.#life;
    const turns = new Map(kinds.map((kind) => [kind, ++this.#turns[kind]]));
    const wish: DeviceWish = Object.fromEntries(kinds.map((kind) => [kind, { ideal: preferred(kind)?.id }]));
    const answer = await openDevices(this.#environment, wish);
    if (answer instanceof VisitError) return answer;
    for (const track of answer) {
      const kind = track.kind === 'video' ? 'camera' : 'microphone';
      if (life === this.#life && this.#turns[kind] === turns.get(kind)) this.#hold(kind, track);
      else track.stop();
    }
    return null;
  }

  /**
   * The new device first, so that the gap is short; the old one is given back when the new one is there. Where a system
   * has only one of a kind open at a time the old one goes first, unless `keepsOld`.
   */
  async moveTo(kind: MediaKind, device: Device | null, { keepsOld = false } = {}): Promise<VisitError | null> {
    if (kind === 'speaker') {
      this.publish({ speaker: device });
      return null;
    }
    if (!device) return null;
    if (kind === 'microphone' && this.#released && this.rests(kind)) {
      this.#release({ ...this.#released, device });
      return null;
    }
    const use = this.#store.get()[kind];
    if (this.rests(kind) && use.status === 'on') {
      this.set([kind], { ...use, label: device.label, deviceId: device.id });
      return null;
    }
    return this.#take(kind, { exact: device.id }, keepsOld);
  }

  /** The camera that looks that way. */
  turnTo(facing: Facing): Promise<VisitError | null> {
    return this.#take('camera', { facing }, false);
  }

  async #take(kind: InputKind, wished: WishedDevice, keepsOld: boolean): Promise<VisitError | null> {
    const turn = ++this.#turns[kind];
    const current = (): boolean => turn === this.#turns[kind];
    const before = this.used(kind);
    this.#turning.add(kind);
    let answer = await openDevices(this.#environment, { [kind]: wished });
    const inUse = answer instanceof VisitError && answer.code === 'device-in-use';
    if (current() && inUse && !keepsOld && this.#tracks[kind]) {
      this.letGo(kind);
      answer = await openDevices(this.#environment, { [kind]: wished });
      if (answer instanceof VisitError && current() && before) {
        const back = await openDevices(this.#environment, { [kind]: { exact: before.id } });
        if (!(back instanceof VisitError)) this.#receive(kind, back, current());
        else if (current()) this.fail([kind], answer);
      }
    }
    if (current()) this.#turning.delete(kind);
    if (!(answer instanceof VisitError)) {
      this.#receive(kind, answer, current());
      return null;
    }
    const track = this.#tracks[kind];
    if (current() && track?.readyState === 'ended') this.#options.onStopped(kind, track, 'ended');
    return current() ? answer : null;
  }

  /** For a device that cannot be kept. */
  async moveOrFail(kind: InputKind, to: Device | null): Promise<boolean> {
    const life = this.#life;
    const error = to ? await this.moveTo(kind, to) : new VisitError('device-not-found', { detail: kind });
    if (life !== this.#life) return false;
    if (error) {
      this.letGo(kind);
      this.fail([kind], error);
    }
    return !error;
  }

  /** Answers whether the device has to be opened for it. */
  setEnabled(kind: InputKind, enabled: boolean): boolean {
    const use = this.#store.get()[kind];
    this.#enabled[kind] = enabled;
    const track = this.#tracks[kind];
    if (kind === 'camera' && use.status === 'on') {
      if (enabled) return !track;
      this.#rest(kind);
    } else if (track) {
      track.enabled = enabled;
      this.tell(kind, track);
    } else if (use.status === 'on') {
      // Being taken anew just now: it will come as wanted.
      this.set([kind], { ...use, enabled });
    }
    return false;
  }

  /** How loud the microphone is now, 0…1; 0 without one. */
  level(): number {
    const track = this.#tracks.microphone;
    if (!track) return 0;
    this.#level ??= this.#environment.level(track);
    return this.#level?.read() ?? 0;
  }

  /** Gives the microphone back to the system; from now on nothing but `takeBack` opens one. */
  release(since: number): void {
    const { since: before, device } = this.#released ?? { since, device: this.used('microphone') };
    // What has just been asked for is put away when it comes.
    this.#turns.microphone++;
    this.#turning.delete('microphone');
    this.letGo('microphone');
    this.#release({ since: before, device, returns: false });
  }

  /** The microphone may be opened again: the one that was released, where one was. */
  beginReturn(): Device | null {
    if (!this.#released) return null;
    this.#released = { ...this.#released, returns: true };
    return this.#released.device;
  }

  /** It has returned, or cannot: either is told already. */
  endRelease(): void {
    if (!this.#released?.returns) return;
    this.#released = null;
    if (this.#store.get().microphone.status === 'released') this.set(['microphone'], { status: 'off' });
  }

  letGo(kind: InputKind): void {
    this.#watches[kind]?.abort();
    this.#watches[kind] = null;
    if (kind === 'microphone') this.#stopListening();
    this.#tracks[kind]?.stop();
    this.#tracks[kind] = null;
    this.#options.onHeld(kind, null);
  }

  /** Gives all back. */
  close(): void {
    this.#life++;
    this.#turning.clear();
    for (const kind of INPUT_KINDS) {
      this.#turns[kind]++;
      this.letGo(kind);
      this.#enabled[kind] = true;
    }
    this.#store.set(devicesOff);
    if (this.#released?.returns) this.#released = null;
    // Who dictates goes on doing so after the visit.
    if (this.#released) this.#release(this.#released);
  }

  /** Puts the device behind the track into the snapshot. */
  tell(kind: InputKind, track: MediaStreamTrack): void {
    const used = this.used(kind);
    const deviceId = used?.id ?? track.getSettings().deviceId ?? '';
    this.set([kind], { status: 'on', label: used?.label || track.label, deviceId, enabled: track.enabled });
  }

  fail(kinds: readonly InputKind[], error: VisitError): void {
    if (kinds.length > 0) this.#options.logger.warn('no device', { kinds, code: error.code });
    this.set(kinds, { status: 'failed', error });
  }

  set(kinds: readonly InputKind[], use: DeviceUse): void {
    const told = kinds.filter((kind) => kind === 'camera' || !this.rests(kind));
    if (told.length > 0) this.publish(Object.fromEntries(told.map((kind) => [kind, use])));
  }

  publish(change: Partial<DevicesSnapshot>): void {
    const before = this.#store.get();
    const camera = this.#tracks.camera;
    const shown = before.preview?.getVideoTracks()[0] ?? null;
    const preview = camera === shown ? before.preview : camera && this.#environment.stream(camera);
    this.#store.set({ ...before, ...change, preview });
  }

  #release(released: Released): void {
    this.#released = released;
    const { since, device } = released;
    const { id = '', label = '' } = device ?? {};
    this.publish({ microphone: { status: 'released', label, deviceId: id, since } });
  }

  #receive(kind: InputKind, [track]: readonly MediaStreamTrack[], current: boolean): void {
    if (track && current) this.#hold(kind, track);
    else track?.stop();
  }

  #hold(kind: InputKind, track: MediaStreamTrack): void {
    const old = this.#tracks[kind];
    this.#watches[kind]?.abort();
    if (kind === 'microphone') this.#stopListening();
    const watch = new AbortController();
    this.#watches[kind] = watch;
    this.#tracks[kind] = track;
    track.enabled = this.#enabled[kind];
    const { clock, onStopped, onResumed, onHeld } = this.#options;
    watchTrack(track, {
      clock,
      signal: watch.signal,
      onStopped: (how) => onStopped(kind, track, how),
      onResumed: () => onResumed(kind),
    });
    onHeld(kind, track);
    this.tell(kind, track);
    old?.stop();
    // Switched off while it was being asked for.
    if (this.rests(kind)) this.#rest(kind);
  }

  /** Gives one device back for now. */
  #rest(kind: InputKind): void {
    const use = this.#store.get()[kind];
    this.letGo(kind);
    if (use.status === 'on') this.set([kind], { ...use, enabled: false });
  }

  #stopListening(): void {
    this.#level?.close();
    this.#level = null;
  }
}

/** A microphone that is given back so that the person can dictate. */
interface Released {
  readonly since: number;
  /** The one that is taken back; null: whichever suits. */
  readonly device: Device | null;
  /** It is being taken back just now. */
  readonly returns: boolean;
}
