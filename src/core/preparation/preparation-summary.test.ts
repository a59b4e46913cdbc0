import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Preparation, Questionnaire, QuestionnaireResponse } from '../../contract/index.ts';
import { VisitError } from '../errors.ts';
import { answerSections, type AnswerSection } from './answer-sections.ts';
import { homeReadingObservations, homeReadings } from './home-readings.ts';
import { PreparationReader } from './preparation-reader.ts';
import { readForm } from './read-form.ts';
import { readingTrends } from './reading-trends.ts';
import { readResponse } from './response.ts';

const questionnaire: Questionnaire = {
  resourceType: 'Questionnaire',
  status: 'active',
  item: [
    { linkId: 'first', type: 'string', text: 'Först' },
    {
      linkId: 'now',
      type: 'group',
      text: 'Nu',
      item: [
        { linkId: 'pain', type: 'boolean', text: 'Ont?' },
        {
          linkId: 'where',
          type: 'string',
          text: 'Var?',
          enableWhen: [{ question: 'pain', operator: '=', answerBoolean: true }],
        },
      ],
    },
    {
      linkId: 'medicine',
      type: 'group',
      text: 'Läkemedel',
      repeats: true,
      item: [{ linkId: 'name', type: 'string', text: 'Namn' }],
    },
    { linkId: 'last', type: 'string', text: 'Sist' },
    { linkId: 'note', type: 'display', text: 'Tack' },
  ],
};
const form = readForm(questionnaire);
const medicine = (name: string) => ({
  linkId: 'medicine',
  item: [{ linkId: 'name', answer: [{ valueString: name }] }],
});
const response = (...item: NonNullable<QuestionnaireResponse['item']>): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  item,
});
const told = (sections: readonly AnswerSection[]): string[] =>
  sections.map(
    ({ title, number, rows }) =>
      `${title}${number ?? ''}: ${rows.map(({ item, values }) => `${item.text}=${values.map((value) => Object.values(value)[0]).join()}`).join('; ')}`,
  );

describe('answers to be read', () => {
  test('stand in the order and under the headings of the form, with what was not answered', () => {
    const { answers } = readResponse(
      form,
      response(
        { linkId: 'now', item: [{ linkId: 'pain', answer: [{ valueBoolean: true }] }] },
        medicine('Alvedon'),
        medicine('Ipren'),
        { linkId: 'last', answer: [{ valueString: 'Nej' }] },
      ),
    );
    assert.deepEqual(told(answerSections(form, answers)), [
      ': Först=',
      'Nu: Ont?=true; Var?=',
      'Läkemedel1: Namn=Alvedon',
      'Läkemedel2: Namn=Ipren',
      ': Sist=Nej',
    ]);
  });

  test('what is not asked is left out, and what is shown in another way', () => {
    const { answers } = readResponse(
      form,
      response({ linkId: 'now', item: [{ linkId: 'pain', answer: [{ valueBoolean: false }] }] }),
    );
    const sections = answerSections(form, answers, ({ linkId }) => linkId === 'medicine');
    assert.deepEqual(told(sections), [': Först=', 'Nu: Ont?=false', ': Sist=']);
  });
});

test('readings are told by kind, oldest first, the blood pressure as two', () => {
  const pressure = (systolic: number, date: string, diastolic?: number) => ({
    linkId: 'pressure',
    item: [
      { linkId: 'systolic', answer: [{ valueInteger: systolic }] },
      ...(diastolic ? [{ linkId: 'diastolic', answer: [{ valueInteger: diastolic }] }] : []),
      { linkId: 'pulse', answer: [{ valueInteger: 70 }] },
      { linkId: 'pressure-date', answer: [{ valueDate: date }] },
    ],
  });
  const sent = response(pressure(142, '2026-03-03'), pressure(138, '2026-03-01', 86), {
    linkId: 'others',
    item: [
      { linkId: 'weight', answer: [{ valueDecimal: 81.5 }] },
      { linkId: 'others-date', answer: [{ valueDate: '2026-03-02' }] },
    ],
  });
  assert.equal(readResponse(readForm(homeReadings(null)), sent).faults.length, 0);
  const trends = readingTrends(homeReadingObservations(sent, { timeZone: 'Europe/Stockholm', now: 0 }));
  assert.deepEqual(
    trends.map(({ kind, unit, points }) => [kind, unit, points.map(({ at, values }) => [at, ...values])]),
    [
      [
        'pressure',
        'mmHg',
        [
          ['2026-03-01', 138, 86],
          ['2026-03-03', 142, null],
        ],
      ],
      [
        'pulse',
        '/min',
        [
          ['2026-03-01', 70],
          ['2026-03-03', 70],
        ],
      ],
      ['weight', 'kg', [['2026-03-02', 81.5]]],
    ],
  );
});

describe('reading a preparation', () => {
  const preparation = (version: number): Preparation => ({
    form: 'home-readings',
    response: null,
    version,
    savedAt: null,
    observations: [],
  });

  test('what is heard while it is read is read after it, once', async () => {
    const answers: ((value: Preparation) => void)[] = [];
    const reader = new PreparationReader(() => new Promise((resolve) => answers.push(resolve)));
    const done = reader.refresh();
    void reader.refresh();
    void reader.refresh();
    assert.equal(answers.length, 1);
    answers[0]?.(preparation(1));
    await new Promise(setImmediate);
    assert.equal(answers.length, 2);
    assert.deepEqual([reader.store.get().phase, reader.store.get().preparation?.version], ['ready', 1]);
    answers[1]?.(preparation(2));
    await done;
    assert.equal(reader.store.get().preparation?.version, 2);
    assert.equal(answers.length, 2);
  });

  test('what cannot be read leaves what was read, and says why', async () => {
    let fails = false;
    const reader = new PreparationReader(async () => {
      if (fails) throw new VisitError('service-unreachable');
      return preparation(1);
    });
    await reader.refresh();
    fails = true;
    await reader.refresh();
    const { phase, preparation: kept, error } = reader.store.get();
    assert.deepEqual([phase, kept?.version, error?.code], ['failed', 1, 'service-unreachable']);
    fails = false;
    await reader.refresh();
    assert.deepEqual([reader.store.get().phase, reader.store.get().error], ['ready', null]);
  });

  test('nothing is told any more after the end', async () => {
    let aborted = false;
    const reader = new PreparationReader(
      (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(new VisitError('service-unreachable'));
          });
        }),
    );
    const done = reader.refresh();
    reader.close();
    await done;
    assert(aborted);
    assert.equal(reader.store.get().phase, 'loading');
  });
});
