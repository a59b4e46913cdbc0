import type { TextPart } from '../text-part.ts';

/** Where a patient stands in the drop-in queue: `<visit-queue-place>`. */
export interface QueuePlaceTexts {
  readonly dropIn: string;
  readonly place: (position: number) => string;
  /** Whole five minutes. */
  readonly about: (minutes: number) => string;
  readonly unknown: string;
  readonly closed: string;
  /** Before the waiting room. */
  readonly notYet: string;
}

export const queuePlaceTexts: TextPart<QueuePlaceTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
