/** Our own back end said no, or cannot be reached. */
export class BackEndError extends Error {
  override readonly name = 'BackEndError';
  readonly status: number;

  constructor(status: number) {
    super(`the demo's back end answered ${status}`);
    this.status = status;
  }
}

/** Asks the demo's back end, on the page's own origin. */
export async function ask<T>(
  path: string,
  query: Readonly<Record<string, string>> = {},
  { method = 'GET', body, signal }: { method?: 'GET' | 'POST'; body?: object; signal?: AbortSignal } = {},
): Promise<T> {
  const response = await fetch(`/api/${path}?${new URLSearchParams(query)}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    ...(signal ? { signal } : {}),
  });
  if (!response.ok) throw new BackEndError(response.status);
  return (await response.json()) as T;
}

/** Where the visit service is, and the token for the person who is signed in. */
export interface Access {
  readonly service: string;
  readonly token: string;
}
