/**
 * What hosts test with: fakes for every port, and situations to show.
 *
 * @module
 */
export { drawPicture, type DrawnPicture } from './drawn-picture.ts';
export { FakeDayList } from './fake-day-list.ts';
export { FakeEchoGateway, type FakeLine } from './fake-echo-gateway.ts';
export { FakeGateway } from './fake-gateway.ts';
export { FakeSelfTest } from './fake-self-test.ts';
export { FakeVisitService, type TokenOptions } from './fake-visit-service.ts';
export { FakeVisitSession, type FakeCall } from './fake-visit-session.ts';
export { ManualClock } from './manual-clock.ts';
export { provideDayList, provideSession } from './provide-contexts.ts';
export * from './visit-fixtures.ts';
