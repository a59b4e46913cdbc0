import type { FhirAnswerValue } from '../../contract/index.ts';
import { hasInstances, type Form, type FormItem } from './form.ts';

/** Where an answer belongs: an item, and which instance of each repeating item that it stands in, counted from 0. */
export type Path = readonly number[];

/** `linkId` and path, as one text. */
export type AnswerKey = string;

export const keyOf = (item: FormItem, path: Path): AnswerKey => [item.linkId, ...path].join('\u0000');

/** All answers to a form. Never changed in place. */
export interface Answers {
  readonly values: ReadonlyMap<AnswerKey, readonly FhirAnswerValue[]>;
  /** How many instances a repeating item has, by the key of the item and the path around it. Not given: one. */
  readonly counts: ReadonlyMap<AnswerKey, number>;
}

export const noAnswers: Answers = { values: new Map(), counts: new Map() };

export const valuesAt = (answers: Answers, item: FormItem, path: Path): readonly FhirAnswerValue[] =>
  answers.values.get(keyOf(item, path)) ?? [];

/** The paths of an item's instances; of one that does not repeat, the path around it. */
export function instancesOf(answers: Answers, item: FormItem, around: Path): readonly Path[] {
  if (!hasInstances(item)) return [around];
  const count = answers.counts.get(keyOf(item, around)) ?? 1;
  return Array.from({ length: count }, (_, index) => [...around, index]);
}

export function withValues(answers: Answers, item: FormItem, path: Path, values: readonly FhirAnswerValue[]): Answers {
  const all = new Map(answers.values);
  if (values.length > 0) all.set(keyOf(item, path), values);
  else all.delete(keyOf(item, path));
  return { ...answers, values: all };
}

export function withInstance(answers: Answers, item: FormItem, around: Path): Answers {
  const key = keyOf(item, around);
  return { ...answers, counts: new Map(answers.counts).set(key, (answers.counts.get(key) ?? 1) + 1) };
}

/** Takes out one instance with all that stands in it; the later ones move up. The last one is emptied and stays. */
export function withoutInstance(answers: Answers, item: FormItem, path: Path): Answers {
  const key = keyOf(item, path.slice(0, -1));
  const counts = withoutKeys(answers.counts, item, path);
  counts.set(key, Math.max(1, (answers.counts.get(key) ?? 1) - 1));
  return { values: withoutKeys(answers.values, item, path), counts };
}

/** What is kept by answer, without one instance of `item`; what belongs to later ones moves up. */
export function withoutKeys<T>(entries: ReadonlyMap<AnswerKey, T>, item: FormItem, path: Path): Map<AnswerKey, T> {
  const level = path.length - 1;
  const removed = path.at(-1) ?? 0;
  const inside = linkIdsIn(item);
  const kept = new Map<AnswerKey, T>();
  for (const [key, value] of entries) {
    const [linkId = '', ...indexes] = key.split('\u0000');
    const at = indexes.map(Number);
    const index = at[level];
    const concerned =
      inside.has(linkId) && index !== undefined && path.slice(0, level).every((part, i) => at[i] === part);
    if (!concerned || index < removed) kept.set(key, value);
    else if (index > removed) kept.set([linkId, ...at.with(level, index - 1)].join('\u0000'), value);
  }
  return kept;
}

function linkIdsIn(item: FormItem): Set<string> {
  return new Set([item.linkId, ...item.items.flatMap((child) => [...linkIdsIn(child)])]);
}

/** What a form begins with: the initial values that it names. */
export function initialAnswers(form: Form): Answers {
  let answers = noAnswers;
  const fill = (items: readonly FormItem[], around: Path): void => {
    for (const item of items) {
      for (const path of instancesOf(answers, item, around)) {
        const values = item.repeats ? item.initial : item.initial.slice(0, 1);
        // A unit to start from is no reading.
        const whole = values.filter(({ valueQuantity }) => !valueQuantity || valueQuantity.value !== undefined);
        if (whole.length > 0) answers = withValues(answers, item, path, whole);
        fill(item.items, path);
      }
    }
  };
  fill(form.items, []);
  return answers;
}
