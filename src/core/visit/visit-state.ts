import type { ParticipantView, VisitView } from '../../contract/index.ts';
import type { VisitError } from '../errors.ts';
import type { DevicesSnapshot } from '../media/devices-snapshot.ts';
import type { QualitySnapshot } from '../quality/visit-quality.ts';

/** Another person in the visit, as the stage shows them. */
export interface Person {
  readonly participant: ParticipantView;
  /** Their page is alive (presence lease). */
  readonly present: boolean;
  /** One stream for a `<video>`; the same object as long as the tracks are. Null until the gateway gives tracks. */
  readonly stream: MediaStream | null;
  /** Packets of this kind arrive now. False: not sending, paused, or not yet there. */
  readonly sendsAudio: boolean;
  readonly sendsVideo: boolean;
  /**
   * What their page says of their camera. `paused`: it is on, and held back so that the sound has room. `unknown`: it has
   * not said yet.
   */
  readonly camera: 'on' | 'off' | 'paused' | 'unknown';
  /** `paused`: given back for a while, so that they can dictate. */
  readonly microphone: 'on' | 'off' | 'paused' | 'unknown';
}

/** Why a visit is over for this person. */
export type OverReason = 'ended' | 'cancelled' | 'left' | 'removed';

/** What every phase knows. */
interface Common {
  /** The newest view of the visit; null only before the first. */
  readonly visit: VisitView | null;
  /** This person in the visit; null before the first view (and, for a clinician, before they take part). */
  readonly self: ParticipantView | null;
  readonly devices: DevicesSnapshot;
  /** The stream of news: `away` while the service cannot be reached (it goes on trying). */
  readonly service: 'connecting' | 'connected' | 'away';
  /** The room: `idle` before it is needed, `away` while the gateway cannot be reached (it goes on trying). */
  readonly gateway: 'idle' | 'connecting' | 'ready' | 'interrupted' | 'away';
  /** What is wrong right now and is being mended or can be; null when all is well. */
  readonly problem: VisitError | null;
  /** When the service last said anything, on `Clock.elapsed()`, ms; null before the first. */
  readonly lastNewsAt: number | null;
  /** What to add to this device's clock for the service's, ms. */
  readonly clockOffset: number;
}

/** Reading the visit. */
export interface Starting extends Common {
  readonly phase: 'starting';
}
/** Cannot go on: `error` says why and whether a new try or a new token may help. */
export interface Failed extends Common {
  readonly phase: 'failed';
  readonly error: VisitError;
}
/** The waiting room is not open yet. Patients, interpreters and companions. */
export interface Ahead extends Common {
  readonly phase: 'ahead';
  readonly visit: VisitView;
}
/** Camera and microphone, before the waiting room. Patients, interpreters and companions. */
export interface Checking extends Common {
  readonly phase: 'checking';
  readonly visit: VisitView;
}
/** In the waiting room; for a clinician: keeps the connection warm for someone who waits. */
export interface Waiting extends Common {
  readonly phase: 'waiting';
  readonly visit: VisitView;
}
/** Called in; the other's picture is not here yet. */
export interface CalledIn extends Common, QualitySnapshot {
  readonly phase: 'called-in';
  readonly visit: VisitView;
  readonly people: readonly Person[];
}
/** People see and hear each other. */
export interface OnStage extends Common, QualitySnapshot {
  readonly phase: 'on-stage';
  readonly visit: VisitView;
  readonly people: readonly Person[];
  /** From call-in (the click, or the news of it) to the first remote frame, ms; null where there is no picture. */
  readonly firstFrameMs: number | null;
}
export interface Over extends Common {
  readonly phase: 'over';
  readonly reason: OverReason;
}
/** The same person goes on in another window or on another device. `resumeHere()` takes it back. */
export interface TakenOver extends Common {
  readonly phase: 'taken-over';
}

/** All that an element may show of one person's connection to one visit. Frozen. */
export type VisitSnapshot = Starting | Failed | Ahead | Checking | Waiting | CalledIn | OnStage | Over | TakenOver;
export type Phase = VisitSnapshot['phase'];
