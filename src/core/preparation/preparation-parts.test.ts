import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Fhir } from 'fhir';
import type { FhirAnswerValue, QuestionnaireItem, QuestionnaireResponse } from '../../contract/index.ts';
import { answerFaults } from './answer-faults.ts';
import { keyOf, noAnswers, withInstance, withoutInstance, withValues, type Answers, type Path } from './answers.ts';
import { EnabledItems } from './enabled-items.ts';
import { readEntry, writeEntry } from './entry.ts';
import type { Form, FormItem } from './form.ts';
import { homeReadingObservations, homeReadings } from './home-readings.ts';
import { instantInZone } from './instant-in-zone.ts';
import { mergeAnswers } from './merge-answers.ts';
import { FormError, MAX_TEXT, readForm } from './read-form.ts';
import { readResponse, toResponse } from './response.ts';

const formOf = (...item: readonly QuestionnaireItem[]): Form =>
  readForm({ resourceType: 'Questionnaire', status: 'active', item });
const itemOf = (form: Form, linkId: string): FormItem => form.places.get(linkId)!.item;
const given = (
  form: Form,
  ...answers: readonly [linkId: string, path: Path, ...values: FhirAnswerValue[]][]
): Answers =>
  answers.reduce((all, [linkId, path, ...values]) => withValues(all, itemOf(form, linkId), path, values), noAnswers);
const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.json`), 'utf8'));

describe('reading a questionnaire', () => {
  const faults: readonly [string, unknown][] = [
    ['not-a-questionnaire', null],
    ['not-a-questionnaire', { resourceType: 'Patient' }],
    ['nothing-in-it', { resourceType: 'Questionnaire', item: [] }],
    ['not-a-questionnaire', { resourceType: 'Questionnaire', item: { linkId: 'a' } }],
    ['link-id-missing', { resourceType: 'Questionnaire', item: [{ type: 'string' }] }],
    ['link-id-missing', { resourceType: 'Questionnaire', item: [{ linkId: 'a\u0000b', type: 'string' }] }],
    ['type-missing', { resourceType: 'Questionnaire', item: [{ linkId: 'a' }] }],
    [
      'link-id-twice',
      {
        resourceType: 'Questionnaire',
        item: [
          { linkId: 'a', type: 'string' },
          { linkId: 'b', type: 'group', item: [{ linkId: 'a', type: 'string' }] },
        ],
      },
    ],
    [
      'condition-without-question',
      {
        resourceType: 'Questionnaire',
        item: [
          { linkId: 'a', type: 'string', enableWhen: [{ question: 'gone', operator: 'exists', answerBoolean: true }] },
        ],
      },
    ],
    [
      'condition-without-question',
      {
        resourceType: 'Questionnaire',
        item: [{ linkId: 'a', type: 'string', enableWhen: [{ question: 'a', operator: '~', answerBoolean: true }] }],
      },
    ],
    [
      'too-many-items',
      {
        resourceType: 'Questionnaire',
        item: Array.from({ length: 251 }, (_, i) => ({ linkId: `a${i}`, type: 'string' })),
      },
    ],
  ];
  for (const [fault, source] of faults)
    test(`refuses: ${fault} ${JSON.stringify(source).slice(0, 70)}`, () => {
      assert.throws(
        () => readForm(source),
        (error) => error instanceof FormError && error.fault === fault,
      );
    });

  test('refuses what goes too deep', () => {
    let item: QuestionnaireItem = { linkId: 'end', type: 'string' };
    for (let depth = 0; depth < 8; depth++) item = { linkId: `g${depth}`, type: 'group', item: [item] };
    assert.throws(() => formOf(item), /too-deep/);
  });

  test('types it does not know, and choices it cannot see, are kept out and said', () => {
    const form = formOf(
      { linkId: 'a', type: 'attachment', required: true },
      { linkId: 'b', type: 'choice', answerValueSet: 'https://example.org/ValueSet/far-away', required: true },
      { linkId: 'c', type: 'choice', answerOption: [{ valueReference: {} } as never] },
      { linkId: 'd', type: 'open-choice', answerValueSet: 'https://example.org/ValueSet/far-away' },
    );
    assert.deepEqual(
      form.items.map(({ type }) => type),
      ['unsupported', 'unsupported', 'unsupported', 'open-choice'],
    );
    assert.deepEqual(answerFaults(form, noAnswers), [], 'nobody is kept from sending by them');
  });

  test('texts in the language asked for, where they are translated', () => {
    const swedish = readForm(fixture('infant'), 'sv-SE');
    assert.deepEqual(
      [swedish.title, swedish.items[0]?.text, swedish.items[0]?.options[0]?.label, swedish.items[0]?.options[1]?.label],
      ['Ditt barn', 'Vad äter ditt barn?', 'Bröstmjölk', 'Formula'],
    );
    assert.deepEqual(swedish.items[0]?.options[0]?.value, { valueCoding: { code: 'breast', display: 'Breast milk' } });
    assert.equal(readForm(fixture('infant'), 'ar').title, 'Your baby');
  });

  test('a value set that it carries, by compose or by expansion', () => {
    const concept = [{ code: 'a', display: 'A' }];
    for (const set of [{ compose: { include: [{ concept }] } }, { expansion: { contains: concept } }]) {
      const form = readForm({
        resourceType: 'Questionnaire',
        contained: [{ resourceType: 'ValueSet', id: 'v', ...set }],
        item: [{ linkId: 'a', type: 'choice', answerValueSet: '#v' }],
      });
      assert.deepEqual(
        form.items[0]?.options.map(({ label }) => label),
        ['A'],
      );
    }
  });
});

describe('which items are asked', () => {
  type Asked = readonly [operator: string, wanted: object, answer: FhirAnswerValue | null, asked: boolean];
  const kg = { code: 'kg', unit: 'kg' };
  const table: readonly Asked[] = [
    ['exists', { answerBoolean: true }, null, false],
    ['exists', { answerBoolean: true }, { valueString: 'x' }, true],
    ['exists', { answerBoolean: false }, null, true],
    ['exists', { answerBoolean: false }, { valueString: 'x' }, false],
    ['=', { answerBoolean: true }, { valueBoolean: true }, true],
    ['=', { answerBoolean: true }, { valueBoolean: false }, false],
    ['!=', { answerBoolean: true }, { valueBoolean: false }, true],
    ['!=', { answerBoolean: true }, null, false],
    ['=', { answerInteger: 0 }, { valueInteger: 0 }, true],
    ['>', { answerInteger: 5 }, { valueInteger: 5 }, false],
    ['>=', { answerInteger: 5 }, { valueInteger: 5 }, true],
    ['<', { answerDecimal: 37.5 }, { valueDecimal: 37.4 }, true],
    ['<=', { answerDecimal: 37.5 }, { valueInteger: 38 }, false],
    ['>', { answerDate: '2026-01-31' }, { valueDate: '2026-02-01' }, true],
    ['<', { answerTime: '12:00:00' }, { valueTime: '09:30:00' }, true],
    ['=', { answerString: 'Ja' }, { valueString: 'Ja' }, true],
    ['!=', { answerString: 'Ja' }, { valueString: 'Nej' }, true],
    [
      '=',
      { answerCoding: { system: 's', code: 'a' } },
      { valueCoding: { system: 's', code: 'a', display: 'A' } },
      true,
    ],
    ['=', { answerCoding: { system: 's', code: 'a' } }, { valueCoding: { system: 't', code: 'a' } }, false],
    ['=', { answerCoding: { code: 'a' } }, { valueCoding: { system: 't', code: 'a' } }, true],
    ['=', { answerCoding: { code: 'a' } }, { valueString: 'a' }, false],
    ['>', { answerQuantity: { value: 80, ...kg } }, { valueQuantity: { value: 81, ...kg } }, true],
    ['>', { answerQuantity: { value: 80, ...kg } }, { valueQuantity: { value: 81, code: 'g' } }, false],
  ];
  for (const [operator, wanted, answer, asked] of table)
    test(`${operator} ${JSON.stringify(wanted)} with ${JSON.stringify(answer)}: ${asked ? 'asked' : 'not asked'}`, () => {
      const form = formOf(
        { linkId: 'q', type: 'string' },
        { linkId: 'a', type: 'string', enableWhen: [{ question: 'q', operator, ...wanted }] },
      );
      const answers = answer ? given(form, ['q', [], answer]) : noAnswers;
      assert.equal(new EnabledItems(form, answers).has(itemOf(form, 'a'), []), asked);
    });

  test('any or all; of several answers one is enough', () => {
    const conditions = ['x', 'y'].map((code) => ({ question: 'q', operator: '=', answerCoding: { code } }));
    const answerOption = ['x', 'y', 'z'].map((code) => ({ valueCoding: { code } }));
    const form = formOf(
      { linkId: 'q', type: 'choice', repeats: true, answerOption },
      { linkId: 'all', type: 'string', enableWhen: conditions, enableBehavior: 'all' },
      { linkId: 'any', type: 'string', enableWhen: conditions, enableBehavior: 'any' },
    );
    const askedWith = (...codes: string[]): boolean[] => {
      const enabled = new EnabledItems(
        form,
        given(form, ['q', [], ...codes.map((code) => ({ valueCoding: { code } }))]),
      );
      return ['all', 'any'].map((linkId) => enabled.has(itemOf(form, linkId), []));
    };
    assert.deepEqual(askedWith('x', 'z'), [false, true]);
    assert.deepEqual(askedWith('x', 'y'), [true, true]);
    assert.deepEqual(askedWith('z'), [false, false]);
  });

  test('the answer to what is not asked any more is none; those that wait for each other are asked', () => {
    const when = (question: string) => [{ question, operator: 'exists', answerBoolean: true }];
    const chain = formOf(
      { linkId: 'a', type: 'string' },
      { linkId: 'b', type: 'string', enableWhen: when('a') },
      { linkId: 'c', type: 'string', enableWhen: when('b') },
    );
    const enabled = new EnabledItems(chain, given(chain, ['b', [], { valueString: 'x' }]));
    assert.equal(enabled.has(itemOf(chain, 'c'), []), false);
    const ring = formOf(
      { linkId: 'a', type: 'string', enableWhen: when('b') },
      { linkId: 'b', type: 'string', enableWhen: when('a') },
    );
    const both = given(ring, ['a', [], { valueString: 'x' }], ['b', [], { valueString: 'x' }]);
    assert.equal(new EnabledItems(ring, both).has(itemOf(ring, 'a'), []), true);
  });

  test('in what repeats a condition looks at its own instance, from outside at all of them', () => {
    const form = readForm(fixture('infant'));
    const bottle = { valueCoding: { code: 'bottle' } };
    const feeds = itemOf(form, 'feeds');
    const answers = withInstance(
      given(form, ['feeds.kind', [0], { valueCoding: { code: 'breast' } }], ['feeds.kind', [1], bottle]),
      feeds,
      [],
    );
    const enabled = new EnabledItems(form, answers);
    assert.deepEqual(
      [0, 1].map((index) => enabled.has(itemOf(form, 'feeds.amount'), [index])),
      [false, true],
    );
    assert.equal(enabled.has(itemOf(form, 'bottles'), []), true);
    const without = withoutInstance(answers, feeds, [0]);
    assert.deepEqual(without.values.get(keyOf(itemOf(form, 'feeds.kind'), [0])), [bottle], 'the later one moves up');
    assert.equal(new EnabledItems(form, withoutInstance(without, feeds, [0])).has(itemOf(form, 'bottles'), []), false);
  });
});

describe('what is wrong with answers', () => {
  const limit = (name: string, value: object) => ({
    url: `http://hl7.org/fhir/StructureDefinition/${name}`,
    ...value,
  });
  type Judged = readonly [
    item: Omit<QuestionnaireItem, 'linkId'>,
    values: readonly FhirAnswerValue[],
    code: string | null,
  ];
  const pounds = { valueQuantity: { value: 10, unit: 'lb' } };
  const table: readonly Judged[] = [
    [{ type: 'string', required: true }, [], 'required'],
    [{ type: 'string', required: true, readOnly: true }, [], null],
    [{ type: 'string', maxLength: 3 }, [{ valueString: 'åäö' }], null],
    [{ type: 'string', maxLength: 3 }, [{ valueString: 'åäöx' }], 'too-long'],
    [{ type: 'text' }, [{ valueString: 'x'.repeat(MAX_TEXT + 1) }], 'too-long'],
    [{ type: 'string', maxLength: 2 }, [{ valueString: '👩‍⚕️'.slice(0, 2) + '😀' }], null],
    [{ type: 'string' }, [{ valueString: ' ' }], 'wrong-type'],
    [{ type: 'string' }, [{ valueString: 'a' }, { valueString: 'b' }], 'too-many'],
    [{ type: 'string', repeats: true }, [{ valueString: 'a' }, { valueString: 'b' }], null],
    [{ type: 'boolean' }, [{ valueBoolean: false }], null],
    [{ type: 'boolean' }, [{ valueString: 'ja' }], 'wrong-type'],
    [{ type: 'integer' }, [{ valueInteger: 1.5 }], 'not-whole'],
    [{ type: 'integer' }, [{ valueInteger: 2 ** 31 }], 'too-large'],
    [{ type: 'integer', extension: [limit('minValue', { valueInteger: 1 })] }, [{ valueInteger: 0 }], 'too-small'],
    [{ type: 'decimal', extension: [limit('maxValue', { valueDecimal: 1 })] }, [{ valueDecimal: 1.1 }], 'too-large'],
    [{ type: 'decimal' }, [{ valueDecimal: Infinity }], 'not-a-number'],
    [{ type: 'quantity' }, [pounds], null],
    [{ type: 'quantity' }, [{ valueQuantity: { unit: 'kg' } }], 'wrong-type'],
    [{ type: 'date' }, [{ valueDate: '2026-02-28' }], null],
    [{ type: 'date' }, [{ valueDate: '2026-02-30' }], 'not-a-date'],
    [{ type: 'date' }, [{ valueDate: '2026-02' }], null],
    [{ type: 'date' }, [{ valueDate: '28/2 2026' }], 'not-a-date'],
    [
      { type: 'date', extension: [limit('maxValue', { valueDate: '2026-01-01' })] },
      [{ valueDate: '2026-01-02' }],
      'too-late',
    ],
    [
      { type: 'date', extension: [limit('minValue', { valueDate: '2026-01-01' })] },
      [{ valueDate: '2025-12-31' }],
      'too-early',
    ],
    [{ type: 'time' }, [{ valueTime: '24:00:00' }], 'not-a-time'],
    [{ type: 'choice', answerOption: [{ valueString: 'Ja' }] }, [{ valueString: 'Nej' }], 'not-an-option'],
    [{ type: 'choice', answerOption: [{ valueInteger: 0 }] }, [{ valueInteger: 0 }], null],
    [{ type: 'open-choice', answerOption: [{ valueString: 'Ja' }] }, [{ valueString: 'Kanske' }], null],
    [{ type: 'open-choice', answerOption: [{ valueString: 'Ja' }] }, [{ valueCoding: { code: 'x' } }], 'not-an-option'],
  ];
  for (const [item, values, code] of table)
    test(`${item.type} ${JSON.stringify(values).slice(0, 60)}: ${code ?? 'nothing'}`, () => {
      const form = formOf({ linkId: 'q', ...item });
      assert.equal(answerFaults(form, given(form, ['q', [], ...values]))[0]?.code ?? null, code);
    });

  test('a group that is required lacks its first question, once', () => {
    const form = formOf({
      linkId: 'g',
      type: 'group',
      required: true,
      item: [
        { linkId: 'd', type: 'display', text: 'Words' },
        { linkId: 'a', type: 'string', required: true },
        { linkId: 'b', type: 'string' },
      ],
    });
    assert.deepEqual(
      answerFaults(form, noAnswers).map(({ item, code }) => [item.linkId, code]),
      [['a', 'required']],
    );
    const answered = given(form, ['b', [], { valueString: 'x' }], ['a', [], { valueString: 'x' }]);
    assert.deepEqual(answerFaults(form, answered), []);
  });
});

describe('a response that does not fit its form', () => {
  const form = readForm(fixture('health-declaration'));
  const response = (...item: object[]): object => ({
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    item,
  });
  const table: readonly [string, unknown][] = [
    ['not-a-response', null],
    ['not-a-response', { resourceType: 'Patient' }],
    ['not-a-response', { resourceType: 'QuestionnaireResponse', item: 'x' }],
    ['unknown-item', response({ linkId: 'other', answer: [{ valueString: 'x' }] })],
    ['unknown-item', response({ linkId: 'now.health', answer: [{ valueString: 'x' }] })],
    ['unknown-item', response(null as never)],
    ['wrong-place', response({ linkId: 'now', answer: [{ valueString: 'x' }] })],
    ['wrong-place', response({ linkId: 'intro', answer: [{ valueString: 'x' }] })],
    ['wrong-place', response({ linkId: 'more', answer: [] })],
    ['wrong-place', response({ linkId: 'more', item: [] })],
    ['wrong-type', response({ linkId: 'more', answer: [{ valueInteger: 1 }] })],
    ['wrong-type', response({ linkId: 'more', answer: [null] })],
    ['wrong-type', response({ linkId: 'more', answer: [{ valueString: 'x', valueInteger: 1 }] })],
    ['wrong-type', response({ linkId: 'quit-since', answer: [{ valueDate: '2026-02-30' }] })],
    ['too-many', response({ linkId: 'more', answer: [{ valueString: 'x' }, { valueString: 'y' }] })],
    ['too-many', response({ linkId: 'now', item: [] }, { linkId: 'now', item: [] })],
    ['not-fhir', { resourceType: 'QuestionnaireResponse', status: 'completed', extra: 'x' }],
    ['not-fhir', response({ linkId: 'more', text: 5, answer: [{ valueString: 'x' }] })],
    ['not-fhir', response({ linkId: 'more', note: 'x', answer: [{ valueString: 'x' }] })],
    [
      'not-fhir',
      response({
        linkId: 'now',
        item: [{ linkId: 'now.health', answer: [{ valueCoding: { code: 'good', note: 'x' } }] }],
      }),
    ],
    ['not-fhir', response({ linkId: 'now', item: [{ linkId: 'now.health', answer: [{ valueCoding: 'good' }] }] })],
    ['not-asked', response({ linkId: 'quit', answer: [{ valueBoolean: true }] })],
  ];
  for (const [fault, source] of table)
    test(`${fault}: ${JSON.stringify(source).slice(60, 140)}`, () => {
      assert.ok(readResponse(form, source).faults.includes(fault as never), readResponse(form, source).faults.join());
    });
});

describe('what is typed', () => {
  const item = (type: string): FormItem => formOf({ linkId: 'q', type }).items[0]!;
  const table: readonly [type: string, text: string, value: unknown, code: string | null][] = [
    ['integer', '128', 128, null],
    ['integer', ' 1 280 ', 1280, null],
    ['integer', '12,5', null, 'not-whole'],
    ['integer', 'hundra', null, 'not-a-number'],
    ['integer', '١٢٨', 128, null],
    ['decimal', '37,5', 37.5, null],
    ['decimal', '37.5', 37.5, null],
    ['decimal', '٣٧٫٥', 37.5, null],
    ['decimal', '−4', -4, null],
    ['decimal', '1.2.3', null, 'not-a-number'],
    ['decimal', '', null, null],
    ['time', '07:30', '07:30:00', null],
    ['date', '2026-02-30', null, 'not-a-date'],
    ['string', '  ord ', 'ord', null],
  ];
  for (const [type, text, expected, code] of table)
    test(`${type} “${text}”`, () => {
      const { value, fault } = readEntry(item(type), text);
      assert.deepEqual([value ? Object.values(value)[0] : null, fault?.code ?? null], [expected, code]);
    });

  test('is written again as the language writes it', () => {
    assert.equal(writeEntry({ valueDecimal: 37.5 }, ','), '37,5');
    assert.equal(writeEntry({ valueDecimal: 0 }, '.'), '0');
    assert.equal(writeEntry({ valueTime: '07:30:00' }, ','), '07:30');
    assert.equal(writeEntry({ valueQuantity: { value: 2.5, unit: 'mg' } }, ','), '2,5');
    assert.equal(writeEntry(undefined, ','), '');
  });
});

describe('two devices', () => {
  const form = formOf({ linkId: 'a', type: 'string' }, { linkId: 'b', type: 'string' });
  const said = (a: string, b: string): Answers =>
    given(form, ['a', [], { valueString: a }], ['b', [], { valueString: b }]);

  test('each change stands; where both changed the same, mine stands and it is told', () => {
    assert.deepEqual(mergeAnswers(said('1', '1'), said('2', '1'), said('1', '3')), {
      answers: said('2', '3'),
      clashes: [],
    });
    const clash = mergeAnswers(said('1', '1'), said('2', '1'), said('4', '3'));
    assert.deepEqual(clash, { answers: said('2', '3'), clashes: ['a'] });
    const taken = mergeAnswers(said('1', '1'), noAnswers, said('1', '1'));
    assert.deepEqual([taken.answers.values.size, taken.clashes], [0, []], 'what was taken away here stays away');
  });
});

describe('readings from home', () => {
  const form = readForm(homeReadings(null));
  const number = (linkId: string, path: Path, value: number): [string, Path, FhirAnswerValue] => [
    linkId,
    path,
    itemOf(form, linkId).type === 'integer' ? { valueInteger: value } : { valueDecimal: value },
  ];
  const at = { timeZone: 'Europe/Stockholm', now: Date.parse('2026-11-23T07:00:00Z') };
  const send = (answers: Answers): QuestionnaireResponse => toResponse(form, answers, 'completed');

  test('nothing has to be filled in', () => {
    assert.deepEqual(answerFaults(form, noAnswers), []);
    assert.deepEqual(homeReadingObservations(send(noAnswers), at), []);
  });

  test('every reading is an Observation in LOINC and UCUM, valid by the FHIR R4 definitions', () => {
    const answers = given(
      form,
      number('systolic', [0], 138),
      number('diastolic', [0], 86),
      number('pulse', [0], 72),
      ['pressure-date', [0], { valueDate: '2026-11-20' }],
      ['pressure-time', [0], { valueTime: '07:30:00' }],
      number('weight', [], 81.5),
      number('temperature', [], 36.9),
      number('glucose', [], 6.1),
      number('saturation', [], 97),
    );
    assert.deepEqual(answerFaults(form, answers), []);
    const observations = homeReadingObservations(send(answers), at);
    const told = observations.map(({ code, effectiveDateTime, valueQuantity, component }) => [
      code.coding[0]?.code,
      effectiveDateTime,
      valueQuantity
        ? `${valueQuantity.value} ${valueQuantity.code}`
        : component?.map(
            (part) => `${part.code.coding[0]?.code} ${part.valueQuantity?.value} ${part.valueQuantity?.code}`,
          ),
    ]);
    assert.deepEqual(told, [
      ['85354-9', '2026-11-20T07:30:00+01:00', ['8480-6 138 mm[Hg]', '8462-4 86 mm[Hg]']],
      ['8867-4', '2026-11-20T07:30:00+01:00', '72 /min'],
      ['29463-7', '2026-11-23', '81.5 kg'],
      ['8310-5', '2026-11-23', '36.9 Cel'],
      ['14743-9', '2026-11-23', '6.1 mmol/L'],
      ['2708-6', '2026-11-23', '97 %'],
    ]);
    const fhir = new Fhir();
    for (const observation of observations) {
      const { valid, messages } = fhir.validate(observation, { errorOnUnexpected: true });
      assert.ok(valid, JSON.stringify(messages));
    }
    assert.equal(observations.at(4)?.category[0]?.coding[0]?.code, 'laboratory');
  });

  test('several readings of blood pressure; half of one says what is missing', () => {
    const answers = withInstance(
      given(form, number('systolic', [0], 138), number('diastolic', [0], 86), number('systolic', [1], 131)),
      itemOf(form, 'pressure'),
      [],
    );
    const [first, second, ...more] = homeReadingObservations(send(answers), at);
    assert.deepEqual(more, []);
    assert.equal(first?.component?.[1]?.valueQuantity?.value, 86);
    assert.equal(second?.component?.[1]?.dataAbsentReason?.coding[0]?.code, 'unknown');
    assert.equal(second?.component?.[1]?.valueQuantity, undefined);
  });

  test('a slip of the finger is told', () => {
    const codes = answerFaults(form, given(form, number('systolic', [0], 1380), number('saturation', [], 9)));
    assert.deepEqual(
      codes.map(({ item, code }) => [item.linkId, code]),
      [
        ['systolic', 'too-large'],
        ['saturation', 'too-small'],
      ],
    );
  });

  test('the time on the wall of the clinic’s zone, summer and winter', () => {
    assert.equal(instantInZone('2026-07-01', '07:30:00', 'Europe/Stockholm'), '2026-07-01T07:30:00+02:00');
    assert.equal(instantInZone('2026-10-25', '01:30:00', 'Europe/Stockholm'), '2026-10-25T01:30:00+02:00');
    assert.equal(instantInZone('2026-10-25', '04:30:00', 'Europe/Stockholm'), '2026-10-25T04:30:00+01:00');
    assert.equal(instantInZone('2026-01-01', '00:10:00', 'America/New_York'), '2026-01-01T00:10:00-05:00');
    assert.equal(instantInZone('2026-01-01', '00:10:00', 'Asia/Kolkata'), '2026-01-01T00:10:00+05:30');
  });
});
