import { createContext } from '@lit/context';
import type { VisitSessionLike } from '../core/visit/visit-session-like.ts';

/**
 * The session of the visit in front, for elements below; null while there is none.
 *
 * The key is a registered symbol, so that elements of two copies of the package on one page still meet.
 */
export const sessionContext = createContext<VisitSessionLike | null>(Symbol.for('video-visit/session@1'));
