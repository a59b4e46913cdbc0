import { after, before } from 'node:test';
import type { ConnectionQuality, Message, RedeemedHandover } from '../../src/contract/index.ts';
import { HttpVisitService } from '../../src/core/service/http-visit-service.ts';
import { ManualClock } from '../../src/testing/manual-clock.ts';
import { hostApiKey, ServiceWorld } from '../../service/test/support/service-world.ts';
import { FaultyFetch } from './faulty-fetch.ts';
import { visitServiceContract } from './visit-service-contract.ts';
import type { VisitServiceWorld } from './visit-service-world.ts';

// One service for all tests: each has a unit of its own.
const serviceClock = new ManualClock();
let service: ServiceWorld;
before(async () => (service = await ServiceWorld.start({ opensBeforeMinutes: 30 }, { clock: serviceClock })));
after(() => service.stop());

visitServiceContract('over HTTP', async (): Promise<VisitServiceWorld> => {
  const clock = new ManualClock();
  const faults = new FaultyFetch();
  const serve = (token: string, renewToken?: () => Promise<string>): HttpVisitService =>
    new HttpVisitService({ service: service.url, token, renewToken, clock, fetch: faults.fetch });
  return {
    clock,
    serviceClock,
    faults,
    book: (more = {}) =>
      service.book({
        ...(more.dropIn
          ? {}
          : {
              bookedStart: new Date(serviceClock.now()).toISOString(),
              clinician: { name: 'Anna Berg', reference: 'anna' },
            }),
        ...more,
      }),
    patient: async (visit, { ttlSeconds = 3600, renewable = false, role = 'patient' } = {}) => {
      const mint = (): Promise<string> => service.token({ kind: 'participant', visitId: visit.id, role, ttlSeconds });
      return serve(await mint(), renewable ? mint : undefined);
    },
    clinician: async (visit, subject, { ttlSeconds = 3600, renewable = false } = {}) => {
      const mint = async (): Promise<string> => (await service.clinician(visit, subject, { ttlSeconds })).token;
      return serve(await mint(), renewable ? mint : undefined);
    },
    quality: async (visit) => {
      const path = `/v1/visits/${visit.id}/quality`;
      return (await service.ask<ConnectionQuality[]>('GET', path, { credential: hostApiKey })).body;
    },
    redeem: async (code, assurance) => {
      const body = { code, assurance };
      const answer = await service.ask<RedeemedHandover>('POST', '/v1/handovers/redeem', {
        credential: hostApiKey,
        body,
      });
      if (answer.status !== 200) throw new Error(`redeem: ${answer.status}`);
      return serve(answer.body.token);
    },
    messages: async () => (await service.ask<Message[]>('GET', '/v1/messages', { credential: hostApiKey })).body,
    withoutToken: () => serve(''),
    stranger: () => serve('not.a.token'),
    close: async () => faults.close(),
  };
});
