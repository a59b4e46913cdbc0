import type { Goodbye, Heartbeat, Hello, QueueView, VisitEvent } from '../../../src/contract/index.ts';

export type News =
  | { readonly event: 'hello'; readonly id: null; readonly data: Hello }
  | { readonly event: 'visit'; readonly id: number; readonly data: VisitEvent }
  | { readonly event: 'queue'; readonly id: null; readonly data: QueueView }
  | { readonly event: 'heartbeat'; readonly id: null; readonly data: Heartbeat }
  | { readonly event: 'goodbye'; readonly id: null; readonly data: Goodbye };

/** Reads an event stream into a list that a test can wait on. */
export class NewsReader {
  readonly all: News[] = [];
  readonly response: Response;
  /** Resolves when the service, or the network, has ended the stream. */
  readonly ended: Promise<void>;
  readonly #stop: AbortController;
  #waiting: (() => void)[] = [];
  #isEnded = false;

  private constructor(response: Response, stop: AbortController) {
    this.response = response;
    this.#stop = stop;
    this.ended = this.#read()
      .catch(() => {})
      .finally(() => {
        this.#isEnded = true;
        this.#tell();
      });
  }

  /** `path`: another stream than the people's. */
  static async open(serviceUrl: string, token: string, lastEventId?: number, path = '/v1/events'): Promise<NewsReader> {
    const stop = new AbortController();
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    if (lastEventId !== undefined) headers['last-event-id'] = String(lastEventId);
    const response = await fetch(`${serviceUrl}${path}`, { headers, signal: stop.signal });
    return new NewsReader(response, stop);
  }

  get events(): VisitEvent[] {
    return this.all.flatMap((news) => (news.event === 'visit' ? [news.data] : []));
  }
  get eventTypes(): string[] {
    return this.events.map((event) => event.type);
  }

  async hello(): Promise<Hello> {
    const news = await this.until((item) => item.event === 'hello');
    return news.data as Hello;
  }

  event(type: VisitEvent['type'], more: (event: VisitEvent) => boolean = () => true): Promise<VisitEvent> {
    return this.until((item) => item.event === 'visit' && item.data.type === type && more(item.data)).then(
      (news) => news.data as VisitEvent,
    );
  }

  async goodbye(): Promise<Goodbye> {
    const news = await this.until((item) => item.event === 'goodbye');
    return news.data as Goodbye;
  }

  /** The first of the news, past or to come, that fits. Rejects after half a minute, or when the stream ends without it. */
  async until(fits: (news: News) => boolean): Promise<News> {
    const deadline = AbortSignal.timeout(30_000);
    for (;;) {
      const found = this.all.find(fits);
      if (found) return found;
      if (this.#isEnded)
        throw new Error(`the stream ended after ${JSON.stringify(this.all.map((news) => news.event))}`);
      deadline.throwIfAborted();
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        deadline.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }

  close(): void {
    this.#stop.abort();
  }

  async #read(): Promise<void> {
    if (!this.response.body) return;
    let text = '';
    for await (const chunk of this.response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) this.all.push(parse(message));
      this.#tell();
    }
  }

  #tell(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

function parse(message: string): News {
  const fields = Object.fromEntries(
    message.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
  );
  return {
    event: fields['event'],
    id: fields['id'] === undefined ? null : Number(fields['id']),
    data: JSON.parse(fields['data'] ?? 'null'),
  } as News;
}
