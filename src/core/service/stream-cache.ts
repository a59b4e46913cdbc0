/**
 * How a browser is to keep the stream of news from its cache.
 *
 * Firefox holds a request back until an earlier one of the same address has been read to its end, which a stream never is:
 * a second window, or a page that is reloaded, would hear nothing. `no-store` frees it. Chromium has no such wait, but would
 * ask the service for leave (CORS preflight) anew at each opening, one round trip more.
 */
export const streamCacheOf = (userAgent: string): RequestCache =>
  /Firefox\//.test(userAgent) ? 'no-store' : 'default';
