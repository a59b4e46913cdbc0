import type { TextPart } from '../text-part.ts';

/** `<visit-microphone>`: the clinician's microphone, and mute for dictation. */
export interface MicrophoneTexts {
  readonly mute: string;
  readonly key: (key: string) => string;
  readonly dictateNow: string;
  /** How long the patient has not heard; of `time`. */
  readonly notHeard: (time: string) => string;
  readonly time: (minutes: number, seconds: number) => string;
  readonly stays: string;
  readonly saidReleased: string;
  readonly saidBack: (label: string) => string;

  // nothing is heard
  readonly silent: (label: string) => string;
  readonly compare: string;
  readonly compareMeans: string;
  readonly inUse: string;
  readonly opening: string;
  readonly failed: string;
  readonly heard: string;
  readonly notHeardYet: string;
  readonly use: string;
  readonly useThis: (label: string) => string;
  readonly leftOut: string;
}

export const microphoneTexts: TextPart<MicrophoneTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
