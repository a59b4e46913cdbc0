import type { MessageKind, SupportStep } from '../../contract/index.ts';
import type { SupportTopic } from '../../core/support/support-topics.ts';
import type { TextPart } from '../text-part.ts';

/** A common problem: how people would put it, and what to try, one thing at a time. */
export interface TopicTexts {
  readonly title: string;
  readonly tries: readonly string[];
}

/** Help at every step: `<visit-support>`. */
export interface SupportTexts {
  readonly title: string;
  /** Where the person is. */
  readonly step: Readonly<Record<SupportStep, string>>;
  /** Said during a visit. */
  readonly visitStays: string;
  readonly common: string;
  readonly topics: Readonly<Record<SupportTopic, TopicTexts>>;
  readonly contact: string;
  readonly contactWhy: string;
  readonly guide: string;
  readonly write: string;
  readonly kind: Readonly<Record<MessageKind, string>>;
  /** Above the field. */
  readonly ask: Readonly<Record<MessageKind, string>>;
  readonly noHealth: string;
  readonly send: string;
  readonly sending: string;
  readonly empty: string;
  readonly sent: string;
  readonly notSent: string;
  readonly writeMore: string;
  readonly code: string;
}

export const supportTexts: TextPart<SupportTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};
