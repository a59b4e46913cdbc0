/** Every way in which something can go wrong for a person in a visit. Each has a sentence and a next step in every language. */
export const visitErrorCodes = [
  // the token, and what it opens
  'token-missing',
  'token-invalid',
  'token-expired',
  'wrong-visit',
  'forbidden',
  'visit-not-found',
  // the visit's state
  'invalid-state',
  'already-called-in',
  'version-conflict',
  'too-early',
  'queue-closed',
  'connection-replaced',
  // the service
  'service-unreachable',
  'service-failed',
  'too-many-requests',
  // the gateway
  'gateway-unreachable',
  'gateway-refused',
  'gateway-timeout',
  'gateway-session-gone',
  'room-gone',
  'room-full',
  'removed-from-room',
  'media-failed',
  // camera, microphone, browser
  'permission-denied',
  'blocked-by-policy',
  'device-not-found',
  'device-in-use',
  'insecure-context',
  'unsupported-browser',
  // the host page
  'bad-attribute',
  'unknown',
] as const;

export type VisitErrorCode = (typeof visitErrorCodes)[number];

/** Codes after which trying again without a new token or another browser is pointless. */
const final: ReadonlySet<VisitErrorCode> = new Set([
  'token-missing',
  'token-invalid',
  'wrong-visit',
  'forbidden',
  'visit-not-found',
  'unsupported-browser',
  'insecure-context',
  'bad-attribute',
]);

/**
 * The one error of the package. `recoverable` says that the product itself goes on trying, or that one action of the
 * person can mend it. `message` is for developers and holds no name, text or token; people read the locale's sentence.
 */
export class VisitError extends Error {
  override readonly name = 'VisitError';
  readonly code: VisitErrorCode;
  readonly recoverable: boolean;
  /** How long the service asks to be left alone (`Retry-After`, RFC 9110, 10.2.3), ms; null where it has not said. */
  readonly retryAfterMs: number | null;

  constructor(
    code: VisitErrorCode,
    options: { cause?: unknown; recoverable?: boolean; retryAfterMs?: number | null; detail?: string } = {},
  ) {
    super(
      options.detail ? `${code}: ${options.detail}` : code,
      'cause' in options ? { cause: options.cause } : undefined,
    );
    this.code = code;
    this.recoverable = options.recoverable ?? !final.has(code);
    this.retryAfterMs = options.retryAfterMs ?? null;
  }

  /** `error` itself where it is a `VisitError`, else one with `code` and `error` as its cause. */
  static from(error: unknown, code: VisitErrorCode = 'unknown'): VisitError {
    return error instanceof VisitError ? error : new VisitError(code, { cause: error });
  }
}

/** Maps what `getUserMedia` rejects with (https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia). */
export function fromMediaError(error: unknown, context: { secure: boolean; allowedByPolicy: boolean }): VisitError {
  if (error instanceof VisitError) return error;
  if (!context.secure) return new VisitError('insecure-context', { cause: error });
  switch ((error as { name?: unknown } | null)?.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return new VisitError(context.allowedByPolicy ? 'permission-denied' : 'blocked-by-policy', { cause: error });
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new VisitError('device-not-found', { cause: error });
    case 'NotReadableError':
    case 'AbortError':
      return new VisitError('device-in-use', { cause: error });
    default:
      return new VisitError('unknown', { cause: error });
  }
}
