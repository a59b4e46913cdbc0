/** The page renews its presence this often, ms. */
export const PRESENCE_RENEW_MS = 4_000;
/** Without renewal a connection counts as lost after this time, ms. Below 15 s, so that the others know within 15 s. */
export const PRESENCE_LEASE_MS = 13_000;
/** The event stream's heartbeat, ms. A reader that hears nothing for three of them opens the stream anew. */
export const HEARTBEAT_MS = 5_000;
/** While the visit goes on, a page reports its quality this often, ms: a crash loses no more. */
export const QUALITY_REPORT_MS = 60_000;
/** A report of quality is taken for so long after the end, ms. */
export const QUALITY_REPORT_AFTER_END_MS = 10 * 60_000;
/** How long before the booked time the waiting room opens, unless the service is set otherwise, min. */
export const OPENS_BEFORE_MINUTES = 30;
/** A handover code can be redeemed for so long, ms. */
export const HANDOVER_LIFE_MS = 5 * 60_000;
/**
 * A device that was handed over from keeps picture and sound until the new one sends its own, at most for so long, ms: who
 * moves without a camera or microphone sends nothing.
 */
export const HANDOVER_OVERLAP_MS = 8_000;
/** Whoever was given a drop-in visit may enter the queue for so long, ms, also when it has closed since: there is a check of sound and picture before. */
export const DROP_IN_ENTRY_MS = 30 * 60_000;
/** After the end of a visit its outcome may be changed for so long, ms. */
export const OUTCOME_OPEN_MS = 60 * 60_000;
/** A call-in this little before the booked time is in time, ms: the patient is not asked first. */
export const CALL_IN_TOLERANCE_MS = 2 * 60_000;
