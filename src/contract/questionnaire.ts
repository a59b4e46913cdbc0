/**
 * FHIR R4 Questionnaire, QuestionnaireResponse and Observation, as far as a preparation reads and writes them
 * (https://hl7.org/fhir/R4/questionnaire.html). Narrow on purpose: what else a host sends is kept, and not looked at.
 */

export interface FhirExtension {
  readonly url: string;
  readonly extension?: readonly FhirExtension[];
  readonly valueBoolean?: boolean;
  readonly valueCode?: string;
  readonly valueCoding?: FhirCoding;
  readonly valueDate?: string;
  readonly valueDecimal?: number;
  readonly valueInteger?: number;
  readonly valueString?: string;
}

/** What stands beside a primitive value: `_text` of `text`. */
export interface FhirElement {
  readonly extension?: readonly FhirExtension[];
}

export interface FhirCoding {
  readonly system?: string;
  readonly code?: string;
  readonly display?: string;
  readonly _display?: FhirElement;
}

export interface FhirQuantity {
  readonly value?: number;
  readonly unit?: string;
  readonly system?: string;
  readonly code?: string;
}

/** One value, named by its type as FHIR does; exactly one of them. */
export interface FhirAnswerValue {
  readonly valueBoolean?: boolean;
  readonly valueDecimal?: number;
  readonly valueInteger?: number;
  readonly valueDate?: string;
  readonly valueTime?: string;
  readonly valueString?: string;
  readonly valueCoding?: FhirCoding;
  readonly valueQuantity?: FhirQuantity;
}

export interface QuestionnaireOption extends FhirAnswerValue, FhirElement {
  readonly initialSelected?: boolean;
}

export interface QuestionnaireCondition {
  readonly question: string;
  readonly operator: string;
  readonly answerBoolean?: boolean;
  readonly answerDecimal?: number;
  readonly answerInteger?: number;
  readonly answerDate?: string;
  readonly answerDateTime?: string;
  readonly answerTime?: string;
  readonly answerString?: string;
  readonly answerCoding?: FhirCoding;
  readonly answerQuantity?: FhirQuantity;
}

export interface QuestionnaireItem extends FhirElement {
  readonly linkId: string;
  readonly type: string;
  readonly prefix?: string;
  readonly text?: string;
  readonly _text?: FhirElement;
  readonly code?: readonly FhirCoding[];
  readonly required?: boolean;
  readonly repeats?: boolean;
  readonly readOnly?: boolean;
  readonly maxLength?: number;
  readonly enableWhen?: readonly QuestionnaireCondition[];
  readonly enableBehavior?: string;
  readonly answerValueSet?: string;
  readonly answerOption?: readonly QuestionnaireOption[];
  readonly initial?: readonly FhirAnswerValue[];
  readonly item?: readonly QuestionnaireItem[];
}

export interface Questionnaire extends FhirElement {
  readonly resourceType: 'Questionnaire';
  readonly status: string;
  readonly url?: string;
  readonly version?: string;
  readonly language?: string;
  readonly title?: string;
  readonly _title?: FhirElement;
  readonly contained?: readonly unknown[];
  readonly item?: readonly QuestionnaireItem[];
}

export interface QuestionnaireAnswer extends FhirAnswerValue {
  readonly item?: readonly QuestionnaireResponseItem[];
}

export interface QuestionnaireResponseItem {
  readonly linkId: string;
  readonly text?: string;
  readonly answer?: readonly QuestionnaireAnswer[];
  readonly item?: readonly QuestionnaireResponseItem[];
}

export interface QuestionnaireResponse {
  readonly resourceType: 'QuestionnaireResponse';
  readonly questionnaire?: string;
  readonly language?: string;
  readonly status: 'in-progress' | 'completed';
  /** Set by the service when it takes the answers. */
  readonly authored?: string;
  readonly item?: readonly QuestionnaireResponseItem[];
}

export interface FhirCodeableConcept {
  readonly coding: readonly FhirCoding[];
  readonly text?: string;
}

export interface ObservationComponent {
  readonly code: FhirCodeableConcept;
  readonly valueQuantity?: FhirQuantity;
  readonly dataAbsentReason?: FhirCodeableConcept;
}

/** A reading. Without `subject`: whose it is the host knows. */
export interface Observation {
  readonly resourceType: 'Observation';
  readonly status: 'final';
  readonly category: readonly FhirCodeableConcept[];
  readonly code: FhirCodeableConcept;
  readonly effectiveDateTime: string;
  readonly valueQuantity?: FhirQuantity;
  readonly component?: readonly ObservationComponent[];
}
