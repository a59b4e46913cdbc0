import type { Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { noDevices, type ChosenDevices } from './chosen-devices.ts';
import { stepsAfter, type DeviceStep } from './device-changes.ts';
import {
  isUnsuitedAmong,
  nextBest,
  nothingListed,
  sameDevice,
  type Device,
  type DeviceLists,
  type MediaKind,
} from './device-list.ts';
import type { DeviceNotices } from './device-notices.ts';
import { INPUT_KINDS, type HeldDevices } from './held-devices.ts';
import type { MediaEnvironment } from './media-environment.ts';
import type { InputKind } from './open-devices.ts';
import { RecaptureLimit } from './recapture-limit.ts';
import type { Nothing } from './source-watch.ts';

export interface DeviceFollowerOptions {
  readonly environment: MediaEnvironment;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly held: HeldDevices;
  readonly chosen: ChosenDevices;
  readonly notices: DeviceNotices;
}

/** Follows what is plugged in and pulled out, and takes anew what stops giving. One thing after the other. */
export class DeviceFollower {
  readonly #options: DeviceFollowerOptions;
  readonly #limits: Record<InputKind, RecaptureLimit>;
  /** The list when it was last acted upon. */
  #settled: DeviceLists = nothingListed;
  /** Had, and lost. */
  #missed = noDevices();
  /** Taken anew because they gave nothing, and have not given anything since. */
  readonly #doubted: Record<InputKind, string | null> = { camera: null, microphone: null };
  #following: AbortController | null = null;
  #looksAgain = false;
  #work: Promise<void> = Promise.resolve();

  constructor(options: DeviceFollowerOptions) {
    this.#options = options;
    this.#limits = { camera: new RecaptureLimit(options.clock), microphone: new RecaptureLimit(options.clock) };
  }

  /** Once devices are open the browser tells their names: leaves one that is unsuited, and follows what comes and goes. */
  async settle(): Promise<void> {
    const { environment, held, chosen } = this.#options;
    const { life } = held;
    await held.list();
    if (life !== held.life) return;
    const { available } = held.store.get();
    this.#settled = available;
    if (!this.#following) {
      this.#following = new AbortController();
      environment.onDeviceChange(() => this.#lookAgain(), this.#following.signal);
    }
    const speaker = sameDevice(available.speaker, chosen.of('speaker'));
    if (speaker) held.publish({ speaker });
    for (const kind of INPUT_KINDS) {
      const track = held.track(kind);
      if (!track) continue;
      held.tell(kind, track);
      const used = held.used(kind);
      const id = track.getSettings().deviceId ?? '';
      if (
        !isUnsuitedAmong(available[kind], used ?? { id, label: track.label }) ||
        sameDevice(used ? [used] : [], chosen.of(kind))
      )
        continue;
      await held.moveOrFail(kind, nextBest(available[kind], null));
      if (life !== held.life) return;
    }
  }

  /** The track has stopped by itself, or gives nothing: takes the device anew, else the next best. */
  recapture(kind: InputKind, track: MediaStreamTrack, why: 'ended' | 'stuck' | Nothing): void {
    void this.#next(() => this.#recapture(kind, track, why));
  }

  /** The device gives sound or picture. */
  alive(kind: InputKind): void {
    this.#doubted[kind] = null;
    this.#options.notices.takeBackNothing(kind);
  }

  /** The person has taken a device: the one lost is not missed any more. */
  found(kind: MediaKind): void {
    this.#missed[kind] = null;
  }

  /** The microphone that was released; where it has gone meanwhile the next best, and says so. */
  takeBack(device: Device): Promise<void> {
    return this.#next(() => this.#takeBack(device));
  }

  close(): void {
    this.#following?.abort();
    this.#following = null;
    this.#looksAgain = false;
    this.#missed = noDevices();
    this.#settled = nothingListed;
    this.#work = Promise.resolve();
    for (const kind of INPUT_KINDS) {
      this.#limits[kind].clear();
      this.#doubted[kind] = null;
    }
  }

  #lookAgain(): void {
    if (this.#looksAgain) return;
    this.#looksAgain = true;
    void this.#next(() => {
      this.#looksAgain = false;
      return this.#follow();
    });
  }

  /** Devices may have come or gone. */
  async #follow(): Promise<void> {
    const { held, chosen } = this.#options;
    const { life } = held;
    const { speaker } = held.store.get();
    await held.list();
    if (life !== held.life) return;
    const before = this.#settled;
    const { available } = held.store.get();
    // What comes and goes while the microphone is released is acted upon when it is taken back.
    this.#settled = held.rests('microphone') ? { ...available, microphone: before.microphone } : available;
    const steps = stepsAfter(before, this.#settled, {
      used: { camera: held.used('camera', before), microphone: held.used('microphone', before), speaker },
      missed: this.#missed,
      chosen: { camera: chosen.of('camera'), microphone: chosen.of('microphone'), speaker: chosen.of('speaker') },
    });
    for (const step of steps) {
      if (step.kind === 'microphone' && held.rests('microphone')) continue;
      await this.#carryOut(step);
      if (life !== held.life) return;
    }
  }

  async #carryOut(step: DeviceStep): Promise<void> {
    const { held, notices, logger } = this.#options;
    const { kind } = step;
    if (step.do === 'offer') {
      const { device } = step;
      return notices.say({ kind: 'returned', device: kind, label: device.label }, new Map([[kind, device]]));
    }
    const { why, from, to } = step;
    logger.info('device changed', { kind, why });
    if (why === 'gone') {
      this.#missed[kind] = from;
      const moved = kind === 'speaker' ? !(await held.moveTo(kind, null)) : await held.moveOrFail(kind, to);
      if (moved) notices.saySwitched(kind, 'gone', from, to);
      return;
    }
    const { life } = held;
    const error = await held.moveTo(kind, to);
    if (error || life !== held.life) return;
    this.#missed[kind] = null;
    notices.saySwitched(kind, 'plugged-in', from, to);
  }

  async #takeBack(device: Device): Promise<void> {
    const { held, chosen, notices } = this.#options;
    const { life } = held;
    const isOver = (): boolean => life !== held.life || held.rests('microphone');
    const error = await held.moveTo('microphone', device);
    if (isOver()) return;
    if (!error) return this.#lookAgain();
    await held.list();
    if (isOver()) return;
    const { microphone } = held.store.get().available;
    if (microphone.some(({ id }) => id === device.id)) return held.fail(['microphone'], error);
    this.#settled = { ...this.#settled, microphone };
    this.#missed.microphone = device;
    const to = nextBest(microphone, chosen.of('microphone'));
    if (await held.moveOrFail('microphone', to)) notices.saySwitched('microphone', 'gone', device, to);
  }

  async #recapture(kind: InputKind, track: MediaStreamTrack, why: 'ended' | 'stuck' | Nothing): Promise<void> {
    const { held, chosen, notices, logger } = this.#options;
    const { life } = held;
    await held.list();
    if (life !== held.life || held.track(kind) !== track || held.isTurning(kind)) return;
    const here = held.store.get().available[kind];
    const from = held.used(kind, this.#settled) ?? held.used(kind);
    const id = from?.id ?? '';
    const stuck = why === 'stuck';
    if (stuck && !track.muted) return;
    logger.info('device stopped', { kind, why });
    const tell = (what: Nothing): void =>
      notices.say({ kind: 'nothing', what, device: kind, label: from?.label ?? track.label });
    const nothing = stuck ? (kind === 'camera' ? 'black' : 'silent') : why === 'ended' ? null : why;
    // Where taking it anew does not help the person has to look after it, and it is held, as it may give again.
    if (nothing && (!from || this.#doubted[kind] === id || this.#limits[kind].isReached)) return tell(nothing);
    this.#doubted[kind] = nothing && id;
    // What the system keeps muted, as during a telephone call, cannot always be had anew, and comes back by itself.
    if (!stuck) held.letGo(kind);
    const same = here.find((device) => device.id === id);
    const others = here.filter((device) => device !== same);
    for (const device of [same, nextBest(others, chosen.of(kind))]) {
      if (!device || !this.#limits[kind].mayTake()) continue;
      const error = await held.moveTo(kind, device, { keepsOld: stuck });
      if (life !== held.life) return;
      if (error) continue;
      if (device !== same) {
        this.#missed[kind] = from;
        notices.saySwitched(kind, 'gone', from, device);
      }
      return;
    }
    if (stuck && nothing && held.track(kind) === track) return tell(nothing);
    this.#missed[kind] = from;
    held.fail([kind], new VisitError('device-not-found', { detail: 'ended' }));
  }

  /** One after the other, as each acts on what the one before has left. */
  #next(work: () => Promise<void>): Promise<void> {
    const { held } = this.#options;
    const { life } = held;
    this.#work = this.#work.then(() => (life === held.life ? work() : undefined)).catch(() => {});
    return this.#work;
  }
}
