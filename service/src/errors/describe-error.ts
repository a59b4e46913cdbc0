/** What the log may hold of an unexpected error: no message, as those of the database quote names and free text. */
export interface ErrorDescription {
  readonly kind: string;
  readonly code?: string;
  readonly at: readonly string[];
  readonly cause?: ErrorDescription;
}

/** The error's kind, its code and where it came from. */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { kind: typeof error, at: [] };
  const code: unknown = (error as { code?: unknown }).code;
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
  return {
    kind: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    at,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
