import type { TextPart } from '../text-part.ts';

/** Moving the visit to another device: `<visit-move>` on the one, `<visit-handover>` on the other. */
export interface MoveTexts {
  readonly title: string;
  readonly lead: string;
  readonly code: string;
  readonly orLink: string;
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly once: string;
  readonly meanwhile: string;
  readonly making: string;
  readonly expired: string;
  readonly newCode: string;
  readonly failed: string;

  // on the other device
  readonly hereTitle: string;
  readonly hereLead: string;
  readonly moving: string;
  readonly movingNext: string;
  readonly usedTitle: string;
  readonly usedNext: string;
}

export const moveTexts: TextPart<MoveTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
