import type { TextPart } from '../text-part.ts';

/** The drop-in queue as clinicians and unit staff see it: `<visit-queue>`. */
export interface QueueTexts {
  readonly title: string;
  readonly open: string;
  readonly openUntil: (time: string) => string;
  readonly closed: string;
  /** Somebody waits in it. */
  readonly closedKeeps: string;
  readonly waiting: (count: number) => string;
  readonly nobody: string;
  readonly longest: (minutes: number) => string;
  readonly takeNext: string;
  /** Out of a visit of the queue. */
  readonly endAndTakeNext: string;
  readonly taking: string;
  readonly choose: string;
  readonly inQueue: string;
  /** To unit staff, who do not read the answers. */
  readonly answered: string;
  readonly draft: string;
  readonly openQueue: string;
  readonly howLong: string;
  readonly hours: (count: number) => string;
  readonly untilClosed: string;
  readonly closeQueue: string;
  /** Nobody was left whom no colleague had taken. */
  readonly othersWereFirst: string;
  readonly otherWasFirst: (patient: string) => string;
  readonly nobodyLeft: string;
  readonly came: (count: number) => string;
}

export const queueTexts: TextPart<QueueTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
