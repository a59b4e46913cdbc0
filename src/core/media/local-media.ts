import { systemClock, type Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import { Store, type ReadableStore } from '../store.ts';
import { stepsAfter, type DeviceStep } from './device-changes.ts';
import {
  deviceOf,
  isUnsuitedAmong,
  listDevices,
  nextBest,
  nothingListed,
  sameDevice,
  sameLists,
  type Device,
  type DeviceLists,
  type MediaKind,
} from './device-list.ts';
import { devicesOff, type DeviceNotice, type DevicesSnapshot, type DeviceUse } from './devices-snapshot.ts';
import type { MediaEnvironment } from './media-environment.ts';
import { openDevices, whyNot, worthAskingAlone, type DeviceWish, type InputKind } from './open-devices.ts';
import { watchTrack } from './track-watch.ts';

const KINDS: readonly InputKind[] = ['camera', 'microphone'];
const nobodyChose = (): Record<MediaKind, Device | null> => ({ camera: null, microphone: null, speaker: null });

/** A device that fails again and again is not taken more often than this within `RECAPTURE_WINDOW_MS`. */
const RECAPTURES = 3;
const RECAPTURE_WINDOW_MS = 60_000;

/**
 * The person's own camera and microphone: asked for once, held, muted, given back. Follows what is plugged in and pulled
 * out; the track changes then, and whoever sends it replaces it without negotiating.
 */
export class LocalMedia {
  readonly #environment: MediaEnvironment;
  readonly #clock: Clock;
  readonly #store = new Store<DevicesSnapshot>(devicesOff);
  readonly #tracks: Record<InputKind, MediaStreamTrack | null> = { camera: null, microphone: null };
  readonly #watches: Record<InputKind, AbortController | null> = { camera: null, microphone: null };
  readonly #enabled: Record<InputKind, boolean> = { camera: true, microphone: true };
  /** Counts what is asked for of a kind: an answer to an earlier question is put away. */
  readonly #turns: Record<InputKind, number> = { camera: 0, microphone: 0 };
  readonly #turning = new Set<InputKind>();
  readonly #recaptures: Record<InputKind, number[]> = { camera: [], microphone: [] };
  #chosen: Record<MediaKind, Device | null> = nobodyChose();
  /** The list when it was last acted upon. */
  #settled: DeviceLists = nothingListed;
  #missed: Record<MediaKind, Device | null> = nobodyChose();
  /** What an accepted notice does. */
  #take: ReadonlyMap<MediaKind, Device | null> = new Map();
  #opening: Promise<void> | null = null;
  #following: AbortController | null = null;
  #looksAgain = false;
  #work: Promise<void> = Promise.resolve();
  #level: { read(): number; close(): void } | null = null;
  /** Counts closings: what arrives for an earlier life is stopped at once. */
  #life = 0;

  constructor(environment: MediaEnvironment, clock: Clock = systemClock) {
    this.#environment = environment;
    this.#clock = clock;
  }

  get store(): ReadableStore<DevicesSnapshot> {
    return this.#store;
  }

  get tracks(): { audio: MediaStreamTrack | null; video: MediaStreamTrack | null } {
    return { audio: this.#tracks.microphone, video: this.#tracks.camera };
  }

  /** Whether opening would ask the person nothing. */
  async alreadyAllowed(): Promise<boolean> {
    const states = await Promise.all(KINDS.map((kind) => this.#environment.permission(kind)));
    return states.every((state) => state === 'granted');
  }

  /** Opens what is not open yet. Never rejects: each device's own state tells. */
  open(): Promise<void> {
    if (this.#opening) return this.#opening;
    const opening = this.#open().finally(() => {
      if (this.#opening === opening) this.#opening = null;
    });
    this.#opening = opening;
    return opening;
  }

  setEnabled(kind: InputKind, enabled: boolean): void {
    const use = this.#store.get()[kind];
    this.#enabled[kind] = enabled;
    const track = this.#tracks[kind];
    if (kind === 'camera' && use.status === 'on') {
      if (!enabled) this.#rest(kind);
      else if (!track) void this.open();
    } else if (track) {
      track.enabled = enabled;
      this.#use(kind, track);
    } else if (use.status === 'on') {
      // Being taken anew just now: it will come as wanted.
      this.#set([kind], { ...use, enabled });
    }
  }

  /**
   * Takes another device, and remembers it for the next visit. `id` is of `available`; for the speaker `''` is where the
   * system has it. Rejects with `VisitError` when the device cannot be had; the one before is then kept.
   */
  async choose(kind: MediaKind, id: string): Promise<void> {
    const device = this.#store.get().available[kind].find((one) => one.id === id) ?? null;
    if (!device && kind !== 'speaker') throw new VisitError('device-not-found', { detail: kind });
    const error = await this.#moveTo(kind, device);
    if (error) throw error;
    this.#chosen[kind] = device;
    this.#missed[kind] = null;
    this.#environment.memory.remember(kind, device);
    this.#say(null);
  }

  /** The person's answer to the notice: yes takes the device that it offers; no leaves all as it is. */
  async answerNotice(yes: boolean): Promise<void> {
    const take = this.#take;
    this.#say(null);
    if (!yes) return;
    for (const [kind, device] of take) {
      const error = await this.#moveTo(kind, device);
      if (error) throw error;
      this.#chosen[kind] = device;
      this.#missed[kind] = null;
    }
  }

  /** How loud the microphone is now, 0…1; 0 without one. Listening begins with the first call. */
  level(): number {
    const track = this.#tracks.microphone;
    if (!track) return 0;
    this.#level ??= this.#environment.level(track);
    return this.#level?.read() ?? 0;
  }

  /** Gives the devices back. */
  close(): void {
    this.#life++;
    this.#opening = null;
    this.#following?.abort();
    this.#following = null;
    this.#looksAgain = false;
    this.#chosen = nobodyChose();
    this.#missed = nobodyChose();
    this.#take = new Map();
    this.#settled = nothingListed;
    this.#work = Promise.resolve();
    this.#turning.clear();
    for (const kind of KINDS) {
      this.#turns[kind]++;
      this.#letGo(kind);
      this.#enabled[kind] = true;
      this.#recaptures[kind] = [];
    }
    this.#store.set(devicesOff);
  }

  async #open(): Promise<void> {
    const life = this.#life;
    const missing = KINDS.filter((kind) => this.#tracks[kind] === null && !this.#rests(kind));
    if (missing.length === 0) return;
    this.#set(missing, { status: 'asking' });
    const possible = await this.#possible(missing);
    if (life !== this.#life) return;
    const refused = possible.length > 0 ? await this.#ask(possible, life) : null;
    if (life !== this.#life) return;
    if (refused && possible.length === 1) this.#fail(possible, refused);
    else if (refused) {
      // One of two stands in the way: the other alone may still be had.
      const alone = await worthAskingAlone(this.#environment, possible, refused);
      if (life !== this.#life) return;
      this.#fail(
        possible.filter((kind) => !alone.includes(kind)),
        refused,
      );
      for (const kind of alone) {
        const error = await this.#ask([kind], life);
        if (life !== this.#life) return;
        if (error) this.#fail([kind], error);
      }
    }
    await this.#settle(life);
  }

  /** Leaves out, with the reason told, what cannot be had at all. */
  async #possible(kinds: readonly InputKind[]): Promise<readonly InputKind[]> {
    const { devices, secure } = this.#environment;
    if (!devices) {
      this.#fail(kinds, new VisitError(secure ? 'unsupported-browser' : 'insecure-context'));
      return [];
    }
    const life = this.#life;
    const present = await this.#list();
    if (life !== this.#life) return [];
    return kinds.filter((kind) => {
      const error = whyNot(this.#environment, kind, present);
      if (error) this.#fail([kind], error);
      return !error;
    });
  }

  async #ask(kinds: readonly InputKind[], life: number): Promise<VisitError | null> {
    const turns = new Map(kinds.map((kind) => [kind, ++this.#turns[kind]]));
    const wish: DeviceWish = Object.fromEntries(kinds.map((kind) => [kind, { ideal: this.#preferred(kind)?.id }]));
    const answer = await openDevices(this.#environment, wish);
    if (answer instanceof VisitError) return answer;
    for (const track of answer) {
      const kind = track.kind === 'video' ? 'camera' : 'microphone';
      if (life === this.#life && this.#turns[kind] === turns.get(kind)) this.#hold(kind, track);
      else track.stop();
    }
    return null;
  }

  /** Once devices are open the browser tells their names: leaves one that is unsuited, and follows what comes and goes. */
  async #settle(life: number): Promise<void> {
    await this.#list();
    if (life !== this.#life) return;
    const { available } = this.#store.get();
    this.#settled = available;
    if (!this.#following) {
      this.#following = new AbortController();
      this.#environment.onDeviceChange(() => this.#lookAgain(), this.#following.signal);
    }
    const speaker = sameDevice(available.speaker, this.#remembered('speaker'));
    if (speaker) this.#publish({ speaker });
    for (const kind of KINDS) {
      const track = this.#tracks[kind];
      if (!track) continue;
      this.#use(kind, track);
      const used = this.#used(kind);
      const id = track.getSettings().deviceId ?? '';
      if (
        !isUnsuitedAmong(available[kind], used ?? { id, label: track.label }) ||
        sameDevice(used ? [used] : [], this.#remembered(kind))
      )
        continue;
      await this.#moveOrFail(kind, nextBest(available[kind], null));
      if (life !== this.#life) return;
    }
  }

  #lookAgain(): void {
    if (this.#looksAgain) return;
    this.#looksAgain = true;
    this.#next(() => {
      this.#looksAgain = false;
      return this.#follow();
    });
  }

  /** Devices may have come or gone. */
  async #follow(): Promise<void> {
    const life = this.#life;
    const { speaker } = this.#store.get();
    await this.#list();
    if (life !== this.#life) return;
    const before = this.#settled;
    this.#settled = this.#store.get().available;
    const steps = stepsAfter(before, this.#settled, {
      used: { camera: this.#used('camera', before), microphone: this.#used('microphone', before), speaker },
      missed: this.#missed,
      chosen: {
        camera: this.#remembered('camera'),
        microphone: this.#remembered('microphone'),
        speaker: this.#remembered('speaker'),
      },
    });
    for (const step of steps) {
      await this.#carryOut(step);
      if (life !== this.#life) return;
    }
  }

  async #carryOut(step: DeviceStep): Promise<void> {
    const { kind } = step;
    if (step.do === 'offer') {
      const { device } = step;
      return this.#say({ kind: 'returned', device: kind, label: device.label }, new Map([[kind, device]]));
    }
    const { why, from, to } = step;
    if (why === 'gone') {
      this.#missed[kind] = from;
      const moved = kind === 'speaker' ? !(await this.#moveTo(kind, null)) : await this.#moveOrFail(kind, to);
      if (moved) this.#saySwitched(kind, 'gone', from, to);
      return;
    }
    const life = this.#life;
    const error = await this.#moveTo(kind, to);
    if (error || life !== this.#life) return;
    this.#missed[kind] = null;
    this.#saySwitched(kind, 'plugged-in', from, to);
  }

  /** The track has ended by itself, or gives nothing: takes the device anew, else the next best. */
  async #recover(kind: InputKind, track: MediaStreamTrack): Promise<void> {
    const life = this.#life;
    await this.#list();
    if (life !== this.#life || this.#tracks[kind] !== track || this.#turning.has(kind)) return;
    const here = this.#store.get().available[kind];
    const from = this.#used(kind, this.#settled) ?? this.#used(kind);
    this.#letGo(kind);
    const same = here.find(({ id }) => id === from?.id);
    const others = here.filter((device) => device !== same);
    for (const device of [same, nextBest(others, this.#remembered(kind))]) {
      if (!device || !this.#mayRecapture(kind)) continue;
      const error = await this.#moveTo(kind, device);
      if (life !== this.#life) return;
      if (error) continue;
      if (device !== same) {
        this.#missed[kind] = from;
        this.#saySwitched(kind, 'gone', from, device);
      }
      return;
    }
    this.#missed[kind] = from;
    this.#fail([kind], new VisitError('device-not-found', { detail: 'ended' }));
  }

  #mayRecapture(kind: InputKind): boolean {
    const now = this.#clock.elapsed();
    const recent = this.#recaptures[kind].filter((at) => now - at < RECAPTURE_WINDOW_MS);
    this.#recaptures[kind] = recent.length < RECAPTURES ? [...recent, now] : recent;
    return recent.length < RECAPTURES;
  }

  /** For a device that cannot be kept. */
  async #moveOrFail(kind: InputKind, to: Device | null): Promise<boolean> {
    const life = this.#life;
    const error = to ? await this.#moveTo(kind, to) : new VisitError('device-not-found', { detail: kind });
    if (life !== this.#life) return false;
    if (error) {
      this.#letGo(kind);
      this.#fail([kind], error);
    }
    return !error;
  }

  /** The new device first, so that the gap is short; the old one is given back when the new one is there. */
  async #moveTo(kind: MediaKind, device: Device | null): Promise<VisitError | null> {
    if (kind === 'speaker') {
      this.#publish({ speaker: device });
      return null;
    }
    if (!device) return null;
    const use = this.#store.get()[kind];
    if (this.#rests(kind) && use.status === 'on') {
      this.#set([kind], { ...use, label: device.label, deviceId: device.id });
      return null;
    }
    const turn = ++this.#turns[kind];
    const current = (): boolean => turn === this.#turns[kind];
    const before = this.#used(kind);
    this.#turning.add(kind);
    let answer = await openDevices(this.#environment, { [kind]: { exact: device.id } });
    if (current() && answer instanceof VisitError && answer.code === 'device-in-use' && this.#tracks[kind]) {
      // Some systems have only one of a kind open at a time.
      this.#letGo(kind);
      answer = await openDevices(this.#environment, { [kind]: { exact: device.id } });
      if (answer instanceof VisitError && current() && before) {
        const back = await openDevices(this.#environment, { [kind]: { exact: before.id } });
        if (!(back instanceof VisitError)) this.#receive(kind, back, current());
        else if (current()) this.#fail([kind], answer);
      }
    }
    if (current()) this.#turning.delete(kind);
    if (!(answer instanceof VisitError)) {
      this.#receive(kind, answer, current());
      return null;
    }
    const track = this.#tracks[kind];
    if (current() && track?.readyState === 'ended') this.#next(() => this.#recover(kind, track));
    return current() ? answer : null;
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
    watchTrack(track, {
      clock: this.#clock,
      signal: watch.signal,
      onStopped: () => this.#next(() => this.#recover(kind, track)),
    });
    this.#use(kind, track);
    old?.stop();
    // Switched off while it was being asked for.
    if (this.#rests(kind)) this.#rest(kind);
  }

  /** A camera that is switched off is not held; a microphone is. */
  #rests(kind: InputKind): boolean {
    return kind === 'camera' && !this.#enabled.camera;
  }

  /** Gives one device back for now. */
  #rest(kind: InputKind): void {
    const use = this.#store.get()[kind];
    this.#letGo(kind);
    if (use.status === 'on') this.#set([kind], { ...use, enabled: false });
  }

  #letGo(kind: InputKind): void {
    this.#watches[kind]?.abort();
    this.#watches[kind] = null;
    if (kind === 'microphone') this.#stopListening();
    this.#tracks[kind]?.stop();
    this.#tracks[kind] = null;
  }

  #stopListening(): void {
    this.#level?.close();
    this.#level = null;
  }

  /** One after the other, as each acts on what the one before has left. */
  #next(work: () => Promise<void>): void {
    const life = this.#life;
    this.#work = this.#work.then(() => (life === this.#life ? work() : undefined)).catch(() => {});
  }

  async #list(): Promise<readonly MediaDeviceInfo[] | null> {
    const life = this.#life;
    const present = (await this.#environment.devices?.enumerateDevices().catch(() => null)) ?? null;
    if (present && life === this.#life) {
      const lists = listDevices(present);
      const available = this.#environment.choosesSpeaker ? lists : { ...lists, speaker: [] };
      // Looked at often, and seldom another: whoever follows the store is left alone.
      if (!sameLists(available, this.#store.get().available)) this.#publish({ available });
    }
    return present;
  }

  #remembered(kind: MediaKind): Device | null {
    return this.#chosen[kind] ?? this.#environment.memory.recall(kind);
  }

  /** What to ask for at first; null: whatever the system has. */
  #preferred(kind: InputKind): Device | null {
    const here = this.#store.get().available[kind];
    const remembered = this.#remembered(kind);
    // Without ids the list says nothing; the browser looks for itself.
    if (here.length === 0) return remembered;
    const known = sameDevice(here, remembered);
    if (known) return known;
    const system = here.find(({ isDefault }) => isDefault);
    const doubtful = system ? isUnsuitedAmong(here, system) : here.some((device) => isUnsuitedAmong(here, device));
    return doubtful ? nextBest(here, null) : null;
  }

  #used(kind: InputKind, lists: DeviceLists = this.#store.get().available): Device | null {
    const track = this.#tracks[kind];
    return track ? deviceOf(lists[kind], track.getSettings().deviceId ?? '', track.label) : null;
  }

  #use(kind: InputKind, track: MediaStreamTrack): void {
    const used = this.#used(kind);
    const deviceId = used?.id ?? track.getSettings().deviceId ?? '';
    this.#set([kind], { status: 'on', label: used?.label || track.label, deviceId, enabled: track.enabled });
  }

  #saySwitched(device: MediaKind, why: 'gone' | 'plugged-in', from: Device | null, to: Device | null): void {
    const undo = why === 'plugged-in' && (from !== null || device === 'speaker');
    // Microphone and speaker of one headset come and go one after the other: said once, and taken back together.
    const { notice } = this.#store.get();
    const together = notice?.kind === 'switched' && notice.why === why ? notice : null;
    const take = new Map(together ? this.#take : []);
    if (undo) take.set(device, from);
    const said = { kind: 'switched', why, device, from: from?.label ?? '', to: to?.label ?? '', undo } as const;
    this.#say(device === 'speaker' && together?.device === 'microphone' ? together : said, take);
  }

  #say(notice: DeviceNotice | null, take: ReadonlyMap<MediaKind, Device | null> = new Map()): void {
    this.#take = take;
    this.#publish({ notice });
  }

  #fail(kinds: readonly InputKind[], error: VisitError): void {
    this.#set(kinds, { status: 'failed', error });
  }

  #set(kinds: readonly InputKind[], use: DeviceUse): void {
    if (kinds.length > 0) this.#publish(Object.fromEntries(kinds.map((kind) => [kind, use])));
  }

  #publish(change: Partial<DevicesSnapshot>): void {
    const before = this.#store.get();
    const camera = this.#tracks.camera;
    const shown = before.preview?.getVideoTracks()[0] ?? null;
    const preview = camera === shown ? before.preview : camera && this.#environment.stream(camera);
    this.#store.set({ ...before, ...change, preview });
  }
}
