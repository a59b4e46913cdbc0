import { Type, type Static } from 'typebox';
import type { Encounter } from './encounter.ts';

/**
 * How the visit came out. So far what its clinician says of it (N35); which of the kinds of N23 it is, decided at the end from
 * the service's own events, belongs here too.
 */
export const OutcomeSchema = Type.Object({
  physicalVisitNeeded: Type.Boolean({ description: 'The clinician has found that the patient has to come (N35)' }),
});
export type Outcome = Static<typeof OutcomeSchema>;

/** `GET /v1/visits/:id/encounter`: for the host, and clinicians who took part. Only of a visit that is over. */
export const EncounterSchema = Type.Unsafe<Encounter>(
  Type.Object(
    { resourceType: Type.Literal('Encounter'), status: Type.Enum(['finished', 'cancelled']) },
    { $id: 'Encounter', additionalProperties: true, description: 'A FHIR R4 Encounter: the record of a visit' },
  ),
);
