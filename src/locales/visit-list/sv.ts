import { isolateIn } from '../isolate.ts';
import type { VisitListTexts } from './texts.ts';

const name = isolateIn('ltr');

export const sv: VisitListTexts = {
  coming: 'Bokade besök',
  earlier: 'Tidigare besök',
  none: 'Du har inga bokade videobesök.',
  opening: 'Hämtar dina besök',
  old: 'Vi har tappat kontakten, så det som står här kan vara gammalt. Vi försöker igen hela tiden.',
  missing: 'Något av dina besök går inte att visa just nu.',
  missingNext: 'Ladda om sidan. Kontakta mottagningen om det inte hjälper.',
  opens: 'Väntrummet öppnar',
  open: 'Väntrummet är öppet',
  waiting: 'Du väntar i väntrummet',
  inProgress: 'Besöket pågår',
  finished: 'Avslutat',
  cancelled: 'Inställt',
  opened: 'Du har öppnat besöket',
  notOpened: 'Du har inte öppnat besöket än',
  tested: 'Kamera och ljud är testade',
  notTested: 'Kamera och ljud är inte testade',
  testFailed: 'Något fungerade inte när du testade kamera och ljud',
  answered: 'Mottagningen har fått dina svar',
  notAnswered: 'Mottagningen har frågor till dig',
  goToVisit: 'Gå till besöket',
  dropIn: 'Drop-in',
  withPerson: (person) => `Videobesök med ${name(person)}`,
};
