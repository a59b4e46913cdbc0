import type { Socket } from 'node:net';
import cors from '@fastify/cors';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { ServiceConfig } from './config.ts';
import { answerErrors, answerProblem, toProblem } from './errors/error-answers.ts';
import { ServiceProblem } from './errors/service-problem.ts';

/** The largest message of the contract is far below, bytes. */
const bodyLimit = 64 * 1024;
const preflightSeconds = 7_200;

/** Where log lines go; standard output where not given. */
export interface LogStream {
  write(line: string): void;
}

/** The HTTP server without its routes: checks by the contract's schemas, says no in the contract's words, logs no more than ids. */
export async function createHttpServer(config: ServiceConfig, logStream?: LogStream): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    // A unit's id may be percent-encoded.
    routerOptions: { maxParamLength: 256 },
    forceCloseConnections: true,
    // Fastify's own line for each request quotes its address.
    logController: new LogController({ disableRequestLogging: true }),
    logger: {
      level: config.logLevel,
      redact: ['req.headers', 'res.headers', '*.authorization', '*.token', '*.name', '*.subject'],
      ...(logStream ? { stream: logStream } : {}),
    },
    frameworkErrors: (error, request, reply) => {
      void answerProblem(reply, toProblem(error), request.actor ?? null);
    },
    clientErrorHandler: answerGarbled,
  });
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  // Answers are made from the contract's types and hold nothing else.
  app.setSerializerCompiler(() => JSON.stringify);
  answerErrors(app);
  await app.register(cors, {
    origin: [...config.allowedOrigins],
    methods: ['GET', 'POST', 'PUT'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'Last-Event-ID'],
    exposedHeaders: ['Retry-After'],
    maxAge: preflightSeconds,
    strictPreflight: false,
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, id, routeOptions } = request;
    request.log.info(
      {
        reqId: id,
        method,
        route: routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
  });
  return app;
}

/** What cannot be read as HTTP at all gets an answer too. */
function answerGarbled(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(new ServiceProblem('bad-request', 'the request cannot be read').toBody(null));
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
