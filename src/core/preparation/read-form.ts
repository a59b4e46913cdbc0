import type {
  FhirAnswerValue,
  FhirCoding,
  FhirElement,
  FhirExtension,
  Questionnaire,
  QuestionnaireCondition,
  QuestionnaireItem,
} from '../../contract/index.ts';
import {
  operators,
  type Condition,
  type Form,
  type FormItem,
  type ItemType,
  type Operator,
  type Option,
  type Unit,
} from './form.ts';

export type FormFault =
  | 'not-a-questionnaire'
  | 'nothing-in-it'
  | 'link-id-missing'
  | 'link-id-twice'
  | 'type-missing'
  | 'condition-without-question'
  | 'too-many-items'
  | 'too-deep';

/** The questionnaire cannot be used at all. The message names the fault and holds no text of the questionnaire. */
export class FormError extends Error {
  override readonly name = 'FormError';
  readonly fault: FormFault;

  constructor(fault: FormFault) {
    super(fault);
    this.fault = fault;
  }
}

export const MAX_ITEMS = 250;
export const MAX_DEPTH = 8;
/** The longest answer in words where the questionnaire sets no limit, characters. */
export const MAX_TEXT = 4_000;

const STRUCTURE = 'http://hl7.org/fhir/StructureDefinition/';

const supported: ReadonlySet<string> = new Set<ItemType>([
  'group',
  'display',
  'boolean',
  'decimal',
  'integer',
  'date',
  'time',
  'string',
  'text',
  'choice',
  'open-choice',
  'quantity',
]);

/**
 * Reads a FHIR R4 Questionnaire (https://hl7.org/fhir/R4/questionnaire.html) as a form in the language asked for: the
 * texts' own translations (extension `translation`) where there are any, else as they stand.
 *
 * Read with it: the extensions `questionnaire-hidden`, `questionnaire-unit`, `questionnaire-unitOption`,
 * `questionnaire-optionExclusive`, `minValue` and `maxValue`, and value sets that are contained. A choice from a value set
 * that is elsewhere is `unsupported`, as the page asks nobody else.
 *
 * Throws `FormError` where it cannot be used as a whole.
 */
export function readForm(source: unknown, language = ''): Form {
  const questionnaire = source as Questionnaire | null;
  if (!isObject(questionnaire) || questionnaire.resourceType !== 'Questionnaire')
    throw new FormError('not-a-questionnaire');
  const places = new Map<string, { item: FormItem; within: readonly FormItem[] }>();
  const reader = new Reader(questionnaire, language);
  const items = reader.items(questionnaire.item, 1);
  if (items.length === 0) throw new FormError('nothing-in-it');
  const note = (all: readonly FormItem[], within: readonly FormItem[]): void => {
    for (const item of all) {
      if (places.has(item.linkId)) throw new FormError('link-id-twice');
      places.set(item.linkId, { item, within });
      note(item.items, [...within, item]);
    }
  };
  note(items, []);
  for (const { item } of places.values())
    for (const { question } of item.conditions)
      if (!places.has(question)) throw new FormError('condition-without-question');
  const { url, version } = questionnaire;
  return {
    canonical: url ? (version ? `${url}|${version}` : url) : null,
    language: reader.spoken,
    title: reader.say(questionnaire, 'title'),
    items,
    places,
  };
}

class Reader {
  readonly #questionnaire: Questionnaire;
  readonly #language: string;
  #count = 0;
  /** The language that the form is in; null where the questionnaire does not say. */
  spoken: string | null;

  constructor(questionnaire: Questionnaire, language: string) {
    this.#questionnaire = questionnaire;
    this.#language = language;
    this.spoken = questionnaire.language ?? null;
  }

  items(source: readonly QuestionnaireItem[] | undefined, depth: number): FormItem[] {
    if (source === undefined) return [];
    if (!Array.isArray(source)) throw new FormError('not-a-questionnaire');
    if (source.length > 0 && depth > MAX_DEPTH) throw new FormError('too-deep');
    return (source as readonly QuestionnaireItem[]).map((item) => this.#item(item, depth));
  }

  /** A text in the language asked for. */
  say<Name extends 'text' | 'title' | 'display'>(
    element: { readonly [K in Name]?: string } & { readonly [K in `_${Name}`]?: FhirElement },
    name: Name,
  ): string {
    const translations = extensions(element[`_${name}`], 'translation');
    const wanted = translations.find((translation) =>
      sameLanguage(inner(translation, 'lang')?.valueCode, this.#language),
    );
    const content = wanted && inner(wanted, 'content')?.valueString;
    if (content) this.spoken = this.#language;
    const text: unknown = content ?? element[name];
    return typeof text === 'string' ? text.trim() : '';
  }

  #item(item: QuestionnaireItem, depth: number): FormItem {
    if (++this.#count > MAX_ITEMS) throw new FormError('too-many-items');
    // Control characters part our keys; FHIR allows none in a string.
    if (!isObject(item) || typeof item.linkId !== 'string' || !/^[^\p{Cc}]+$/u.test(item.linkId))
      throw new FormError('link-id-missing');
    if (typeof item.type !== 'string') throw new FormError('type-missing');
    const options = this.#options(item);
    const type = typeOf(item, options);
    return {
      linkId: item.linkId,
      type,
      prefix: typeof item.prefix === 'string' ? item.prefix : '',
      text: this.say(item, 'text'),
      required: item.required === true,
      repeats: item.repeats === true,
      readOnly: item.readOnly === true,
      hidden: extensions(item, 'questionnaire-hidden')[0]?.valueBoolean === true,
      maxLength: Math.min(item.maxLength ?? MAX_TEXT, MAX_TEXT),
      min: bound(extensions(item, 'minValue')[0]),
      max: bound(extensions(item, 'maxValue')[0]),
      options,
      units: this.#units(item),
      initial: initialOf(item),
      conditions: (item.enableWhen ?? []).map(conditionOf),
      anyCondition: item.enableBehavior === 'any',
      items: this.items(item.item, depth + 1),
    };
  }

  #options(item: QuestionnaireItem): Option[] {
    if (item.type !== 'choice' && item.type !== 'open-choice') return [];
    const codings = item.answerValueSet ? this.#contained(item.answerValueSet) : [];
    const options = item.answerOption ?? codings.map((valueCoding) => ({ valueCoding }));
    return options.flatMap((option) => {
      const value = valueOf(option, 'value');
      const label = value && this.#label(value);
      if (!value || !label) return [];
      const exclusive =
        'extension' in option && extensions(option, 'questionnaire-optionExclusive')[0]?.valueBoolean === true;
      return [{ value: plain(value), label, exclusive }];
    });
  }

  #label(value: FhirAnswerValue): string {
    if (value.valueCoding) return this.say(value.valueCoding, 'display') || (value.valueCoding.code ?? '');
    return String(value.valueString ?? value.valueInteger ?? value.valueDate ?? value.valueTime ?? '');
  }

  #units(item: QuestionnaireItem): Unit[] {
    const codings = [
      ...extensions(item, 'questionnaire-unit'),
      ...extensions(item, 'questionnaire-unitOption'),
    ].flatMap(({ valueCoding }) => (valueCoding ? [valueCoding] : []));
    const start = item.type === 'quantity' ? item.initial?.[0]?.valueQuantity : undefined;
    const units = codings.map((coding) => ({
      label: this.say(coding, 'display') || (coding.code ?? ''),
      system: coding.system,
      code: coding.code,
    }));
    if (units.length > 0 || !start?.unit) return units;
    return [{ label: start.unit, system: start.system, code: start.code }];
  }

  /** The concepts of a value set that the questionnaire carries, `#id`. */
  #contained(reference: string): FhirCoding[] {
    if (!reference.startsWith('#')) return [];
    const set = this.#questionnaire.contained?.find(
      (resource): resource is ValueSet =>
        isObject(resource) &&
        (resource as ValueSet).resourceType === 'ValueSet' &&
        (resource as ValueSet).id === reference.slice(1),
    );
    const expanded = set?.expansion?.contains;
    if (expanded) return expanded.map(({ system, code, display }) => ({ system, code, display }) as FhirCoding);
    return (set?.compose?.include ?? []).flatMap(({ system, concept }) =>
      (concept ?? []).map(
        ({ code, display, _display }) => ({ system, code, display, ...(_display ? { _display } : {}) }) as FhirCoding,
      ),
    );
  }
}

interface ValueSet {
  readonly resourceType: 'ValueSet';
  readonly id: string;
  readonly compose?: {
    readonly include?: readonly { readonly system?: string; readonly concept?: readonly FhirCoding[] }[];
  };
  readonly expansion?: { readonly contains?: readonly FhirCoding[] };
}

function typeOf({ type, answerOption }: QuestionnaireItem, options: readonly Option[]): ItemType {
  if (!supported.has(type)) return 'unsupported';
  // Nothing to choose from; an open choice still takes words.
  if (type === 'choice' && options.length === 0) return 'unsupported';
  if (type === 'choice' && answerOption && options.length < answerOption.length) return 'unsupported';
  return type as ItemType;
}

function conditionOf(condition: QuestionnaireCondition): Condition {
  const operator = operators.find((known) => known === condition.operator);
  const value = valueOf({ ...condition, answerDate: condition.answerDate ?? condition.answerDateTime }, 'answer');
  if (!operator || !value || typeof condition.question !== 'string') throw new FormError('condition-without-question');
  return { question: condition.question, operator: operator satisfies Operator, value };
}

function initialOf(item: QuestionnaireItem): FhirAnswerValue[] {
  const selected = item.answerOption?.filter(({ initialSelected }) => initialSelected) ?? [];
  return [...(item.initial ?? []), ...selected].flatMap((source) => {
    const value = valueOf(source, 'value');
    return value ? [plain(value)] : [];
  });
}

const valueTypes = ['Boolean', 'Decimal', 'Integer', 'Date', 'Time', 'String', 'Coding', 'Quantity'] as const;

/** The one value of `value[x]` or `answer[x]`; null for a type that is not answered here. */
export function valueOf(source: object, prefix: 'value' | 'answer'): FhirAnswerValue | null {
  const values = source as Readonly<Record<string, unknown>>;
  const type = valueTypes.find((name) => values[`${prefix}${name}`] !== undefined);
  return type ? ({ [`value${type}`]: values[`${prefix}${type}`] } as FhirAnswerValue) : null;
}

/** The value with what answers have, and no more: no translations, no extensions. */
function plain(value: FhirAnswerValue): FhirAnswerValue {
  const { valueCoding, valueQuantity } = value;
  if (valueCoding) return { valueCoding: only(valueCoding, ['system', 'code', 'display']) };
  return valueQuantity ? { valueQuantity: only(valueQuantity, ['value', 'unit', 'system', 'code']) } : value;
}

const only = <T extends object>(source: T, names: readonly (keyof T)[]): T =>
  Object.fromEntries(names.flatMap((name) => (source[name] === undefined ? [] : [[name, source[name]]]))) as T;

const bound = (extension: FhirExtension | undefined): number | string | null =>
  extension?.valueInteger ?? extension?.valueDecimal ?? extension?.valueDate ?? null;

const extensions = (element: FhirElement | undefined, name: string): readonly FhirExtension[] =>
  (element?.extension ?? []).filter(({ url }) => url === STRUCTURE + name);

const inner = (extension: FhirExtension, url: string): FhirExtension | undefined =>
  extension.extension?.find((part) => part.url === url);

const sameLanguage = (one: string | undefined, other: string): boolean =>
  one !== undefined && one.split('-')[0]?.toLowerCase() === other.split('-')[0]?.toLowerCase();

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
