import type { Questionnaire } from '../../src/contract/index.ts';

const worse = [
  ['wet', 'Vatten och diskmedel'],
  ['gloves', 'Handskar'],
  ['cold', 'Kyla'],
  ['stress', 'Stress'],
] as const;

/** What the made-up clinic asks before a visit about eczema: a FHIR Questionnaire, as a real host has its own. */
export const handEczema: Questionnaire = {
  resourceType: 'Questionnaire',
  status: 'active',
  url: 'urn:norrvik:questionnaire:hand-eczema',
  version: '1',
  language: 'sv',
  title: 'Frågor om dina händer',
  item: [
    { linkId: 'intro', type: 'display', text: 'Johan Ek läser dina svar innan ni ses. Svara på det du vill.' },
    {
      linkId: 'now',
      type: 'group',
      prefix: '1.',
      text: 'Så är det nu',
      item: [
        { linkId: 'since', type: 'date', text: 'När blev det sämre?' },
        {
          linkId: 'itch',
          type: 'choice',
          text: 'Hur mycket kliar det?',
          required: true,
          answerOption: ['Inte alls', 'Lite', 'Mycket', 'Så att jag vaknar'].map((valueString) => ({ valueString })),
        },
        {
          linkId: 'nights',
          type: 'integer',
          text: 'Hur många nätter vaknade du den senaste veckan?',
          required: true,
          enableWhen: [{ question: 'itch', operator: '=', answerString: 'Så att jag vaknar' }],
          extension: [
            { url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueInteger: 0 },
            { url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueInteger: 7 },
          ],
        },
        { linkId: 'sores', type: 'boolean', text: 'Har du sår eller sprickor som vätskar?', required: true },
        {
          linkId: 'sores-help',
          type: 'display',
          text: 'Tvätta såren med tvål och vatten, och säg till i början av besöket.',
          enableWhen: [{ question: 'sores', operator: '=', answerBoolean: true }],
        },
      ],
    },
    {
      linkId: 'worse',
      type: 'open-choice',
      prefix: '2.',
      text: 'Vad gör det värre?',
      repeats: true,
      answerOption: worse.map(([code, display]) => ({ valueCoding: { system: 'urn:norrvik:codes', code, display } })),
    },
    {
      linkId: 'creams',
      type: 'group',
      prefix: '3.',
      text: 'Kräm eller salva som du använder',
      repeats: true,
      item: [
        { linkId: 'cream', type: 'string', text: 'Vad heter den?', maxLength: 100 },
        { linkId: 'cream-daily', type: 'integer', text: 'Hur många gånger om dagen?' },
      ],
    },
    { linkId: 'wish', type: 'text', prefix: '4.', text: 'Vad hoppas du få hjälp med?', maxLength: 1000 },
  ],
};
