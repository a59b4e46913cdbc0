import type {
  FhirCodeableConcept,
  FhirCoding,
  FhirQuantity,
  Observation,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
} from '../../contract/index.ts';
import { instantInZone } from './instant-in-zone.ts';

/** Every text of the form, by the item that has it. */
export type HomeReadingTexts = Readonly<Record<HomeReadingText, string>>;
export type HomeReadingText =
  'title' | 'intro' | 'pressure' | 'others' | 'date' | 'time' | 'comment' | (typeof readings)[number]['linkId'];

const UCUM = 'http://unitsofmeasure.org';
const LOINC = 'http://loinc.org';

interface Reading {
  readonly linkId: string;
  readonly type: 'integer' | 'decimal';
  /** UCUM. */
  readonly unit: string;
  /** What people call the unit. */
  readonly shown: string;
  /** What a living person can have, with room to spare: beyond it the answer is a slip of the finger. */
  readonly min: number;
  readonly max: number;
  readonly codes: readonly FhirCoding[];
  readonly category: 'vital-signs' | 'laboratory';
}

const loinc = (code: string, display: string): FhirCoding => ({ system: LOINC, code, display });

/** LOINC as the vital signs profiles of FHIR R4 have them (https://hl7.org/fhir/R4/observation-vitalsigns.html). */
const readings = [
  {
    linkId: 'systolic',
    type: 'integer',
    unit: 'mm[Hg]',
    shown: 'mmHg',
    min: 50,
    max: 300,
    codes: [loinc('8480-6', 'Systolic blood pressure')],
    category: 'vital-signs',
  },
  {
    linkId: 'diastolic',
    type: 'integer',
    unit: 'mm[Hg]',
    shown: 'mmHg',
    min: 20,
    max: 200,
    codes: [loinc('8462-4', 'Diastolic blood pressure')],
    category: 'vital-signs',
  },
  {
    linkId: 'pulse',
    type: 'integer',
    unit: '/min',
    shown: '/min',
    min: 20,
    max: 300,
    codes: [loinc('8867-4', 'Heart rate')],
    category: 'vital-signs',
  },
  {
    linkId: 'weight',
    type: 'decimal',
    unit: 'kg',
    shown: 'kg',
    min: 0.3,
    max: 500,
    codes: [loinc('29463-7', 'Body weight')],
    category: 'vital-signs',
  },
  {
    linkId: 'temperature',
    type: 'decimal',
    unit: 'Cel',
    shown: '°C',
    min: 25,
    max: 45,
    codes: [loinc('8310-5', 'Body temperature')],
    category: 'vital-signs',
  },
  {
    linkId: 'glucose',
    type: 'decimal',
    unit: 'mmol/L',
    shown: 'mmol/l',
    min: 0.5,
    max: 60,
    codes: [loinc('14743-9', 'Glucose [Moles/volume] in Capillary blood by Glucometer')],
    category: 'laboratory',
  },
  {
    linkId: 'saturation',
    type: 'integer',
    unit: '%',
    shown: '%',
    min: 40,
    max: 100,
    codes: [
      loinc('2708-6', 'Oxygen saturation in Arterial blood'),
      loinc('59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry'),
    ],
    category: 'vital-signs',
  },
] as const satisfies readonly Reading[];

type ReadingId = (typeof readings)[number]['linkId'];

/** Canonical address of the form, by which a response to it is known. */
export const HOME_READINGS = 'urn:video-visit:questionnaire:home-readings';

/**
 * The form for readings taken at home: blood pressure with pulse, as often as it was taken, and weight, temperature,
 * glucose and oxygen saturation. `linkId`s are the same in every language. Nothing in it has to be answered.
 */
export function homeReadings(texts: HomeReadingTexts | null, language?: string): Questionnaire {
  const worded = (name: HomeReadingText): { text?: string } => (texts ? { text: texts[name] } : {});
  const item = (linkId: string, type: string, name: HomeReadingText): QuestionnaireItem => ({
    linkId,
    type,
    ...worded(name),
  });
  const reading = (id: ReadingId): QuestionnaireItem => {
    const { type, unit, shown, min, max, codes } = readingOf(id);
    const value = type === 'integer' ? ('valueInteger' as const) : ('valueDecimal' as const);
    return {
      ...item(id, type, id),
      code: codes,
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit',
          valueCoding: { system: UCUM, code: unit, display: shown },
        },
        { url: 'http://hl7.org/fhir/StructureDefinition/minValue', [value]: min },
        { url: 'http://hl7.org/fhir/StructureDefinition/maxValue', [value]: max },
      ],
    };
  };
  return {
    resourceType: 'Questionnaire',
    status: 'active',
    url: HOME_READINGS,
    ...(language ? { language } : {}),
    ...(texts ? { title: texts.title } : {}),
    item: [
      item('intro', 'display', 'intro'),
      {
        ...item('pressure', 'group', 'pressure'),
        repeats: true,
        item: [
          reading('systolic'),
          reading('diastolic'),
          reading('pulse'),
          item('pressure-date', 'date', 'date'),
          item('pressure-time', 'time', 'time'),
        ],
      },
      {
        ...item('others', 'group', 'others'),
        item: [
          reading('weight'),
          reading('temperature'),
          reading('glucose'),
          reading('saturation'),
          item('others-date', 'date', 'date'),
          item('others-time', 'time', 'time'),
        ],
      },
      { ...item('comment', 'text', 'comment'), maxLength: 1000 },
    ],
  };
}

const readingOf = (id: ReadingId): Reading => readings.find(({ linkId }) => linkId === id)!;

/**
 * The readings of a response as FHIR R4 Observations, coded in LOINC and UCUM, without `subject`. Blood pressure is one
 * Observation with two components; the one of them that is not there says so (`dataAbsentReason`).
 *
 * A reading without a date is from the day on which the answers were given (`response.authored`, else `now`), in the
 * clinic's zone. With date and time it is an instant in that zone.
 */
export function homeReadingObservations(
  response: QuestionnaireResponse,
  { timeZone, now }: { readonly timeZone: string; readonly now: number },
): Observation[] {
  const given = response.authored ? Date.parse(response.authored) : now;
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(given);
  const groups = (response.item ?? []).filter(({ linkId }) => linkId === 'pressure' || linkId === 'others');
  return groups.flatMap((group) => {
    const date = answer(group, `${group.linkId}-date`)?.valueDate ?? today;
    const time = answer(group, `${group.linkId}-time`)?.valueTime;
    const effectiveDateTime = time && date.length === 10 ? instantInZone(date, time, timeZone) : date;
    const single = (id: ReadingId): Observation[] => {
      const valueQuantity = quantity(group, id);
      return valueQuantity
        ? [{ ...observation(readingOf(id).category, readingOf(id).codes), effectiveDateTime, valueQuantity }]
        : [];
    };
    return group.linkId === 'pressure'
      ? [...bloodPressure(group, effectiveDateTime), ...single('pulse')]
      : (['weight', 'temperature', 'glucose', 'saturation'] as const).flatMap(single);
  });
}

function bloodPressure(group: QuestionnaireResponseItem, effectiveDateTime: string): Observation[] {
  const ids = ['systolic', 'diastolic'] as const;
  if (ids.every((id) => !quantity(group, id))) return [];
  return [
    {
      ...observation('vital-signs', [loinc('85354-9', 'Blood pressure panel with all children optional')]),
      effectiveDateTime,
      component: ids.map((id) => {
        const valueQuantity = quantity(group, id);
        return {
          code: { coding: readingOf(id).codes },
          ...(valueQuantity ? { valueQuantity } : { dataAbsentReason: unknown }),
        };
      }),
    },
  ];
}

const unknown: FhirCodeableConcept = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'unknown', display: 'Unknown' }],
};

const observation = (category: Reading['category'], coding: readonly FhirCoding[]) =>
  ({
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: category }] }],
    code: { coding },
  }) as const;

const answer = (group: QuestionnaireResponseItem, linkId: string) =>
  group.item?.find((item) => item.linkId === linkId)?.answer?.[0];

function quantity(group: QuestionnaireResponseItem, id: ReadingId): FhirQuantity | null {
  const value = answer(group, id);
  const number = value?.valueInteger ?? value?.valueDecimal;
  const { unit, shown } = readingOf(id);
  return number === undefined ? null : { value: number, unit: shown, system: UCUM, code: unit };
}
