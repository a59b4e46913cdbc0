import type { ClinicianToolsTexts } from './texts.ts';

export const ar: ClinicianToolsTexts = {
  tools: 'الأدوات',
};
