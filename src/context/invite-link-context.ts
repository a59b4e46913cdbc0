import { createContext } from '@lit/context';
import type { InviteLink } from '../core/participants/participants.ts';

/** How the host makes the link for one who is invited; null where it makes none. The key is a registered symbol, as the session's is. */
export const inviteLinkContext = createContext<InviteLink | null>(Symbol.for('video-visit/invite-link@1'));
