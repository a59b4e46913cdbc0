import type { RecordTexts } from './texts.ts';

export const sv: RecordTexts = {
  title: 'Uppgifter om besöket',
  handedOver: 'Lämnade till journalen.',
  nothingToWrite: 'Du behöver inte skriva något.',
  when: 'Tid',
  fromTo: (from, to, length) => `${from}–${to}, ${length}`,
  how: 'Besöksform',
  video: 'Video',
  phone: 'Telefon',
  who: 'Deltog',
  'role:interpreter': 'tolk',
  'role:companion': 'medföljande',
  actsFor: (name) => `för ${name}`,
  suggestedCode: 'Förslag på åtgärdskod',
  suggestionMeans: 'Inget är registrerat.',
  physicalVisitNeeded: 'Fysiskt besök behövs',
  yes: 'Ja',
  no: 'Nej',
};
