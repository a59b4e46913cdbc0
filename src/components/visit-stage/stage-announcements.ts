import type { Person } from '../../core/visit/visit-state.ts';
import type { Localize } from '../../locales/localize.ts';

/** What the live region says of the people: who has come and gone since `before`. */
export function announcePeople(words: Localize, before: readonly Person[], now: readonly Person[]): string {
  const here = (people: readonly Person[]): Map<string, string> =>
    new Map(people.filter(({ present }) => present).map(({ participant }) => [participant.id, participant.name]));
  const was = here(before);
  const is = here(now);
  const joined = [...is].filter(([id]) => !was.has(id)).map(([, name]) => words.term('hasJoined', name));
  const left = [...was]
    .filter(([id]) => !is.has(id))
    // Still in the visit, but the page is gone: contact is lost. Not in it any more: they have left.
    .map(([id, name]) =>
      words.term(now.some(({ participant }) => participant.id === id) ? 'lostContact' : 'hasLeft', name),
    );
  return [...joined, ...left].map((sentence) => `${sentence}.`).join(' ');
}
