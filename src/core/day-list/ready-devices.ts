import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { InputKind } from '../media/open-devices.ts';
import type { LocalMedia } from '../media/local-media.ts';

/** So long the devices are held ready for one reason, ms. */
export const READY_MS = 60_000;
/** A row that is out of view for less than this has not been out of view, ms. */
export const OUT_OF_VIEW_MS = 3_000;

export interface ReadyDevicesOptions {
  readonly media: LocalMedia;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What is held ready has changed. */
  readonly onChange: () => void;
}

/** Who is to be seen, as the list knows it. */
export interface Readiness {
  /** Visits whose patient waits. */
  readonly waiting: readonly string[];
  /** Visits whose row the clinician has before them. */
  readonly inView: ReadonlySet<string>;
  /** A visit has the devices, or is about to. */
  readonly busy: boolean;
}

const nothingReady: readonly InputKind[] = Object.freeze([]);

/**
 * A clinician's camera and microphone, open a little ahead of the call-in, while a patient waits and is in view; nothing
 * is sent. Only where that asks the person nothing. Released when unused for `READY_MS`, and opened again when there is a
 * new reason to: another patient, or a clinician who comes back.
 */
export class ReadyDevices {
  readonly #options: ReadyDevicesOptions;
  readonly #life = new AbortController();
  /** `lent`: the call-in has taken them. */
  #state: 'none' | 'held' | 'lent' = 'none';
  #enabled = true;
  #readiness: Readiness = { waiting: [], inView: new Set(), busy: false };
  /** Waiting and in view. */
  #wanted: ReadonlySet<string> = new Set();
  #timer: AbortController | null = null;
  #leaving: AbortController | null = null;
  #ready = nothingReady;

  constructor(options: ReadyDevicesOptions) {
    this.#options = options;
    options.media.store.subscribe(() => this.#look(), { signal: this.#life.signal });
  }

  /** What is open, and used by nobody. The same list as long as nothing changes. */
  get ready(): readonly InputKind[] {
    return this.#ready;
  }

  follow(readiness: Readiness): void {
    this.#readiness = readiness;
    const { waiting, inView, busy } = readiness;
    if (busy || !this.#enabled) {
      this.#wanted = new Set();
      return busy ? this.#lend() : this.#release();
    }
    const wanted = waiting.filter((id) => inView.has(id));
    if (wanted.length > 0) {
      this.#stay();
      const reason = wanted.some((id) => !this.#wanted.has(id)) || this.#state === 'lent';
      this.#wanted = new Set(wanted);
      if (reason) this.#open();
    } else if (waiting.length === 0 || this.#state === 'lent') {
      this.#release();
    } else {
      this.#leave();
    }
  }

  /** The clinician has come back to the list. */
  renew(): void {
    if (this.#wanted.size > 0 && !this.#leaving) this.#open();
  }

  setEnabled(enabled: boolean): void {
    if (enabled === this.#enabled) return;
    this.#enabled = enabled;
    this.follow(this.#readiness);
  }

  close(): void {
    this.#release();
    this.#life.abort();
  }

  /** Begins the time anew where they are open already. */
  #open(): void {
    const { media, clock, logger } = this.#options;
    this.#timer?.abort();
    const timer = new AbortController();
    this.#timer = timer;
    clock.sleep(READY_MS, timer.signal).then(
      () => this.#giveBack('unused'),
      () => {},
    );
    if (this.#state === 'held') return;
    void media.alreadyAllowed().then((allowed) => {
      if (timer.signal.aborted) return;
      if (!allowed) return this.#release();
      logger.info('devices made ready');
      this.#state = 'held';
      void media.open();
      this.#look();
    });
  }

  /** Whoever calls in finds them open, and gives them back after the visit. */
  #lend(): void {
    this.#forgetTimers();
    if (this.#state === 'held') this.#state = 'lent';
    this.#look();
  }

  #leave(): void {
    if (this.#leaving || this.#wanted.size === 0) return;
    const leaving = new AbortController();
    this.#leaving = leaving;
    this.#options.clock.sleep(OUT_OF_VIEW_MS, leaving.signal).then(
      () => this.#release(),
      () => {},
    );
  }

  #stay(): void {
    this.#leaving?.abort();
    this.#leaving = null;
  }

  /** There is no reason any more. */
  #release(): void {
    this.#wanted = new Set();
    this.#forgetTimers();
    this.#giveBack('no reason');
  }

  #giveBack(why: 'unused' | 'no reason'): void {
    if (this.#state === 'none') return;
    this.#options.logger.info('ready devices given back', { why });
    this.#state = 'none';
    this.#options.media.close();
    this.#look();
  }

  #forgetTimers(): void {
    this.#stay();
    this.#timer?.abort();
    this.#timer = null;
  }

  #look(): void {
    const { camera, microphone } = this.#options.media.store.get();
    const here =
      this.#state === 'held'
        ? (['camera', 'microphone'] as const).filter((kind) => ({ camera, microphone })[kind].status === 'on')
        : nothingReady;
    if (here.join() === this.#ready.join()) return;
    this.#ready = here.length > 0 ? here : nothingReady;
    this.#options.onChange();
  }
}
