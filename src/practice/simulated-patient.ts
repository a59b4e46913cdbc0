import type { Command, SelfTestReport, VisitView } from '../contract/index.ts';
import { isOpen } from '../contract/visit-status.ts';
import { PRESENCE_RENEW_MS } from '../contract/timing.ts';
import type { Clock } from '../core/clock.ts';
import type { FakeVisitService } from '../testing/fake-visit-service.ts';
import type { SimulatedMember } from './practice-gateway.ts';
import type { SimulatedLooks } from './simulated-person.ts';

/** When the patient does what, ms from the start of the practice; null: never. */
export interface SimulatedPlan extends SimulatedLooks {
  readonly opensAfter: number;
  readonly saysLateAfter: number | null;
  readonly arrivesAfter: number;
}

/** So often the patient looks at how their visit stands, ms. */
const LOOKS_EVERY_MS = 500;
/** A question is thought over for so long, ms. */
const ANSWERS_AFTER_MS = 3_000;
const LATE_MINUTES = 10;

const passed = { status: 'passed', reason: null } as const;
const goodTest: SelfTestReport = {
  checks: { browser: passed, service: passed, camera: passed, microphone: passed, speaker: passed, network: passed },
  network: { upKbps: 1_020, downKbps: 1_010, roundTripMs: 24, lossPercent: 0, transport: 'udp', relayed: false },
};

/**
 * Does what a patient does: opens the visit, tests, arrives, answers a call before the booked time, and is there to be seen while
 * admitted. Resolves when the visit is over; rejects when `signal` aborts.
 */
export async function actAsPatient(
  {
    service,
    visitId,
    clock,
    signal,
  }: { service: FakeVisitService; visitId: string; clock: Clock; signal: AbortSignal },
  plan: SimulatedPlan,
  show: (member: SimulatedMember | null) => void,
): Promise<void> {
  const own = service.participant(visitId);
  const onVisit = { visitId, connectionId: `practice-${visitId}` } as const;
  const start = clock.elapsed();
  const done = new Set<string>();
  const onceAfter = async (after: number | null, command: Command): Promise<void> => {
    if (after === null || done.has(command.type) || clock.elapsed() - start < after) return;
    done.add(command.type);
    await own.command(command);
  };
  let renewedAt = start;
  let askedAt: number | null = null;
  try {
    for (;;) {
      const visit = service.visit(visitId);
      if (!isOpen(visit.status)) return;
      await onceAfter(plan.opensAfter, { type: 'connect', ...onVisit, deviceKind: 'phone' });
      await onceAfter(plan.opensAfter, { type: 'report-self-test', visitId, deviceKind: 'phone', report: goodTest });
      await onceAfter(plan.saysLateAfter, { type: 'tell-late', visitId, kind: 'late', minutes: LATE_MINUTES });
      await onceAfter(plan.arrivesAfter, { type: 'arrive', ...onVisit });
      if (done.has('connect') && clock.elapsed() - renewedAt >= PRESENCE_RENEW_MS) {
        renewedAt = clock.elapsed();
        await own.command({ type: 'renew-presence', ...onVisit });
      }
      askedAt = visit.earlyCall && visit.earlyCall.answer === null ? (askedAt ?? clock.elapsed()) : null;
      if (askedAt !== null && clock.elapsed() - askedAt >= ANSWERS_AFTER_MS)
        await own.command({ type: 'answer-early-call', visitId, answer: 'now' });
      show(memberIn(visit, plan));
      await clock.sleep(LOOKS_EVERY_MS, signal);
    }
  } finally {
    show(null);
  }
}

function memberIn(visit: VisitView, { hue, pitch }: SimulatedLooks): SimulatedMember | null {
  const patient = visit.participants.find(({ role }) => role === 'patient');
  if (patient?.admission !== 'admitted' || !patient.connection) return null;
  return { memberId: `${patient.id}~${patient.connection.incarnation}`, hue, pitch };
}
