/**
 * The classes of the elements, and what a host needs to talk with them. Registers nothing: that is what
 * `video-visit/define/…` is for.
 *
 * @module
 */
export { VideoVisitClinician } from './components/video-visit-clinician/video-visit-clinician.ts';
export { VideoVisit } from './components/video-visit/video-visit.ts';
export { VisitAhead } from './components/visit-ahead/visit-ahead.ts';
export { VisitBooking } from './components/visit-booking/visit-booking.ts';
export { VisitCalendar } from './components/visit-calendar/visit-calendar.ts';
export { VisitCheck } from './components/visit-check/visit-check.ts';
export { VisitClinicianTools } from './components/visit-clinician-tools/visit-clinician-tools.ts';
export { VisitDayList } from './components/visit-day-list/visit-day-list.ts';
export { VisitDelay } from './components/visit-delay/visit-delay.ts';
export { VisitFraming } from './components/visit-framing/visit-framing.ts';
export { VisitGuide } from './components/visit-guide/visit-guide.ts';
export { VisitHandover } from './components/visit-handover/visit-handover.ts';
export { VisitList } from './components/visit-list/visit-list.ts';
export { VisitMicrophone } from './components/visit-microphone/visit-microphone.ts';
export { VisitMove } from './components/visit-move/visit-move.ts';
export { VisitMessages } from './components/visit-messages/visit-messages.ts';
export { VisitParticipants } from './components/visit-participants/visit-participants.ts';
export { VisitPutBack } from './components/visit-put-back/visit-put-back.ts';
export { VisitPhone } from './components/visit-phone/visit-phone.ts';
export { VisitPinnedPicture } from './components/visit-pinned-picture/visit-pinned-picture.ts';
export { VisitPicture } from './components/visit-picture/visit-picture.ts';
export { VisitPopOut } from './components/visit-pop-out/visit-pop-out.ts';
export { VisitQueue } from './components/visit-queue/visit-queue.ts';
export { VisitQueuePlace } from './components/visit-queue-place/visit-queue-place.ts';
export { VisitSelfTest } from './components/visit-self-test/visit-self-test.ts';
export { VisitPreparation } from './components/visit-preparation/visit-preparation.ts';
export { VisitPreparationSummary } from './components/visit-preparation-summary/visit-preparation-summary.ts';
export { VisitRecord } from './components/visit-record/visit-record.ts';
export { VisitStage } from './components/visit-stage/visit-stage.ts';
export { VisitSupport } from './components/visit-support/visit-support.ts';
export { VisitWaitingRoom } from './components/visit-waiting-room/visit-waiting-room.ts';
export { definitions, type Definition } from './components/define.ts';
export type {
  VisitEndedDetail,
  VisitErrorDetail,
  VisitEventDetail,
  VisitEventMap,
  VisitMicrophoneDetail,
  VisitPreparationDetail,
  VisitInvitedDetail,
  VisitQualityDetail,
  VisitRecordDetail,
  VisitReportedDetail,
  VisitTestedDetail,
} from './components/visit-events.ts';
export { dayListContext, sessionContext, StoreController } from './context/index.ts';
export { VisitError, visitErrorCodes, type VisitErrorCode } from './core/errors.ts';
export type { Invited, InviteLink } from './core/participants/participants.ts';
export type { ListedVisit } from './core/visit-list/listed-visit.ts';
export type { Logger } from './core/logger.ts';
