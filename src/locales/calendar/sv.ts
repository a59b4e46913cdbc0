import type { CalendarTexts } from './texts.ts';

export const sv: CalendarTexts = {
  add: 'Lägg till i kalendern',
  downloaded: 'Filen är hämtad. Öppna den, så läggs tiden i din kalender.',
  eventTitle: 'Videobesök',
  eventDescription: 'Öppna ditt videobesök här. Logga gärna in några minuter före din tid.',
  fileName: 'videobesok',
};
