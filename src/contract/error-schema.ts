import { Type, type Static } from 'typebox';
import { VisitSchema } from './visit-schema.ts';

/** Every way in which the service says no. */
export const ServiceErrorCodeSchema = Type.Enum([
  'bad-request', // 400: the message has not the shape of the contract
  'token-missing', // 401
  'token-invalid', // 401: garbled, or signed by someone else
  'token-expired', // 401
  'forbidden', // 403: this role, or this unit, may not
  'wrong-visit', // 403: the token is for another visit
  'not-found', // 404
  'already-called-in', // 409: another clinician was first
  'version-conflict', // 409: the visit has changed since it was seen
  'invalid-state', // 409: the command does not fit the visit's status
  'connection-replaced', // 409: a newer connection of the participant has taken over
  'too-early', // 409: the waiting room is not open yet
  'queue-closed', // 409: the drop-in queue takes nobody now
  'too-many-requests', // 429
  'gateway-unreachable', // 503: the service cannot reach Janus
  'internal', // 500
]);
export type ServiceErrorCode = Static<typeof ServiceErrorCodeSchema>;

/** Body of every answer that is not 2xx. `visit` where the caller may see it: the state that made the service say no. */
export const ServiceErrorSchema = Type.Object(
  {
    error: Type.Object({ code: ServiceErrorCodeSchema, message: Type.String() }),
    visit: Type.Optional(VisitSchema),
  },
  { $id: 'ServiceError' },
);
export type ServiceError = Static<typeof ServiceErrorSchema>;
