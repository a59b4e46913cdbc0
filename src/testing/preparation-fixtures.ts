import type { Questionnaire } from '../contract/index.ts';

const STRUCTURE = 'http://hl7.org/fhir/StructureDefinition/';

/** One question of each kind, for tests and pictures. */
export const everyKind: Questionnaire = {
  resourceType: 'Questionnaire',
  status: 'active',
  language: 'sv',
  title: 'Hälsodeklaration inför ditt besök',
  item: [
    { linkId: 'intro', type: 'display', text: 'Svara så gott du kan. Läkaren läser svaren före besöket.' },
    {
      linkId: 'now',
      type: 'group',
      prefix: '1.',
      text: 'Så mår du nu',
      item: [
        {
          linkId: 'health',
          type: 'choice',
          text: 'Hur mår du i dag?',
          required: true,
          answerOption: ['Bra', 'Varken bra eller dåligt', 'Dåligt'].map((valueString) => ({ valueString })),
        },
        { linkId: 'words', type: 'text', text: 'Berätta med egna ord', maxLength: 500 },
        { linkId: 'pain', type: 'boolean', text: 'Har du ont?', required: true },
        {
          linkId: 'temperature',
          type: 'decimal',
          text: 'Kroppstemperatur',
          extension: [
            { url: `${STRUCTURE}questionnaire-unit`, valueCoding: { code: 'Cel', display: '°C' } },
            { url: `${STRUCTURE}minValue`, valueDecimal: 30 },
          ],
        },
      ],
    },
    {
      linkId: 'medicines',
      type: 'group',
      prefix: '2.',
      text: 'Läkemedel som du tar',
      repeats: true,
      item: [
        { linkId: 'name', type: 'string', text: 'Läkemedlets namn', maxLength: 100, required: true },
        {
          linkId: 'dose',
          type: 'quantity',
          text: 'Styrka',
          extension: ['mg', 'mikrogram'].map((code) => ({
            url: `${STRUCTURE}questionnaire-unitOption`,
            valueCoding: { code, display: code },
          })),
        },
        { linkId: 'times', type: 'time', text: 'När på dagen?', repeats: true },
      ],
    },
    { linkId: 'since', type: 'date', prefix: '3.', text: 'När började besvären?', required: true },
    { linkId: 'days', type: 'integer', prefix: '4.', text: 'Hur många dagar har du varit hemma?', required: true },
    {
      linkId: 'tried',
      type: 'open-choice',
      prefix: '5.',
      text: 'Vad har du provat själv?',
      repeats: true,
      answerOption: ['Vila', 'Receptfria läkemedel', 'Egenvård enligt 1177'].map((valueString) => ({ valueString })),
    },
    {
      linkId: 'scale',
      type: 'choice',
      prefix: '6.',
      text: 'Hur mycket besväras du, från 0 till 10?',
      answerOption: Array.from({ length: 11 }, (_, valueInteger) => ({ valueInteger })),
    },
    { linkId: 'photo', type: 'attachment', prefix: '7.', text: 'Bild på utslagen' },
    {
      linkId: 'clinic',
      type: 'string',
      text: 'Mottagning',
      readOnly: true,
      initial: [{ valueString: 'Ekdalens vårdcentral' }],
    },
  ],
};
