import type { Identity, Preparation, QueueRequest, QueueView, VisitView } from '../../contract/index.ts';
import type { VisitError } from '../errors.ts';
import type { DeviceUse } from '../media/devices-snapshot.ts';
import type { MicrophoneKind } from '../media/microphone-kind.ts';
import type { ReadableStore } from '../store.ts';
import type { Telling } from '../visit/telling.ts';
import type { VisitSessionLike } from '../visit/visit-session-like.ts';

export interface DayListSnapshot {
  /** Who the token says the reader is; null before the first news. */
  readonly identity: Identity | null;
  /** Visits in the token's scope from today on, by booked time. Unchanged visits keep their object. */
  readonly visits: readonly VisitView[];
  /** Drop-in queues in the token's scope; not those that have never been open. */
  readonly queues: readonly QueueView[];
  readonly service: 'connecting' | 'connected' | 'away';
  /** What is wrong; final ones (`recoverable: false`) end the list. Null when all is well. */
  readonly problem: VisitError | null;
  /** The visit in front, that the person is in or has just been in; null for none. */
  readonly frontVisitId: string | null;
  /** What to add to this device's clock for the service's, ms. */
  readonly clockOffset: number;
  /**
   * The clinician's devices that are open already, so that the call-in finds them so. Nothing is sent, and nobody sees or
   * hears it; the browser shows that they are on, and so must the page.
   */
  readonly openAhead: readonly ('camera' | 'microphone')[];
  /** The clinician's own microphone, in a visit and outside. */
  readonly microphone: DeviceUse;
  readonly microphoneKind: MicrophoneKind | null;
}

/** A clinician's or unit's day. `DayList` is the real one. */
export interface DayListLike {
  readonly store: ReadableStore<DayListSnapshot>;
  /** The session of the visit in front, or null. */
  frontSession(): VisitSessionLike | null;
  /**
   * One click: calls the patient in and brings the visit in front. Before the booked time the patient is asked
   * (`visit.earlyCall`), and the visit comes to the front when they answer “now”. Rejects with `VisitError`, e.g.
   * `already-called-in`.
   */
  callIn(visitId: string): Promise<void>;
  /** One click from a visit to the next: ends the one in front for all, where one goes on, and calls this patient in. */
  endAndCallIn(visitId: string): Promise<void>;
  /** Puts the visit that is over away and shows the list again. */
  closeFront(): void;
  /**
   * The list tells which of its rows the person has before them; none while the page is hidden. While one of them waits
   * the devices may be opened ahead. Optional: without it they are opened with the call-in.
   */
  setInView?(visitIds: readonly string[]): void;
  /** The person has turned to the list again, with pointer or focus. */
  noteReturn?(): void;
  /** Tells the people of a visit, e.g. of a delay. */
  tell(visitId: string, telling: Telling): Promise<void>;
  /** Opens a drop-in queue, or sets when it closes, or closes it (N33). `queueId`: the unit's id. */
  setQueue(queueId: string, request: QueueRequest): Promise<void>;
  /** As `VisitSessionLike.muteForDictation`, with a visit in front or without. */
  muteForDictation(on: boolean): Promise<void>;
  /**
   * What the patient was asked before the visit, and the answers; null where nothing is asked. `visit.preparation` of the
   * list tells when there is something new.
   */
  preparation(visitId: string, signal?: AbortSignal): Promise<Preparation | null>;
  retry(): void;
}
