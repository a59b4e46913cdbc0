import type {
  FhirAnswerValue,
  QuestionnaireAnswer,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
} from '../../contract/index.ts';
import { isOfType } from './answer-faults.ts';
import { instancesOf, keyOf, noAnswers, valuesAt, withValues, type Answers, type Path } from './answers.ts';
import { EnabledItems } from './enabled-items.ts';
import { hasInstances, isQuestion, type Form, type FormItem } from './form.ts';
import { valueOf } from './read-form.ts';

/**
 * The answers as a FHIR R4 QuestionnaireResponse (https://hl7.org/fhir/R4/questionnaireresponse.html): in the order of the
 * form, with the question's words as they were read, and without what is not asked.
 */
export function toResponse(
  form: Form,
  answers: Answers,
  status: QuestionnaireResponse['status'],
): QuestionnaireResponse {
  const enabled = new EnabledItems(form, answers);
  const write = (items: readonly FormItem[], around: Path): QuestionnaireResponseItem[] =>
    items.flatMap((item): QuestionnaireResponseItem[] => {
      if (!enabled.has(item, around)) return [];
      const head = { linkId: item.linkId, ...(item.text ? { text: item.text } : {}) };
      const paths = instancesOf(answers, item, around);
      if (item.type === 'group')
        return paths.flatMap((path) => {
          const inner = write(item.items, path);
          return inner.length > 0 ? [{ ...head, item: inner }] : [];
        });
      if (!isQuestion(item)) return [];
      const given = paths.flatMap((path) => withInner(valuesAt(answers, item, path), write(item.items, path)));
      return given.length > 0 ? [{ ...head, answer: given }] : [];
    });
  const items = write(form.items, []);
  return {
    resourceType: 'QuestionnaireResponse',
    ...(form.canonical ? { questionnaire: form.canonical } : {}),
    ...(form.language ? { language: form.language } : {}),
    status,
    ...(items.length > 0 ? { item: items } : {}),
  };
}

/** What stands in a question is written with its first answer; without one, with an answer that has no value. */
function withInner(
  values: readonly FhirAnswerValue[],
  inner: readonly QuestionnaireResponseItem[],
): QuestionnaireAnswer[] {
  if (inner.length === 0) return [...values];
  const [first, ...others] = values;
  return [{ ...first, item: inner }, ...others];
}

export type ResponseFault =
  'not-a-response' | 'not-fhir' | 'unknown-item' | 'wrong-place' | 'wrong-type' | 'too-many' | 'not-asked';

/**
 * Reads a QuestionnaireResponse to this form. What does not fit the form is left out of the answers, and named in `faults`:
 * a page takes what it can, the service takes nothing.
 */
export function readResponse(form: Form, source: unknown): { answers: Answers; faults: readonly ResponseFault[] } {
  const response = source as QuestionnaireResponse | null;
  if (typeof response !== 'object' || response?.resourceType !== 'QuestionnaireResponse')
    return { answers: noAnswers, faults: ['not-a-response'] };
  const reader = new Reader();
  if (!hasOnly(response, texts('resourceType', 'questionnaire', 'language', 'status', 'authored'), ['item']))
    reader.faults.push('not-fhir');
  reader.items(form.items, response.item, []);
  const { answers, faults } = reader;
  const enabled = new EnabledItems(form, answers);
  return {
    answers,
    faults: reader.places.every(([item, around]) => enabled.has(item, around)) ? faults : [...faults, 'not-asked'],
  };
}

class Reader {
  answers: Answers = noAnswers;
  readonly faults: ResponseFault[] = [];
  /** Every item that has been answered, and the path around it. */
  readonly places: [FormItem, Path][] = [];

  items(known: readonly FormItem[], source: unknown, around: Path): void {
    if (source === undefined) return;
    if (!Array.isArray(source)) return this.#fault('not-a-response');
    const seen = new Map<FormItem, number>();
    for (const part of source as readonly (QuestionnaireResponseItem | null)[]) {
      const item = known.find(({ linkId }) => linkId === part?.linkId);
      if (!item || !part) {
        this.#fault('unknown-item');
        continue;
      }
      if (!hasOnly(part, texts('linkId', 'text'), ['answer', 'item'])) this.#fault('not-fhir');
      const index = seen.get(item) ?? 0;
      seen.set(item, index + 1);
      if (item.type === 'group') this.#group(item, part, around, index);
      else if (isQuestion(item) && index === 0) this.#question(item, part, around);
      else this.#fault(isQuestion(item) ? 'too-many' : 'wrong-place');
    }
  }

  #group(item: FormItem, part: QuestionnaireResponseItem, around: Path, index: number): void {
    if (part.answer !== undefined) this.#fault('wrong-place');
    if (index > 0 && !hasInstances(item)) return this.#fault('too-many');
    this.places.push([item, around]);
    this.items(item.items, part.item, this.#instance(item, around, index));
  }

  #question(item: FormItem, part: QuestionnaireResponseItem, around: Path): void {
    if (part.item !== undefined || !Array.isArray(part.answer) || part.answer.length === 0)
      return this.#fault('wrong-place');
    this.places.push([item, around]);
    const answers = part.answer as readonly QuestionnaireAnswer[];
    if (hasInstances(item)) {
      answers.forEach((answer, index) => this.#answers(item, [answer], this.#instance(item, around, index)));
    } else {
      if (answers.length > 1 && !item.repeats) this.#fault('too-many');
      this.#answers(item, item.repeats ? answers : answers.slice(0, 1), around);
    }
  }

  #answers(item: FormItem, answers: readonly QuestionnaireAnswer[], path: Path): void {
    const values = answers.flatMap((answer) => {
      const value = typeof answer === 'object' && answer !== null ? valueOf(answer, 'value') : null;
      if (!value) {
        if (!answer?.item) this.#fault('wrong-type');
        return [];
      }
      if (Object.keys(answer).some((name) => name !== 'item' && !(name in value))) this.#fault('wrong-type');
      if (isPlain(value) && isOfType(item, value)) return [value];
      this.#fault(isPlain(value) ? 'wrong-type' : 'not-fhir');
      return [];
    });
    this.answers = withValues(this.answers, item, path, values);
    this.items(item.items, answers[0]?.item, path);
  }

  #instance(item: FormItem, around: Path, index: number): Path {
    if (!hasInstances(item)) return around;
    this.answers = { ...this.answers, counts: new Map(this.answers.counts).set(keyOf(item, around), index + 1) };
    return [...around, index];
  }

  #fault(fault: ResponseFault): void {
    this.faults.push(fault);
  }
}

const texts = (...names: readonly string[]): Record<string, 'string' | 'number'> =>
  Object.fromEntries(names.map((name) => [name, 'string']));

/** Nothing but what is named, and of these types: what is stored has to be FHIR when it is read. */
function hasOnly(
  source: object,
  types: Readonly<Record<string, 'string' | 'number'>>,
  others: readonly string[] = [],
): boolean {
  return Object.entries(source).every(
    ([name, value]) => others.includes(name) || (Object.hasOwn(types, name) && typeof value === types[name]),
  );
}

function isPlain({ valueCoding, valueQuantity }: FhirAnswerValue): boolean {
  if (valueCoding !== undefined)
    return isRecord(valueCoding) && hasOnly(valueCoding, texts('system', 'code', 'display'));
  if (valueQuantity === undefined) return true;
  return isRecord(valueQuantity) && hasOnly(valueQuantity, { ...texts('unit', 'system', 'code'), value: 'number' });
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;
