import type { FastifyInstance } from 'fastify';
import { SelfTestCredentialsSchema } from '../../../src/contract/self-test-schema.ts';
import { nameOfActor } from '../tokens/actor.ts';
import { errorResponses } from './error-responses.ts';
import { RequestLimit } from './request-limit.ts';
import type { RouteContext } from './route-context.ts';

const windowMs = 10 * 60_000;
/** How often one person may try within the window. */
const perPerson = 20;
/** What may come from one address without a token: a whole clinic may be behind it. */
const perAddress = 30;
/** Without a token altogether, wherever from. */
const withoutToken = 300;

/** What a page needs to try the way to the gateway, outside any visit. */
export function selfTestRoutes(app: FastifyInstance, { authorization, clock, config, gateways }: RouteContext): void {
  if (config.selfTest === 'off') return;
  const limit = new RequestLimit(clock, windowMs);

  app.post('/v1/self-test-credentials', {
    onRequest: config.selfTest === 'anyone' ? authorization.anyone : authorization.person,
    schema: {
      summary: 'Fetch what opens the way to the gateway for a self-test',
      tags: ['visits'],
      security: config.selfTest === 'anyone' ? [{ person: [] }, {}] : [{ person: [] }],
      response: {
        200: SelfTestCredentialsSchema,
        ...errorResponses('token-invalid', 'not-found', 'too-many-requests', 'gateway-unreachable'),
      },
    },
    handler: ({ actor, ip }) => {
      if (actor) {
        limit.count(nameOfActor(actor), perPerson);
      } else {
        limit.count(`address:${ip}`, perAddress);
        limit.count('without token', withoutToken);
      }
      return gateways.selfTestCredentials(actor?.kind === 'participant' ? actor.visitId : null);
    },
  });
}
