import type { Questionnaire } from '../../src/contract/index.ts';

/** What the made-up clinic asks in its drop-in queue: short, and nobody has to answer to keep the place. */
export const dropInTriage: Questionnaire = {
  resourceType: 'Questionnaire',
  status: 'active',
  url: 'urn:norrvik:questionnaire:drop-in',
  version: '1',
  language: 'sv',
  title: 'Medan du väntar i kön',
  item: [
    {
      linkId: 'reason',
      type: 'choice',
      text: 'Vad söker du för?',
      required: true,
      answerOption: ['Förkylning eller hosta', 'Besvär när du kissar', 'Hudbesvär', 'Något annat'].map(
        (valueString) => ({
          valueString,
        }),
      ),
    },
    { linkId: 'since', type: 'integer', text: 'Hur många dagar har du haft besvären?' },
    { linkId: 'words', type: 'text', text: 'Beskriv kort', maxLength: 500 },
  ],
};
