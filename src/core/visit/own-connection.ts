import type { DeviceKind, QualityReport, VisitView } from '../../contract/index.ts';
import type { Clock } from '../clock.ts';
import { VisitError, type VisitErrorCode } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { QualityReporter } from '../quality/quality-reporter.ts';
import { waitAfter, type ReconnectPolicy } from '../reconnect-policy.ts';
import type { VisitService } from '../service/visit-service.ts';
import { Presence } from './presence.ts';

export interface OwnConnectionOptions {
  readonly service: VisitService;
  readonly clock: Clock;
  readonly policy: ReconnectPolicy;
  readonly logger: Logger;
  readonly deviceKind: DeviceKind;
  readonly makeId: () => string;
  readonly visitId: () => string;
  readonly signal: AbortSignal;
  readonly report: () => QualityReport | null;
  /** The visit as an answer shows it. */
  readonly onVisit: (visit: VisitView) => void;
  /** The service cannot be reached, and is asked again. */
  readonly onTrouble: (error: VisitError) => void;
}

/** The least time between two tries, ms. */
const LEAST_WAIT_MS = 250;
/** What passes by itself, so that it is tried again. */
const passing: ReadonlySet<VisitErrorCode> = new Set(['service-unreachable', 'service-failed', 'too-many-requests']);

/** This page as its participant's connection: made known to the service, kept alive, and what it reports of the visit. */
export class OwnConnection {
  readonly #options: OwnConnectionOptions;
  #id: string;
  #made = false;
  #making: Promise<void> | null = null;
  #presence: Presence | null = null;
  #reporter: QualityReporter | null = null;

  constructor(options: OwnConnectionOptions) {
    this.#options = options;
    this.#id = options.makeId();
  }

  get id(): string {
    return this.#id;
  }

  /** The service knows of this page. */
  get isMade(): boolean {
    return this.#made;
  }

  get isBeingMade(): boolean {
    return this.#making !== null;
  }

  /** Resolves when the connection that is being made is, or cannot be. */
  get making(): Promise<void> | null {
    return this.#making;
  }

  /** Another connection of the participant has taken over, or will: the next one is a new one. */
  renew(): void {
    this.#id = this.#options.makeId();
    this.#made = false;
  }

  /** Tries until the service knows of this page. Rejects with `VisitError` where it refuses. */
  make(): Promise<void> {
    if (this.#made) return Promise.resolve();
    this.#making ??= this.#makeUntilDone().finally(() => (this.#making = null));
    return this.#making;
  }

  /** Whether the presence lease is renewed, and whether it is told how the visit goes. */
  keep({ present, reports }: { readonly present: boolean; readonly reports: boolean }): void {
    this.#keepPresence(present && this.#made);
    this.#keepReporting(reports);
  }

  /** The page goes away. */
  announceClosing(): void {
    this.#presence?.announceClosing();
    void this.#reporter?.send();
  }

  announceReturn(): void {
    this.#presence?.renewNow();
  }

  /** `gives`: gives up the lease, so that the others need not wait for its end. */
  close({ gives }: { readonly gives: boolean }): void {
    if (gives) this.#presence?.announceClosing();
    this.#presence?.close();
    this.#reporter?.close();
  }

  async #makeUntilDone(): Promise<void> {
    const { clock, policy, service, deviceKind, signal, visitId, onVisit, onTrouble } = this.#options;
    // Whoever has a place asks for its credentials in the same breath: nothing is shown before these have come, so they go
    // first, over the connection that is open already.
    await Promise.resolve();
    for (let attempt = 0; ; attempt++) {
      const connectionId = this.#id;
      try {
        const { visit } = await service.command(
          { type: 'connect', visitId: visitId(), connectionId, deviceKind },
          signal,
        );
        if (signal.aborted) return;
        if (connectionId !== this.#id) continue;
        this.#made = true;
        return onVisit(visit);
      } catch (cause) {
        const error = VisitError.from(cause);
        if (signal.aborted || !passing.has(error.code)) throw error;
        onTrouble(error);
        await clock.sleep(waitAfter(error, Math.max(policy(attempt, clock.random()), LEAST_WAIT_MS)), signal);
      }
    }
  }

  #keepPresence(present: boolean): void {
    if (present && !this.#presence) {
      const { service, clock, visitId, onVisit } = this.#options;
      this.#presence = new Presence({ service, clock, visitId: visitId(), connectionId: this.#id, onVisit });
    } else if (!present && this.#presence) {
      this.#presence.close();
      this.#presence = null;
    }
  }

  #keepReporting(reports: boolean): void {
    if (reports && !this.#reporter) {
      const { service, clock, logger, visitId, report } = this.#options;
      this.#reporter = new QualityReporter({
        service,
        clock,
        logger,
        visitId: visitId(),
        connectionId: this.#id,
        report,
      });
    } else if (!reports && this.#reporter) {
      this.#reporter.close();
      this.#reporter = null;
    }
  }
}
