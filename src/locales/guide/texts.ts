import type { TextPart } from '../text-part.ts';

/** The steps of a visit, in order; each has a drawing. */
export const guideSteps = [
  'open',
  'permission',
  'private',
  'wait',
  'meeting',
  'controls',
  'network',
  'phone',
  'done',
] as const;
export type GuideStep = (typeof guideSteps)[number];

/** The illustrated guide: `<visit-guide>`. */
export interface GuideTexts {
  readonly title: string;
  readonly lead: string;
  readonly print: string;
  readonly steps: Readonly<Record<GuideStep, { readonly title: string; readonly text: string }>>;
  readonly contact: string;
}

export const guideTexts: TextPart<GuideTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
