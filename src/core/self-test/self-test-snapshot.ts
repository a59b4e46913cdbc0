import type { SelfTestCheck, SelfTestNetwork, SelfTestOutcome, SelfTestReason } from '../../contract/index.ts';
import type { MediaKind } from '../media/device-list.ts';
import type { DevicesSnapshot } from '../media/devices-snapshot.ts';
import type { ReadableStore } from '../store.ts';

/**
 * What goes on in a check that runs. `asking`: the browser asks the person. `looking`, `measuring`: nothing to do but wait.
 * `ready`: the microphone waits for the person to begin. `recording`, `playing`. `question`: was it heard?
 */
export type SelfTestStep = 'asking' | 'looking' | 'ready' | 'recording' | 'playing' | 'question' | 'measuring';

export type CheckState =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly step: SelfTestStep }
  | { readonly status: SelfTestOutcome; readonly reason: SelfTestReason | null };

export interface SelfTestSnapshot {
  /** `idle` before the first run; `running` while any check is; `partial` where some were never run; else the worst. */
  readonly status: 'idle' | 'running' | 'partial' | SelfTestOutcome;
  readonly checks: Readonly<Record<SelfTestCheck, CheckState>>;
  /** As measured last; null before, and where there was no path. */
  readonly network: SelfTestNetwork | null;
  readonly devices: DevicesSnapshot;
  /** Whether the visit has the result. `nowhere`: there is no visit, or nothing to keep yet. */
  readonly kept: 'nowhere' | 'keeping' | 'kept' | 'not-kept';
}

/** What elements know of a self-test. `SelfTest` is the real one; `video-visit/testing` has one that plays a script. */
export interface SelfTestLike {
  readonly store: ReadableStore<SelfTestSnapshot>;
  /** Runs all checks, from the beginning. To be called in a press of the person: it plays sound. */
  start(): void;
  /** Runs one check (again). */
  run(check: SelfTestCheck): void;
  /** Answers what a check asks: step `ready` (begin) or `question` (it was heard). */
  answer(check: SelfTestCheck, yes: boolean): void;
  /** Takes another device, remembers it, and runs its check again. Rejects as `VisitSessionLike.chooseDevice`. */
  chooseDevice(kind: MediaKind, id: string): Promise<void>;
  /** How loud the microphone is now, 0…1. */
  microphoneLevel(): number;
  /** Ends all that runs, and gives back what the test has opened itself. Never rejects; safe to call twice. */
  close(): Promise<void>;
}
