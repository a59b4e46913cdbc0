import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Fhir } from 'fhir';
import type { FhirAnswerValue, QuestionnaireResponse, QuestionnaireResponseItem } from '../../contract/index.ts';
import { answerFaults } from './answer-faults.ts';
import {
  initialAnswers,
  instancesOf,
  keyOf,
  valuesAt,
  withInstance,
  withoutInstance,
  withValues,
  type Answers,
  type Path,
} from './answers.ts';
import { EnabledItems } from './enabled-items.ts';
import { hasInstances, isQuestion, type Form, type FormItem } from './form.ts';
import { homeReadings } from './home-readings.ts';
import { mergeAnswers } from './merge-answers.ts';
import { readForm } from './read-form.ts';
import { readResponse, toResponse } from './response.ts';

/** Whatever is answered, in whatever order, to forms as clinics have them: what must always hold. */

const folder = join(import.meta.dirname, 'fixtures');
const sources: readonly [string, unknown][] = [
  ...readdirSync(folder).map((file): [string, unknown] => [
    file,
    JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
  ]),
  ['home-readings', homeReadings(null)],
];
const RUNS = 60;
const fhir = new Fhir();

/** The same numbers for the same seed, 0 ≤ x < 1 (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Somebody who answers some of it, well or badly. */
class Somebody {
  readonly #chance: () => number;
  readonly #thorough: boolean;

  constructor(seed: number, { thorough = false } = {}) {
    this.#chance = numbersFrom(seed);
    this.#thorough = thorough;
  }

  fill(form: Form): Answers {
    let answers = initialAnswers(form);
    const visit = (items: readonly FormItem[], around: Path): void => {
      for (const item of items) {
        if (hasInstances(item) && this.#chance() < 0.6) answers = withInstance(answers, item, around);
        for (const path of instancesOf(answers, item, around)) {
          if (isQuestion(item) && !item.readOnly && (this.#thorough || this.#chance() < 0.7)) {
            const count = item.repeats && !hasInstances(item) ? 1 + Math.floor(this.#chance() * 2) : 1;
            const values = Array.from({ length: count }, () => this.#value(item));
            answers = withValues(answers, item, path, this.#distinct(values));
          }
          visit(item.items, path);
        }
      }
    };
    visit(form.items, []);
    return answers;
  }

  #distinct(values: readonly FhirAnswerValue[]): FhirAnswerValue[] {
    return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
  }

  #value(item: FormItem): FhirAnswerValue {
    const option = item.options[Math.floor(this.#chance() * item.options.length)];
    if (option && (item.type === 'choice' || this.#chance() < 0.7)) return option.value;
    const low = typeof item.min === 'number' ? item.min : 0;
    const high = typeof item.max === 'number' ? item.max : 50;
    // Now and then a slip. What is rounded to −0 is 0 in JSON.
    const number = this.#thorough ? low + this.#chance() * (high - low) : low - 2 + this.#chance() * (high - low + 4);
    switch (item.type) {
      case 'boolean':
        return { valueBoolean: this.#chance() < 0.5 };
      case 'integer':
        return { valueInteger: Math.round(number) + 0 };
      case 'decimal':
        return { valueDecimal: Math.round(number * 10) / 10 + 0 };
      case 'quantity': {
        const { code, system, label } = item.units[Math.floor(this.#chance() * item.units.length)] ?? { label: 'st' };
        return {
          valueQuantity: {
            value: Math.round(number) + 0,
            unit: label,
            ...(system ? { system } : {}),
            ...(code ? { code } : {}),
          },
        };
      }
      case 'date':
        return { valueDate: `2026-0${1 + Math.floor(this.#chance() * 9)}-15` };
      case 'time':
        return { valueTime: `0${Math.floor(this.#chance() * 9)}:30:00` };
      default:
        return { valueString: 'Ord med å, ä, ö och <tecken> & "citat"' };
    }
  }
}

const allItems = (items: readonly QuestionnaireResponseItem[] = []): QuestionnaireResponseItem[] =>
  items.flatMap((item) => [
    item,
    ...allItems(item.item),
    ...(item.answer ?? []).flatMap((answer) => allItems(answer.item)),
  ]);

function assertFhir(resource: object, message: string): void {
  const { valid, messages } = fhir.validate(resource, { errorOnUnexpected: true });
  assert.ok(valid, `${message}: ${JSON.stringify(messages)}`);
}

/** What of the answers is asked; instances in which nothing is answered do not count. */
function asked(form: Form, answers: Answers): unknown {
  return toResponse(form, answers, 'in-progress').item ?? [];
}

for (const [name, source] of sources) {
  describe(name, () => {
    const form = readForm(source, 'sv');

    test('is a FHIR R4 Questionnaire itself', () => assertFhir(source as object, name));

    test('every response is valid FHIR R4, and holds what is asked and nothing else', () => {
      for (let seed = 0; seed < RUNS; seed++) {
        const answers = new Somebody(seed).fill(form);
        const response = toResponse(form, answers, 'in-progress');
        assertFhir(response, `seed ${seed}`);
        for (const { linkId } of allItems(response.item)) {
          const place = form.places.get(linkId);
          assert.ok(place && place.item.type !== 'unsupported' && place.item.type !== 'display', linkId);
        }
        assert.deepEqual(readResponse(form, response).faults, [], `seed ${seed}`);
      }
    });

    test('what is written is read back the same', () => {
      for (let seed = 0; seed < RUNS; seed++) {
        const response = toResponse(form, new Somebody(seed).fill(form), 'in-progress');
        const again = JSON.parse(JSON.stringify(response)) as QuestionnaireResponse;
        assert.deepEqual(toResponse(form, readResponse(form, again).answers, 'in-progress'), response, `seed ${seed}`);
      }
    });

    test('an item is left out when a question above it is not asked', () => {
      for (let seed = 0; seed < RUNS; seed++) {
        const answers = new Somebody(seed).fill(form);
        const enabled = new EnabledItems(form, answers);
        const written = new Set(allItems(toResponse(form, answers, 'in-progress').item).map(({ linkId }) => linkId));
        for (const item of form.items) {
          if (enabled.has(item, [])) continue;
          for (const { item: inner, within } of form.places.values())
            if (inner === item || within.includes(item)) assert.ok(!written.has(inner.linkId), inner.linkId);
        }
      }
    });

    test('with all that is asked answered within its limits, nothing is wrong', () => {
      for (let seed = 0; seed < RUNS; seed++) {
        const answers = new Somebody(seed, { thorough: true }).fill(form);
        const faults = answerFaults(form, answers);
        assert.deepEqual(
          faults.map(({ item, code }) => [item.linkId, code]),
          [],
          `seed ${seed}`,
        );
      }
    });

    test('each fault is of a question that is asked, and is mended by taking the answer or giving one', () => {
      for (let seed = 0; seed < RUNS; seed++) {
        const answers = new Somebody(seed).fill(form);
        const enabled = new EnabledItems(form, answers);
        for (const { item, path, code } of answerFaults(form, answers)) {
          const around = hasInstances(item) ? path.slice(0, -1) : path;
          assert.ok(enabled.has(item, around), item.linkId);
          if (code === 'required') assert.deepEqual(valuesAt(answers, item, path), []);
          else {
            const without = withValues(answers, item, path, []);
            const left = answerFaults(form, without).filter(({ key }) => key === keyOf(item, path));
            assert.ok(left.every((fault) => fault.code === 'required'));
          }
        }
      }
    });

    test('an instance that is added and taken away again changes nothing', () => {
      for (let seed = 0; seed < RUNS; seed++) {
        const answers = new Somebody(seed).fill(form);
        for (const item of form.items.filter(hasInstances)) {
          const more = withInstance(answers, item, []);
          const last = instancesOf(more, item, []).at(-1) as Path;
          assert.deepEqual(asked(form, withoutInstance(more, item, last)), asked(form, answers), `seed ${seed}`);
        }
      }
    });

    test('two devices: changes to different questions all stand, to the same one only those made here', () => {
      for (let seed = 0; seed < RUNS; seed++) {
        const base = new Somebody(seed).fill(form);
        const [mine, theirs] = [new Somebody(seed + 1000).fill(form), new Somebody(seed + 2000).fill(form)];
        assert.deepEqual(mergeAnswers(base, mine, base).answers.values, mine.values);
        assert.deepEqual(mergeAnswers(base, base, theirs).answers.values, theirs.values);
        assert.deepEqual(mergeAnswers(base, mine, mine).clashes, []);
        const both = mergeAnswers(base, mine, theirs);
        for (const key of both.clashes) assert.deepEqual(both.answers.values.get(key), mine.values.get(key));
      }
    });
  });
}
