import { Type, type Static } from 'typebox';
import type { Observation, Questionnaire, QuestionnaireResponse } from './questionnaire.ts';

/** What the patient is asked before the visit: a form of the host's, or the ready-made one for readings taken at home. */
export const PreparationFormSchema = Type.Union(
  [
    Type.Literal('home-readings'),
    Type.Unsafe<Questionnaire>(
      Type.Object(
        { resourceType: Type.Literal('Questionnaire') },
        { additionalProperties: true, description: 'A FHIR R4 Questionnaire, at most 48 kB, 250 items, 8 levels' },
      ),
    ),
  ],
  { $id: 'PreparationForm' },
);
export type PreparationForm = Static<typeof PreparationFormSchema>;

export const QuestionnaireResponseSchema = Type.Unsafe<QuestionnaireResponse>(
  Type.Object(
    { resourceType: Type.Literal('QuestionnaireResponse'), status: Type.Enum(['in-progress', 'completed']) },
    { additionalProperties: true, description: 'A FHIR R4 QuestionnaireResponse to the form, at most 32 kB' },
  ),
);

/** How far the patient has come, as the visit shows it; the answers themselves are read by who may. */
export const PreparationStateSchema = Type.Object({
  status: Type.Enum(['not-begun', 'draft', 'answered'], {
    description: 'draft: begun, or changed again after it had been sent; answered: sent, and complete',
  }),
  at: Type.String({ format: 'date-time', description: 'Since when' }),
});
export type PreparationState = Static<typeof PreparationStateSchema>;

/** `GET /v1/visits/:id/preparation`: for the patient's side, the clinicians of the unit, and the host. */
export const PreparationSchema = Type.Object(
  {
    form: PreparationFormSchema,
    response: Type.Union([QuestionnaireResponseSchema, Type.Null()]),
    version: Type.Integer({ minimum: 0, description: 'Counts how often answers have been saved' }),
    savedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    observations: Type.Array(Type.Unsafe<Observation>(Type.Object({ resourceType: Type.Literal('Observation') })), {
      description: 'The readings of home-readings that have been sent, as FHIR R4 Observations; else empty',
    }),
  },
  { $id: 'Preparation' },
);
export type Preparation = Static<typeof PreparationSchema>;

/** `PUT /v1/visits/:id/preparation`, by the host; null: nothing is asked. Only before the patient has begun. */
export const PreparationRequestSchema = Type.Object(
  { form: Type.Union([PreparationFormSchema, Type.Null()]) },
  { additionalProperties: false },
);
export type PreparationRequest = Static<typeof PreparationRequestSchema>;
