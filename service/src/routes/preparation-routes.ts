import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { isPatientSide } from '../../../src/contract/index.ts';
import {
  type PreparationRequest,
  PreparationRequestSchema,
  PreparationSchema,
} from '../../../src/contract/preparation-schema.ts';
import { VisitSchema } from '../../../src/contract/visit-schema.ts';
import { ServiceProblem } from '../errors/service-problem.ts';
import { readPreparation, saveForm } from '../store/preparations.ts';
import { saveChange } from '../store/save-change.ts';
import { type VisitRecord, loadVisit } from '../store/visit-record.ts';
import { viewOf } from '../store/visit-view.ts';
import { demandAccess } from '../tokens/access.ts';
import { type Actor, nameOfActor, participantOf } from '../tokens/actor.ts';
import { actorOf } from '../tokens/authorization.ts';
import { errorResponses } from './error-responses.ts';
import type { RouteContext } from './route-context.ts';

const VisitParams = Type.Object({ visitId: Type.String({ minLength: 1, maxLength: 64 }) });

/** What the patient is asked before a visit, and the answers. They are saved by the command `save-preparation`. */
export function preparationRoutes(app: FastifyInstance, { authorization, clock, hub, store }: RouteContext): void {
  app.get<{ Params: { visitId: string } }>('/v1/visits/:visitId/preparation', {
    onRequest: authorization.hostOrPerson,
    schema: {
      summary: 'Read what is asked before a visit, and the answers; null where nothing is asked',
      tags: ['visits'],
      security: [{ person: [] }, { host: [] }],
      params: VisitParams,
      response: {
        200: Type.Union([PreparationSchema, Type.Null()]),
        ...errorResponses('bad-request', 'token-invalid', 'forbidden', 'not-found'),
      },
    },
    handler: async (request) => {
      const actor = actorOf(request);
      const { visitId } = request.params;
      demandAccess(actor, { visitId });
      const record = await loadVisit(store.database, visitId);
      if (!record) throw new ServiceProblem('not-found', 'no such visit');
      demandAccess(actor, { visitId, unitId: record.visit.unitId });
      demandReader(actor, record);
      return readPreparation(store.database, record);
    },
  });

  app.put<{ Params: { visitId: string }; Body: PreparationRequest }>('/v1/visits/:visitId/preparation', {
    onRequest: authorization.host,
    schema: {
      summary: 'Say what is asked before a visit that has been booked',
      tags: ['host'],
      security: [{ host: [] }],
      params: VisitParams,
      body: PreparationRequestSchema,
      response: {
        200: VisitSchema,
        ...errorResponses('bad-request', 'token-invalid', 'forbidden', 'not-found', 'invalid-state'),
      },
    },
    handler: async (request) => {
      const actor = actorOf(request);
      const { form } = request.body;
      const now = new Date(clock.now());
      const view = await store.transaction(async (transaction) => {
        const before = await loadVisit(transaction, request.params.visitId, { forChange: true });
        if (!before) throw new ServiceProblem('not-found', 'no such visit');
        const { status, preparationStatus } = before.visit;
        if ((status !== 'planned' && status !== 'arrived') || (preparationStatus ?? 'not-begun') !== 'not-begun')
          throw new ServiceProblem('invalid-state', 'the patient has begun, or the visit has', { record: before });
        await saveForm(transaction, before.visit.id, form, now);
        const asked = form === null ? null : ('not-begun' as const);
        const visit = { ...before.visit, preparationStatus: asked, preparationAt: asked && now };
        const happening = { type: 'preparation-changed' as const, participantId: null, connectionId: null };
        const change = { before, after: { ...before, visit }, happenings: [happening] };
        return viewOf(await saveChange(transaction, change, nameOfActor(actor), now), actor);
      });
      hub.wake();
      return view;
    },
  });
}

/** The patient's side, clinicians of the unit and the host. Unit staff see how far it has come, in the day list. */
function demandReader(actor: Actor, record: VisitRecord): void {
  const self = participantOf(record, actor);
  const may = actor.kind === 'host' || actor.kind === 'clinician' || (self !== null && isPatientSide(self));
  if (!may) throw new ServiceProblem('forbidden', 'the answers are for the patient’s side and the clinicians');
}
