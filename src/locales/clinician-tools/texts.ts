import type { TextPart } from '../text-part.ts';

/** `<visit-clinician-tools>`: the row itself; each tool has words of its own. */
export interface ClinicianToolsTexts {
  readonly tools: string;
}

export const clinicianToolsTexts: TextPart<ClinicianToolsTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
