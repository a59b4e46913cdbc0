import type { TextPart } from '../text-part.ts';

/** The patient's picture outside the stage: `<visit-pop-out>` and `<visit-pinned-picture>`. */
export interface PopOutTexts {
  readonly ownWindow: string;
  readonly closeOwnWindow: string;
  readonly smallPicture: string;
  readonly closeSmallPicture: string;
  /** What the window is called. */
  readonly smallPictureOf: (name: string) => string;
  readonly back: string;
  readonly dictation: string;
  readonly dictating: string;
  readonly move: string;
  readonly moveMeans: string;

  readonly wasAway: (name: string) => string;
  readonly noThanks: string;

  readonly toControls: string;
}

export const popOutTexts: TextPart<PopOutTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
