import { FakeVisitService } from '../../src/testing/fake-visit-service.ts';
import { ManualClock } from '../../src/testing/manual-clock.ts';
import { visitServiceContract } from './visit-service-contract.ts';
import type { VisitServiceWorld } from './visit-service-world.ts';

visitServiceContract('fake', async (): Promise<VisitServiceWorld> => {
  const clock = new ManualClock();
  const service = new FakeVisitService({ clock });
  return {
    clock,
    serviceClock: clock,
    faults: service,
    book: async (more) => service.book(more),
    patient: async (visit, { role = 'patient', ...token } = {}) =>
      service.participant(visit.id, role, { renewable: false, ...token }),
    clinician: async (visit, subject, token) =>
      service.clinician(subject, { renewable: false, units: [visit.unit.id], ...token }),
    quality: async (visit) => service.quality(visit.id),
    redeem: async (code, assurance) => service.redeem(code, assurance),
    messages: async () => service.messages,
    withoutToken: () => service.withoutToken(),
    stranger: () => service.stranger(),
    close: async () => {},
  };
});
