import type { FhirAnswerValue } from '../../contract/index.ts';
import { valueFault, type AnswerFault } from './answer-faults.ts';
import type { FormItem, Unit } from './form.ts';

/** What somebody has typed, read as an answer. Empty is none, and no fault. */
export interface ReadEntry {
  readonly value: FhirAnswerValue | null;
  readonly fault: Pick<AnswerFault, 'code' | 'limit'> | null;
}

/** Whether the item is answered by typing, so that what is typed may be no answer yet. */
export const isTyped = ({ type }: FormItem): boolean =>
  type === 'string' ||
  type === 'text' ||
  type === 'integer' ||
  type === 'decimal' ||
  type === 'quantity' ||
  type === 'date' ||
  type === 'time';

/**
 * Reads what was typed. Numbers as people write them: with a comma or a point, spaces between thousands, a true minus, and
 * the digits of Arabic.
 */
export function readEntry(item: FormItem, text: string, unit: Unit | null = null): ReadEntry {
  const trimmed = text.trim();
  if (trimmed === '') return { value: null, fault: null };
  const value = valueFrom(item, trimmed, unit);
  if (!value) return { value: null, fault: { code: 'not-a-number', limit: null } };
  const fault = valueFault(item, value);
  // A number that is too large is an answer, and is told of; half a date is none.
  return { value: fault && noAnswer.has(fault.code) ? null : value, fault };
}

const noAnswer: ReadonlySet<string> = new Set(['not-whole', 'not-a-number', 'not-a-date', 'not-a-time', 'wrong-type']);

function valueFrom(item: FormItem, text: string, unit: Unit | null): FhirAnswerValue | null {
  switch (item.type) {
    case 'date':
      return { valueDate: text };
    case 'time':
      return { valueTime: text.length === 5 ? `${text}:00` : text };
    case 'integer':
    case 'decimal':
    case 'quantity': {
      const number = readNumber(text);
      if (number === null) return null;
      if (item.type === 'integer') return { valueInteger: number };
      if (item.type === 'decimal') return { valueDecimal: number };
      return {
        valueQuantity: {
          value: number,
          ...(unit?.label ? { unit: unit.label } : {}),
          ...(unit?.system ? { system: unit.system } : {}),
          ...(unit?.code ? { code: unit.code } : {}),
        },
      };
    }
    default:
      return { valueString: text };
  }
}

function readNumber(text: string): number | null {
  const plain = text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[\s\u00a0\u202f\u066c]/g, '')
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/[,\u066b]/, '.');
  return /^[-+]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** The answer as it would be typed; `decimalSign` as the language has it. */
export function writeEntry(value: FhirAnswerValue | undefined, decimalSign: ',' | '.'): string {
  const number = value?.valueInteger ?? value?.valueDecimal ?? value?.valueQuantity?.value;
  if (number !== undefined) return String(number).replace('.', decimalSign);
  // A time field that shows seconds is one more thing to fill in.
  return value?.valueString ?? value?.valueDate ?? value?.valueTime?.replace(/:00(\.0+)?$/, '') ?? '';
}
