import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { VisitView } from '../contract/index.ts';
import { FakeVisitService } from '../testing/fake-visit-service.ts';
import { ManualClock, settle } from '../testing/manual-clock.ts';
import { actAsPatient, type SimulatedPlan } from './simulated-patient.ts';

describe('a simulated patient', () => {
  const life = new AbortController();
  const soon: SimulatedPlan = { opensAfter: 0, saysLateAfter: null, arrivesAfter: 1_000, hue: 200, pitch: 200 };
  let clock: ManualClock;
  let service: FakeVisitService;
  /** The member in the room, as shown last. */
  let shown: string | null;

  beforeEach(() => {
    clock = new ManualClock();
    service = new FakeVisitService({ clock });
    shown = null;
  });
  afterEach(() => assert.equal(clock.pending, 0, 'no timer is left behind'));

  const act = (visit: VisitView, plan: SimulatedPlan = soon, signal = life.signal): Promise<void> =>
    actAsPatient({ service, visitId: visit.id, clock, signal }, plan, (member) => (shown = member?.memberId ?? null));
  const own = clinicianOf(() => service);
  const patientIn = ({ id }: VisitView) => service.visit(id).participants[0] ?? assert.fail();

  test('opens, has tested, arrives, is there when admitted, and is gone at the end', async () => {
    const visit = service.book({ clinician: { name: 'Du', reference: 'practice' } });
    const over = act(visit);
    await clock.advance(600);
    assert.equal(patientIn(visit).admission, 'outside');
    assert.equal(patientIn(visit).selfTest?.status, 'passed');
    await clock.advance(1_000);
    assert.equal(patientIn(visit).admission, 'waiting');
    assert.equal(shown, null);
    await own('call-in', visit);
    await clock.advance(1_000);
    assert.equal(shown, `${patientIn(visit).id}~1`);
    await clock.advance(60_000);
    assert.equal(patientIn(visit).connection?.present, true, 'presence is renewed');
    service.putBack(visit.id, patientIn(visit).id);
    await clock.advance(1_000);
    assert.equal(shown, null, 'who is put back is seen by nobody');
    await own('end', visit);
    await clock.advance(1_000);
    await over;
  });

  test('answers “now” when called before the booked time, after a moment', async () => {
    const visit = service.book({
      bookedStart: new Date(clock.now() + 20 * 60_000).toISOString(),
      clinician: { name: 'Du', reference: 'practice' },
    });
    const over = act(visit);
    await clock.advance(2_000);
    await own('call-in', visit);
    assert.equal(service.visit(visit.id).status, 'arrived');
    await clock.advance(4_000);
    assert.equal(service.visit(visit.id).status, 'in-progress');
    await own('end', visit);
    await clock.advance(1_000);
    await over;
  });

  test('says that they are late, and stops with the practice', async () => {
    const visit = service.book();
    const own = new AbortController();
    const over = act(visit, { ...soon, saysLateAfter: 500, arrivesAfter: 60_000 }, own.signal);
    await clock.advance(1_500);
    assert.equal(patientIn(visit).late?.minutes, 10);
    own.abort();
    await assert.rejects(over);
    await settle();
  });
});

/** Commands of the clinician who practises. */
function clinicianOf(service: () => FakeVisitService) {
  return async (type: 'call-in' | 'end', { id: visitId }: VisitView): Promise<void> => {
    const onVisit = { visitId, connectionId: 'clinician' } as const;
    const clinician = service().clinician('practice');
    await clinician.command(type === 'end' ? { type, visitId } : { type, ...onVisit });
    await settle();
  };
}
