import type { FastifyInstance } from 'fastify';
import {
  type CredentialsRequest,
  CredentialsRequestSchema,
  GatewayCredentialsSchema,
} from '../../../src/contract/credentials-schema.ts';
import { bearerOf } from '../tokens/authorization.ts';
import { errorResponses } from './error-responses.ts';
import type { RouteContext } from './route-context.ts';

/** What a connection needs to take its place in the room. */
export function credentialsRoutes(app: FastifyInstance, { authorization, commands, gateways }: RouteContext): void {
  app.post<{ Body: CredentialsRequest }>('/v1/gateway-credentials', {
    onRequest: authorization.person,
    schema: {
      summary: "Fetch a connection's credentials for the gateway",
      tags: ['visits'],
      body: CredentialsRequestSchema,
      response: {
        200: GatewayCredentialsSchema,
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
      const { actor } = bearerOf(request);
      const { visitId, connectionId, deviceKind } = request.body;
      if (deviceKind) {
        // A page that comes back need not wait for one answer to ask for the other.
        const { status, body } = await commands.run({ type: 'connect', visitId, connectionId, deviceKind }, actor);
        if (status !== 200) return reply.code(status).send(body);
      }
      return gateways.credentials(request.body, actor);
    },
  });
}
