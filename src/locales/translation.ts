import type { DeviceKind, Role } from '../contract/index.ts';
import type { VisitErrorCode } from '../core/errors.ts';

/** What can be wrong with one camera or microphone; said of each by itself. */
export const deviceErrorCodes = [
  'permission-denied',
  'blocked-by-policy',
  'device-not-found',
  'device-in-use',
  'insecure-context',
  'unsupported-browser',
  'unknown',
] as const satisfies readonly VisitErrorCode[];
export type DeviceErrorCode = (typeof deviceErrorCodes)[number];

/** For every error: what is so, in one sentence, and what to do. Leaving one out does not compile. */
export type ErrorTexts = { [Code in VisitErrorCode as `error:${Code}`]: string } & {
  [Code in VisitErrorCode as `next:${Code}`]: string;
} & { [Code in DeviceErrorCode as `camera:${Code}`]: string } & {
  [Code in DeviceErrorCode as `microphone:${Code}`]: string;
};

/** Names of closed sets. */
export type NameTexts = { [R in Role as `role:${R}`]: string } & {
  [K in Exclude<DeviceKind, 'unknown'> as `device:${K}`]: string;
};

/** All that the elements say, but errors and names of roles and devices. Names of people come in as they stand. */
export interface ViewTexts {
  // everywhere
  videoVisit: string;
  help: string;
  selfTest: string;
  /** To another device of the same person. */
  moveVisit: string;
  /** Stands above every view of a practice visit. */
  practice: string;
  retry: string;
  stay: string;
  leave: string;
  you: string;
  today: string;
  tomorrow: string;
  yesterday: string;
  /** `day` is “today” or a date, `time` 10:20. */
  dayAndTime(day: string, time: string): string;
  minutes(count: number): string;
  /** Between parts of one line. */
  comma: string;
  /** Said after a time where the device is in another zone than the clinic. */
  clinicTime(zone: string): string;
  actsFor(name: string): string;

  // the booking
  booking: string;
  bookedTime: string;
  withWhom: string;
  patient: string;
  clinic: string;
  about: string;

  // opening, and what stops it
  /** Who has made sure who the person is, as the host calls them. */
  vouchedFor(provider: string): string;
  opening: string;
  takenOver: string;
  takenOverNext: string;
  continueHere: string;

  // camera and microphone before the waiting room
  turnOnQuestion: string;
  turnOnWhy(clinician: string): string;
  /** To an interpreter or a companion, instead of `turnOnWhy`. */
  turnOnWhyGuest(clinician: string): string;
  turnOn: string;
  goOnWithout: string;
  asking: string;
  askingNext: string;
  checkTitle: string;
  onlyYouSee: string;
  ownPicture: string;
  camera: string;
  microphone: string;
  cameraWorks: string;
  sayHello: string;
  weHearYou: string;
  soundLevel: string;
  noPictureOfYou: string;
  cameraOff: string;
  microphoneOff: string;
  joinWithSoundOnly: string;
  joinWithPictureOnly: string;
  joinToSeeAndHear: string;
  toWaitingRoom: string;
  /** Under what says that the browser cannot do video visits. */
  waitWithoutVideo: string;

  // the waiting room
  rightPlace: string;
  clinicSeesYou: string;
  tellingClinic: string;
  lostClinic: string;
  keepPlace: string;
  pictureAndSoundAway: string;
  updatedNow: string;
  updatedMinutesAgo(count: number): string;
  whatHappensNext: string;
  nextInGoodTime(time: string): string;
  nextCalledIn(clinician: string): string;
  /** To an interpreter or a companion, instead of `nextCalledIn`. */
  nextLetIn(clinician: string): string;
  visitHasBegun(clinician: string): string;
  nextByItself: string;
  nextKeepOpen: string;
  leaveWaitingRoom: string;
  leaveWaitingRoomQuestion: string;
  leaveWaitingRoomMeans: string;

  // the stage
  callingYouIn(clinician: string): string;
  /** To an interpreter or a companion, instead of `callingYouIn`. */
  lettingYouIn(clinician: string): string;
  callingIn(patient: string): string;
  pictureComes: string;
  pictureOf(name: string): string;
  lostContact(name: string): string;
  lostContactNext: string;
  cameraIsOffAt(name: string): string;
  waitingForPicture(name: string): string;
  reconnecting: string;
  /** How it goes: the person's own end, and what comes from the others. One line at a time. */
  'quality:own-weak': string;
  tryAnotherNetwork: string;
  'quality:own-paused': string;
  'quality:own-late': string;
  'quality:own-busy': string;
  'quality:own-device': string;
  'quality:own-lost': string;
  'quality:their-weak'(name: string): string;
  'quality:their-late'(name: string): string;
  'quality:their-end'(name: string): string;
  'quality:their-lost'(name: string): string;
  /** In the place of a name where there are several. */
  theOthers: string;
  clinicWillRing: string;
  /** To the clinician: nothing can be heard, so another way is offered. */
  ringThePatient(patient: string): string;
  stayMeanwhile: string;
  keepTrying: string;
  /** Said aloud when the offer of the telephone goes away. */
  inContactAgain: string;
  /** On a picture that stands still. */
  picturePaused: string;
  soundPaused(name: string): string;
  pictureReconnecting: string;
  pictureMissing: string;
  soundStopped: string;
  playSound: string;
  controls: string;
  on: string;
  off: string;
  none: string;
  released: string;
  /** Which microphone is live, in words. */
  microphoneIs(label: string, enabled: boolean): string;
  noMicrophone: string;
  /** One who waits to be let in; `role` as `role:…`. */
  waitsOutside(person: string, role: string): string;
  letIn: string;
  /** Begins with `letIn`, so that what is seen can be said. */
  letInPerson(person: string): string;
  more: string;
  turnCamera: string;
  sharperPicture: string;
  sharperPictureMeans: string;
  blurBackground: string;
  fullScreen: string;
  leaveFullScreen: string;
  smallWindow: string;
  hidePicture: string;
  /** Begins `hidePicture`, or is in it. */
  hide: string;
  showOwn: string;
  whoIsHere: string;
  nobodyElse: string;
  minutesLeft(count: number): string;
  bookedUntil(time: string): string;
  movePicture: string;
  /** Begins `movePicture`, or is in it, so that what is seen can be said. */
  move: string;
  leaveVisitQuestion: string;
  leaveVisitMeans: string;
  endVisit: string;
  hasJoined(name: string): string;
  hasLeft(name: string): string;
  saidMicrophoneOn: string;
  saidMicrophoneOff: string;
  saidCameraOn: string;
  saidCameraOff: string;

  // devices
  devices: string;
  speaker: string;
  'choose:camera': string;
  'choose:microphone': string;
  'choose:speaker': string;
  /** Where the system has the sound. */
  systemSpeaker: string;
  noneChosen: string;
  close: string;
  undo: string;
  understood: string;
  deviceGone(from: string, to: string): string;
  deviceNow(to: string): string;
  soundNow(to: string): string;
  deviceReturned(label: string): string;
  /** An open device gives nothing. */
  'nothing:silent-headset': string;
  'nothing:silent': string;
  'nothing:black': string;
  'nothing:frozen': string;
  useDevice(label: string): string;
  dictationMicrophone(label: string): string;
  handsFreeHint: string;

  // over
  overEnded: string;
  overEndedNext: string;
  overCancelled: string;
  overCancelledNext: string;
  overLeft: string;
  overLeftNext: string;
  overRemoved: string;
  overRemovedNext: string;

  // the day list
  dayList: string;
  dayListEmpty: string;
  dayListOpening: string;
  dayListAway: string;
  /** Devices that are open before anyone is called in. */
  'ahead:both': string;
  'ahead:camera': string;
  'ahead:microphone': string;
  nobodyWaits: string;
  peopleWait(count: number): string;
  callIn: string;
  backToVisit: string;
  waitsSinceNow: string;
  waitsMinutes(count: number): string;
  pageClosed: string;
  hasOpened: string;
  hasNotOpened: string;
  inVisit: string;
  inVisitWith(clinician: string): string;
  isOver: string;
  isCancelled: string;
  /** Of the patient's self-test; the kind of device follows. */
  'tested:passed': string;
  'tested:warned': string;
  'tested:failed': string;
  calledInByOther(patient: string, clinician: string): string;
  saidWaits(name: string): string;
  overForClinician: string;
  overForClinicianNext: string;
  nextPatient(time: string, name: string): string;
  backToList: string;
}

/** One language, whole. */
export interface VisitTranslation extends ViewTexts, ErrorTexts, NameTexts {
  /** BCP 47. */
  readonly $code: string;
  /** The language's own name. */
  readonly $name: string;
  readonly $dir: 'ltr' | 'rtl';
}
