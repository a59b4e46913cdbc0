import type { FastifyInstance } from 'fastify';
import { type TokenRequest, TokenRequestSchema, TokenResponseSchema } from '../../../src/contract/token-schema.ts';
import { ServiceProblem } from '../errors/service-problem.ts';
import type { Database } from '../store/open-store.ts';
import { loadVisit, type VisitRecord } from '../store/visit-record.ts';
import type { Bearer } from '../tokens/visit-token.ts';
import { errorResponses } from './error-responses.ts';
import type { RouteContext } from './route-context.ts';

const defaultTtlSeconds = 3600;

/** Tokens for people who are signed in with the host. */
export function tokenRoutes(app: FastifyInstance, { authorization, store, tokens, gateways }: RouteContext): void {
  app.post<{ Body: TokenRequest }>('/v1/tokens', {
    onRequest: authorization.host,
    schema: {
      summary: 'Mint a token for one person',
      tags: ['host'],
      security: [{ host: [] }],
      body: TokenRequestSchema,
      response: {
        200: TokenResponseSchema,
        ...errorResponses('bad-request', 'token-invalid', 'forbidden', 'not-found'),
      },
    },
    handler: async (request) => {
      const { actor, record } = await actorFor(store.database, request.body);
      const { token, expiresAt } = await tokens.mint(actor, request.body.ttlSeconds ?? defaultTtlSeconds, {
        gateway: gateways.hint(record ? [record] : null),
      });
      return { token, expiresAt: expiresAt.toISOString() };
    },
  });
}

async function actorFor(
  database: Database,
  request: TokenRequest,
): Promise<{ actor: Bearer['actor']; record: VisitRecord | null }> {
  if (request.kind === 'clinician') {
    const { kind, subject, name, units, assignment } = request;
    return { actor: { kind, subject, name, units, assignment }, record: null };
  }
  if (request.kind === 'unit-staff') {
    const { kind, subject, name, units } = request;
    return { actor: { kind, subject, name, units }, record: null };
  }
  const { kind, visitId, role } = request;
  const record = await loadVisit(database, visitId);
  if (!record) throw new ServiceProblem('not-found', 'no such visit');
  const ofRole = record.participants.filter((row) => row.role === role && row.admission !== 'removed');
  const fitting =
    request.participantId === undefined ? ofRole : ofRole.filter((row) => row.id === request.participantId);
  const [participant] = fitting;
  if (!participant) throw new ServiceProblem('not-found', `the visit has no such ${role}`);
  if (fitting.length > 1)
    throw new ServiceProblem('bad-request', `the visit has several of role ${role}: give participantId`);
  return { actor: { kind, visitId, participantId: participant.id, role }, record };
}
