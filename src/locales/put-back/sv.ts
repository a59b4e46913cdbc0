import { isolateIn } from '../isolate.ts';
import type { PutBackTexts } from './texts.ts';

const name = isolateIn('ltr');

export const sv: PutBackTexts = {
  toYou: (clinician) => `${name(clinician)} har satt dig i väntrummet en stund. Du har kvar din plats.`,
  unseen: 'Ingen ser eller hör dig, och du ser och hör ingen, tills du ropas in igen.',
  waits: (person) => `${name(person)} är i väntrummet`,
  cannotHear: 'Ni ser och hör inte varandra.',
  callInAgain: 'Ropa in igen',
  putBack: 'Tillbaka till väntrummet',
};
