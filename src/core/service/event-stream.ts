import { createParser } from 'eventsource-parser';
import type { Goodbye } from '../../contract/index.ts';
import type { Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import type { News } from './visit-service.ts';

/** SSE event names of the service, and the kind of news each is. */
const kinds: Readonly<Record<string, News['kind']>> = {
  hello: 'hello',
  visit: 'event',
  queue: 'queue',
  heartbeat: 'heartbeat',
  goodbye: 'goodbye',
};

/**
 * Reads a response of `text/event-stream` (WHATWG HTML, 9.2) as news.
 *
 * Throws `token-expired` after that goodbye; `service-unreachable` when the stream ends, breaks, or is silent for
 * `silenceLimitMs`; `service-failed` when it holds something that is no news. Ends quietly when `signal` aborts. The body is released in any case.
 */
export async function* readNews(
  body: ReadableStream<Uint8Array>,
  options: { signal: AbortSignal; clock: Clock; silenceLimitMs: number },
): AsyncGenerator<News> {
  const { signal, clock, silenceLimitMs } = options;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const ready: News[] = [];
  const parser = createParser({
    onEvent: ({ event, data }) => {
      const kind = kinds[event ?? ''];
      if (kind) ready.push({ kind, ...parse(data) } as News);
    },
  });
  try {
    while (!signal.aborted) {
      const chunk = await withinSilence(reader, signal, clock, silenceLimitMs);
      if (chunk === null) return;
      parser.feed(decoder.decode(chunk, { stream: true }));
      for (const news of ready.splice(0)) {
        yield news;
        if (news.kind === 'goodbye') throw farewell(news);
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** What the end of the stream is, that the service has announced. */
const farewell = ({ reason }: Goodbye): VisitError =>
  new VisitError(reason === 'token-expired' ? 'token-expired' : 'service-unreachable', { detail: 'goodbye' });

/** The next chunk; null when aborted. */
async function withinSilence(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  signal: AbortSignal,
  clock: Clock,
  limitMs: number,
): Promise<Uint8Array | null> {
  const over = new AbortController();
  const silence = clock.sleep(limitMs, AbortSignal.any([signal, over.signal])).then(
    () => 'silent' as const,
    () => 'aborted' as const,
  );
  try {
    const first = await Promise.race([reader.read(), silence]);
    if (signal.aborted) return null;
    if (first === 'silent' || first === 'aborted')
      throw new VisitError('service-unreachable', { detail: 'stream is silent' });
    if (first.done) throw new VisitError('service-unreachable', { detail: 'stream ended' });
    return first.value;
  } catch (cause) {
    if (signal.aborted) return null;
    throw VisitError.from(cause, 'service-unreachable');
  } finally {
    over.abort();
  }
}

function parse(data: string): object {
  try {
    const parsed: unknown = JSON.parse(data);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch (cause) {
    throw new VisitError('service-failed', { cause, detail: 'stream' });
  }
  throw new VisitError('service-failed', { detail: 'stream' });
}
