import type { ServiceError, ServiceErrorCode } from '../../../src/contract/index.ts';
import type { VisitRecord } from '../store/visit-record.ts';
import { viewOf } from '../store/visit-view.ts';
import type { Actor } from '../tokens/actor.ts';

/** The HTTP status of each code of the contract. */
export const statusOfCode: Readonly<Record<ServiceErrorCode, number>> = {
  'bad-request': 400,
  'token-missing': 401,
  'token-invalid': 401,
  'token-expired': 401,
  forbidden: 403,
  'wrong-visit': 403,
  'not-found': 404,
  'already-called-in': 409,
  'version-conflict': 409,
  'invalid-state': 409,
  'connection-replaced': 409,
  'too-early': 409,
  'queue-closed': 409,
  'too-many-requests': 429,
  'gateway-unreachable': 503,
  internal: 500,
};

/**
 * The service says no, in the contract's words. `message` is for developers and holds no name, free text or token.
 */
export class ServiceProblem extends Error {
  override readonly name = 'ServiceProblem';
  readonly code: ServiceErrorCode;
  readonly status: number;
  /** How long the caller is to wait before the next try, s. */
  readonly retryAfterSeconds: number | null;
  /** The state that made the service say no. */
  readonly record: VisitRecord | undefined;

  constructor(
    code: ServiceErrorCode,
    message: string,
    options: { record?: VisitRecord; status?: number; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.status = options.status ?? statusOfCode[code];
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.record = options.record;
  }

  /** The body of the answer, for the one who asked; null where nobody has been made out. */
  toBody(reader: Actor | null): ServiceError {
    const error = { code: this.code, message: this.message };
    return this.record && reader ? { error, visit: viewOf(this.record, reader) } : { error };
  }
}
