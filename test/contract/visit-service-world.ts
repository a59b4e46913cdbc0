import type { ConnectionQuality, HandoverAssurance, Message, NewVisit, VisitView } from '../../src/contract/index.ts';
import type { VisitService } from '../../src/core/service/visit-service.ts';
import type { ManualClock } from '../../src/testing/manual-clock.ts';

/** What can go wrong between a page and its service. Each works on the fake and on the real one. */
export interface VisitServiceFaults {
  /** The next command is carried out, and its answer is lost on the way. */
  loseNextAnswer(): void;
  /** Streams stay open, and nothing comes any more. */
  fallSilent(): void;
  /** Nobody gets an answer, and the streams break. */
  goAway(): void;
  comeBack(): void;
}

export interface Token {
  readonly ttlSeconds?: number;
  /** The host gives a new one when asked; default: it does not. */
  readonly renewable?: boolean;
  /** Default: the patient. */
  readonly role?: 'patient' | 'interpreter' | 'companion';
}

/** A service, and people who reach it, for one test. */
export interface VisitServiceWorld {
  readonly faults: VisitServiceFaults;
  /** The callers' clock: limits and waits of the adapter. */
  readonly clock: ManualClock;
  /** The service's clock: leases, heartbeats, tokens. */
  readonly serviceClock: ManualClock;
  book(more?: Partial<NewVisit>): Promise<VisitView>;
  patient(visit: VisitView, token?: Token): Promise<VisitService>;
  /** A clinician of the visit's unit. `anna` is the booked one. */
  clinician(visit: VisitView, subject: string, token?: Token): Promise<VisitService>;
  /** What the host can read of how the visit went. */
  quality(visit: VisitView): Promise<readonly Pick<ConnectionQuality, 'role' | 'report'>[]>;
  /** The host redeems a handover code; what the person on the other device then reaches. Rejects where it is not good. */
  redeem(code: string, assurance: HandoverAssurance): Promise<VisitService>;
  /** What the host can read of what people have written about the visit, or without one. */
  messages(): Promise<readonly Message[]>;
  /** Someone without a token. */
  withoutToken(): Pick<VisitService, 'sendMessage'>;
  /** Someone whose token is not one of the service's. */
  stranger(): VisitService;
  close(): Promise<void>;
}
