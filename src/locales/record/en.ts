import type { RecordTexts } from './texts.ts';

export const en: RecordTexts = {
  title: 'Record of the visit',
  handedOver: 'Handed over to the journal.',
  nothingToWrite: 'You need not write anything.',
  when: 'Time',
  fromTo: (from, to, length) => `${from}–${to}, ${length}`,
  how: 'Kind of visit',
  video: 'Video',
  phone: 'Phone',
  who: 'Took part',
  'role:interpreter': 'interpreter',
  'role:companion': 'companion',
  actsFor: (name) => `for ${name}`,
  suggestedCode: 'Suggested code',
  suggestionMeans: 'Nothing has been registered.',
  physicalVisitNeeded: 'A visit in person is needed',
  yes: 'Yes',
  no: 'No',
};
