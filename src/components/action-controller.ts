import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { VisitError } from '../core/errors.ts';
import { fireError } from './visit-events.ts';

/**
 * Runs what a person asked for: one at a time, says while it goes on, keeps what went wrong to be shown beside the
 * button, and tells the host by `visit-error`.
 */
export class ActionController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #visitId: () => string | null;
  /** Name of the action that goes on, else null. */
  busy: string | null = null;
  /** What the latest action was refused with. */
  error: VisitError | null = null;
  /** Name of the action that `error` belongs to. */
  failed: string | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, visitId: () => string | null) {
    this.#host = host;
    this.#visitId = visitId;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Forgets what went wrong. */
  clear(): void {
    this.error = null;
    this.failed = null;
    this.#host.requestUpdate();
  }

  async run(name: string, action: () => unknown): Promise<void> {
    if (this.busy) return;
    this.busy = name;
    this.clear();
    try {
      await action();
    } catch (thrown) {
      const error = VisitError.from(thrown);
      this.error = error;
      this.failed = name;
      fireError(this.#host, { error, visitId: this.#visitId() });
    } finally {
      this.busy = null;
      this.#host.requestUpdate();
    }
  }
}
