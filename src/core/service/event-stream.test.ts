import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventually } from '../../testing/eventually.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { VisitError, type VisitErrorCode } from '../errors.ts';
import { readNews } from './event-stream.ts';
import type { News } from './visit-service.ts';

const SILENCE_MS = 15_000;

const text = [
  'event: hello\ndata: {"cursor":4,"visits":[]}\n\n',
  ': a comment, and an event of a later version\nevent: weather\ndata: {"rain":true}\n\n',
  'id: 5\nevent: visit\ndata: {"id":5,"visit":{"subject":"Återbesök 🩺 – blåsor"}}\n\n',
  'event: heartbeat\ndata: {"serverNow":"2026-03-02T09:00:00Z"}\n\n',
].join('');

const expected = [
  { kind: 'hello', cursor: 4, visits: [] },
  { kind: 'event', id: 5, visit: { subject: 'Återbesök 🩺 – blåsor' } },
  { kind: 'heartbeat', serverNow: '2026-03-02T09:00:00Z' },
];

/** A response's body that the test writes. */
class Body {
  readonly stream: ReadableStream<Uint8Array>;
  cancelled = false;
  #controller!: ReadableStreamDefaultController<Uint8Array>;

  constructor() {
    this.stream = new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => {
        this.cancelled = true;
      },
    });
  }

  write(chunk: string | Uint8Array): void {
    this.#controller.enqueue(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
  }

  end(): void {
    this.#controller.close();
  }

  break(): void {
    this.#controller.error(new TypeError('network error'));
  }
}

function read(body: Body, clock = new ManualClock()) {
  const life = new AbortController();
  const all: News[] = [];
  const done = (async (): Promise<VisitErrorCode | null> => {
    try {
      for await (const news of readNews(body.stream, { signal: life.signal, clock, silenceLimitMs: SILENCE_MS }))
        all.push(news);
      return null;
    } catch (error) {
      assert(error instanceof VisitError);
      return error.code;
    } finally {
      assert.equal(clock.pending, 0, 'no timer is left behind');
    }
  })();
  return { all, done, clock, abort: () => life.abort() };
}

describe('event stream', () => {
  test('wherever the bytes are split, the news are the same', async () => {
    const bytes = new TextEncoder().encode(text);
    for (let cut = 1; cut < bytes.length; cut++) {
      const body = new Body();
      body.write(bytes.subarray(0, cut));
      body.write(bytes.subarray(cut));
      body.end();
      const { all, done } = read(body);
      assert.equal(await done, 'service-unreachable');
      assert.deepEqual(all, expected, `split at ${cut}`);
    }
  });

  test('byte by byte', async () => {
    const body = new Body();
    for (const byte of new TextEncoder().encode(text.replaceAll('\n', '\r\n'))) body.write(Uint8Array.of(byte));
    body.end();
    const { all, done } = read(body);
    await done;
    assert.deepEqual(all, expected);
  });

  test('a stream that ends or breaks is a service that cannot be reached', async () => {
    for (const finish of ['end', 'break'] as const) {
      const body = new Body();
      const { done } = read(body);
      body[finish]();
      assert.equal(await done, 'service-unreachable');
    }
  });

  test('what is no news is a failure of the service', async () => {
    for (const data of ['{"half":', '5', 'null', '[]']) {
      const body = new Body();
      const { all, done } = read(body);
      body.write(`event: hello\ndata: ${data}\n\n`);
      assert.equal(await done, 'service-failed', data);
      assert.deepEqual(all, []);
      assert(body.cancelled);
    }
  });

  test('silence has a limit, which begins anew with every chunk', async () => {
    const body = new Body();
    const { done, clock } = read(body);
    await clock.advance(SILENCE_MS - 1);
    body.write(': still here\n\n');
    await clock.advance(SILENCE_MS - 1);
    assert.equal(clock.pending, 1);
    await clock.advance(1);
    assert.equal(await done, 'service-unreachable');
    assert(body.cancelled);
  });

  test('abort ends it quietly, and lets the body go', async () => {
    const body = new Body();
    const { all, done, abort } = read(body);
    body.write(text);
    await eventually(() => all.length === 3, 'the news');
    abort();
    assert.equal(await done, null);
    assert(body.cancelled);
  });

  test('abort ends it quietly also when the network breaks at the same time', async () => {
    const body = new Body();
    const { done, abort } = read(body);
    abort();
    body.break();
    assert.equal(await done, null);
  });

  test('who stops reading lets the body go', async () => {
    const body = new Body();
    const clock = new ManualClock();
    body.write(text);
    for await (const news of readNews(body.stream, {
      signal: new AbortController().signal,
      clock,
      silenceLimitMs: SILENCE_MS,
    })) {
      assert.equal(news.kind, 'hello');
      break;
    }
    assert(body.cancelled);
    assert.equal(clock.pending, 0);
  });

  test('after goodbye it ends with the reason', async () => {
    const codes = { 'token-expired': 'token-expired', 'service-stopping': 'service-unreachable' } as const;
    for (const [reason, code] of Object.entries(codes)) {
      const body = new Body();
      const { all, done } = read(body);
      body.write(`event: goodbye\ndata: {"reason":"${reason}"}\n\n`);
      assert.equal(await done, code);
      assert.deepEqual(all, [{ kind: 'goodbye', reason }]);
    }
  });
});
