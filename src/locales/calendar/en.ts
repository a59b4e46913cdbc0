import type { CalendarTexts } from './texts.ts';

export const en: CalendarTexts = {
  add: 'Add to calendar',
  downloaded: 'The file has been downloaded. Open it, and the time is put in your calendar.',
  eventTitle: 'Video visit',
  eventDescription: 'Open your video visit here. Feel free to come a few minutes early.',
  fileName: 'video-visit',
};
