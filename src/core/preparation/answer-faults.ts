import type { FhirAnswerValue } from '../../contract/index.ts';
import { instancesOf, keyOf, valuesAt, type AnswerKey, type Answers, type Path } from './answers.ts';
import { EnabledItems, isSameValue } from './enabled-items.ts';
import { isQuestion, type Form, type FormItem } from './form.ts';

/** What can be wrong with an answer; a closed set, so that each has its words. */
export const answerFaultCodes = [
  'required',
  'wrong-type',
  'not-a-number',
  'not-whole',
  'too-small',
  'too-large',
  'too-early',
  'too-late',
  'not-a-date',
  'not-a-time',
  'too-long',
  'too-many',
  'not-an-option',
] as const;
export type AnswerFaultCode = (typeof answerFaultCodes)[number];

export interface AnswerFault {
  readonly key: AnswerKey;
  readonly item: FormItem;
  readonly path: Path;
  readonly code: AnswerFaultCode;
  /** What would be right: the smallest, the largest, the longest; null where the code says it all. */
  readonly limit: number | string | null;
}

/** FHIR's integer has 32 bits. */
const INTEGER = { min: -2_147_483_648, max: 2_147_483_647 };

/**
 * What keeps the answers from being complete, in the order of the form. Items that are not asked, that cannot be changed
 * or that cannot be answered here keep nobody from anything.
 */
export function answerFaults(form: Form, answers: Answers): AnswerFault[] {
  const enabled = new EnabledItems(form, answers);
  const faults: AnswerFault[] = [];
  const look = (items: readonly FormItem[], around: Path): void => {
    for (const item of items) {
      if (!enabled.has(item, around)) continue;
      for (const path of instancesOf(answers, item, around)) {
        if (item.type === 'group') {
          if (item.required && !item.hidden && !isAnswered(enabled, answers, item, path)) {
            const first = firstQuestion(enabled, answers, item, path);
            if (first) faults.push(fault(first.item, first.path, 'required'));
          }
        } else if (isQuestion(item)) {
          const found = faultAt(answers, item, path);
          if (found) faults.push(found);
        }
        look(item.items, path);
      }
    }
  };
  look(form.items, []);
  // A question that is required by itself and by its group is missing once.
  return faults.filter(({ key }, at) => faults.findIndex((other) => other.key === key) === at);
}

function faultAt(answers: Answers, item: FormItem, path: Path): AnswerFault | null {
  const values = valuesAt(answers, item, path);
  if (values.length === 0)
    return item.required && !item.readOnly && !item.hidden ? fault(item, path, 'required') : null;
  const single = !item.repeats || item.items.length > 0;
  if (single && values.length > 1) return fault(item, path, 'too-many');
  for (const value of values) {
    const found = valueFault(item, value);
    if (found) return fault(item, path, found.code, found.limit);
  }
  return null;
}

const fault = (item: FormItem, path: Path, code: AnswerFaultCode, limit: AnswerFault['limit'] = null): AnswerFault => ({
  key: keyOf(item, path),
  item,
  path,
  code,
  limit,
});

type ValueFault = Pick<AnswerFault, 'code' | 'limit'>;
const only = (code: AnswerFaultCode): ValueFault => ({ code, limit: null });

/** What is wrong with one value as an answer to the item; null when nothing is. */
export function valueFault(item: FormItem, value: FhirAnswerValue): ValueFault | null {
  switch (item.type) {
    case 'boolean':
      return typeof value.valueBoolean === 'boolean' ? null : only('wrong-type');
    case 'integer':
      if (typeof value.valueInteger !== 'number') return only('wrong-type');
      return Number.isInteger(value.valueInteger) ? numberFault(item, value.valueInteger, INTEGER) : only('not-whole');
    case 'decimal':
      return typeof value.valueDecimal === 'number' ? numberFault(item, value.valueDecimal) : only('wrong-type');
    case 'quantity':
      return typeof value.valueQuantity?.value === 'number'
        ? numberFault(item, value.valueQuantity.value)
        : only('wrong-type');
    case 'date':
      return dateFault(item, value.valueDate);
    case 'time':
      if (typeof value.valueTime !== 'string') return only('wrong-type');
      return /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?$/.test(value.valueTime) ? null : only('not-a-time');
    case 'string':
    case 'text':
      return textFault(item, value.valueString);
    case 'choice':
      return isOption(item, value) ? null : only('not-an-option');
    case 'open-choice':
      if (isOption(item, value)) return null;
      return value.valueString === undefined ? only('not-an-option') : textFault(item, value.valueString);
    default:
      return only('wrong-type');
  }
}

/** Whether the value is of a type that answers the item, whatever else may be wrong with it. */
export const isOfType = (item: FormItem, value: FhirAnswerValue): boolean => {
  const code = valueFault(item, value)?.code;
  return code !== 'wrong-type' && code !== 'not-an-option' && code !== 'not-a-date' && code !== 'not-a-time';
};

const isOption = ({ options }: FormItem, value: FhirAnswerValue): boolean =>
  options.some((option) => isSameValue(option.value, value));

function numberFault(item: FormItem, number: number, type: { min: number; max: number } | null = null) {
  if (!Number.isFinite(number)) return only('not-a-number');
  const min = Math.max(typeof item.min === 'number' ? item.min : -Infinity, type?.min ?? -Infinity);
  const max = Math.min(typeof item.max === 'number' ? item.max : Infinity, type?.max ?? Infinity);
  if (number < min) return { code: 'too-small', limit: min } as const;
  return number > max ? ({ code: 'too-large', limit: max } as const) : null;
}

function dateFault(item: FormItem, date: unknown): ValueFault | null {
  if (typeof date !== 'string') return only('wrong-type');
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date) ?? [];
  const real = year !== undefined && !Number.isNaN(Date.parse(`${year}-${month}-${day}T00:00:00Z`));
  // `Date` lets 30 February be 2 March.
  if (!real || new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDate() !== Number(day)) return only('not-a-date');
  if (typeof item.min === 'string' && date < item.min) return { code: 'too-early', limit: item.min };
  return typeof item.max === 'string' && date > item.max ? { code: 'too-late', limit: item.max } : null;
}

function textFault(item: FormItem, text: unknown): ValueFault | null {
  if (typeof text !== 'string' || text.trim() === '') return only('wrong-type');
  // As people count, and as the page tells them: characters, not code units.
  return [...text].length > item.maxLength ? { code: 'too-long', limit: item.maxLength } : null;
}

function isAnswered(enabled: EnabledItems, answers: Answers, item: FormItem, path: Path): boolean {
  return item.items.some(
    (child) =>
      enabled.has(child, path) &&
      instancesOf(answers, child, path).some(
        (at) =>
          (isQuestion(child) && valuesAt(answers, child, at).length > 0) || isAnswered(enabled, answers, child, at),
      ),
  );
}

/** The first that could be answered; null where there is nothing to answer. */
function firstQuestion(
  enabled: EnabledItems,
  answers: Answers,
  item: FormItem,
  path: Path,
): { item: FormItem; path: Path } | null {
  for (const child of item.items) {
    const [at] = instancesOf(answers, child, path);
    if (!at || !enabled.has(child, path) || child.hidden) continue;
    if (isQuestion(child) && !child.readOnly) return { item: child, path: at };
    const inner = firstQuestion(enabled, answers, child, at);
    if (inner) return inner;
  }
  return null;
}
