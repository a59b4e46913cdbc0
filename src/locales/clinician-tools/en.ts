import type { ClinicianToolsTexts } from './texts.ts';

export const en: ClinicianToolsTexts = {
  tools: 'Tools',
};
