import type { ClinicianToolsTexts } from './texts.ts';

export const sv: ClinicianToolsTexts = {
  tools: 'Verktyg',
};
