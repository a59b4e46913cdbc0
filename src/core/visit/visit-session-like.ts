import type { Outcome } from '../../contract/index.ts';
import type { Clock } from '../clock.ts';
import type { MediaKind } from '../media/device-list.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { VisitService } from '../service/visit-service.ts';
import type { ReadableStore } from '../store.ts';
import type { Telling } from './telling.ts';
import type { VisitSnapshot } from './visit-state.ts';

/**
 * What elements know of a session: a snapshot and the actions of its person. `VisitSession` is the real one;
 * `video-visit/testing` has one that plays a script.
 *
 * Actions reject with `VisitError`; `invalid-state` where the phase does not allow them.
 */
export interface VisitSessionLike {
  readonly store: ReadableStore<VisitSnapshot>;
  /** For what belongs to the visit and is no part of its phases: the preparation, the self-test's result, support. */
  readonly service: VisitService;
  readonly clock: Clock;
  /** The person's devices, for what tries them: the self-test. Without it that opens its own. */
  readonly media?: LocalMedia;
  /** Asks for camera and microphone. Never rejects: what failed is in `devices`, each device by itself. */
  openDevices(): Promise<void>;
  /** Goes to the waiting room. Phase `checking`; `too-early` while `ahead`. */
  arrive(): Promise<void>;
  /** Gives up the place, or leaves the visit, and releases all. */
  leave(): Promise<void>;
  /**
   * Clinicians: begins with the patient who waits. Phase `waiting`. `already-called-in` when another was first. Before the
   * booked time the patient is asked (`visit.earlyCall`), and the visit begins when they answer “now”.
   */
  callIn(): Promise<void>;
  /**
   * Clinicians: lets one who waits into the running visit (N15). Phases `called-in` and `on-stage`. `invalid-state` where
   * they do not wait any more.
   */
  admit(participantId: string): Promise<void>;
  /**
   * Tells the others in the visit: a delay, coming late, the answer to a call before the booked time, the number to ring,
   * going on by telephone. `invalid-state` where it does not fit.
   */
  tell(telling: Telling): Promise<void>;
  /** Clinicians: ends the visit for all. `outcome`: as `setOutcome`, in the same step. */
  end(outcome?: Outcome): Promise<void>;
  /**
   * Clinicians: what they have found (N35). Phases `called-in`, `on-stage` and, for an hour after the end, `over`;
   * `invalid-state` later. The record of a visit that is over is made anew (`visit.encounter`).
   */
  setOutcome(outcome: Outcome): Promise<void>;
  /** On also takes back one that is released for dictation. */
  setMicrophone(enabled: boolean): void;
  setCamera(enabled: boolean): void;
  /**
   * On: gives the microphone back to the system, so that the person can dictate into another device, and leaves it alone
   * until off, also after the visit and in the next. The others are told that the sound is paused. Off: takes the same one
   * back. `device-not-found`, `device-in-use`: none can be had.
   */
  muteForDictation(on: boolean): Promise<void>;
  /**
   * Takes another camera, microphone or speaker (an id of `devices.available`; `''`: the speaker that the system has) and
   * remembers it. What goes on is not interrupted. `device-in-use`, `device-not-found`: the one before is kept.
   */
  chooseDevice(kind: MediaKind, id: string): Promise<void>;
  /** To the camera that looks the other way, and a sharper picture; and back (N34). Where `devices.picture.canTurn`. */
  turnCamera(): Promise<void>;
  /** A sharper picture, for what is shown to the camera; or as at first (N34). */
  sharpenPicture(sharp: boolean): Promise<void>;
  /** Blurs the background, or no longer (N36). Where `devices.picture.blurred` is not null. */
  blurBackground(blurred: boolean): Promise<void>;
  /** Answers `devices.notice`: yes takes what it offers, no lets it be. */
  answerDeviceNotice(yes: boolean): Promise<void>;
  /** Takes the visit back from another window or device, or comes back after leaving. Phases `taken-over` and `over`. */
  resumeHere(): Promise<void>;
  /** A new try at once, from `failed` or while something is away. */
  retry(): void;
  /** The stage tells that a frame of this participant is on screen. */
  reportFrame(participantId: string): void;
  /**
   * How loud the person's own microphone is now, 0–1; 0 while it is off. Read with every frame while a level is shown,
   * so it must be cheap. Optional: without it no level bar is shown.
   */
  microphoneLevel?(): number;
}
