import type { QualitySignal } from '../../contract/index.ts';
import type { Quality, Verdict } from '../../core/quality/quality.ts';
import type { Person, VisitSnapshot } from '../../core/visit/visit-state.ts';
import type { Localize } from '../../locales/localize.ts';

/** One line on how it goes. `key` tells lines apart, whomever they name. */
export interface QualityWords {
  readonly key: string;
  readonly sentence: string;
  /** What the person may try; null where there is nothing. */
  readonly advice: string | null;
}

const rank: Readonly<Record<QualitySignal, number>> = { good: 0, strained: 1, poor: 2, lost: 3 };

/** The one line to show, about the worse direction; null while all is well. */
export function qualityWords(
  words: Localize,
  { sending, receiving }: Quality,
  pictureHeldBack: boolean,
  people: readonly Person[],
): QualityWords | null {
  const [first, second] = people;
  // Nobody is there from whom anything could come, or to whom it could go.
  if (!first) return null;
  if (pictureHeldBack && rank[receiving.signal] <= rank.poor && sending.signal !== 'lost') {
    return line(words, 'quality:own-paused', words.term('quality:own-paused'), sending);
  }
  // Of two that are alike the own end is told, as something can be done about it.
  if (sending.cause && rank[sending.signal] >= rank[receiving.signal]) return own(words, sending);
  if (!receiving.cause) return null;
  return theirs(words, receiving, second ? words.term('theOthers') : first.participant.name);
}

function own(words: Localize, verdict: Verdict): QualityWords {
  const key = verdict.signal === 'lost' ? 'quality:own-lost' : ownKeys[verdict.cause ?? 'loss'];
  return line(words, key, words.term(key), verdict);
}

function theirs(words: Localize, verdict: Verdict, name: string): QualityWords {
  if (verdict.cause === 'cpu') return own(words, verdict);
  const key = verdict.signal === 'lost' ? 'quality:their-lost' : theirKeys[verdict.cause ?? 'loss'];
  return line(words, key, words.term(key, name), verdict);
}

function line(words: Localize, key: string, sentence: string, { signal, cause }: Verdict): QualityWords {
  const network = cause === 'loss' || cause === 'bandwidth';
  return { key, sentence, advice: network && signal !== 'strained' ? words.term('tryAnotherNetwork') : null };
}

const ownKeys = {
  loss: 'quality:own-weak',
  bandwidth: 'quality:own-weak',
  remote: 'quality:own-weak',
  delay: 'quality:own-late',
  cpu: 'quality:own-busy',
  device: 'quality:own-device',
} as const;
const theirKeys = {
  loss: 'quality:their-weak',
  bandwidth: 'quality:their-weak',
  cpu: 'quality:their-weak',
  delay: 'quality:their-late',
  device: 'quality:their-end',
  remote: 'quality:their-end',
} as const;

/** Why the other's picture stands still, to be said on it; null while it moves, or where it is off. */
export function stillPictureWords(
  words: Localize,
  { sendsVideo, camera, present }: Person,
  gateway: VisitSnapshot['gateway'],
): string | null {
  if (sendsVideo || camera === 'off' || !present) return null;
  if (gateway === 'interrupted' || gateway === 'away') return words.term('pictureReconnecting');
  return words.term(camera === 'paused' ? 'picturePaused' : 'pictureMissing');
}
