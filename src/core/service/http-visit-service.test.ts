import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Command, ServiceErrorCode } from '../../contract/index.ts';
import { eventually } from '../../testing/eventually.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { makeVisit } from '../../testing/visit-fixtures.ts';
import { VisitError, type VisitErrorCode } from '../errors.ts';
import { HttpVisitService, type HttpVisitServiceOptions } from './http-visit-service.ts';
import { streamCacheOf } from './stream-cache.ts';

const visit = makeVisit();
const arrive: Command = { type: 'arrive', visitId: visit.id, connectionId: 'page' };
const renewPresence: Command = { type: 'renew-presence', visitId: visit.id, connectionId: 'page' };

/** One request as the network sees it. */
interface Sent {
  readonly url: string;
  readonly init: RequestInit & { headers: Headers; signal: AbortSignal };
}
type Reply = (sent: Sent) => Response | Promise<Response>;

const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });
const yes: Reply = () => json({ visit });
const no =
  (code: ServiceErrorCode, status: number): Reply =>
  () =>
    json({ error: { code, message: '' }, visit }, status);
const lost: Reply = () => Promise.reject(new TypeError('fetch failed'));
/** Never answers; ends with the signal, as `fetch` does. */
const never: Reply = ({ init }) =>
  new Promise((_, reject) => init.signal.addEventListener('abort', () => reject(init.signal.reason)));

/** A service behind a network that answers with `replies`, one after the other. */
function serve(replies: Reply[], options: Partial<HttpVisitServiceOptions> = {}) {
  const clock = new ManualClock();
  const sent: Sent[] = [];
  const service = new HttpVisitService({
    service: 'https://video.example.se',
    token: 'token-1',
    clock,
    fetch: async (input, init) => {
      const request = { url: String(input), init } as Sent;
      sent.push(request);
      const reply = replies.shift();
      assert(reply, `a request too many: ${request.url}`);
      return reply(request);
    },
    ...options,
  });
  return { service, sent, clock };
}

const tokens = (sent: readonly Sent[]): (string | null)[] => sent.map(({ init }) => init.headers.get('authorization'));
const keys = (sent: readonly Sent[]): (string | null)[] => sent.map(({ init }) => init.headers.get('idempotency-key'));

async function refused(work: Promise<unknown>, code: VisitErrorCode): Promise<VisitError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  assert(error instanceof VisitError, String(error));
  assert.equal(error.code, code);
  return error;
}

describe('the address', () => {
  test('may have a path, with or without a slash at its end', async () => {
    for (const address of ['https://example.se/video', 'https://example.se/video/']) {
      const { service, sent } = serve([yes], { service: address });
      await service.command(arrive);
      assert.equal(sent[0]?.url, 'https://example.se/video/v1/commands');
    }
  });

  test('throws bad-attribute when it is none', () => {
    for (const address of ['', 'video.example.se', 'ftp://example.se', 'javascript:alert(1)']) {
      assert.throws(
        () => serve([], { service: address }),
        (error) => error instanceof VisitError && error.code === 'bad-attribute',
        address,
      );
    }
  });
});

describe('a command over HTTP', () => {
  test('is one POST, with the token in a header and nothing of the page', async () => {
    const { service, sent, clock } = serve([yes]);
    assert.deepEqual((await service.command(arrive)).visit, visit);
    const [{ url, init }] = sent as [Sent];
    assert.equal(url, 'https://video.example.se/v1/commands');
    assert.equal(init.method, 'POST');
    assert.equal(init.headers.get('authorization'), 'Bearer token-1');
    assert.equal(init.headers.get('content-type'), 'application/json');
    assert.match(init.headers.get('idempotency-key') ?? '', /^[0-9a-f-]{36}$/);
    assert.deepEqual([init.credentials, init.referrerPolicy, init.keepalive], ['omit', 'no-referrer', false]);
    assert.deepEqual(JSON.parse(String(init.body)), arrive);
    assert.equal(clock.pending, 0);
  });

  test('is repeated with the same key when its answer does not come; the next has another', async () => {
    const { service, sent, clock } = serve([lost, () => new Response('', { status: 502 }), yes, yes]);
    const done = service.command(arrive);
    await clock.advance(400 + 1_200);
    assert.deepEqual((await done).visit, visit);
    await service.command(arrive);
    const [first, second, third, other] = keys(sent);
    assert(first === second && second === third && first !== other);
    assert.equal(clock.pending, 0);
  });

  test('gives up after the third try', async () => {
    const { service, sent, clock } = serve([lost, lost, lost]);
    const done = refused(service.command(arrive), 'service-unreachable');
    await clock.advance(1_600);
    const error = await done;
    assert(error.cause instanceof TypeError);
    assert.equal(sent.length, 3);
  });

  test('is repeated when the answer breaks off on its way', async () => {
    const broken: Reply = () =>
      new Response(
        new ReadableStream({
          start: (controller) => {
            controller.enqueue(new TextEncoder().encode('{"visit":'));
            controller.error(new TypeError('terminated'));
          },
        }),
      );
    const { service, sent, clock } = serve([broken, yes]);
    const done = service.command(arrive);
    await clock.advance(400);
    await done;
    assert.equal(new Set(keys(sent)).size, 1);
    assert.equal(sent.length, 2);
  });

  test('has a time limit for each try', async () => {
    const { service, sent, clock } = serve([never, yes]);
    const done = service.command(arrive);
    await clock.advance(9_999);
    assert.equal(sent.length, 1);
    await clock.advance(1 + 400);
    await done;
    assert.equal(sent.length, 2);
    assert(sent[0]?.init.signal.aborted);
    assert.equal(clock.pending, 0);
  });

  test('has a time limit also for the body of the answer', async () => {
    const stuck: Reply = ({ init }) =>
      new Response(
        new ReadableStream({
          start: (controller) => init.signal.addEventListener('abort', () => controller.error(init.signal.reason)),
        }),
      );
    const { service, sent, clock } = serve([stuck, yes]);
    const done = service.command(arrive);
    await clock.advance(10_000 + 400);
    await done;
    assert.equal(sent.length, 2);
  });

  test('a refusal is not repeated, and comes with the state', async () => {
    const { service, sent } = serve([no('already-called-in', 409)]);
    const error = await refused(
      service.command({ type: 'call-in', visitId: visit.id, connectionId: 'p' }),
      'already-called-in',
    );
    assert.deepEqual(error.cause, visit);
    assert.equal(sent.length, 1);
  });

  test('waits as long as a service asks that has too much to do, where that is not long; else says so', async () => {
    const busy =
      (retryAfter?: string): Reply =>
      () =>
        new Response(JSON.stringify({ error: { code: 'too-many-requests', message: '' } }), {
          status: 429,
          headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter },
        });
    const { service, sent, clock } = serve([busy('3'), yes]);
    const done = service.command(arrive);
    await clock.advance(2_999);
    assert.equal(sent.length, 1);
    await clock.advance(1);
    await done;
    assert.equal(new Set(keys(sent)).size, 1, 'the same command');
    assert.equal(sent.length, 2);
    const date = new Date(new ManualClock().now() + 600_000).toUTCString();
    for (const [asked, ms] of [
      ['600', 600_000],
      [date, 600_000],
      [undefined, null],
      ['soon', null],
    ] as const) {
      const error = await refused(serve([busy(asked)]).service.command(arrive), 'too-many-requests');
      assert.equal(error.retryAfterMs, ms, String(asked));
      assert(error.recoverable);
    }
  });

  test('renewing presence is not repeated; closing outlives the page', async () => {
    const { service, sent } = serve([lost, yes]);
    await refused(service.command(renewPresence), 'service-unreachable');
    await service.command({ ...renewPresence, closing: true });
    assert.deepEqual(
      sent.map(({ init }) => init.keepalive),
      [false, true],
    );
  });

  test('ends with the signal, on its way and while it waits for the next try', async () => {
    for (const reply of [never, lost]) {
      const { service, sent, clock } = serve([reply]);
      const life = new AbortController();
      const done = refused(service.command(arrive, life.signal), 'service-unreachable');
      await eventually(() => clock.waits.includes(reply === lost ? 400 : 10_000), 'the wait');
      life.abort();
      await done;
      assert.equal(sent.length, 1);
      assert.equal(clock.pending, 0);
    }
  });

  test('an answer that is no JSON is a failure of the service', async () => {
    const { service } = serve([() => new Response('<h1>Hej</h1>')]);
    await refused(service.command(arrive), 'service-failed');
  });
});

describe('what the service says no with', () => {
  const rows: [code: ServiceErrorCode, status: number, ours: VisitErrorCode][] = [
    ['bad-request', 400, 'service-failed'],
    ['token-missing', 401, 'token-missing'],
    ['token-invalid', 401, 'token-invalid'],
    ['token-expired', 401, 'token-expired'],
    ['forbidden', 403, 'forbidden'],
    ['wrong-visit', 403, 'wrong-visit'],
    ['not-found', 404, 'visit-not-found'],
    ['already-called-in', 409, 'already-called-in'],
    ['version-conflict', 409, 'version-conflict'],
    ['invalid-state', 409, 'invalid-state'],
    ['connection-replaced', 409, 'connection-replaced'],
    ['too-early', 409, 'too-early'],
    ['too-many-requests', 429, 'too-many-requests'],
    ['gateway-unreachable', 503, 'gateway-unreachable'],
    ['internal', 500, 'service-failed'],
  ];
  for (const [code, status, ours] of rows) {
    test(`${code} → ${ours}`, async () => {
      const { service } = serve([no(code, status)]);
      await refused(service.command(renewPresence), ours);
    });
  }

  const bare: [status: number, ours: VisitErrorCode][] = [
    [404, 'service-failed'],
    [429, 'too-many-requests'],
    [500, 'service-failed'],
    [502, 'service-unreachable'],
    [503, 'service-unreachable'],
    [504, 'service-unreachable'],
  ];
  for (const [status, ours] of bare) {
    test(`${status} of something in between → ${ours}`, async () => {
      const { service } = serve([() => new Response('<h1>Bad gateway</h1>', { status })]);
      await refused(service.command(renewPresence), ours);
    });
  }
});

describe('an expired token', () => {
  const expired = no('token-expired', 401);

  test('is renewed once for all requests that it stopped, and each is repeated', async () => {
    let asked = 0;
    const { service, sent } = serve([expired, expired, yes, yes], { renewToken: async () => `token-${++asked + 1}` });
    await Promise.all([service.command(arrive), service.command(renewPresence)]);
    assert.equal(asked, 1);
    assert.deepEqual(tokens(sent), ['Bearer token-1', 'Bearer token-1', 'Bearer token-2', 'Bearer token-2']);
    assert.equal(keys(sent)[0], keys(sent)[2]);
  });

  test('is renewed once also where one refusal comes late', async () => {
    let asked = 0;
    const late = Promise.withResolvers<Response>();
    const { service, sent } = serve([() => late.promise, expired, yes, yes], {
      renewToken: async () => `token-${++asked + 1}`,
    });
    const slow = service.command(arrive);
    await service.command(renewPresence);
    late.resolve(await expired(sent[0] as Sent));
    await slow;
    assert.equal(asked, 1);
    assert.equal(tokens(sent).at(-1), 'Bearer token-2');
  });

  test('that is refused again ends in token-expired', async () => {
    const { service, sent } = serve([expired, expired], { renewToken: async () => 'token-2' });
    await refused(service.command(arrive), 'token-expired');
    assert.equal(sent.length, 2);
  });

  test('ends in token-expired where the host gives none, or fails', async () => {
    await refused(serve([expired]).service.command(arrive), 'token-expired');
    const cause = new Error('signed out');
    const { service } = serve([expired], { renewToken: () => Promise.reject(cause) });
    assert.equal((await refused(service.command(arrive), 'token-expired')).cause, cause);
    await refused(serve([]).service.renewToken(), 'token-expired');
  });

  test('setToken() speaks from the next request on', async () => {
    const { service, sent } = serve([yes, yes]);
    await service.command(arrive);
    service.setToken('token-9');
    await service.command(arrive);
    assert.deepEqual(tokens(sent), ['Bearer token-1', 'Bearer token-9']);
  });
});

describe('credentials', () => {
  test('are asked for by connection and purpose', async () => {
    const { service, sent } = serve([() => json({ memberId: 'anna~1' })]);
    const request = { visitId: visit.id, connectionId: 'page', purpose: 'join' } as const;
    assert.equal((await service.gatewayCredentials(request)).memberId, 'anna~1');
    assert.equal(sent[0]?.url, 'https://video.example.se/v1/gateway-credentials');
    assert.deepEqual(JSON.parse(String(sent[0]?.init.body)), request);
    assert.equal(keys(sent)[0], null);
  });
});

describe('the stream of news over HTTP', () => {
  const first = (service: HttpVisitService, lastEventId: number | null, signal = new AbortController().signal) =>
    service.subscribe(lastEventId, signal)[Symbol.asyncIterator]().next();
  const stream: Reply = () => new Response('event: heartbeat\ndata: {"serverNow":"2026-03-02T09:00:00Z"}\n\n');

  test('is asked for with the last event seen, where there is one', async () => {
    const { service, sent } = serve([stream, stream]);
    assert.equal((await first(service, null)).value?.kind, 'heartbeat');
    await first(service, 7);
    assert.deepEqual(
      sent.map(({ init }) => init.headers.get('last-event-id')),
      [null, '7'],
    );
    const [{ url, init }] = sent as [Sent];
    // The browser's own cache mode: with another one, Chromium asks for leave (CORS preflight) anew each time.
    assert.deepEqual([url, init.method, init.cache], ['https://video.example.se/v1/events', undefined, 'default']);
    assert.equal(init.headers.get('accept'), 'text/event-stream');
    assert.equal(init.headers.get('authorization'), 'Bearer token-1');
  });

  test('has the cache mode that the browser needs, which nothing else has', async () => {
    const { service, sent } = serve([stream, yes], { streamCache: streamCacheOf('… Gecko/20100101 Firefox/153.0') });
    await first(service, null);
    await service.command(arrive);
    assert.deepEqual(
      sent.map(({ init }) => init.cache),
      ['no-store', undefined],
    );
    assert.equal(streamCacheOf('… (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'), 'default');
  });

  test('has a time limit until it begins', async () => {
    const { service, clock } = serve([never]);
    const done = refused(first(service, null), 'service-unreachable');
    await clock.advance(10_000);
    await done;
    assert.equal(clock.pending, 0);
  });

  test('a refusal is told, and the token is not renewed behind its back', async () => {
    const { service } = serve([no('token-expired', 401)], { renewToken: () => assert.fail('not asked') });
    await refused(first(service, null), 'token-expired');
  });

  test('ends quietly when it is given up before it has begun', async () => {
    const { service, clock } = serve([never]);
    const life = new AbortController();
    const done = first(service, null, life.signal);
    life.abort();
    assert.equal((await done).done, true);
    assert.equal(clock.pending, 0);
  });
});
