import type { FastifyInstance } from 'fastify';
import {
  type HandoverRedemption,
  HandoverRedemptionSchema,
  type HandoverRequest,
  HandoverRequestSchema,
  HandoverSchema,
  RedeemedHandoverSchema,
} from '../../../src/contract/handover-schema.ts';
import { isOpen } from '../../../src/contract/index.ts';
import { ServiceProblem } from '../errors/service-problem.ts';
import { findHandover, makeHandover, noteRedeemed } from '../store/handovers.ts';
import type { ParticipantRow } from '../store/schema.ts';
import { type VisitRecord, loadVisit } from '../store/visit-record.ts';
import { demandAccess } from '../tokens/access.ts';
import type { Actor } from '../tokens/actor.ts';
import { bearerOf } from '../tokens/authorization.ts';
import { errorResponses } from './error-responses.ts';
import type { RouteContext } from './route-context.ts';

const defaultTtlSeconds = 3600;

/** Moving one's own visit to another device: a code is made on the one, and redeemed by the host for the other. */
export function handoverRoutes(app: FastifyInstance, { authorization, clock, store, tokens }: RouteContext): void {
  app.post<{ Body: HandoverRequest }>('/v1/handovers', {
    onRequest: authorization.person,
    schema: {
      summary: 'Make a code that carries the own visit over to another device',
      tags: ['visits'],
      body: HandoverRequestSchema,
      response: {
        201: HandoverSchema,
        ...errorResponses('bad-request', 'token-invalid', 'forbidden', 'not-found', 'invalid-state'),
      },
    },
    handler: async (request, reply) => {
      const { actor } = bearerOf(request);
      const { visitId } = request.body;
      demandAccess(actor, { visitId });
      if (actor.kind !== 'participant')
        throw new ServiceProblem('forbidden', 'only a participant moves their own visit');
      const now = new Date(clock.now());
      const { code, expiresAt } = await store.transaction(async (transaction) => {
        const record = await loadVisit(transaction, visitId, { forChange: true });
        if (!record) throw new ServiceProblem('not-found', 'no such visit');
        demandMovable(record, actor.participantId, actor);
        return makeHandover(transaction, { participantId: actor.participantId, visitId }, now);
      });
      return reply.code(201).send({ code, expiresAt: expiresAt.toISOString() });
    },
  });

  app.post<{ Body: HandoverRedemption }>('/v1/handovers/redeem', {
    onRequest: authorization.host,
    schema: {
      summary: 'Redeem a handover code: a token for the same visit and participant',
      tags: ['host'],
      security: [{ host: [] }],
      body: HandoverRedemptionSchema,
      response: {
        200: RedeemedHandoverSchema,
        ...errorResponses('bad-request', 'token-invalid', 'forbidden', 'not-found', 'invalid-state'),
      },
    },
    handler: async (request) => {
      const { assurance, code, reference, ttlSeconds = defaultTtlSeconds } = request.body;
      const now = new Date(clock.now());
      const participant = await store.transaction(async (transaction) => {
        const handover = await findHandover(transaction, code, now);
        const record = handover && (await loadVisit(transaction, handover.visitId));
        // Which of these it is helps nobody but who guesses.
        if (!record) throw new ServiceProblem('not-found', 'the code is unknown, used or too old');
        const found = demandMovable(record, handover.participantId, { kind: 'host' });
        if (reference !== undefined && found.reference !== reference)
          throw new ServiceProblem('forbidden', 'the code is for somebody else');
        await noteRedeemed(transaction, handover, assurance, now);
        return found;
      });
      const { id: participantId, role, visitId } = participant;
      if (role === 'clinician') throw new Error('a clinician has no handover');
      const actor = { kind: 'participant', participantId, visitId, role, handover: assurance } as const;
      const { token, expiresAt } = await tokens.mint(actor, ttlSeconds);
      return { token, expiresAt: expiresAt.toISOString(), visitId, participantId, role };
    },
  });
}

/** The participant, who may take part in a visit that is not over; else throws. */
function demandMovable(record: VisitRecord, participantId: string, reader: Actor): ParticipantRow {
  const participant = record.participants.find(({ id }) => id === participantId);
  if (!participant) throw new ServiceProblem('not-found', 'the participant is not in the visit');
  const shown = reader.kind === 'host' ? {} : { record };
  if (participant.admission === 'removed') throw new ServiceProblem('forbidden', 'removed from the visit', shown);
  if (!isOpen(record.visit.status)) throw new ServiceProblem('invalid-state', 'the visit is over', shown);
  return participant;
}
