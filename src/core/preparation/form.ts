import type { FhirAnswerValue } from '../../contract/index.ts';

/** What an item can be here; `unsupported` is said in words, and kept out of the answers. */
export type ItemType =
  | 'group'
  | 'display'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'date'
  | 'time'
  | 'string'
  | 'text'
  | 'choice'
  | 'open-choice'
  | 'quantity'
  | 'unsupported';

export const operators = ['exists', '=', '!=', '>', '<', '>=', '<='] as const;
export type Operator = (typeof operators)[number];

export interface Condition {
  /** `linkId` of the question that decides. */
  readonly question: string;
  readonly operator: Operator;
  readonly value: FhirAnswerValue;
}

export interface Option {
  readonly value: FhirAnswerValue;
  readonly label: string;
  /** Excludes all others (“none of these”). */
  readonly exclusive: boolean;
}

export interface Unit {
  readonly label: string;
  readonly system: string | undefined;
  readonly code: string | undefined;
}

/** One item of a questionnaire, in one language, with everything that it may leave out filled in. */
export interface FormItem {
  readonly linkId: string;
  readonly type: ItemType;
  readonly prefix: string;
  readonly text: string;
  readonly required: boolean;
  readonly repeats: boolean;
  readonly readOnly: boolean;
  /** Carries its initial value, and is not shown. */
  readonly hidden: boolean;
  readonly maxLength: number;
  /** Of a number, or a date; null: none. */
  readonly min: number | string | null;
  readonly max: number | string | null;
  readonly options: readonly Option[];
  /** Of a quantity, to choose from; of a number, the one that it is in. */
  readonly units: readonly Unit[];
  readonly initial: readonly FhirAnswerValue[];
  readonly conditions: readonly Condition[];
  /** Any of the conditions is enough; else all must hold. */
  readonly anyCondition: boolean;
  readonly items: readonly FormItem[];
}

/** A questionnaire that can be filled in. */
export interface Form {
  /** Canonical address with version; null where it has none. */
  readonly canonical: string | null;
  readonly language: string | null;
  readonly title: string;
  readonly items: readonly FormItem[];
  /** Every item, with those that it stands in, outermost first. */
  readonly places: ReadonlyMap<string, { readonly item: FormItem; readonly within: readonly FormItem[] }>;
}

/** Whether people answer it. */
export const isQuestion = ({ type }: FormItem): boolean =>
  type !== 'group' && type !== 'display' && type !== 'unsupported';

/**
 * Whether it occurs several times as a whole, with all that stands in it. A question that repeats and has nothing in it
 * simply has several answers.
 */
export const hasInstances = (item: FormItem): boolean =>
  item.repeats && (item.type === 'group' || (isQuestion(item) && item.items.length > 0));
