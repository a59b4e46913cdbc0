import { createContext } from '@lit/context';
import type { DayListLike } from '../core/day-list/day-list-like.ts';

/** The day list, for elements below; null while there is none. The key is a registered symbol, as the session's is. */
export const dayListContext = createContext<DayListLike | null>(Symbol.for('video-visit/day-list@1'));
