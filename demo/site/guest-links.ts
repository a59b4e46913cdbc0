import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whose link it is. */
export interface Guest {
  readonly visitId: string;
  readonly participantId: string;
  readonly role: 'interpreter' | 'companion';
}

/**
 * Codes for people who have no account with the host: an interpreter, a relative. Whoever has the code takes the part, for as
 * long as the visit service lets them. It stands in the link's fragment, so no server's log has it. Signed, so nothing is stored;
 * a real host keeps them, and ends them when it likes.
 */
export class GuestLinks {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  codeFor({ visitId, participantId, role }: Guest): string {
    const said = [visitId, participantId, role].join('.');
    return `${said}.${this.#signatureOf(said)}`;
  }

  /** Null for a code that is none of ours. */
  read(code: string): Guest | null {
    const [visitId = '', participantId = '', role, signature = ''] = code.split('.');
    const right = Buffer.from(this.#signatureOf([visitId, participantId, role].join('.')));
    const given = Buffer.from(signature);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
    return role === 'interpreter' || role === 'companion' ? { visitId, participantId, role } : null;
  }

  #signatureOf(said: string): string {
    return createHmac('sha256', this.#secret).update(`guest ${said}`).digest('base64url');
  }
}
