import type { FhirCodeableConcept, FhirCoding, FhirElement, FhirQuantity } from './questionnaire.ts';

/**
 * FHIR R4 Encounter, as far as the record of a visit writes it (https://hl7.org/fhir/R4/encounter.html). Narrow on purpose.
 */
export interface Encounter extends FhirElement {
  readonly resourceType: 'Encounter';
  readonly meta: { readonly lastUpdated: string };
  readonly identifier: readonly FhirIdentifier[];
  readonly status: EncounterStatus;
  readonly statusHistory: readonly { readonly status: EncounterStatus; readonly period: FhirPeriod }[];
  readonly class: FhirCoding;
  readonly type?: readonly FhirCodeableConcept[];
  readonly subject: FhirReference;
  readonly participant?: readonly EncounterParticipant[];
  readonly appointment: readonly FhirReference[];
  readonly period?: FhirPeriod;
  readonly length?: FhirQuantity;
  readonly serviceProvider: FhirReference;
}

/** https://hl7.org/fhir/R4/valueset-encounter-status.html, as far as a visit uses it. */
export type EncounterStatus = 'planned' | 'arrived' | 'in-progress' | 'finished' | 'cancelled';

export interface EncounterParticipant extends FhirElement {
  readonly type: readonly FhirCodeableConcept[];
  readonly period: FhirPeriod;
  readonly individual: FhirReference;
}

/** A logical reference: what is known is the host's own identifier, or a name, and no address. */
export interface FhirReference {
  readonly type: string;
  readonly identifier?: FhirIdentifier;
  readonly display?: string;
}

export interface FhirIdentifier {
  readonly system?: string;
  readonly value: string;
}

/** Instants in UTC, ISO 8601. */
export interface FhirPeriod {
  readonly start: string;
  readonly end?: string;
}

/** What our extensions of an Encounter are called; each is an absolute URI, as FHIR demands. */
export const recordExtension = {
  /** `valueCode`: video, or phone where it went on by telephone. */
  modality: 'urn:video-visit:modality',
  /** `valueBoolean`, only where it is true (N35). */
  physicalVisitNeeded: 'urn:video-visit:physical-visit-needed',
  /** `valueCoding`: a code of KVÅ that the clinic may want to register. A suggestion: nothing has been registered. */
  suggestedCode: 'urn:video-visit:suggested-code',
  /** `valueString`, of a participant: the name of the person they act for. */
  onBehalfOf: 'urn:video-visit:on-behalf-of',
} as const;

/** The code that the record suggests; null for none. */
export const suggestedCodeOf = (encounter: Encounter | null): FhirCoding | null =>
  encounter?.extension?.find(({ url }) => url === recordExtension.suggestedCode)?.valueCoding ?? null;
