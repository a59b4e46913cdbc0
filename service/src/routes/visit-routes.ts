import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { EncounterSchema } from '../../../src/contract/outcome-schema.ts';
import { ConnectionQualitySchema } from '../../../src/contract/quality-schema.ts';
import { type NewVisit, NewVisitSchema, VisitSchema } from '../../../src/contract/visit-schema.ts';
import { newId } from '../commands/run-command.ts';
import { ServiceProblem } from '../errors/service-problem.ts';
import { createVisit } from '../store/create-visit.ts';
import { visitsOfUnits } from '../store/day-list.ts';
import { answerOnce } from '../store/kept-answers.ts';
import { readQuality } from '../store/quality.ts';
import { loadVisit } from '../store/visit-record.ts';
import { mayReadRecord, viewOf } from '../store/visit-view.ts';
import { demandAccess, demandUnit } from '../tokens/access.ts';
import { nameOfActor, participantOf } from '../tokens/actor.ts';
import { actorOf } from '../tokens/authorization.ts';
import { errorResponses } from './error-responses.ts';
import { IdempotencyHeaders, type IdempotencyHeadersOf } from './idempotency-headers.ts';
import type { RouteContext } from './route-context.ts';

const VisitParams = Type.Object({ visitId: Type.String({ minLength: 1, maxLength: 64 }) });
const UnitParams = Type.Object({ unitId: Type.String({ minLength: 1, maxLength: 64 }) });
const PeriodQuery = Type.Object(
  {
    from: Type.Optional(
      Type.String({ format: 'date-time', description: 'Booked at or after; default: the start of today at the unit' }),
    ),
    to: Type.Optional(Type.String({ format: 'date-time', description: 'Booked before; default: no end' })),
  },
  { additionalProperties: false },
);

/** Booking, cancelling and reading visits. */
export function visitRoutes(app: FastifyInstance, context: RouteContext): void {
  const { authorization, clock, commands, config, gateways, hub, store } = context;

  app.post<{ Body: NewVisit; Headers: IdempotencyHeadersOf }>('/v1/visits', {
    onRequest: authorization.host,
    schema: {
      summary: 'Book a visit',
      tags: ['host'],
      security: [{ host: [] }],
      headers: IdempotencyHeaders,
      body: NewVisitSchema,
      response: { 201: VisitSchema, ...errorResponses('bad-request', 'token-invalid', 'forbidden', 'queue-closed') },
    },
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const now = clock.now();
      const answer = await store.transaction((transaction) => {
        const work = async () => {
          const booking = {
            now: new Date(now),
            opensBeforeMinutes: config.opensBeforeMinutes,
            remindBeforeMinutes: config.remindBeforeMinutes,
            gatewayId: gateways.choose(),
            newId,
          };
          return { status: 201, body: viewOf(await createVisit(transaction, request.body, booking), actor) };
        };
        const key = request.headers['idempotency-key'];
        if (key === undefined) return work();
        return answerOnce(transaction, { caller: nameOfActor(actor), key, request: request.body, now }, work);
      });
      hub.wake();
      return reply.code(answer.status).send(answer.body);
    },
  });

  app.post<{ Params: { visitId: string }; Headers: IdempotencyHeadersOf }>('/v1/visits/:visitId/cancel', {
    onRequest: authorization.host,
    schema: {
      summary: 'Cancel a visit',
      tags: ['host'],
      security: [{ host: [] }],
      headers: IdempotencyHeaders,
      params: VisitParams,
      response: {
        200: VisitSchema,
        ...errorResponses('bad-request', 'token-invalid', 'forbidden', 'not-found', 'invalid-state'),
      },
    },
    handler: async (request, reply) => {
      const command = { type: 'cancel' as const, visitId: request.params.visitId };
      const { status, body } = await commands.run(command, actorOf(request), request.headers['idempotency-key']);
      return reply.code(status).send('error' in body ? body : body.visit);
    },
  });

  app.get<{ Params: { visitId: string } }>('/v1/visits/:visitId', {
    onRequest: authorization.hostOrPerson,
    schema: {
      summary: 'Read a visit',
      tags: ['visits'],
      security: [{ person: [] }, { host: [] }],
      params: VisitParams,
      response: { 200: VisitSchema, ...errorResponses('bad-request', 'token-invalid', 'forbidden', 'not-found') },
    },
    handler: async (request) => {
      const actor = actorOf(request);
      const { visitId } = request.params;
      if (actor.kind === 'unit-staff') throw new ServiceProblem('forbidden', 'unit staff read the day list');
      demandAccess(actor, { visitId });
      const record = await loadVisit(store.database, visitId);
      if (!record) throw new ServiceProblem('not-found', 'no such visit');
      demandAccess(actor, { visitId, unitId: record.visit.unitId });
      return viewOf(record, actor);
    },
  });

  app.get<{ Params: { visitId: string } }>('/v1/visits/:visitId/encounter', {
    onRequest: authorization.hostOrPerson,
    schema: {
      summary: 'Read the record of a visit that is over',
      tags: ['visits'],
      security: [{ person: [] }, { host: [] }],
      params: VisitParams,
      response: {
        200: EncounterSchema,
        ...errorResponses('bad-request', 'token-invalid', 'forbidden', 'not-found', 'invalid-state'),
      },
    },
    handler: async (request) => {
      const actor = actorOf(request);
      const { visitId } = request.params;
      demandAccess(actor, { visitId });
      const record = await loadVisit(store.database, visitId);
      if (!record) throw new ServiceProblem('not-found', 'no such visit');
      demandAccess(actor, { visitId, unitId: record.visit.unitId });
      if (!mayReadRecord(actor, participantOf(record, actor)))
        throw new ServiceProblem('forbidden', 'the record is for the host and the clinicians of the visit');
      if (!record.visit.encounter) throw new ServiceProblem('invalid-state', 'the visit is not over', { record });
      return record.visit.encounter;
    },
  });

  app.get<{ Params: { visitId: string } }>('/v1/visits/:visitId/quality', {
    onRequest: authorization.host,
    schema: {
      summary: 'Read how a visit went for each connection',
      tags: ['host'],
      security: [{ host: [] }],
      params: VisitParams,
      response: {
        200: Type.Array(ConnectionQualitySchema),
        ...errorResponses('bad-request', 'token-invalid', 'forbidden', 'not-found'),
      },
    },
    handler: async (request) => {
      const { visitId } = request.params;
      if (!(await loadVisit(store.database, visitId))) throw new ServiceProblem('not-found', 'no such visit');
      return readQuality(store.database, visitId);
    },
  });

  app.get<{ Params: { unitId: string }; Querystring: { from?: string; to?: string } }>('/v1/units/:unitId/visits', {
    onRequest: authorization.hostOrPerson,
    schema: {
      summary: "A unit's visits by booked time",
      tags: ['visits'],
      security: [{ person: [] }, { host: [] }],
      params: UnitParams,
      querystring: PeriodQuery,
      response: { 200: Type.Array(VisitSchema), ...errorResponses('bad-request', 'token-invalid', 'forbidden') },
    },
    handler: async (request) => {
      const actor = actorOf(request);
      demandUnit(actor, request.params.unitId);
      const { from, to } = request.query;
      const period = {
        now: clock.now(),
        ...(from ? { from: new Date(from) } : {}),
        ...(to ? { to: new Date(to) } : {}),
      };
      const records = await visitsOfUnits(store.database, [request.params.unitId], period);
      return records.map((record) => viewOf(record, actor));
    },
  });
}
