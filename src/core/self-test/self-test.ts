import type { DeviceKind, SelfTestCheck, SelfTestCredentials, SelfTestReason } from '../../contract/index.ts';
import { selfTestChecks } from '../../contract/self-test-words.ts';
import { VisitError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { MediaKind } from '../media/device-list.ts';
import type { VisitService } from '../service/visit-service.ts';
import { Store, type ReadableStore } from '../store.ts';
import { checkCamera } from './camera-check.ts';
import { failed, passed, type CheckOutcome, type CheckRun, type DeviceParts } from './check-parts.ts';
import { checkNetwork, type NetworkParts } from './network-check.ts';
import { reportOf, statusOf } from './self-test-report.ts';
import type { CheckState, SelfTestLike, SelfTestSnapshot } from './self-test-snapshot.ts';
import { checkMicrophone, checkSpeaker } from './sound-checks.ts';

/** The person is waited for so long, ms. */
const ANSWER_LIMIT_MS = 60_000;
/** No check takes longer than this, but for what the person needs to answer, ms. */
const CHECK_LIMIT_MS = 45_000;
/** Credentials that end sooner are not begun with, ms. */
const CREDENTIALS_LEFT_MS = 60_000;

/** What the browser can do. */
export interface BrowserFeatures {
  readonly secure: boolean;
  readonly webrtc: boolean;
  readonly devices: boolean;
}

export interface SelfTestOptions extends DeviceParts, Omit<NetworkParts, 'clock'> {
  readonly service: Pick<VisitService, 'selfTestCredentials' | 'command'>;
  /** The visit that keeps the result; null: none does. */
  readonly visitId: (signal: AbortSignal) => Promise<string | null>;
  readonly browser: BrowserFeatures;
  readonly deviceKind: DeviceKind;
  /** Gives back the devices that the test has opened for itself. */
  readonly release: () => void;
  readonly logger?: Logger;
}

const idle: CheckState = Object.freeze({ status: 'idle' });
const allOf = (state: CheckState): SelfTestSnapshot['checks'] =>
  Object.fromEntries(selfTestChecks.map((check) => [check, state])) as SelfTestSnapshot['checks'];

/** Tries browser, service, camera, microphone, speaker and network; one after another, or each by itself (N04). */
export class SelfTest implements SelfTestLike {
  readonly #options: SelfTestOptions;
  readonly #store: Store<SelfTestSnapshot>;
  readonly #life = new AbortController();
  readonly #runs = new Map<SelfTestCheck, AbortController>();
  readonly #answers = new Map<SelfTestCheck, (yes: boolean) => void>();
  #whole = new AbortController();
  #credentials: SelfTestCredentials | null = null;
  #refused: SelfTestReason | null = null;

  constructor(options: SelfTestOptions) {
    this.#options = options;
    const { media } = options;
    this.#store = new Store<SelfTestSnapshot>({
      status: 'idle',
      checks: allOf(idle),
      network: null,
      devices: media.store.get(),
      kept: 'nowhere',
    });
    media.store.subscribe((devices) => this.#set({ devices }), { signal: this.#life.signal });
  }

  get store(): ReadableStore<SelfTestSnapshot> {
    return this.#store;
  }

  start(): void {
    if (this.#life.signal.aborted) return;
    this.#whole.abort();
    const whole = new AbortController();
    this.#whole = whole;
    for (const run of this.#runs.values()) run.abort();
    this.#set({
      kept: 'nowhere',
      checks: allOf(idle),
    });
    const inOrder = async (checks: readonly SelfTestCheck[]): Promise<void> => {
      for (const check of checks) if (!whole.signal.aborted) await this.#run(check);
    };
    const browser = this.#checkBrowser();
    if (browser.status === 'failed') {
      // What this browser has not got is not tried: each would only say the same once more.
      this.#set({ network: null, checks: { ...allOf(browser), service: idle } });
      return void this.#run('service');
    }
    // The person need not wait for the network, nor the network for the person.
    void inOrder(['browser', 'service', 'network']);
    void inOrder(['camera', 'speaker', 'microphone']);
  }

  run(check: SelfTestCheck): void {
    void this.#run(check);
  }

  answer(check: SelfTestCheck, yes: boolean): void {
    this.#answers.get(check)?.(yes);
  }

  async chooseDevice(kind: MediaKind, id: string): Promise<void> {
    await this.#options.media.choose(kind, id);
    if (this.#store.get().checks[kind].status !== 'idle') this.run(kind);
  }

  microphoneLevel(): number {
    return this.#options.media.level();
  }

  async close(): Promise<void> {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    this.#whole.abort();
    for (const run of this.#runs.values()) run.abort();
    this.#credentials = null;
    this.#options.release();
  }

  async #run(check: SelfTestCheck): Promise<void> {
    if (this.#life.signal.aborted) return;
    this.#runs.get(check)?.abort();
    const own = new AbortController();
    this.#runs.set(check, own);
    const state = (next: CheckState): void => this.#state(check, own, next);
    const run: CheckRun = {
      signal: own.signal,
      step: (step) => state({ status: 'running', step }),
      ask: async (step) => {
        state({ status: 'running', step });
        return this.#answer(check, own.signal);
      },
    };
    state({ status: 'running', step: 'looking' });
    const outcome = await this.#carryOut(check, run);
    state(outcome);
    if (own.signal.aborted || this.#runs.get(check) !== own) return;
    this.#runs.delete(check);
    own.abort();
    this.#options.logger?.info('self-test check', { check, ...outcome });
    await this.#keep();
  }

  /** Never rejects: what is given up is told to nobody. */
  async #carryOut(check: SelfTestCheck, run: CheckRun): Promise<CheckOutcome> {
    const { clock } = this.#options;
    const over = new AbortController();
    try {
      const work = this.#check(check, run);
      if (check === 'speaker' || check === 'microphone') return await work;
      const limit = clock.sleep(CHECK_LIMIT_MS, over.signal).then(
        () => failed(check === 'camera' ? 'device-failed' : 'gateway-unreachable'),
        () => work,
      );
      return await Promise.race([work, limit]);
    } catch {
      return failed(check === 'network' || check === 'service' ? 'gateway-unreachable' : 'device-failed');
    } finally {
      over.abort();
    }
  }

  #check(check: SelfTestCheck, run: CheckRun): Promise<CheckOutcome> {
    switch (check) {
      case 'browser':
        return Promise.resolve(this.#checkBrowser());
      case 'service':
        return this.#checkService(run.signal);
      case 'camera':
        return checkCamera(this.#options, run);
      case 'microphone':
        return checkMicrophone(this.#options, run);
      case 'speaker':
        return checkSpeaker(this.#options, run);
      case 'network':
        return this.#checkNetwork(run);
    }
  }

  #checkBrowser(): CheckOutcome {
    const { secure, webrtc, devices } = this.#options.browser;
    if (!secure) return failed('insecure-context');
    return webrtc && devices ? passed : failed('unsupported-browser');
  }

  async #checkService(signal: AbortSignal): Promise<CheckOutcome> {
    this.#credentials = null;
    this.#refused = null;
    try {
      this.#credentials = await this.#options.service.selfTestCredentials(signal);
      return passed;
    } catch (error) {
      const { code } = VisitError.from(error, 'service-unreachable');
      if (code === 'service-unreachable' || code === 'service-failed') return failed('service-unreachable');
      // It answers, but this person may not test, or not now.
      this.#refused = code === 'too-many-requests' ? code : 'service-refused';
      return passed;
    }
  }

  async #checkNetwork(run: CheckRun): Promise<CheckOutcome> {
    run.step('measuring');
    const { clock } = this.#options;
    const left = this.#credentials ? Date.parse(this.#credentials.expiresAt) - clock.now() : 0;
    if (left < CREDENTIALS_LEFT_MS) {
      const reached = await this.#checkService(run.signal);
      if (reached.status !== 'passed') {
        this.#set({ network: null });
        return reached;
      }
    }
    const credentials = this.#credentials;
    if (!credentials) return failed(this.#refused ?? 'gateway-unreachable');
    // Each opens the way once.
    this.#credentials = null;
    const { outcome, network } = await checkNetwork(this.#options, credentials, run);
    run.signal.throwIfAborted();
    this.#set({ network });
    return outcome;
  }

  async #answer(check: SelfTestCheck, signal: AbortSignal): Promise<boolean | null> {
    const over = new AbortController();
    const limit = this.#options.clock.sleep(ANSWER_LIMIT_MS, AbortSignal.any([signal, over.signal]));
    const answered = new Promise<boolean>((resolve) => this.#answers.set(check, resolve));
    try {
      return await Promise.race([answered, limit.then(() => null)]);
    } finally {
      over.abort();
      limit.catch(() => {});
      this.#answers.delete(check);
    }
  }

  /** Tells the visit, when everything has been tried. */
  async #keep(): Promise<void> {
    const report = reportOf(this.#store.get());
    if (!report) return;
    const { service, visitId, deviceKind } = this.#options;
    const { signal } = this.#life;
    this.#set({ kept: 'keeping' });
    try {
      const id = await visitId(signal);
      if (id === null) return this.#set({ kept: 'nowhere' });
      await service.command({ type: 'report-self-test', visitId: id, deviceKind, report }, signal);
      this.#set({ kept: 'kept' });
    } catch {
      this.#set({ kept: 'not-kept' });
    }
  }

  #state(check: SelfTestCheck, own: AbortController, next: CheckState): void {
    if (this.#runs.get(check) !== own || own.signal.aborted) return;
    this.#set({ checks: { ...this.#store.get().checks, [check]: next } });
  }

  #set(more: Partial<Omit<SelfTestSnapshot, 'status'>>): void {
    if (this.#life.signal.aborted) return;
    const next = { ...this.#store.get(), ...more };
    this.#store.set({ ...next, status: statusOf(next.checks) });
  }
}
