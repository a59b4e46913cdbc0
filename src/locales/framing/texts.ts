import type { TextPart } from '../text-part.ts';

/** `<visit-framing>`: how to be seen well. */
export interface FramingTexts {
  readonly title: string;
  readonly tips: readonly string[];
  readonly show: string;
  readonly hide: string;
  /** Under the picture with its outline. */
  readonly outline: string;
}

export const framingTexts: TextPart<FramingTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
