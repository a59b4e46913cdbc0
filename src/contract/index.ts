export type * from './command-schema.ts';
export type * from './credentials-schema.ts';
export type * from './encounter.ts';
export type * from './error-schema.ts';
export type * from './event-schema.ts';
export type * from './handover-schema.ts';
export type * from './message-schema.ts';
export type * from './outcome-schema.ts';
export type * from './preparation-schema.ts';
export type * from './quality-schema.ts';
export type * from './questionnaire.ts';
export type * from './queue-schema.ts';
export type * from './self-test-schema.ts';
export type * from './telling-schema.ts';
export type * from './token-schema.ts';
export type * from './visit-schema.ts';
export {
  deriveStatus,
  isOpen,
  isPatientSide,
  takesCommand,
  type PeopleCommand,
  type StatusCommand,
  type TellingCommand,
  type VisitFacts,
} from './visit-status.ts';
export { recordExtension, suggestedCodeOf } from './encounter.ts';
export { selfTestChecks, selfTestStatus, VISIT_NEEDS_KBPS, type SelfTestCheck } from './self-test-words.ts';
export { MESSAGE_MAX_LENGTH } from './limits.ts';
export { followPeriods, isFull, isPutBack, VISIT_MAX_PEOPLE } from './people.ts';
export { isEarlyCall } from './early-call.ts';
export { canRemind, REMIND_EVERY_MS } from './reminder.ts';
export {
  CALL_IN_TOLERANCE_MS,
  DROP_IN_ENTRY_MS,
  HANDOVER_LIFE_MS,
  HANDOVER_OVERLAP_MS,
  HEARTBEAT_MS,
  OPENS_BEFORE_MINUTES,
  OUTCOME_OPEN_MS,
  PRESENCE_LEASE_MS,
  PRESENCE_RENEW_MS,
  QUALITY_REPORT_AFTER_END_MS,
  QUALITY_REPORT_MS,
} from './timing.ts';
