import type { AnswerFault } from '../../core/preparation/answer-faults.ts';
import type { PreparationTexts } from '../../locales/preparation/texts.ts';

/** What is wrong with an answer, and what would be right. */
export function faultSentence(texts: PreparationTexts, { code, limit }: AnswerFault, locale: string): string {
  const text = texts[`fault:${code}`];
  if (typeof text === 'string') return text;
  if (typeof limit === 'string')
    return text(new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(limit)));
  return text(new Intl.NumberFormat(locale).format(limit ?? 0));
}
