import type { FhirAnswerValue } from '../../contract/index.ts';
import type { AnswerKey, Answers } from './answers.ts';
import { isSameValue } from './enabled-items.ts';

export interface Merged {
  readonly answers: Answers;
  /** Answers that both have changed, to different things; those of `mine` are in `answers`. */
  readonly clashes: readonly AnswerKey[];
}

/** Brings together what has been changed since `base` in two places: each change stands where only one made it. */
export function mergeAnswers(base: Answers, mine: Answers, theirs: Answers): Merged {
  const values = new Map<AnswerKey, readonly FhirAnswerValue[]>();
  const clashes: AnswerKey[] = [];
  for (const key of new Set([...mine.values.keys(), ...theirs.values.keys(), ...base.values.keys()])) {
    const [was, here, there] = [base, mine, theirs].map((answers) => answers.values.get(key) ?? []) as [
      readonly FhirAnswerValue[],
      readonly FhirAnswerValue[],
      readonly FhirAnswerValue[],
    ];
    const changedHere = !isSame(was, here);
    if (changedHere && !isSame(was, there) && !isSame(here, there)) clashes.push(key);
    const value = changedHere ? here : there;
    if (value.length > 0) values.set(key, value);
  }
  const counts = new Map(theirs.counts);
  for (const [key, count] of mine.counts) counts.set(key, Math.max(count, counts.get(key) ?? 1));
  return { answers: { values, counts }, clashes };
}

const isSame = (one: readonly FhirAnswerValue[], other: readonly FhirAnswerValue[]): boolean =>
  one.length === other.length && one.every((value, index) => isSameValue(value, other[index] as FhirAnswerValue));
