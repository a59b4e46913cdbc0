import type { Observation } from '../../contract/index.ts';

export type ReadingKind = 'pressure' | 'pulse' | 'weight' | 'temperature' | 'glucose' | 'saturation';

export interface ReadingPoint {
  /** FHIR dateTime: a day, or an instant with its zone. */
  readonly at: string;
  /** One number; of the blood pressure two, the upper first, either of which may be missing. */
  readonly values: readonly (number | null)[];
}

/** All readings of one kind, oldest first. */
export interface ReadingTrend {
  readonly kind: ReadingKind;
  /** As people write it. */
  readonly unit: string;
  readonly points: readonly ReadingPoint[];
}

/** By the LOINC code that the ready-made form gives its Observations. */
const kinds: Readonly<Record<string, ReadingKind>> = {
  '85354-9': 'pressure',
  '8867-4': 'pulse',
  '29463-7': 'weight',
  '8310-5': 'temperature',
  '14743-9': 'glucose',
  '2708-6': 'saturation',
};

/** Readings by kind, in the order of the form. What is of no known kind is left out. */
export function readingTrends(observations: readonly Observation[]): ReadingTrend[] {
  return Object.entries(kinds).flatMap(([code, kind]) => {
    const own = observations.filter((observation) => observation.code.coding.some((coding) => coding.code === code));
    if (own.length === 0) return [];
    const points = own.map(pointOf).sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
    return [{ kind, unit: own.flatMap(unitsOf)[0] ?? '', points }];
  });
}

const pointOf = ({ effectiveDateTime: at, valueQuantity, component }: Observation): ReadingPoint => ({
  at,
  values: (component ?? [{ valueQuantity }]).map((part) => part.valueQuantity?.value ?? null),
});

const unitsOf = ({ valueQuantity, component = [] }: Observation): string[] =>
  [valueQuantity, ...component.map((part) => part.valueQuantity)].flatMap((quantity) => quantity?.unit ?? []);
