import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { describeError } from '../errors/describe-error.ts';
import { type StreamReader, serveStream } from '../events/event-stream.ts';
import { bearerOf } from '../tokens/authorization.ts';
import { errorResponses } from './error-responses.ts';
import type { RouteContext } from './route-context.ts';

const StreamHeaders = Type.Object({
  'last-event-id': Type.Optional(
    Type.String({ pattern: '^\\d{0,15}$', description: 'Id of the last event that the reader has seen' }),
  ),
});

type StreamHeadersOf = Static<typeof StreamHeaders>;

/** The streams of news, read with `fetch`: a token or key never stands in an address. */
export function eventRoutes(app: FastifyInstance, context: RouteContext): void {
  const { authorization, clock, config, gateways, hub, store } = context;

  function stream(
    request: FastifyRequest<{ Headers: StreamHeadersOf }>,
    reply: FastifyReply,
    bearer: StreamReader,
  ): void {
    const response = reply.raw;
    const lastEventId = request.headers['last-event-id'];
    reply.hijack();
    response.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // nginx passes each event on at once.
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
    request.raw.socket.setNoDelay(true);
    response.on('error', () => response.destroy());
    void serveStream({
      bearer,
      lastEventId: lastEventId ? Number(lastEventId) : null,
      response,
      database: store.database,
      hub,
      clock,
      bufferBytes: config.streamBufferBytes,
      gatewayHint: (records) => gateways.hint(records),
    }).catch((error: unknown) => {
      request.log.error({ reqId: request.id, error: describeError(error) }, 'event stream failed');
    });
  }

  app.get<{ Headers: StreamHeadersOf }>('/v1/events', {
    onRequest: authorization.person,
    schema: {
      summary: 'Read the news as server-sent events: hello, visit, heartbeat, goodbye',
      tags: ['visits'],
      headers: StreamHeaders,
      produces: ['text/event-stream'],
      response: {
        200: Type.String({ description: 'text/event-stream' }),
        ...errorResponses('bad-request', 'token-invalid'),
      },
    },
    handler: (request, reply) => stream(request, reply, bearerOf(request)),
  });

  app.get<{ Headers: StreamHeadersOf }>('/v1/reminders', {
    onRequest: authorization.host,
    schema: {
      summary: 'Read which patients are to be reminded, as server-sent events: hello, visit, heartbeat, goodbye',
      description:
        'The host reminds in its own way. `visit` events are of type reminder-asked (N32: the clinic asks for a patient who has not come) and reminder-due (N03: the visit comes nearer). With Last-Event-ID none is missed.',
      tags: ['host'],
      security: [{ host: [] }],
      headers: StreamHeaders,
      produces: ['text/event-stream'],
      response: {
        200: Type.String({ description: 'text/event-stream' }),
        ...errorResponses('bad-request', 'token-invalid', 'forbidden'),
      },
    },
    handler: (request, reply) => stream(request, reply, { actor: { kind: 'host' }, expiresAt: null }),
  });
}
