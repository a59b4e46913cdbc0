import type { FastifyInstance } from 'fastify';
import { type Command, CommandResultSchema, CommandSchema } from '../../../src/contract/command-schema.ts';
import { bearerOf } from '../tokens/authorization.ts';
import { errorResponses } from './error-responses.ts';
import { IdempotencyHeaders, type IdempotencyHeadersOf } from './idempotency-headers.ts';
import type { RouteContext } from './route-context.ts';

/** All that people do, at one address: a browser asks for leave (CORS preflight) once. */
export function commandRoutes(app: FastifyInstance, { authorization, commands }: RouteContext): void {
  app.post<{ Body: Command; Headers: IdempotencyHeadersOf }>('/v1/commands', {
    onRequest: authorization.person,
    schema: {
      summary: 'Give a command',
      tags: ['visits'],
      headers: IdempotencyHeaders,
      body: CommandSchema,
      response: {
        200: CommandResultSchema,
        ...errorResponses(
          'bad-request',
          'token-invalid',
          'forbidden',
          'not-found',
          'invalid-state',
          'gateway-unreachable',
        ),
      },
    },
    handler: async (request, reply) => {
      const { status, body } = await commands.run(
        request.body,
        bearerOf(request).actor,
        request.headers['idempotency-key'],
      );
      return reply.code(status).send(body);
    },
  });
}
