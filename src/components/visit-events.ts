import type {
  Encounter,
  FhirCoding,
  MessageKind,
  Observation,
  QuestionnaireResponse,
  SelfTestOutcome,
  SelfTestResults,
} from '../contract/index.ts';
import type { VisitError } from '../core/errors.ts';
import type { MicrophoneKind } from '../core/media/microphone-kind.ts';
import type { MicrophoneState } from '../core/media/microphone-state.ts';
import type { QualitySnapshot } from '../core/quality/visit-quality.ts';
import type { OverReason } from '../core/visit/visit-state.ts';

/** On every event: which visit it is about; null where none is known (a page without a token). */
export interface VisitEventDetail {
  readonly visitId: string | null;
}
export interface VisitEndedDetail extends VisitEventDetail {
  readonly reason: OverReason;
  /**
   * The record of the visit, a FHIR R4 Encounter. Null for the patient's side, where the visit goes on without this
   * person, and where the service did not say.
   */
  readonly encounter: Encounter | null;
  /** A code of KVÅ that the clinic may want to register, also in the record; null for none. Nothing has been registered. */
  readonly suggestedCode: FhirCoding | null;
}
/** As in `visit-ended`, made anew: what the clinician found has changed since. */
export type VisitRecordDetail = Omit<VisitEndedDetail, 'reason'>;
/** What was sent before a visit, in FHIR R4, without `subject`: whose it is the host knows. */
export interface VisitPreparationDetail extends VisitEventDetail {
  readonly response: QuestionnaireResponse;
  /** The readings of the ready-made form for readings from home; else empty. */
  readonly observations: readonly Observation[];
}
export interface VisitErrorDetail extends VisitEventDetail {
  readonly error: VisitError;
  /** Which device it is about, where it is about one. */
  readonly device?: 'camera' | 'microphone';
}

export interface VisitInvitedDetail extends VisitEventDetail {
  /** Whose token the host mints (`POST /v1/tokens`). */
  readonly participantId: string;
  readonly role: 'interpreter' | 'companion';
}
export interface VisitReportedDetail extends VisitEventDetail {
  readonly kind: MessageKind;
}
export interface VisitMicrophoneDetail extends VisitEventDetail {
  /**
   * `on`: whoever is in the visit hears it. `off`: held, and gives silence. `released`: not held; any other program may have
   * it, e.g. for dictation.
   */
  readonly state: MicrophoneState;
  /** The name of the microphone that is held, or will be taken back; '' for none. */
  readonly label: string;
  /** What it is, as far as its name tells; null for none. */
  readonly device: MicrophoneKind | null;
  /** Muted for dictation: it stays released until that is switched off. */
  readonly dictating: boolean;
}
export interface VisitQualityDetail extends VisitEventDetail, QualitySnapshot {}

export interface VisitTestedDetail extends VisitEventDetail {
  /** The worst of all checks. */
  readonly status: SelfTestOutcome;
  /** How each check went, with the reason of one that did not pass. */
  readonly checks: SelfTestResults;
}

/** The events that the elements fire, all bubbling and composed. */
export interface VisitEventMap {
  /** The visit is open and this person is about to check camera and microphone. */
  'visit-ready': CustomEvent<VisitEventDetail>;
  /** A person wants to go to one of their visits. Cancelable. */
  'visit-chosen': CustomEvent<VisitEventDetail>;
  /** This person is in the waiting room. */
  'visit-arrived': CustomEvent<VisitEventDetail>;
  /** The people in the visit see and hear each other. */
  'visit-started': CustomEvent<VisitEventDetail>;
  /** The visit is over for this person. */
  'visit-ended': CustomEvent<VisitEndedDetail>;
  /** The record of the visit in front, which is over, has been made anew. */
  'visit-record-changed': CustomEvent<VisitRecordDetail>;
  /** The clinician has what the patient sent before the visit; once for each time it was sent. */
  'visit-preparation-answered': CustomEvent<VisitPreparationDetail>;
  /** It goes better or worse than before, one way or the other; while people are in the visit. */
  'visit-quality-changed': CustomEvent<VisitQualityDetail>;
  /** The clinician's microphone is another one, or on, off or released (N11); with a visit in front or without. */
  'visit-microphone-changed': CustomEvent<VisitMicrophoneDetail>;
  /** A self-test has a result for each of its checks; again whenever one was run again. */
  'visit-tested': CustomEvent<VisitTestedDetail>;
  /** The clinician has invited one more; the name is not in the event. */
  'visit-invited': CustomEvent<VisitInvitedDetail>;
  /** The service has what the person wrote in the help; the text is not in the event. */
  'visit-reported': CustomEvent<VisitReportedDetail>;
  /** The clinic has asked the host to remind the patient of a visit; its back end is told by the service (`GET /v1/reminders`). */
  'visit-reminder-asked': CustomEvent<VisitEventDetail>;
  /** Something is wrong; `detail.error.recoverable` says whether it can mend. */
  'visit-error': CustomEvent<VisitErrorDetail>;
}

/** What tells a host of a visit: in a practice there is none. Of the page's own devices and troubles it is told all the same. */
export const eventsOfVisits: readonly (keyof VisitEventMap)[] = [
  'visit-started',
  'visit-ended',
  'visit-record-changed',
  'visit-preparation-answered',
  'visit-quality-changed',
  'visit-reminder-asked',
  'visit-invited',
  'visit-reported',
];

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface can only be merged as an interface
  interface HTMLElementEventMap extends VisitEventMap {}
}

/** Fires one of the events from `target`. */
export function fire<Type extends keyof VisitEventMap>(
  target: EventTarget,
  type: Type,
  detail: VisitEventMap[Type]['detail'],
): void {
  target.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}

const told = new WeakSet<VisitError>();

/**
 * Fires `visit-error`, once for each error: the same one often comes two ways, as what an action was refused with and
 * as the session's problem.
 */
export function fireError(target: EventTarget, detail: VisitErrorDetail): void {
  if (told.has(detail.error)) return;
  told.add(detail.error);
  fire(target, 'visit-error', detail);
}
