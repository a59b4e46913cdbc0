import type { FhirAnswerValue, FhirCoding } from '../../contract/index.ts';
import { instancesOf, keyOf, valuesAt, type Answers, type Path } from './answers.ts';
import { hasInstances, type Condition, type Form, type FormItem } from './form.ts';

/**
 * Which items are asked at all, for one state of the answers (`enableWhen`, `enableBehavior`:
 * https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableWhen).
 *
 * An item is asked where its own conditions hold and everything that it stands in is asked. The answer to a question that
 * is not asked is no answer. Of several answers one that fits is enough, as R4 has it, for `!=` too. A condition looks at
 * the answers of its own instance of what repeats around both, and at all instances of what repeats beyond that.
 */
export class EnabledItems {
  readonly #form: Form;
  readonly #answers: Answers;
  readonly #known = new Map<string, boolean>();

  constructor(form: Form, answers: Answers) {
    this.#form = form;
    this.#answers = answers;
  }

  /** `around` is the path of what the item stands in. */
  has(item: FormItem, around: Path): boolean {
    const key = keyOf(item, around);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    // Questions that wait for each other: each is asked.
    this.#known.set(key, true);
    const { within } = this.#place(item);
    const parent = within.at(-1);
    const parentAround = parent && hasInstances(parent) ? around.slice(0, -1) : around;
    const enabled = (!parent || this.has(parent, parentAround)) && this.#meets(item, around);
    this.#known.set(key, enabled);
    return enabled;
  }

  #meets(item: FormItem, around: Path): boolean {
    const { conditions, anyCondition } = item;
    if (conditions.length === 0) return true;
    const holds = (condition: Condition): boolean => this.#holds(condition, item, around);
    return anyCondition ? conditions.some(holds) : conditions.every(holds);
  }

  #holds({ question, operator, value }: Condition, item: FormItem, around: Path): boolean {
    const given = this.#given(question, item, around);
    if (operator === 'exists') return given.length > 0 === (value.valueBoolean !== false);
    return given.some((answer) => {
      const order = compare(answer, value);
      switch (operator) {
        case '=':
          return order === 0;
        case '!=':
          return order !== 0;
        case '>':
          return order !== null && order > 0;
        case '<':
          return order !== null && order < 0;
        case '>=':
          return order !== null && order >= 0;
        case '<=':
          return order !== null && order <= 0;
      }
    });
  }

  /** The answers that a condition of `item` sees. */
  #given(linkId: string, item: FormItem, around: Path): FhirAnswerValue[] {
    const question = this.#form.places.get(linkId);
    if (!question) return [];
    const chain = [...question.within, question.item].filter(hasInstances);
    const own = this.#place(item).within.filter(hasInstances);
    let shared = 0;
    while (shared < chain.length && chain[shared] === own[shared]) shared++;
    let paths: readonly Path[] = [around.slice(0, shared)];
    for (const repeating of chain.slice(shared))
      paths = paths.flatMap((path) => instancesOf(this.#answers, repeating, path));
    const outer = (path: Path): Path => (hasInstances(question.item) ? path.slice(0, -1) : path);
    return paths.flatMap((path) =>
      this.has(question.item, outer(path)) ? valuesAt(this.#answers, question.item, path) : [],
    );
  }

  #place(item: FormItem): { readonly within: readonly FormItem[] } {
    return this.#form.places.get(item.linkId) ?? { within: [] };
  }
}

/** Below 0, 0 or above 0; null where the two cannot be compared, and so are not the same. */
function compare(one: FhirAnswerValue, other: FhirAnswerValue): number | null {
  if (one.valueBoolean !== undefined) return one.valueBoolean === other.valueBoolean ? 0 : null;
  if (one.valueCoding) return other.valueCoding && isSameCoding(one.valueCoding, other.valueCoding) ? 0 : null;
  const numbers = [one, other].map(({ valueInteger, valueDecimal }) => valueInteger ?? valueDecimal);
  if (numbers[0] !== undefined) return numbers[1] === undefined ? null : numbers[0] - numbers[1];
  if (one.valueQuantity) {
    const [a, b] = [one.valueQuantity, other.valueQuantity];
    if (a.value === undefined || b?.value === undefined) return null;
    const inUnit = b.code !== undefined ? a.code === b.code : b.unit === undefined || a.unit === b.unit;
    return inUnit ? a.value - b.value : null;
  }
  const [a, b] = [one, other].map(({ valueDate, valueTime, valueString }) => valueDate ?? valueTime ?? valueString);
  return a === undefined || b === undefined ? null : a < b ? -1 : a > b ? 1 : 0;
}

/** A coding without a system fits any system: forms leave it out where there is one only. */
export const isSameCoding = (one: FhirCoding, other: FhirCoding): boolean =>
  one.code !== undefined
    ? one.code === other.code && (!one.system || !other.system || one.system === other.system)
    : other.code === undefined && one.display === other.display;

/** The same answer, whatever its words. */
export function isSameValue(one: FhirAnswerValue, other: FhirAnswerValue): boolean {
  if (one.valueQuantity && other.valueQuantity)
    return one.valueQuantity.value === other.valueQuantity.value && compare(one, other) === 0;
  return compare(one, other) === 0;
}
