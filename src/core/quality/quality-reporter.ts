import { QUALITY_REPORT_MS } from '../../contract/timing.ts';
import type { QualityReport } from '../../contract/index.ts';
import type { Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { VisitService } from '../service/visit-service.ts';

export interface QualityReporterOptions {
  readonly service: VisitService;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly visitId: string;
  readonly connectionId: string;
  /** How it has gone so far; null while there is nothing to tell. */
  readonly report: () => QualityReport | null;
}

/** Tells the service how the visit goes for one connection: once a minute, and at the end of its part. */
export class QualityReporter {
  readonly #options: QualityReporterOptions;
  readonly #life = new AbortController();

  constructor(options: QualityReporterOptions) {
    this.#options = options;
    void this.#run();
  }

  /** At once, so that it outlives a page that closes. Never rejects: a report that is lost is made good by the next. */
  async send(): Promise<void> {
    const { service, logger, visitId, connectionId, report: read } = this.#options;
    const report = read();
    if (!report) return;
    await service
      .command({ type: 'report-quality', visitId, connectionId, report })
      .catch((error: unknown) => logger.warn('quality not told', { code: VisitError.from(error).code }));
  }

  /** The part in the visit is over: tells for the last time. */
  close(): void {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    void this.send();
  }

  async #run(): Promise<void> {
    const { clock } = this.#options;
    const { signal } = this.#life;
    while (!signal.aborted) {
      await clock.sleep(QUALITY_REPORT_MS, signal).catch(() => {});
      if (!signal.aborted) await this.send();
    }
  }
}
