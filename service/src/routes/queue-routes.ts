import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { type QueueRequest, QueueRequestSchema, QueueSchema } from '../../../src/contract/queue-schema.ts';
import { queueOf, setQueue } from '../store/queues.ts';
import { demandUnit } from '../tokens/access.ts';
import { nameOfActor } from '../tokens/actor.ts';
import { actorOf } from '../tokens/authorization.ts';
import { errorResponses } from './error-responses.ts';
import type { RouteContext } from './route-context.ts';

const UnitParams = Type.Object({ unitId: Type.String({ minLength: 1, maxLength: 64 }) });

/** A unit's drop-in queue (N33). Who waits in it is a visit of its own: `POST /v1/visits` with `dropIn`. */
export function queueRoutes(app: FastifyInstance, { authorization, clock, hub, store }: RouteContext): void {
  app.get<{ Params: { unitId: string } }>('/v1/units/:unitId/queue', {
    onRequest: authorization.hostOrPerson,
    schema: {
      summary: "Read how a unit's drop-in queue stands",
      tags: ['visits'],
      security: [{ person: [] }, { host: [] }],
      params: UnitParams,
      response: { 200: QueueSchema, ...errorResponses('bad-request', 'token-invalid', 'forbidden') },
    },
    handler: async (request) => {
      const { unitId } = request.params;
      demandUnit(actorOf(request), unitId);
      return queueOf(store.database, unitId, clock.now());
    },
  });

  app.put<{ Params: { unitId: string }; Body: QueueRequest }>('/v1/units/:unitId/queue', {
    onRequest: authorization.hostOrPerson,
    schema: {
      summary: 'Open a drop-in queue, set when it closes, or close it',
      tags: ['visits'],
      security: [{ person: [] }, { host: [] }],
      params: UnitParams,
      body: QueueRequestSchema,
      response: { 200: QueueSchema, ...errorResponses('bad-request', 'token-invalid', 'forbidden') },
    },
    handler: async (request) => {
      const actor = actorOf(request);
      const { unitId } = request.params;
      demandUnit(actor, unitId);
      const now = new Date(clock.now());
      const queue = await store.transaction(async (transaction) => {
        await setQueue(transaction, unitId, request.body, nameOfActor(actor), now);
        return queueOf(transaction, unitId, now.getTime());
      });
      await hub.lookAtQueue(unitId);
      return queue;
    },
  });
}
