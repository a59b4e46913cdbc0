export type * from '../contract/index.ts';
export { systemClock, type Clock } from './clock.ts';
export { createDayList, type PageDayList } from './day-list/create-day-list.ts';
export { DayList, type DayListOptions } from './day-list/day-list.ts';
export type { DayListLike, DayListSnapshot } from './day-list/day-list-like.ts';
export { VisitError, visitErrorCodes, type VisitErrorCode } from './errors.ts';
export { takeNext, waitingInQueue } from './drop-in/take-next.ts';
export type { EchoGateway, EchoLink } from './gateway/echo.ts';
export type {
  CredentialsSource,
  Gateway,
  GatewayLink,
  LinkSnapshot,
  LinkState,
  LocalTracks,
  RemoteMedia,
} from './gateway/gateway.ts';
export { JanusGateway, type JanusGatewayOptions } from './gateway/janus-gateway.ts';
export { silentLogger, type Logger } from './logger.ts';
export type { Device, DeviceLists, MediaKind } from './media/device-list.ts';
export type { DeviceMemory } from './media/device-memory.ts';
export type { CameraPicture, DeviceNotice, DevicesSnapshot, DeviceUse, Facing } from './media/devices-snapshot.ts';
export { LocalMedia } from './media/local-media.ts';
export { microphoneState, type MicrophoneState } from './media/microphone-state.ts';
export { browserMedia, type MediaEnvironment } from './media/media-environment.ts';
export type { SourceProbe, SourceReading } from './media/source-watch.ts';
export type { PageConnectionOptions } from './page-connection.ts';
export type { Quality, Verdict } from './quality/quality.ts';
export type { QualitySnapshot } from './quality/visit-quality.ts';
export { defaultReconnectPolicy, type ReconnectPolicy } from './reconnect-policy.ts';
export { createSelfTest, type SelfTestAddress } from './self-test/create-self-test.ts';
export { SelfTest, type SelfTestOptions } from './self-test/self-test.ts';
export type { CheckState, SelfTestLike, SelfTestSnapshot, SelfTestStep } from './self-test/self-test-snapshot.ts';
export { HttpVisitService, type HttpVisitServiceOptions } from './service/http-visit-service.ts';
export { NewsFeed, type NewsSnapshot } from './service/news-feed.ts';
export type { News, VisitService } from './service/visit-service.ts';
export { Store, type ReadableStore } from './store.ts';
export { createPatientSession, type PatientSession } from './visit/create-patient-session.ts';
export type { Telling } from './visit/telling.ts';
export { VisitSession, type VisitSessionOptions } from './visit/visit-session.ts';
export type { VisitSessionLike } from './visit/visit-session-like.ts';
export type { OverReason, Person, Phase, VisitSnapshot } from './visit/visit-state.ts';
