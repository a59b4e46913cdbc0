import type { MessageKind, SelfTestOutcome, SelfTestResults } from '../contract/index.ts';
import type { VisitError } from '../core/errors.ts';
import type { QualitySnapshot } from '../core/quality/visit-quality.ts';
import type { OverReason } from '../core/visit/visit-state.ts';

/** On every event: which visit it is about; null where none is known (a page without a token). */
export interface VisitEventDetail {
  readonly visitId: string | null;
}
export interface VisitEndedDetail extends VisitEventDetail {
  readonly reason: OverReason;
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
  /** It goes better or worse than before, one way or the other; while people are in the visit. */
  'visit-quality-changed': CustomEvent<VisitQualityDetail>;
  /** A self-test has a result for each of its checks; again whenever one was run again. */
  'visit-tested': CustomEvent<VisitTestedDetail>;
  /** The clinician has invited one more; the name is not in the event. */
  'visit-invited': CustomEvent<VisitInvitedDetail>;
  /** The service has what the person wrote in the help; the text is not in the event. */
  'visit-reported': CustomEvent<VisitReportedDetail>;
  /** Something is wrong; `detail.error.recoverable` says whether it can mend. */
  'visit-error': CustomEvent<VisitErrorDetail>;
}

/** What tells a host of a visit: in a practice there is none. Of the page's own devices and troubles it is told all the same. */
export const eventsOfVisits: readonly (keyof VisitEventMap)[] = [
  'visit-started',
  'visit-ended',
  'visit-quality-changed',
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
